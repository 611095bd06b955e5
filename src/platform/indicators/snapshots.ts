import { and, asc, desc, eq, sql } from 'drizzle-orm'
import type { App, Context } from '../context.ts'
import { systemContext, asCounty } from '../database/system-context.ts'
import { addDays, type CivilDate, monthEndsBetween } from '../dates.ts'
import { Problem } from '../errors/problem.ts'
import { civilDateOf } from '../instants.ts'
import { guarded } from './guarded.ts'
import type { Indicator, IndicatorValue, Scope } from './indicator.ts'
import { chainDigest, figureDigest, genesis } from './seal.ts'
import { figureSeal, figureSnapshot } from './tables.ts'

type Point = { readonly value: number | null; readonly sufficient: boolean }

/**
 * Sealed values of many figures on many days, in one query; one row a figure comes back, with arrays, since building
 * thousands of row objects costs more than reading them.
 */
export const readSnapshots = async (
  context: Context,
  ids: readonly string[],
  dates: readonly CivilDate[],
  scope: Scope,
): Promise<ReadonlyMap<string, ReadonlyMap<string, Point>>> => {
  if (ids.length === 0 || dates.length === 0) return new Map()
  const { rows } = await context.tx.execute<{ indicator: string; points: [string, number | null, boolean][] }>(sql`
    SELECT indicator, json_agg(json_build_array(as_of, value, sufficient)) AS points
    FROM figure_snapshot
    WHERE county = ${context.actor.county} AND scope_kind = ${scope.kind} AND scope_id = ${scope.id}
      AND indicator = ANY (${sql.param([...ids])}::text[]) AND as_of = ANY (${sql.param([...dates])}::date[])
    GROUP BY indicator`)
  return new Map(
    rows.map(({ indicator, points }) => [
      indicator,
      new Map(points.map(([asOf, value, sufficient]) => [asOf, { value, sufficient }])),
    ]),
  )
}

/** Takes turns: two processes that seal at once would fork the chain. */
const lastSeal = async (context: Context): Promise<{ number: number; digest: string }> => {
  await context.tx.execute(sql`SELECT pg_advisory_xact_lock(hashtext(${`figure_seal ${context.actor.county}`}))`)
  const [seal] = await context.tx
    .select({ number: figureSeal.number, digest: figureSeal.digest })
    .from(figureSeal)
    .where(eq(figureSeal.county, context.actor.county))
    .orderBy(desc(figureSeal.number))
    .limit(1)
  return seal ?? { number: 0, digest: genesis }
}

const indicatorsOf = (app: Pick<App, 'modules'>): Indicator[] =>
  app.modules.flatMap((module) => module.indicators).toSorted((a, b) => (a.id < b.id ? -1 : 1))

type SealedRow = typeof figureSnapshot.$inferInsert & { readonly digest: string }

/** Rows of one INSERT: a statement takes at most 65 535 parameters. */
const insertRows = 2_000

/** Values of one figure on the days that lack a seal. A figure that cannot be computed is left to be sealed later. */
const valuesOn = (context: Context, indicator: Indicator, dates: readonly CivilDate[]) =>
  guarded<readonly IndicatorValue[]>(
    context,
    indicator,
    async (inside) => {
      if (indicator.series !== undefined && dates.length > 1) return indicator.series(inside, dates)
      const values: IndicatorValue[] = []
      for (const date of dates) values.push((await indicator.value(inside, date)).value)
      return values
    },
    () => [],
  )

/**
 * Seals the county's figures of the given days, each day with its own link of the chain. Figures already sealed for a
 * day stay as they are, so it may run again. Returns how many were added; `report` hears of every indicator computed.
 * @throws Problem not_computable for a day that is not over.
 */
export const sealDays = (
  app: App,
  county: string,
  days: readonly CivilDate[],
  report: (done: number, total: number) => void = () => undefined,
): Promise<number> =>
  systemContext(app, county, 'figure-seal', async (context) => {
    const dates = [...new Set(days)].toSorted()
    const open = dates.find((date) => date >= civilDateOf(app.clock.now()))
    if (open !== undefined) throw new Problem('not_computable', `${open} 尚未结束，不能封存`)
    let before = await lastSeal(context)
    const indicators = indicatorsOf(app)
    const scope = { kind: 'county', id: county }
    const key = { county, scopeKind: 'county', scopeId: county }
    const sealed = await readSnapshots(
      context,
      indicators.map(({ id }) => id),
      dates,
      scope,
    )
    const byDay = new Map<CivilDate, SealedRow[]>()
    // One moment of knowledge for all: the chain is verified in the order of the figures of a day.
    const computedAt = app.clock.now()
    let done = 0
    for (const derived of [false, true]) {
      const rows: SealedRow[] = []
      for (const indicator of indicators.filter((each) => (each.derived === true) === derived)) {
        const lacking = dates.filter((date) => sealed.get(indicator.id)?.has(date) !== true)
        const values = lacking.length === 0 ? [] : await valuesOn(context, indicator, lacking)
        for (const [at, value] of values.entries()) {
          const asOf = lacking[at]
          if (asOf === undefined) continue
          const { unit: _, ...figure } = value
          const row = { ...key, indicator: indicator.id, asOf, ...figure, reasons: [...figure.reasons] }
          rows.push({ ...row, computedAt, digest: figureDigest(county, row, row, computedAt) })
        }
        report(++done, indicators.length)
      }
      for (let from = 0; from < rows.length; from += insertRows)
        await context.tx.insert(figureSnapshot).values(rows.slice(from, from + insertRows))
      for (const row of rows) byDay.set(row.asOf as CivilDate, [...(byDay.get(row.asOf as CivilDate) ?? []), row])
    }
    let added = 0
    for (const [asOf, unordered] of [...byDay].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
      const rows = unordered.toSorted((a, b) => (a.indicator < b.indicator ? -1 : 1))
      const number = before.number + 1
      const digest = chainDigest(
        before.digest,
        asOf,
        rows.map((row) => row.digest),
      )
      await context.tx
        .insert(figureSeal)
        .values({ county, number, asOf, rows: rows.length, digest, sealedAt: computedAt })
      before = { number, digest }
      added += rows.length
    }
    return added
  })

/** Seals the county's figures of one day; see `sealDays`. */
export const sealFigures = (app: App, county: string, asOf: CivilDate): Promise<number> => sealDays(app, county, [asOf])

/** Seals the month ends since `from` and each of the last `days`, where they lack a seal. */
export const backfillFigures = (
  app: App,
  county: string,
  from: CivilDate,
  days = 7,
  report?: (done: number, total: number) => void,
): Promise<number> => {
  const today = civilDateOf(app.clock.now())
  const recent = Array.from({ length: days }, (_, index) => addDays(today, index - days))
  return sealDays(app, county, [...monthEndsBetween(from, addDays(today, -1)), ...recent], report)
}

export type Comparison = {
  readonly sealed: Omit<IndicatorValue, 'unit'> & { readonly computedAt: Date; readonly digest: string }
  readonly now: IndicatorValue
  /** now − sealed; null where one of them has no value. */
  readonly difference: number | null
}

/** What was published for a day beside what the facts say of that day now. @throws Problem not_found. */
export const compareSnapshot = async (context: Context, indicator: Indicator, asOf: CivilDate): Promise<Comparison> => {
  const { county } = context.actor
  const [sealed] = await context.tx
    .select()
    .from(figureSnapshot)
    .where(
      and(
        eq(figureSnapshot.county, county),
        eq(figureSnapshot.scopeKind, 'county'),
        eq(figureSnapshot.scopeId, county),
        eq(figureSnapshot.indicator, indicator.id),
        eq(figureSnapshot.asOf, asOf),
      ),
    )
  if (sealed === undefined) throw new Problem('not_found', `${asOf} 的“${indicator.title}”尚未封存`)
  const { value: now } = await asCounty(context, 'indicators', (whole) => indicator.value(whole, asOf))
  return {
    sealed,
    now,
    difference: sealed.value === null || now.value === null ? null : now.value - sealed.value,
  }
}

export type Verification = { readonly seals: number; readonly figures: number; readonly broken: readonly string[] }

/** Recomputes every digest and the chain; `broken` names the days whose figures or seals were changed. */
export const verifyFigures = async (context: Context): Promise<Verification> => {
  const { county } = context.actor
  const seals = await context.tx
    .select()
    .from(figureSeal)
    .where(eq(figureSeal.county, county))
    .orderBy(asc(figureSeal.number))
  const figures = await context.tx
    .select()
    .from(figureSnapshot)
    .where(eq(figureSnapshot.county, county))
    .orderBy(asc(figureSnapshot.asOf), asc(figureSnapshot.computedAt), sql`${figureSnapshot.indicator} COLLATE "C"`)
  const broken = new Set<string>()
  for (const row of figures) {
    if (figureDigest(county, row, row, row.computedAt) !== row.digest) broken.add(row.asOf)
  }
  const byDay = Map.groupBy(figures, ({ asOf }) => asOf)
  let before = genesis
  for (const seal of seals) {
    const rows = (byDay.get(seal.asOf) ?? []).splice(0, seal.rows)
    if (
      chainDigest(
        before,
        seal.asOf,
        rows.map(({ digest }) => digest),
      ) !== seal.digest
    )
      broken.add(seal.asOf)
    before = seal.digest
  }
  for (const [asOf, left] of byDay) if (left.length > 0) broken.add(asOf)
  return { seals: seals.length, figures: figures.length, broken: [...broken] }
}
