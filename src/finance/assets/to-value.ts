import { type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { addDays } from '../../platform/dates.ts'
import { decodeCursor, toPage } from '../../platform/http/page.ts'
import { civilDateOf } from '../../platform/instants.ts'
import type { ValuationRow, ValuationsQuery } from '../api/assets/schema.ts'
import { householdNames } from '../customers/names.ts'

type Found = {
  asset_id: string
  household_id: string
  village_code: string
  class: ValuationRow['class']
  title: string
  evidence: ValuationRow['evidence']
  market_fen: string | null
  counted_fen: string | null
  as_of: string | null
  valid_until: string | null
  end_reason: string | null
}

/** A valuation that ends within a week is due now. */
const soonDays = 7

const conditions = (context: Context): Readonly<Record<z.output<typeof ValuationsQuery>['state'], SQL>> => {
  const soon = addDays(civilDateOf(context.clock.now()), soonDays)
  return {
    due: sql`(v.no IS NULL OR v.ended_on IS NOT NULL OR v.valid_until < ${soon}::date)`,
    second: sql`v.needs_second AND v.second_by IS NULL AND v.ended_on IS NULL`,
    valid: sql`v.ended_on IS NULL AND v.valid_until >= ${soon}::date AND (NOT v.needs_second OR v.second_by IS NOT NULL)`,
  }
}

/** Assets that wait for a valuation, for a second signature, or need none, village after village: a valuer's route. */
export const listToValue = async (context: Context, query: z.output<typeof ValuationsQuery>) => {
  const position = query.cursor === undefined ? undefined : decodeCursor(context.config, query.cursor)
  const like = `%${(query.q ?? '').replaceAll(/[\\%_]/g, '\\$&')}%`
  const { rows } = await context.tx.execute<Found>(sql`
    SELECT a.id AS asset_id, a.household_id, a.village_code, a.class, a.title, a.evidence,
      v.market_fen::text, v.counted_fen::text, v.as_of::text, v.valid_until::text, v.end_reason
    FROM family_asset a
    LEFT JOIN LATERAL (SELECT * FROM asset_valuation x WHERE x.county = a.county AND x.asset_id = a.id
      ORDER BY x.no DESC LIMIT 1) v ON true
    WHERE a.county = ${context.actor.county} AND a.ended_on IS NULL AND ${conditions(context)[query.state]}
      AND (${query.q ?? ''} = '' OR a.title LIKE ${like})
      AND ${
        position === undefined
          ? sql`true`
          : sql`(a.village_code, a.household_id, a.id) > (${String(position[0])}, ${String(position[1])}::uuid, ${String(position[2])}::uuid)`
      }
    ORDER BY a.village_code, a.household_id, a.id
    LIMIT ${query.limit + 1}`)
  const nameOf = await householdNames(
    context,
    rows.map((row) => row.household_id),
  )
  const fen = (text: string | null) => (text === null ? null : Number(text))
  return toPage(
    context.config,
    rows.map(
      (row): ValuationRow => ({
        assetId: row.asset_id,
        householdId: row.household_id,
        ...nameOf(row.household_id),
        villageCode: row.village_code,
        class: row.class,
        title: row.title,
        evidence: row.evidence,
        marketFen: fen(row.market_fen),
        countedFen: fen(row.counted_fen),
        asOf: row.as_of,
        validUntil: row.valid_until,
        endReason: row.end_reason,
      }),
    ),
    query.limit,
    (row) => [row.villageCode, row.householdId, row.assetId],
  )
}
