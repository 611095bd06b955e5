import { type Route, route } from '../../../platform/http/route.ts'
import { reviewRisk, viewRisk } from '../../risk/reviews.ts'
import * as schema from './schema.ts'

/** Under /api/finance. */
export const riskRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/risk',
    summary: '本行贷款五级分类与集中度',
    access: 'finance.credit.read',
    reply: schema.RiskView,
    handle: (context) => viewRisk(context),
  }),
  route({
    method: 'POST',
    path: '/contracts/:id/risk-reviews',
    summary: '认定贷款分类（不得优于规则下限）',
    access: 'finance.contract.manage',
    params: schema.RiskParams,
    body: schema.RiskReview,
    reply: schema.RiskView,
    status: 201,
    handle: async (context) => {
      await reviewRisk(context, context.params.id, context.body)
      return viewRisk(context)
    },
  }),
]
