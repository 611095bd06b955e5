import { type Route, route } from '../../../platform/http/route.ts'
import { listDisputes, raiseDispute } from '../../disputes/disputes.ts'
import * as schema from './schema.ts'

/** Under /api/finance. What follows are events of the dispute's case. */
export const disputeRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/disputes',
    summary: '异议（自家提出的，或由本机构核查的）',
    access: 'signed_in',
    query: schema.DisputesQuery,
    reply: schema.DisputeList,
    handle: (context) => listDisputes(context, context.query),
  }),
  route({
    method: 'POST',
    path: '/disputes',
    summary: '提出异议',
    access: 'finance.own.manage',
    body: schema.DisputeDraft,
    reply: schema.DisputeRow,
    status: 201,
    handle: (context) => raiseDispute(context, context.body),
  }),
]
