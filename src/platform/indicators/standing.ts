import { sql } from 'drizzle-orm'
import type { Context } from '../context.ts'
import { observeStatements } from '../database/observe.ts'
import type { Database } from '../database/database.ts'
import { civilDateOf } from '../instants.ts'
import type { Explained } from '../explain.ts'
import type { Indicator, IndicatorValue, Scope } from './indicator.ts'

/**
 * Figures that stand: what an indicator computed is kept until a table that it read changes. Which tables those are is
 * seen, not declared: the statements that it sent are observed, and the audit log knows the last change of each table.
 */

type Tables = { readonly audited: ReadonlySet<string>; readonly unaudited: ReadonlySet<string> }
type Versions = { readonly of: ReadonlyMap<string, number>; readonly last: number; readonly quiet: boolean }
type Entry = {
  readonly value: unknown
  readonly versions: ReadonlyMap<string, number>
  /** The number of the county's last change, for figures that read tables which the log leaves out. */
  readonly last: number | null
  readonly quiet: boolean
  readonly at: number
  readonly tookMs: number
}

/** Readings and sums kept by triggers are not in the audit log; what is computed from them may be this old. */
const oldestMs = 60_000
/**
 * While others write, a change with a lower number may become visible later. What was computed then is computed again
 * soon, but never so often that one figure takes more than a twentieth of the time.
 */
const unquietMs = 1_000
const effort = 20
/** Days and places of one indicator that are kept. */
const mostEntries = 512

const tables = new WeakMap<Database, Tables>()
const kept = new WeakMap<Database, WeakMap<Indicator, Map<string, Entry>>>()

const readTables = async ({ tx }: Context): Promise<Tables> => {
  const { rows } = await tx.execute<{ name: string; audited: boolean }>(sql`
    SELECT c.relname AS name,
      EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname = 'audit_insert') AS audited
    FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')`)
  const named = (audited: boolean) => new Set(rows.flatMap((row) => (row.audited === audited ? [row.name] : [])))
  return { audited: named(true), unaudited: named(false) }
}

const tablesOf = async (context: Context): Promise<Tables> => {
  const found = tables.get(context.database) ?? (await readTables(context))
  tables.set(context.database, found)
  return found
}

/**
 * One probe of an index a table. The comparison of rows in the order of that index keeps the planner from walking back
 * through the whole log for a table that rarely changes.
 */
const readVersions = async ({ tx, actor }: Context, { audited }: Tables): Promise<Versions> => {
  const { rows } = await tx.execute<{ name: string; last: number | null; quiet: boolean }>(sql`
    SELECT t.name,
      (SELECT CASE WHEN table_name = t.name THEN id END FROM audit_log
        WHERE county = ${actor.county} AND (table_name, id) <= (t.name, 9223372036854775807)
        ORDER BY table_name DESC, id DESC LIMIT 1) AS last,
      pg_snapshot_xmin(pg_current_snapshot()) = pg_snapshot_xmax(pg_current_snapshot()) AS quiet
    FROM unnest(${sql.param([...audited])}::text[]) AS t (name)`)
  return {
    of: new Map(rows.map(({ name, last }) => [name, last ?? 0])),
    last: rows.reduce((most, { last }) => Math.max(most, last ?? 0), 0),
    quiet: rows.every(({ quiet }) => quiet),
  }
}

const stillStands = (entry: Entry, versions: Versions, now: number): boolean => {
  for (const [table, version] of entry.versions) if (versions.of.get(table) !== version) return false
  const age = now - entry.at
  if (entry.last !== null && (entry.last !== versions.last || age > oldestMs)) return false
  return entry.quiet || age <= Math.max(unquietMs, effort * entry.tookMs)
}

/** The words of a statement that name tables; a word too many only costs a computation. */
const tablesIn = (statements: ReadonlySet<string>, among: ReadonlySet<string>): string[] => {
  const words = new Set([...statements].flatMap((statement) => statement.match(/[a-z_][a-z0-9_]*/g) ?? []))
  return [...among].filter((table) => words.has(table))
}

const entriesOf = ({ database }: Context, indicator: Indicator): Map<string, Entry> => {
  const indicators = kept.get(database) ?? new WeakMap<Indicator, Map<string, Entry>>()
  kept.set(database, indicators)
  const entries = indicators.get(indicator) ?? new Map<string, Entry>()
  indicators.set(indicator, entries)
  return entries
}

/** Gives what stands for `key` of the indicator, or computes it. */
export type Standing = <T>(indicator: Indicator, key: string, compute: () => Promise<T>) => Promise<T>

/**
 * What stands at this moment of the transaction; ask for it once for all figures of a reply. Call it in the scope of the
 * county (`asCounty`): one result serves all who look.
 */
export const standingFigures = async (context: Context): Promise<Standing> => {
  const known = await tablesOf(context)
  const versions = await readVersions(context, known)
  const today = civilDateOf(context.clock.now())
  return async <T>(indicator: Indicator, name: string, compute: () => Promise<T>): Promise<T> => {
    const key = `${context.actor.county} ${today} ${name}`
    const entries = entriesOf(context, indicator)
    const found = entries.get(key)
    if (found !== undefined && stillStands(found, versions, performance.now())) return found.value as T
    const began = performance.now()
    const { result, statements } = await observeStatements(compute)
    const at = performance.now()
    const unseen = tablesIn(statements, known.unaudited).length > 0
    entries.delete(key)
    if (entries.size >= mostEntries) entries.delete(entries.keys().next().value ?? '')
    entries.set(key, {
      value: result,
      // Published rules are kept in memory: a figure that goes by one sends no statement for it.
      versions: new Map(
        ['rule_table_version', ...tablesIn(statements, known.audited)].map((table) => [
          table,
          versions.of.get(table) ?? 0,
        ]),
      ),
      last: unseen ? versions.last : null,
      quiet: versions.quiet,
      at,
      tookMs: at - began,
    })
    return result
  }
}

const placeOf = (scope: Scope | undefined): string => (scope === undefined ? '' : `${scope.kind}:${scope.id}`)

/** A figure of a day with its working. */
export const liveFigure = (
  context: Context,
  standing: Standing,
  indicator: Indicator,
  asOf: string,
  scope: Scope | undefined,
): Promise<Explained<IndicatorValue>> =>
  standing(indicator, `${asOf} ${placeOf(scope)}`, () => indicator.value(context, asOf, scope))

/** Figures of many days, by the indicator's one query for all where it has one. */
export const liveValues = async (
  context: Context,
  standing: Standing,
  indicator: Indicator,
  dates: readonly string[],
  scope: Scope | undefined,
): Promise<readonly IndicatorValue[]> => {
  const { series } = indicator
  if (series !== undefined) {
    return standing(indicator, `${dates.join(' ')} ${placeOf(scope)}`, () => series(context, dates, scope))
  }
  const values: IndicatorValue[] = []
  for (const date of dates) values.push((await liveFigure(context, standing, indicator, date, scope)).value)
  return values
}
