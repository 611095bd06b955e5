import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { asCounty } from '../../platform/database/system-context.ts'
import { addDays, type CivilDate, makeDate, monthEndsBetween } from '../../platform/dates.ts'
import { type FigurePoint, figureHistory, figureKey, type FigureRequest } from '../../platform/indicators/figures.ts'
import type { Indicator } from '../../platform/indicators/indicator.ts'
import { civilDateOf } from '../../platform/instants.ts'
import { type Deliverable, loadDeliverables } from '../evidence/deliverables.ts'
import { type ReformRecord, type TargetRecord, withScope } from '../imports/standing.ts'
import { benchmarkSeries, reform, reformDepartment, target, targetExtension } from '../tables.ts'

export type LedgerTarget = ReturnType<typeof withScope>
export type DepartmentRecord = typeof reformDepartment.$inferSelect

/** All that lights are made of, for one year's table: read once and kept until a record of the county changes. */
export type LedgerState = {
  readonly year: number
  readonly today: CivilDate
  readonly reforms: readonly ReformRecord[]
  readonly departments: ReadonlyMap<number, readonly DepartmentRecord[]>
  readonly targets: readonly LedgerTarget[]
  /** Granted extensions by target, latest decision last. */
  readonly extensions: ReadonlyMap<string, readonly { readonly decidedOn: string; readonly grantedTo: string }[]>
  readonly deliverables: ReadonlyMap<string, Deliverable>
  readonly benchmarks: ReadonlyMap<string, { readonly value: number; readonly unit: string; readonly document: string }>
  /** Month ends from the January before the table's year to the last one that is over. */
  readonly monthEnds: readonly CivilDate[]
  readonly history: ReadonlyMap<string, ReadonlyMap<CivilDate, FigurePoint>>
}

export const benchmarkKey = (series: string, year: number): string => `${series} ${year}`

export const indicatorsOf = (context: Pick<Context, 'modules'>): ReadonlyMap<string, Indicator> =>
  new Map(
    context.modules.flatMap(({ indicators }) => indicators.map((indicator) => [indicator.id, indicator] as const)),
  )

/** What a target's figure is asked for; undefined where no module offers it so. A deliverable needs no figure. */
export const requestOf = (
  indicators: ReadonlyMap<string, Indicator>,
  of: Pick<LedgerTarget, 'kind' | 'indicatorId' | 'scope'>,
): FigureRequest | undefined => {
  const indicator = of.kind === 'figure' && of.indicatorId !== null ? indicators.get(of.indicatorId) : undefined
  if (indicator === undefined || (of.scope !== null && !indicator.scopes.includes(of.scope.kind))) return undefined
  return { indicator, scope: of.scope ?? undefined }
}

export const historyOf = (state: LedgerState, request: FigureRequest): ReadonlyMap<CivilDate, FigurePoint> =>
  state.history.get(figureKey(request.indicator.id, request.scope)) ?? new Map<CivilDate, FigurePoint>()

/** The year of the table that is in force on a day: the latest not after it, else the first there is. */
export const tableYearOn = async (context: Context, asOf: string): Promise<number | null> => {
  const rows = await context.tx
    .selectDistinct({ year: reform.year })
    .from(reform)
    .where(and(eq(reform.county, context.actor.county), isNull(reform.withdrawnOn)))
    .orderBy(asc(reform.year))
  const year = Number(asOf.slice(0, 4))
  return rows.findLast((row) => row.year <= year)?.year ?? rows[0]?.year ?? null
}

const load = async (context: Context, year: number, today: CivilDate): Promise<LedgerState> => {
  const { county } = context.actor
  const ofYear = (table: typeof reform | typeof target | typeof reformDepartment) =>
    and(eq(table.county, county), eq(table.year, year))
  const reforms = await context.tx
    .select()
    .from(reform)
    .where(and(ofYear(reform), isNull(reform.withdrawnOn)))
    .orderBy(asc(reform.no))
  const departments = await context.tx
    .select()
    .from(reformDepartment)
    .where(ofYear(reformDepartment))
    .orderBy(asc(reformDepartment.reformNo), asc(reformDepartment.no))
  const rows: TargetRecord[] = await context.tx
    .select()
    .from(target)
    .where(and(ofYear(target), isNull(target.withdrawnOn)))
    .orderBy(asc(target.reformNo), asc(target.no))
  const targets = rows.map(withScope)
  const granted = await context.tx
    .select({
      targetId: targetExtension.targetId,
      decidedOn: targetExtension.decidedOn,
      grantedTo: targetExtension.grantedTo,
    })
    .from(targetExtension)
    .where(and(eq(targetExtension.county, county), eq(targetExtension.state, 'granted')))
    .orderBy(asc(targetExtension.decidedOn))
  const series = await context.tx.select().from(benchmarkSeries).where(eq(benchmarkSeries.county, county))
  const deliverables = await loadDeliverables(context)
  const indicators = indicatorsOf(context)
  const monthEnds = monthEndsBetween(makeDate(year - 1, 1, 1), addDays(today, -1))
  const requests = targets.flatMap((each) => requestOf(indicators, each) ?? [])
  return {
    year,
    today,
    reforms,
    departments: Map.groupBy(departments, ({ reformNo }) => reformNo),
    targets,
    extensions: Map.groupBy(
      granted.flatMap(({ targetId, decidedOn, grantedTo }) =>
        decidedOn === null || grantedTo === null ? [] : [{ targetId, decidedOn, grantedTo }],
      ),
      ({ targetId }) => targetId,
    ),
    deliverables: new Map(deliverables.map((each) => [each.targetId, each])),
    benchmarks: new Map(series.map((each) => [benchmarkKey(each.id, each.year), each])),
    monthEnds,
    history: await figureHistory(context, requests, monthEnds),
  }
}

/** Readings are not in the audit log; what is computed from them may be this old. */
const oldestMs = 60_000
const mostDays = 256

type Kept = {
  readonly version: string
  readonly since: number
  readonly states: Map<number, LedgerState>
  /** Results for one day, by year and day. */
  readonly days: Map<string, unknown>
}

const kept = new WeakMap<object, Map<string, Kept>>()

/** The number of the last change of the county: every table of ours writes the audit log. */
const dataVersion = async (context: Context): Promise<string> => {
  const { rows } = await context.tx.execute<{ last: number | null }>(
    sql`SELECT max(id) AS last FROM audit_log WHERE county = ${context.actor.county}`,
  )
  return String(rows[0]?.last ?? 0)
}

const keptFor = async (context: Context, today: CivilDate): Promise<Kept> => {
  const counties = kept.get(context.database) ?? new Map<string, Kept>()
  kept.set(context.database, counties)
  const version = `${today} ${await dataVersion(context)} ${context.modules.length}`
  const now = performance.now()
  const found = counties.get(context.actor.county)
  if (found !== undefined && found.version === version && now - found.since < oldestMs) return found
  const fresh: Kept = { version, since: now, states: new Map(), days: new Map() }
  counties.set(context.actor.county, fresh)
  return fresh
}

/**
 * Runs `work` on the state of the table in force on `asOf`, in the scope of the county, and keeps its result under
 * `name` until a record changes: a light must not depend on who looks at it. Null when no table was confirmed yet.
 */
export const onLedger = <T>(
  context: Context,
  name: string,
  asOf: CivilDate,
  work: (whole: Context, state: LedgerState) => Promise<T>,
): Promise<T | null> =>
  asCounty(context, 'ledger', async (whole) => {
    const today = civilDateOf(context.clock.now())
    const { states, days } = await keptFor(whole, today)
    const key = `${name} ${asOf}`
    if (days.has(key)) return days.get(key) as T
    const year = await tableYearOn(whole, asOf)
    if (year === null) return null
    const state = states.get(year) ?? (await load(whole, year, today))
    states.set(year, state)
    const result = await work(whole, state)
    if (days.size >= mostDays) days.delete(days.keys().next().value ?? '')
    days.set(key, result)
    return result
  })
