import { parseDate } from '../../dates.ts'
import { type Route, route } from '../../http/route.ts'
import { civilDateOf } from '../../instants.ts'
import type { Scope } from '../indicator.ts'
import { findIndicator, indicatorRecords, indicatorTrends, indicatorValue } from '../indicators.ts'
import { compareSnapshot, verifyFigures } from '../snapshots.ts'
import * as schema from './schema.ts'

const scopeOf = (query: { scopeKind?: string | undefined; scopeId?: string | undefined }): Scope | undefined =>
  query.scopeKind === undefined || query.scopeId === undefined
    ? undefined
    : { kind: query.scopeKind, id: query.scopeId }

/** Under /api/platform. Figures are public; the records behind them are seen as far as row policies allow. */
export const indicatorRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/indicators',
    summary: '指标目录',
    access: 'public',
    reply: schema.IndicatorList,
    handle: async (context) => ({
      rows: context.modules.flatMap((module) =>
        module.indicators.map(({ id, title, unit, better, period, scopes, definition }) => ({
          id,
          module: module.name,
          title,
          unit,
          better,
          period,
          scopes: [...scopes],
          definition,
        })),
      ),
    }),
  }),
  route({
    method: 'GET',
    path: '/indicators/trends',
    summary: '多个指标的走势：往日读封存数，当日实算',
    access: 'public',
    query: schema.TrendQuery,
    reply: schema.TrendReply,
    handle: async (context) => ({
      rows: await indicatorTrends(context, context.query.ids, context.query, scopeOf(context.query)),
    }),
  }),
  route({
    method: 'GET',
    path: '/indicators/seals',
    summary: '核验封存链',
    access: 'signed_in',
    reply: schema.VerifyReply,
    handle: (context) => verifyFigures(context),
  }),
  route({
    method: 'GET',
    path: '/indicators/:id',
    summary: '指标值及计算书',
    access: 'public',
    params: schema.IndicatorParams,
    query: schema.ValueQuery,
    reply: schema.ValueReply,
    handle: async (context) => {
      const { id, title } = findIndicator(context, context.params.id)
      const asOf = context.query.asOf ?? civilDateOf(context.clock.now())
      return { id, title, asOf, ...(await indicatorValue(context, id, asOf, scopeOf(context.query))) }
    },
  }),
  route({
    method: 'GET',
    path: '/indicators/:id/records',
    summary: '指标背后的记录',
    access: 'signed_in',
    params: schema.IndicatorParams,
    query: schema.RecordsQuery,
    reply: schema.RecordsReply,
    handle: (context) =>
      indicatorRecords(context, context.params.id, context.query.asOf, scopeOf(context.query), {
        cursor: context.query.cursor ?? null,
        limit: context.query.limit,
      }),
  }),
  route({
    method: 'GET',
    path: '/indicators/:id/snapshot',
    summary: '封存数与按现有记录重算之差',
    access: 'public',
    params: schema.IndicatorParams,
    query: schema.SnapshotQuery,
    reply: schema.SnapshotReply,
    handle: async (context) => {
      const asOf = parseDate(context.query.asOf, '/query/asOf')
      const { sealed, now, difference } = await compareSnapshot(
        context,
        findIndicator(context, context.params.id),
        asOf,
      )
      const { value, numerator, denominator, sufficient, reasons, digest } = sealed
      const computedAt = sealed.computedAt.toISOString()
      return {
        asOf,
        sealed: { value, numerator, denominator, sufficient, reasons, digest, computedAt },
        now,
        difference,
      }
    },
  }),
]
