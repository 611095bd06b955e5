import { type Route, route } from '../../../platform/http/route.ts'
import {
  applyForLoan,
  approveApplication,
  cancelApplication,
  declineApplication,
  disburseApplication,
  findApplication,
  listApplications,
  signOffer,
} from '../../applications/applications.ts'
import * as schema from './schema.ts'

const change = { updates: true, params: schema.ApplicationParams, reply: schema.ApplicationRow } as const

/** Under /api/finance. */
export const applicationRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/applications',
    summary: '贷款申请列表（本行或本户）',
    access: 'signed_in',
    query: schema.ApplicationsQuery,
    reply: schema.ApplicationList,
    handle: (context) => listApplications(context, context.query),
  }),
  route({
    method: 'GET',
    path: '/applications/:id',
    summary: '一份贷款申请',
    access: 'signed_in',
    params: schema.ApplicationParams,
    reply: schema.ApplicationRow,
    handle: (context) => findApplication(context, context.params.id),
  }),
  route({
    method: 'POST',
    path: '/applications',
    summary: '申请贷款',
    access: 'finance.own.manage',
    body: schema.ApplicationDraft,
    reply: schema.ApplicationRow,
    status: 201,
    handle: (context) => applyForLoan(context, context.body),
  }),
  route({
    ...change,
    method: 'POST',
    path: '/applications/:id/approve',
    summary: '批准并按定价模型报价',
    access: 'finance.credit.decide',
    body: schema.Approval,
    handle: (context) => approveApplication(context, context.params.id, context.ifMatch, context.body),
  }),
  route({
    ...change,
    method: 'POST',
    path: '/applications/:id/decline',
    summary: '不批准，附原因',
    access: 'finance.credit.decide',
    body: schema.Refusal,
    handle: (context) => declineApplication(context, context.params.id, context.ifMatch, context.body),
  }),
  route({
    ...change,
    method: 'POST',
    path: '/applications/:id/sign',
    summary: '签约',
    access: 'finance.own.manage',
    body: schema.Signature,
    handle: (context) => signOffer(context, context.params.id, context.ifMatch, context.body.offerDigest),
  }),
  route({
    ...change,
    method: 'POST',
    path: '/applications/:id/disburse',
    summary: '放款',
    access: 'finance.credit.decide',
    handle: (context) => disburseApplication(context, context.params.id, context.ifMatch),
  }),
  route({
    ...change,
    method: 'POST',
    path: '/applications/:id/cancel',
    summary: '撤回申请',
    access: 'finance.own.manage',
    handle: (context) => cancelApplication(context, context.params.id, context.ifMatch),
  }),
]
