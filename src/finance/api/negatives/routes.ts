import { type Route, route } from '../../../platform/http/route.ts'
import { endNegative, listNegatives, recordNegative, stateNegative, supplyNegative } from '../../standing/negatives.ts'
import * as schema from './schema.ts'

const change = { method: 'POST', updates: true, params: schema.NegativeParams, reply: schema.NegativeRow } as const

/** Under /api/finance. */
export const negativeRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/negatives',
    summary: '不良信息',
    access: 'signed_in',
    query: schema.NegativesQuery,
    reply: schema.NegativeList,
    handle: (context) => listNegatives(context, context.query),
  }),
  route({
    method: 'POST',
    path: '/negatives',
    summary: '登记不良信息并告知本人',
    access: 'finance.negative.supply',
    body: schema.NegativeDraft,
    reply: schema.NegativeRow,
    status: 201,
    handle: (context) => recordNegative(context, context.body),
  }),
  route({
    ...change,
    path: '/negatives/:id/supply',
    summary: '报送给本人授权的银行',
    access: 'finance.negative.supply',
    handle: (context) => supplyNegative(context, context.params.id, context.ifMatch),
  }),
  route({
    ...change,
    path: '/negatives/:id/end',
    summary: '不良行为终止，五年后删除',
    access: 'finance.negative.supply',
    body: schema.NegativeEnd,
    handle: (context) => endNegative(context, context.params.id, context.ifMatch, context.body),
  }),
  route({
    ...change,
    path: '/negatives/:id/statement',
    summary: '本人说明',
    access: 'finance.own.manage',
    body: schema.NegativeStatement,
    handle: (context) => stateNegative(context, context.params.id, context.ifMatch, context.body.statement),
  }),
]
