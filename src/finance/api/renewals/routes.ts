import { z } from 'zod'
import { type Route, route } from '../../../platform/http/route.ts'
import {
  approveRenewal,
  askRenewal,
  declineRenewal,
  listMaturing,
  listRenewals,
  signRenewal,
} from '../../renewals/renewals.ts'
import * as schema from './schema.ts'

const change = { method: 'POST', updates: true, params: schema.RenewalParams, reply: schema.RenewalRow } as const

/** Under /api/finance. */
export const renewalRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/renewals',
    summary: '续贷申请（本行或本户）',
    access: 'signed_in',
    reply: z.strictObject({ rows: z.array(schema.RenewalRow) }),
    handle: (context) => listRenewals(context),
  }),
  route({
    method: 'GET',
    path: '/renewals/calendar',
    summary: '未来 60 天到期的贷款与续贷情况',
    access: 'finance.credit.read',
    reply: schema.RenewalsReply,
    handle: (context) => listMaturing(context),
  }),
  route({
    method: 'POST',
    path: '/renewals',
    summary: '申请无还本续贷（家庭，或银行在柜面受理）',
    access: 'signed_in',
    body: schema.RenewalDraft,
    reply: schema.RenewalRow,
    status: 201,
    handle: (context) => askRenewal(context, context.body),
  }),
  route({
    ...change,
    path: '/renewals/:id/approve',
    summary: '核对续贷条件并同意',
    access: 'finance.credit.decide',
    body: schema.RenewalApproval,
    handle: (context) => approveRenewal(context, context.params.id, context.ifMatch, context.body),
  }),
  route({
    ...change,
    path: '/renewals/:id/decline',
    summary: '不同意续贷',
    access: 'finance.credit.decide',
    body: schema.RenewalRefusal,
    handle: (context) => declineRenewal(context, context.params.id, context.ifMatch, context.body.reason),
  }),
  route({
    ...change,
    path: '/renewals/:id/sign',
    summary: '签订续贷合同，结清原贷款',
    access: 'finance.own.manage',
    handle: (context) => signRenewal(context, context.params.id, context.ifMatch),
  }),
]
