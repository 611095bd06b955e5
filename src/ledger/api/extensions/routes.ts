import { type Route, route } from '../../../platform/http/route.ts'
import {
  askExtension,
  findExtension,
  grantExtension,
  listExtensions,
  refuseExtension,
} from '../../extensions/extensions.ts'
import * as schema from './schema.ts'

/** Under /api/ledger. */
export const extensionRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/extensions',
    summary: '延期申请列表',
    access: 'signed_in',
    query: schema.ExtensionsQuery,
    reply: schema.ExtensionList,
    handle: (context) => listExtensions(context, context.query),
  }),
  route({
    method: 'GET',
    path: '/extensions/:id',
    summary: '一份延期申请',
    access: 'signed_in',
    params: schema.ExtensionParams,
    reply: schema.ExtensionRow,
    handle: (context) => findExtension(context, context.params.id),
  }),
  route({
    method: 'POST',
    path: '/extensions',
    summary: '申请延期',
    access: 'ledger.extension.ask',
    body: schema.ExtensionDraft,
    reply: schema.ExtensionRow,
    status: 201,
    handle: (context) => askExtension(context, context.body),
  }),
  route({
    method: 'POST',
    path: '/extensions/:id/grant',
    summary: '同意延期',
    access: 'ledger.extension.decide',
    updates: true,
    params: schema.ExtensionParams,
    body: schema.ExtensionGrant,
    reply: schema.ExtensionRow,
    handle: (context) => grantExtension(context, context.params.id, context.ifMatch, context.body),
  }),
  route({
    method: 'POST',
    path: '/extensions/:id/refuse',
    summary: '不同意延期',
    access: 'ledger.extension.decide',
    updates: true,
    params: schema.ExtensionParams,
    body: schema.ExtensionRefuse,
    reply: schema.ExtensionRow,
    handle: (context) => refuseExtension(context, context.params.id, context.ifMatch, context.body.reason),
  }),
]
