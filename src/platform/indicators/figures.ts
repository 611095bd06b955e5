import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Context } from '../context.ts'
import { asCounty } from '../database/system-context.ts'
import { civilDateOf } from '../instants.ts'
import { Problem } from '../errors/problem.ts'
import type { Explained } from '../explain.ts'
import type { Indicator, IndicatorRecords, IndicatorValue, Scope } from './indicator.ts'
import { figureSnapshot } from './tables.ts'

/** One figure that somebody asks for. */
export type FigureRequest = { readonly indicator: string; readonly scope?: Scope | undefined }

export const scopeKey = (scope: Scope | undefined): string => (scope ? `${scope.kind}:${scope.id}` : '')
export const figureKey = (request: FigureRequest): string => `${request.indicator}|${scopeKey(request.scope)}`

/** `town:331022101` as a scope; an empty text is the county. @throws Problem malformed at /query/scope */
export const parseScope = (text: string | undefined): Scope | undefined => {
  if (text === undefined || text === '') return undefined
  const [, kind, id] = /^([a-z_]{1,30}):(.{1,100})$/.exec(text) ?? []
  if (kind === undefined || id === undefined)
    throw Problem.field('/query/scope', 'scope', '范围应为“类别:编号”', 'malformed')
  return { kind, id }
}

export const indicatorsOf = (context: Pick<Context, 'modules'>): readonly Indicator[] =>
  context.modules.flatMap((module) => module.indicators)

/** The indicator of that id, or undefined when its module is not connected yet (未接入). */
export const findIndicator = (context: Pick<Context, 'modules'>, id: string): Indicator | undefined =>
  indicatorsOf(context).find((indicator) => indicator.id === id)

/** @throws Problem not_found */
export const indicatorOf = (context: Pick<Context, 'modules'>, id: string): Indicator => {
  const indicator = findIndicator(context, id)
  if (!indicator) throw new Problem('not_found', `指标“${id}”未接入`)
  return indicator
}

const checkScope = (indicator: Indicator, scope: Scope | undefined): void => {
  if (scope && !indicator.scopes.includes(scope.kind)) {
    throw Problem.field('/query/scope', 'scope', `指标“${indicator.title}”不按“${scope.kind}”计算`, 'malformed')
  }
}

/** A value without any record behind it is unknown, and says so. */
export const notConnected: IndicatorValue = {
  value: null,
  unit: '',
  numerator: null,
  denominator: null,
  sufficient: false,
  reasons: ['未接入'],
}

export const today = (context: Pick<Context, 'clock'>): string => civilDateOf(context.clock.now())

/**
 * A figure with its working, computed now from the records as of the end of that day. County figures do not depend on
 * who looks: they are counted with the rights of the county, and no single record leaves by this way.
 */
export const indicatorValue = async (
  context: Context,
  id: string,
  asOf: string,
  scope?: Scope,
): Promise<Explained<IndicatorValue>> => {
  const indicator = indicatorOf(context, id)
  checkScope(indicator, scope)
  return asCounty(context, 'figures', (county) => indicator.value(county, asOf, scope))
}

/** The records behind a figure, with the rights of whoever asks. */
export const indicatorRecords = async (
  context: Context,
  id: string,
  asOf: string,
  scope: Scope | undefined,
  page: { readonly cursor: string | null; readonly limit: number },
): Promise<IndicatorRecords> => {
  const indicator = indicatorOf(context, id)
  checkScope(indicator, scope)
  return indicator.records(context, asOf, scope, page)
}

type Snapshot = typeof figureSnapshot.$inferSelect

const valueOf = ({ value, unit, numerator, denominator, sufficient, reasons }: Snapshot): IndicatorValue => ({
  value,
  unit,
  numerator,
  denominator,
  sufficient,
  reasons,
})

const snapshotsOf = async (
  context: Context,
  requests: readonly FigureRequest[],
  dates: readonly string[],
): Promise<readonly Snapshot[]> => {
  if (requests.length === 0 || dates.length === 0) return []
  const scopes = [...new Set(requests.map(({ scope }) => scopeKey(scope)))]
  return context.tx
    .select()
    .from(figureSnapshot)
    .where(
      and(
        eq(figureSnapshot.county, context.actor.county),
        inArray(figureSnapshot.indicator, [...new Set(requests.map(({ indicator }) => indicator))]),
        inArray(figureSnapshot.scope, scopes),
        sql`${figureSnapshot.asOf} = ANY (${sql.param([...dates])}::date[])`,
      ),
    )
}

/** A figure at some dates, oldest first. */
export type FigureSeries = ReadonlyMap<string, IndicatorValue>

/**
 * Many figures at many dates: past days come from the sealed snapshots in one query; what is not sealed (today, or a
 * day that nobody asked for before) is computed from the records. Dates after today have no value.
 * @returns figureKey → date → value
 */
export const figureSeries = async (
  context: Context,
  requests: readonly FigureRequest[],
  dates: readonly string[],
): Promise<ReadonlyMap<string, FigureSeries>> => {
  const now = today(context)
  const wanted = [...new Set(dates)].filter((date) => date <= now).toSorted()
  const found = new Map<string, Map<string, IndicatorValue>>()
  for (const request of requests) found.set(figureKey(request), new Map())
  const past = wanted.filter((date) => date < now)
  for (const row of await snapshotsOf(context, requests, past))
    found.get(`${row.indicator}|${row.scope}`)?.set(row.asOf, valueOf(row))

  const connected = requests.flatMap((request) => {
    const indicator = findIndicator(context, request.indicator)
    const known = found.get(figureKey(request))
    const missing = wanted.filter((date) => !known?.has(date))
    return indicator && known && missing.length > 0 ? [{ request, indicator, known, missing }] : []
  })
  if (connected.length > 0) {
    await asCounty(context, 'figures', async (county) => {
      for (const { request, indicator, known, missing } of connected) {
        checkScope(indicator, request.scope)
        const values = indicator.series
          ? await indicator.series(county, missing, request.scope)
          : await inTurn(missing, async (date) => (await indicator.value(county, date, request.scope)).value)
        missing.forEach((date, index) => known.set(date, values[index] ?? notConnected))
      }
    })
  }
  return new Map(
    [...found].map(([key, values]) => [key, new Map([...values].toSorted(([a], [b]) => (a < b ? -1 : 1)))]),
  )
}

/** One connection answers one question at a time: in turn, not at once. */
const inTurn = async <Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> => {
  const results: Result[] = []
  for (const item of items) results.push(await work(item))
  return results
}
