import { type Route, route } from '../../../platform/http/route.ts'
import { declareIncome, declareLiability, endLiability, listIncomes, listLiabilities } from '../../standing/standing.ts'
import * as schema from './schema.ts'

/** Under /api/finance. */
export const standingRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/liabilities',
    summary: '家庭负债与担保',
    access: 'signed_in',
    query: schema.StandingQuery,
    reply: schema.LiabilityList,
    handle: async (context) => ({ rows: await listLiabilities(context, context.query.household) }),
  }),
  route({
    method: 'POST',
    path: '/liabilities',
    summary: '申报一项负债或担保',
    access: 'finance.own.manage',
    body: schema.LiabilityDraft,
    reply: schema.LiabilityRow,
    status: 201,
    handle: (context) => declareLiability(context, context.body),
  }),
  route({
    method: 'POST',
    path: '/liabilities/:id/end',
    summary: '负债已结清',
    access: 'finance.own.manage',
    params: schema.LiabilityParams,
    reply: schema.LiabilityRow,
    handle: (context) => endLiability(context, context.params.id),
  }),
  route({
    method: 'GET',
    path: '/incomes',
    summary: '家庭收入',
    access: 'signed_in',
    query: schema.StandingQuery,
    reply: schema.IncomeList,
    handle: async (context) => ({ rows: await listIncomes(context, context.query.household) }),
  }),
  route({
    method: 'POST',
    path: '/incomes',
    summary: '填报某年度的净收入',
    access: 'finance.own.manage',
    body: schema.IncomeDraft,
    reply: schema.IncomeRow,
    status: 201,
    handle: (context) => declareIncome(context, context.body),
  }),
]
