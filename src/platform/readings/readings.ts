import { and, asc, eq, gte, lt, sql } from 'drizzle-orm'
import type { Context } from '../context.ts'
import { reading, readingHour, series } from './tables.ts'
import type { SeriesKind } from './series.ts'

/** QARTOD flags (IOOS Manual for Real-Time Quality Control, 2020). */
export const quality = { good: 1, notEvaluated: 2, suspect: 3, fail: 4, missing: 9 } as const
export type Quality = (typeof quality)[keyof typeof quality]

export type NewReading = { readonly seriesId: number; readonly at: Date; readonly value: number | null }

/** Gross range test of QARTOD: outside what the sensor can say is fail, outside what is plausible here is suspect. */
export const grossRange = (kind: SeriesKind, value: number | null): Quality => {
  if (value === null || !Number.isFinite(value)) return quality.missing
  if (value < kind.sensor[0] || value > kind.sensor[1]) return quality.fail
  if (value < kind.user[0] || value > kind.user[1]) return quality.suspect
  return quality.good
}

/** Rows of one INSERT; measured best with `unnest` on both databases. */
const batchSize = 1_000

/**
 * Stores readings in batches; one that is there already is left as it is, so that a device may repeat itself.
 * A reading of a series whose kind no module declares is stored as "not evaluated".
 * @returns how many were new
 */
export const writeReadings = async (context: Context, readings: readonly NewReading[]): Promise<number> => {
  const kinds = await kindsOf(context, readings)
  let added = 0
  for (let start = 0; start < readings.length; start += batchSize) {
    const batch = readings.slice(start, start + batchSize)
    const flags = batch.map(({ seriesId, value }) => {
      const kind = kinds.get(seriesId)
      return kind ? grossRange(kind, value) : quality.notEvaluated
    })
    const { rows } = await context.tx.execute<{ added: number }>(sql`
      WITH stored AS (
        INSERT INTO reading (county, series_id, at, value, quality, received_at)
        SELECT ${context.actor.county}, s, a, v, q, ${context.clock.now().toISOString()}::timestamptz
        FROM unnest(
          ${sql.param(batch.map(({ seriesId }) => seriesId))}::int[],
          ${sql.param(batch.map(({ at }) => at.toISOString()))}::timestamptz[],
          ${sql.param(batch.map(({ value }) => value))}::float8[],
          ${sql.param(flags)}::smallint[]
        ) AS given (s, a, v, q)
        ON CONFLICT DO NOTHING
        RETURNING 1
      )
      SELECT count(*) AS added FROM stored`)
    added += rows[0]?.added ?? 0
  }
  return added
}

const kindsOf = async (context: Context, readings: readonly NewReading[]): Promise<ReadonlyMap<number, SeriesKind>> => {
  const declared = new Map(context.modules.flatMap((module) => module.series).map((kind) => [kind.code, kind]))
  const ids = [...new Set(readings.map(({ seriesId }) => seriesId))]
  const rows = await context.tx
    .select({ id: series.id, kind: series.kind })
    .from(series)
    .where(and(eq(series.county, context.actor.county), sql`${series.id} = ANY (${sql.param(ids)}::int[])`))
  return new Map(
    rows.flatMap((row) => {
      const kind = declared.get(row.kind)
      return kind ? [[row.id, kind] as const] : []
    }),
  )
}

/** Computes the hourly roll-up of [from, until) anew from the readings; safe to repeat. */
export const rollUpHours = async (context: Context, from: Date, until: Date): Promise<void> => {
  await context.tx.execute(sql`
    INSERT INTO reading_hour (county, series_id, hour, count, minimum, maximum, mean)
    SELECT county, series_id, date_trunc('hour', at), count(*), min(value), max(value), avg(value)
    FROM reading
    WHERE county = ${context.actor.county} AND at >= ${from.toISOString()}::timestamptz AND at < ${until.toISOString()}::timestamptz
      AND value IS NOT NULL AND quality IN (1, 2, 3)
    GROUP BY 1, 2, 3
    ON CONFLICT (county, series_id, hour)
    DO UPDATE SET count = excluded.count, minimum = excluded.minimum, maximum = excluded.maximum, mean = excluded.mean`)
}

/** Readings of one series in [from, until), oldest first, at most `limit`. */
export const readingsOf = async (context: Context, seriesId: number, from: Date, until: Date, limit: number) =>
  context.tx
    .select({ at: reading.at, value: reading.value, quality: reading.quality })
    .from(reading)
    .where(
      and(
        eq(reading.county, context.actor.county),
        eq(reading.seriesId, seriesId),
        gte(reading.at, from),
        lt(reading.at, until),
      ),
    )
    .orderBy(asc(reading.at))
    .limit(limit)

/** Hourly roll-up of one series in [from, until), oldest first. */
export const hoursOf = async (context: Context, seriesId: number, from: Date, until: Date) =>
  context.tx
    .select({
      hour: readingHour.hour,
      count: readingHour.count,
      minimum: readingHour.minimum,
      maximum: readingHour.maximum,
      mean: readingHour.mean,
    })
    .from(readingHour)
    .where(
      and(
        eq(readingHour.county, context.actor.county),
        eq(readingHour.seriesId, seriesId),
        gte(readingHour.hour, from),
        lt(readingHour.hour, until),
      ),
    )
    .orderBy(asc(readingHour.hour))
