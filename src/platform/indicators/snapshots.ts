import { createHash } from 'node:crypto'
import { and, asc, desc, eq, lt, sql } from 'drizzle-orm'
import type { App, Context } from '../context.ts'
import { systemContext } from '../database/system-context.ts'
import { addDays, parseDate } from '../dates.ts'
import { type FigureRequest, figureKey, findIndicator, scopeKey, today } from './figures.ts'
import type { IndicatorValue } from './indicator.ts'
import { figureSeal, figureSnapshot } from './tables.ts'

const sm3 = (text: string): string => createHash('sm3').update(text).digest('hex')
const nothingBefore = '0'.repeat(64)

/** Digest of one figure; every part that people rely on is in it. */
const figureDigest = (county: string, request: FigureRequest, asOf: string, figure: IndicatorValue): string =>
  sm3(
    JSON.stringify([
      county,
      request.indicator,
      scopeKey(request.scope),
      asOf,
      figure.value,
      figure.unit,
      figure.numerator,
      figure.denominator,
      figure.sufficient,
      figure.reasons,
    ]),
  )

/** Figures that are sealed daily: what the modules ask for, each once. */
const requestsOf = async (context: Context): Promise<readonly FigureRequest[]> => {
  const requests = new Map<string, FigureRequest>()
  for (const module of context.modules) {
    for (const request of (await module.figures?.(context)) ?? []) requests.set(figureKey(request), request)
  }
  return [...requests].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, request]) => request)
}

const computeDays = async (context: Context, requests: readonly FigureRequest[], days: readonly string[]) => {
  const byDay = new Map(days.map((day) => [day, [] as { request: FigureRequest; figure: IndicatorValue }[]]))
  for (const request of requests) {
    const indicator = findIndicator(context, request.indicator)
    if (!indicator) continue
    if (indicator.series) {
      const values = await indicator.series(context, days, request.scope)
      days.forEach((day, index) => {
        const figure = values[index]
        if (figure) byDay.get(day)?.push({ request, figure })
      })
    } else {
      for (const day of days)
        byDay.get(day)?.push({ request, figure: (await indicator.value(context, day, request.scope)).value })
    }
  }
  return byDay
}

/**
 * Seals the figures of the given past days, in order, each day once; a day that is sealed stays as it is. A day can only
 * be sealed after its end. Days may be sparse (back-filling month ends): the chain links the days that are sealed, and a
 * day before the newest seal is refused, because nothing may be put in behind a seal.
 * @returns the days that were sealed now
 */
export const sealFigures = async (context: Context, days: readonly string[]): Promise<readonly string[]> => {
  const [newest] = await context.tx
    .select()
    .from(figureSeal)
    .where(eq(figureSeal.county, context.actor.county))
    .orderBy(desc(figureSeal.asOf))
    .limit(1)
  const now = today(context)
  const open = [...new Set(days)].toSorted().filter((day) => day < now && (!newest || day > newest.asOf))
  if (open.length === 0) return []
  const byDay = await computeDays(context, await requestsOf(context), open)
  const computedAt = context.clock.now()
  let previous = newest?.digest ?? nothingBefore
  for (const day of open) {
    const rows = (byDay.get(day) ?? []).map(({ request, figure }) => ({
      county: context.actor.county,
      indicator: request.indicator,
      scope: scopeKey(request.scope),
      asOf: day,
      ...figure,
      computedAt,
      digest: figureDigest(context.actor.county, request, day, figure),
    }))
    if (rows.length > 0) await context.tx.insert(figureSnapshot).values(rows)
    const digest = sealDigest(previous, day, rows)
    await context.tx
      .insert(figureSeal)
      .values({ county: context.actor.county, asOf: day, previous, digest, sealedAt: computedAt })
    previous = digest
  }
  return open
}

const sealDigest = (previous: string, day: string, rows: readonly { readonly digest: string }[]): string =>
  sm3([previous, day, ...rows.map(({ digest }) => digest)].join('\n'))

/** Seals every day up to yesterday that is still open, at most a year at once. */
export const sealUpToYesterday = (app: App, county: string): Promise<readonly string[]> =>
  systemContext(app, county, 'figures.seal', async (context) => {
    const [newest] = await context.tx
      .select()
      .from(figureSeal)
      .where(eq(figureSeal.county, county))
      .orderBy(desc(figureSeal.asOf))
      .limit(1)
    const yesterday = addDays(parseDate(today(context)), -1)
    const days: string[] = []
    let day = newest ? addDays(parseDate(newest.asOf), 1) : yesterday
    while (day <= yesterday && days.length < 366) {
      days.push(day)
      day = addDays(day, 1)
    }
    return sealFigures(context, days)
  })

export type SealFault = { readonly asOf: string; readonly what: string }

/** Proves the chain from the first seal to the last. @returns the first fault, or null when all is whole */
export const verifySeals = async (context: Context): Promise<SealFault | null> => {
  const { county } = context.actor
  const seals = await context.tx
    .select()
    .from(figureSeal)
    .where(eq(figureSeal.county, county))
    .orderBy(asc(figureSeal.asOf))
  let previous = nothingBefore
  for (const seal of seals) {
    const rows = await context.tx
      .select()
      .from(figureSnapshot)
      .where(and(eq(figureSnapshot.county, county), eq(figureSnapshot.asOf, seal.asOf)))
      .orderBy(sql`(${figureSnapshot.indicator} || '|' || ${figureSnapshot.scope}) COLLATE "C"`)
    const changed = rows.find(
      (row) =>
        row.digest !==
        sm3(
          JSON.stringify([
            county,
            row.indicator,
            row.scope,
            row.asOf,
            row.value,
            row.unit,
            row.numerator,
            row.denominator,
            row.sufficient,
            row.reasons,
          ]),
        ),
    )
    if (changed) return { asOf: seal.asOf, what: `${changed.indicator} ${changed.scope}`.trim() }
    if (seal.previous !== previous || seal.digest !== sealDigest(previous, seal.asOf, rows))
      return { asOf: seal.asOf, what: '封存链' }
    previous = seal.digest
  }
  return null
}

/** The last sealed figure before or on a day, for the foot of a working: when it was sealed, and its digest. */
export const sealedFigure = async (context: Context, request: FigureRequest, asOf: string) => {
  const [row] = await context.tx
    .select()
    .from(figureSnapshot)
    .where(
      and(
        eq(figureSnapshot.county, context.actor.county),
        eq(figureSnapshot.indicator, request.indicator),
        eq(figureSnapshot.scope, scopeKey(request.scope)),
        lt(figureSnapshot.asOf, addDays(parseDate(asOf), 1)),
      ),
    )
    .orderBy(desc(figureSnapshot.asOf))
    .limit(1)
  return row ?? null
}
