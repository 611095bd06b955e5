import { type Route, route } from '../../../platform/http/route.ts'
import { listIndicators, viewIndicator, viewRecords, viewTrend } from '../../targets/figures.ts'
import * as schema from './schema.ts'

/** Figures are public; the records behind them need an account and are seen as far as the row policies allow. */
export const indicatorRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/indicators',
    summary: '可绑定的指标',
    access: 'public',
    reply: schema.IndicatorsReply,
    handle: async (context) => listIndicators(context),
  }),
  route({
    method: 'GET',
    path: '/indicators/:id',
    summary: '指标截至某日的值及计算书',
    access: 'public',
    params: schema.IndicatorParams,
    query: schema.IndicatorQuery,
    reply: schema.IndicatorReply,
    handle: (context) => viewIndicator(context, context.params.id, context.query),
  }),
  route({
    method: 'GET',
    path: '/indicators/:id/trend',
    summary: '指标走势：往日读封存数，当日实算',
    access: 'public',
    params: schema.IndicatorParams,
    query: schema.TrendQuery,
    reply: schema.TrendReply,
    handle: (context) => viewTrend(context, context.params.id, context.query),
  }),
  route({
    method: 'GET',
    path: '/indicators/:id/records',
    summary: '指标背后的记录',
    access: 'signed_in',
    params: schema.IndicatorParams,
    query: schema.RecordsQuery,
    reply: schema.RecordsReply,
    handle: (context) => viewRecords(context, context.params.id, context.query),
  }),
]
