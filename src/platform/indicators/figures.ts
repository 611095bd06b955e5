import { sql } from 'drizzle-orm'
import type { Context } from '../context.ts'
import type { CivilDate } from '../dates.ts'
import { civilDateOf } from '../instants.ts'
import { guardedAll } from './guarded.ts'
import type { Indicator, IndicatorValue, Scope } from './indicator.ts'
import { readSnapshots } from './snapshots.ts'
import { liveFigure, liveValues, type Standing, standingFigures } from './standing.ts'

/** A figure that somebody goes by: an indicator, for the county or for one thing. */
export type FigureRequest = { readonly indicator: Indicator; readonly scope: Scope | undefined }
export type FigurePoint = {
  readonly value: number | null
  readonly sufficient: boolean
  /** With all its parts, where it was computed and not read from a seal. */
  readonly full?: IndicatorValue
}

export const figureKey = (indicator: string, scope: Scope | undefined): string =>
  scope === undefined ? indicator : `${indicator}|${scope.kind}:${scope.id}`

const distinct = (requests: readonly FigureRequest[]): readonly FigureRequest[] => [
  ...new Map(requests.map((request) => [figureKey(request.indicator.id, request.scope), request])).values(),
]

type Series = FigureRequest & { readonly dates: readonly CivilDate[] }

const seriesOf = async (
  context: Context,
  standing: Standing,
  { indicator, scope, dates }: Series,
): Promise<readonly FigurePoint[]> => {
  const values = await liveValues(context, standing, indicator, dates, scope)
  return values.map((full) => ({ value: full.value, sufficient: full.sufficient, full }))
}

const liveSeries = async (
  context: Context,
  requests: readonly Series[],
): Promise<readonly (readonly FigurePoint[])[]> => {
  if (requests.length === 0) return []
  const standing = await standingFigures(context)
  return guardedAll(
    context,
    requests,
    (inside, series) => seriesOf(inside, standing, series),
    ({ dates }) => dates.map(() => ({ value: null, sufficient: false })),
  )
}

/**
 * Values on many days: the county's from the sealed snapshots in one query for all, what is not sealed computed. Call it
 * in the scope of the county (`asCounty`).
 */
export const figureHistory = async (
  context: Context,
  requests: readonly FigureRequest[],
  dates: readonly CivilDate[],
): Promise<ReadonlyMap<string, ReadonlyMap<CivilDate, FigurePoint>>> => {
  const wanted = distinct(requests)
  const { county } = context.actor
  const today = civilDateOf(context.clock.now())
  const sealed = await readSnapshots(
    context,
    wanted.filter(({ scope }) => scope === undefined).map(({ indicator }) => indicator.id),
    dates.filter((date) => date < today),
    { kind: 'county', id: county },
  )
  const knownOf = ({ indicator, scope }: FigureRequest) => (scope === undefined ? sealed.get(indicator.id) : undefined)
  const open = wanted.flatMap((request) => {
    const known = knownOf(request)
    const lacking = dates.filter((date) => known?.has(date) !== true)
    return lacking.length === 0 ? [] : [{ ...request, dates: lacking }]
  })
  const live = await liveSeries(context, open)
  const computed = new Map(
    open.map(({ indicator, scope, dates: lacking }, index) => [
      figureKey(indicator.id, scope),
      new Map(lacking.map((date, at) => [date, live[index]?.[at]] as const)),
    ]),
  )
  const history = new Map<string, ReadonlyMap<CivilDate, FigurePoint>>()
  for (const request of wanted) {
    const key = figureKey(request.indicator.id, request.scope)
    const points = dates.flatMap((date) => {
      const point = knownOf(request)?.get(date) ?? computed.get(key)?.get(date)
      return point === undefined ? [] : [[date, point] as const]
    })
    history.set(key, new Map(points))
  }
  return history
}

const liveOn = async (
  context: Context,
  requests: readonly FigureRequest[],
  asOf: CivilDate,
): Promise<readonly IndicatorValue[]> => {
  if (requests.length === 0) return []
  const standing = await standingFigures(context)
  return guardedAll(
    context,
    requests,
    async (inside, { indicator, scope }) => (await liveFigure(inside, standing, indicator, asOf, scope)).value,
    ({ indicator: { unit } }, reason): IndicatorValue => ({
      value: null,
      unit,
      numerator: null,
      denominator: null,
      sufficient: false,
      reasons: [reason],
    }),
  )
}

/** Figures of one day in full: sealed ones in one query, the rest computed. Call it in the scope of the county. */
export const figuresOn = async (
  context: Context,
  requests: readonly FigureRequest[],
  asOf: CivilDate,
): Promise<ReadonlyMap<string, IndicatorValue>> => {
  const wanted = distinct(requests)
  const { county } = context.actor
  const ids = wanted.filter(({ scope }) => scope === undefined).map(({ indicator }) => indicator.id)
  const past = asOf < civilDateOf(context.clock.now())
  const sealed = new Map<string, Omit<IndicatorValue, 'unit'>>()
  if (past && ids.length > 0) {
    const { rows } = await context.tx.execute<Omit<IndicatorValue, 'unit'> & { indicator: string }>(sql`
      SELECT indicator, value, numerator, denominator, sufficient, reasons FROM figure_snapshot
      WHERE county = ${county} AND scope_kind = 'county' AND scope_id = ${county}
        AND indicator = ANY (${sql.param([...ids])}::text[]) AND as_of = ${asOf}`)
    for (const { indicator, ...figure } of rows) sealed.set(indicator, figure)
  }
  const figures = new Map<string, IndicatorValue>()
  const open = wanted.filter(({ indicator, scope }) => scope !== undefined || !sealed.has(indicator.id))
  const live = await liveOn(context, open, asOf)
  for (const { indicator, scope } of wanted) {
    const known = scope === undefined ? sealed.get(indicator.id) : undefined
    if (known !== undefined) figures.set(indicator.id, { ...known, unit: indicator.unit })
  }
  for (const [index, { indicator, scope }] of open.entries()) {
    const value = live[index]
    if (value !== undefined) figures.set(figureKey(indicator.id, scope), value)
  }
  return figures
}

/** The first of `dates` on which `holds`; they lie between two known days of which only the later one holds. */
export const firstDayThat = async (
  context: Context,
  { indicator, scope }: FigureRequest,
  dates: readonly CivilDate[],
  holds: (value: number) => boolean,
): Promise<CivilDate | null> => {
  const good = (point: FigurePoint | undefined): boolean =>
    point !== undefined && point.sufficient && point.value !== null && holds(point.value)
  if (indicator.series !== undefined) {
    const [points = []] = await liveSeries(context, [{ indicator, scope, dates }])
    return dates.find((_, index) => good(points[index])) ?? null
  }
  // One value a day would be thirty computations; the figure is taken to cross once between two month ends.
  let [low, high] = [0, dates.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    const date = dates[middle]
    const [[point] = []] = date === undefined ? [] : await liveSeries(context, [{ indicator, scope, dates: [date] }])
    if (good(point)) high = middle
    else low = middle + 1
  }
  return dates[low] ?? null
}
