import type { App, Context } from '../context.ts'
import { asCounty } from '../database/system-context.ts'
import { addDays, type CivilDate, monthEnd, parseDate, quarterEnd, yearEnd } from '../dates.ts'
import { Problem } from '../errors/problem.ts'
import type { Explained } from '../explain.ts'
import { civilDateOf } from '../instants.ts'
import type { Indicator, IndicatorRecords, IndicatorValue, Scope } from './indicator.ts'
import { readSnapshots } from './snapshots.ts'
import { liveFigure, liveValues, standingFigures } from './standing.ts'

/** @throws Problem not_found when no module offers the indicator. */
export const findIndicator = (context: Pick<App, 'modules'>, id: string): Indicator => {
  for (const module of context.modules) {
    const found = module.indicators.find((indicator) => indicator.id === id)
    if (found !== undefined) return found
  }
  throw new Problem('not_found', `没有指标“${id}”`)
}

export const countyScope = (context: Context): Scope => ({ kind: 'county', id: context.actor.county })

const requireScope = (context: Context, indicator: Indicator, scope: Scope | undefined): void => {
  if (scope === undefined) return
  if (scope.kind === 'county' ? scope.id !== context.actor.county : !indicator.scopes.includes(scope.kind)) {
    throw Problem.field('/query/scope', 'unknown_scope', `指标“${indicator.title}”不按“${scope.kind}”统计`)
  }
}

const asked = (scope: Scope | undefined): Scope | undefined => (scope?.kind === 'county' ? undefined : scope)

const day = (context: Context, asOf: string | undefined): CivilDate =>
  asOf === undefined ? civilDateOf(context.clock.now()) : parseDate(asOf, '/query/asOf')

/**
 * The figure on a day with its working, computed from the facts as they stand now. It counts all records of the county
 * whoever asks; which single records the asker may open, `indicatorRecords` decides.
 */
export const indicatorValue = (
  context: Context,
  id: string,
  asOf?: string,
  scope?: Scope,
): Promise<Explained<IndicatorValue>> => {
  const indicator = findIndicator(context, id)
  requireScope(context, indicator, scope)
  return asCounty(context, 'indicators', async (whole) =>
    liveFigure(whole, await standingFigures(whole), indicator, day(context, asOf), asked(scope)),
  )
}

/** A page of the records behind a figure, as far as the actor may see them. */
export const indicatorRecords = (
  context: Context,
  id: string,
  asOf: string | undefined,
  scope: Scope | undefined,
  page: { cursor: string | null; limit: number },
): Promise<IndicatorRecords> => {
  const indicator = findIndicator(context, id)
  requireScope(context, indicator, scope)
  return indicator.records(context, day(context, asOf), asked(scope), page)
}

export type Step = 'day' | 'month' | 'quarter' | 'year'
export type TrendPoint = {
  readonly asOf: string
  readonly value: number | null
  readonly sufficient: boolean
  /** false = read from a sealed snapshot. */
  readonly live: boolean
}
export type Trend = { readonly indicator: string; readonly unit: string; readonly points: readonly TrendPoint[] }

const ends = { month: monthEnd, quarter: quarterEnd, year: yearEnd } as const

/** Period ends from `from` to `to`, and `to` itself as the last point. At most 4 000. */
export const trendDates = (from: CivilDate, to: CivilDate, step: Step): CivilDate[] => {
  const dates: CivilDate[] = []
  for (let at = step === 'day' ? from : ends[step](from); at < to; ) {
    dates.push(at)
    if (dates.length > 4000) throw Problem.field('/query/from', 'too_long', '时间跨度过大，最多 4000 个点')
    at = step === 'day' ? addDays(at, 1) : ends[step](addDays(at, 1))
  }
  return from <= to ? [...dates, to] : []
}

/**
 * Many figures over time: past days from sealed snapshots in one query for all of them, the present day live. A past
 * day that is not sealed yet is computed like the present one.
 */
export const indicatorTrends = async (
  context: Context,
  ids: readonly string[],
  range: { from: string; to?: string | undefined; step: Step },
  scope?: Scope,
): Promise<Trend[]> => {
  const today = civilDateOf(context.clock.now())
  const dates = trendDates(parseDate(range.from, '/query/from'), day(context, range.to), range.step)
  const indicators = ids.map((id) => findIndicator(context, id))
  for (const indicator of indicators) requireScope(context, indicator, scope)
  const past = dates.filter((date) => date < today)
  const sealed = await readSnapshots(context, ids, past, scope ?? countyScope(context))
  return asCounty(context, 'indicators', async (whole) => {
    const standing = await standingFigures(whole)
    const trends: Trend[] = []
    for (const indicator of indicators) {
      const known = sealed.get(indicator.id)
      const open = dates.filter((date) => known?.has(date) !== true)
      const live = open.length === 0 ? [] : await liveValues(whole, standing, indicator, open, asked(scope))
      const computed = new Map(open.map((date, index) => [date, live[index]]))
      const points = dates.map((asOf): TrendPoint => {
        const snapshot = known?.get(asOf)
        if (snapshot !== undefined) return { asOf, ...snapshot, live: false }
        const value = computed.get(asOf)
        return { asOf, value: value?.value ?? null, sufficient: value?.sufficient ?? false, live: true }
      })
      trends.push({ indicator: indicator.id, unit: indicator.unit, points })
    }
    return trends
  })
}

/** One figure over time; see `indicatorTrends`. */
export const indicatorTrend = async (
  context: Context,
  id: string,
  from: string,
  to?: string,
  step: Step = 'month',
  scope?: Scope,
): Promise<readonly TrendPoint[]> => {
  const [trend] = await indicatorTrends(context, [id], { from, to, step }, scope)
  return trend?.points ?? []
}
