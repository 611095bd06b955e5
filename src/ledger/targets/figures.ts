import type { Context } from '../../platform/context.ts'
import { parseDate } from '../../platform/dates.ts'
import { Problem } from '../../platform/errors/problem.ts'
import {
  findIndicator,
  indicatorRecords,
  indicatorTrend,
  indicatorValue,
  trendDates,
} from '../../platform/indicators/indicators.ts'
import type { Indicator, Scope } from '../../platform/indicators/indicator.ts'
import type { IndicatorReply, IndicatorsReply, RecordsReply, TrendReply } from '../api/indicators/schema.ts'
import { dayOf } from '../reforms/day.ts'
import type { z } from 'zod'

/** `town:331022101` → a scope; the whole county without it. */
export const readScope = (text: string | undefined): Scope | undefined => {
  if (text === undefined) return undefined
  const colon = text.indexOf(':')
  return { kind: text.slice(0, colon), id: text.slice(colon + 1) }
}

const rowOf = ({ id, title, unit, better, period, scopes, definition }: Indicator) => ({
  id,
  title,
  unit,
  better,
  period,
  scopes: [...scopes],
  definition,
})

/** Every figure that some module computes, by which a target can be bound. */
export const listIndicators = (context: Pick<Context, 'modules'>): z.infer<typeof IndicatorsReply> => ({
  rows: context.modules.flatMap(({ indicators }) => indicators.map(rowOf)),
})

type Asked = { readonly asOf?: string | undefined; readonly scope?: string | undefined }

/** A figure of a day with its working. @throws Problem not_found, not_computable at /query/scope */
export const viewIndicator = async (context: Context, id: string, query: Asked): Promise<IndicatorReply> => {
  const indicator = findIndicator(context, id)
  const asOf = dayOf(context, query.asOf)
  const scope = readScope(query.scope)
  const { value: figure, working, rules, warnings } = await indicatorValue(context, id, asOf, scope)
  const { value, numerator, denominator, sufficient, reasons } = figure
  return {
    ...rowOf(indicator),
    asOf,
    scope: scope ?? null,
    value,
    numerator,
    denominator,
    sufficient,
    reasons: [...reasons],
    working: [...working],
    rules: { ...rules },
    warnings: [...warnings],
  }
}

/** Days that were never sealed are computed one by one; strangers may ask for so many of them at once. */
const mostPoints = 400

/** @throws Problem not_found, not_computable `too_long` */
export const viewTrend = async (
  context: Context,
  id: string,
  query: { from: string; to: string; step: 'day' | 'month' | 'quarter' | 'year'; scope?: string | undefined },
): Promise<TrendReply> => {
  const dates = trendDates(parseDate(query.from, '/query/from'), parseDate(query.to, '/query/to'), query.step)
  if (dates.length > mostPoints)
    throw Problem.field('/query/from', 'too_long', `时间跨度过大，一次最多 ${mostPoints} 个点`)
  const points = await indicatorTrend(context, id, query.from, query.to, query.step, readScope(query.scope))
  return {
    id,
    unit: findIndicator(context, id).unit,
    points: points.map(({ asOf, value }) => ({ date: asOf, value })),
  }
}

/** The records behind a figure, as far as the actor may see them. */
export const viewRecords = async (
  context: Context,
  id: string,
  query: Asked & { readonly cursor?: string | undefined; readonly limit: number },
): Promise<RecordsReply> => {
  const { columns, rows, nextCursor, total } = await indicatorRecords(context, id, query.asOf, readScope(query.scope), {
    cursor: query.cursor ?? null,
    limit: query.limit,
  })
  return {
    columns: columns.map((column) => ({ ...column })),
    // A link that a record lacks is left out, not sent as null.
    rows: rows.map((row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined))),
    nextCursor,
    total,
  }
}
