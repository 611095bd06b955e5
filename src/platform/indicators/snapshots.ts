import { and, asc, desc, eq, sql } from 'drizzle-orm'
import type { App, Context } from '../context.ts'
import { systemContext, asCounty } from '../database/system-context.ts'
import { addDays, type CivilDate, monthEndsBetween } from '../dates.ts'
import { Problem } from '../errors/problem.ts'
import { civilDateOf } from '../instants.ts'
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

/**
 * Seals the county's figures of one day. Figures already sealed for that day stay as they are, so it may run again.
 * Returns how many were added. @throws Problem not_computable for a day that is not over.
 */
export const sealFigures = (app: App, county: string, asOf: CivilDate): Promise<number> =>
  systemContext(app, county, 'figure-seal', async (context) => {
    if (asOf >= civilDateOf(app.clock.now())) throw new Problem('not_computable', `${asOf} 尚未结束，不能封存`)
    const before = await lastSeal(context)
    const sealed = await readSnapshots(
      context,
      indicatorsOf(app).map(({ id }) => id),
      [asOf],
      { kind: 'county', id: county },
    )
    const open = indicatorsOf(app).filter(({ id }) => !sealed.has(id))
    if (open.length === 0) return 0
    const rows: (typeof figureSnapshot.$inferInsert & { digest: string })[] = []
    for (const indicator of open) {
      const { value } = await indicator.value(context, asOf)
      const key = { scopeKind: 'county', scopeId: county, indicator: indicator.id, asOf }
      const computedAt = app.clock.now()
      const { unit: _, ...figure } = value
      const digest = figureDigest(county, key, figure, computedAt)
      rows.push({ county, ...key, ...figure, reasons: [...figure.reasons], computedAt, digest })
    }
    await context.tx.insert(figureSnapshot).values(rows)
    await context.tx.insert(figureSeal).values({
      county,
      number: before.number + 1,
      asOf,
      rows: rows.length,
      digest: chainDigest(
        before.digest,
        asOf,
        rows.map(({ digest }) => digest),
      ),
      sealedAt: app.clock.now(),
    })
    return rows.length
  })

/** Seals the month ends of the five years before, then every day from the last `days` to yesterday. */
export const backfillFigures = async (app: App, county: string, days = 7, years = 5): Promise<number> => {
  const today = civilDateOf(app.clock.now())
  const from = addDays(today, -Math.round(365.25 * years))
  const recent = Array.from({ length: days }, (_, index) => addDays(today, index - days))
  const dates = [...new Set([...monthEndsBetween(from, addDays(today, -1)), ...recent])].toSorted()
  let added = 0
  for (const date of dates) added += await sealFigures(app, county, date)
  return added
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
