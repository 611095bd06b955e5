import { sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { asCounty } from '../../platform/database/system-context.ts'
import { muOf } from '../../platform/geo/ellipsoid.ts'
import { civilDateOf } from '../../platform/instants.ts'
import type { DeepReadonly } from '../../platform/read-only.ts'
import type { idleClocks, MapReply, mapStatuses, taxBands } from '../api/maps/schema.ts'

/** Below so many firms a town's rate would tell a firm's tax (land 10). */
const leastFirms = 3

type Found = {
  id: string
  code: string
  location: string
  townCode: string
  areaM2: number
  firmId: string | null
  firm: string | null
  status: (typeof mapStatuses)[number]
  class: string | null
  startDue: string | null
  idle: (typeof idleClocks)[number]
}

/** One row a parcel that stood on the day, with what was true of it then: every fact carries its date. */
const parcelsOn = ({ tx, actor }: Context, day: string, area: string) =>
  tx.execute<Found>(sql`
    WITH task AS (
      SELECT DISTINCT ON (parcel_id) parcel_id, kind, signed_on, closed_on FROM land_task
      WHERE county = ${actor.county} AND listed_on <= ${day}::date
        AND coalesce(excluded_on > ${day}::date, true) AND coalesce(transferred_on > ${day}::date, true)
      ORDER BY parcel_id, year DESC, no DESC),
    idle AS (
      SELECT DISTINCT parcel_id FROM land_idle_case
      WHERE county = ${actor.county} AND found_on <= ${day}::date AND coalesce(closed_on > ${day}::date, true)),
    contract AS (
      SELECT DISTINCT ON (parcel_id) parcel_id, started_on,
        coalesce((SELECT max(s ->> 'startDue') FROM jsonb_array_elements(supplements) s
          WHERE s ->> 'agreedOn' <= ${day})::date, start_due, handover_on + interval '1 year')::date AS due
      FROM land_contract WHERE county = ${actor.county} AND signed_on <= ${day}::date
      ORDER BY parcel_id, signed_on DESC),
    holder AS (
      SELECT DISTINCT ON (parcel_id) parcel_id, organisation_id FROM land_occupancy
      WHERE county = ${actor.county} AND kind = 'own' AND from_day <= ${day}::date AND coalesce(to_day >= ${day}::date, true)
      ORDER BY parcel_id, from_day DESC),
    evaluation AS (
      SELECT id FROM land_evaluation WHERE county = ${actor.county} AND published_on <= ${day}::date
      ORDER BY year DESC, no DESC LIMIT 1)
    SELECT p.id, p.code, p.location, p.town_code AS "townCode", p.area_registered_m2 AS "areaM2",
      h.organisation_id AS "firmId", o.name AS firm, r.class,
      CASE WHEN i.parcel_id IS NOT NULL THEN 'idle'
        WHEN t.closed_on <= ${day}::date THEN 'closed'
        WHEN t.signed_on <= ${day}::date THEN 'rectifying'
        WHEN t.kind IS NOT NULL THEN t.kind
        WHEN s.parcel_id IS NOT NULL THEN 'available' ELSE 'used' END AS status,
      c.due::text AS "startDue",
      CASE WHEN c.due IS NULL OR c.started_on <= ${day}::date THEN 'none'
        WHEN ${day}::date <= c.due THEN 'notDue'
        WHEN ${day}::date <= c.due + interval '1 year' THEN 'overdue'
        WHEN ${day}::date <= c.due + interval '2 years' THEN 'oneYear' ELSE 'twoYears' END AS idle
    FROM land_parcel p
    LEFT JOIN task t ON t.parcel_id = p.id
    LEFT JOIN idle i ON i.parcel_id = p.id
    LEFT JOIN contract c ON c.parcel_id = p.id
    LEFT JOIN holder h ON h.parcel_id = p.id
    LEFT JOIN organisation o ON o.county = p.county AND o.id = h.organisation_id
    LEFT JOIN land_evaluation_result r ON r.county = p.county AND r.organisation_id = h.organisation_id
      AND r.evaluation_id = (SELECT id FROM evaluation)
    LEFT JOIN land_available_site s ON s.county = p.county AND s.parcel_id = p.id AND s.pool <> 'inefficient'
      AND s.withdrawn_on IS NULL
    WHERE p.county = ${actor.county} AND p.boundary IS NOT NULL AND starts_with(p.town_code, ${area})
      AND p.valid_from <= ${day}::date AND coalesce(p.valid_to >= ${day}::date, true)
    ORDER BY p.code`)

type Tax = { firmId: string; year: number; taxFen: number; landM2: number; townCode: string }

/** Counted tax and own land of every firm, of the last year whose figures had been delivered. */
const taxesOn = ({ tx, actor }: Context, day: string) =>
  tx.execute<Tax>(sql`
    WITH last AS (SELECT max(year) AS year FROM land_tax_year
      WHERE county = ${actor.county} AND delivered_on <= ${day}::date)
    SELECT t.organisation_id AS "firmId", t.year, e.town_code AS "townCode",
      (t.vat_fen + t.income_tax_fen + t.land_use_tax_fen + t.property_tax_fen + t.other_tax_fen
        + t.export_credit_fen + t.policy_relief_fen - t.fines_and_arrears_fen)::float8 AS "taxFen",
      coalesce(sum(o.area_m2), 0) AS "landM2"
    FROM land_tax_year t
    JOIN land_enterprise e ON e.county = t.county AND e.organisation_id = t.organisation_id
    LEFT JOIN land_occupancy o ON o.county = t.county AND o.organisation_id = t.organisation_id AND o.kind = 'own'
      AND o.from_day <= ${day}::date AND coalesce(o.to_day >= ${day}::date, true)
    WHERE t.county = ${actor.county} AND t.year = (SELECT year FROM last)
    GROUP BY t.county, t.organisation_id, t.year, e.town_code`)

const bandOf = (perMuWan: number | null): (typeof taxBands)[number] => {
  if (perMuWan === null) return 'none'
  const limits = [1, 3, 5, 10, 20]
  const index = limits.findIndex((limit) => perMuWan < limit)
  return (['b0', 'b1', 'b2', 'b3', 'b4', 'b5'] as const)[index < 0 ? limits.length : index] ?? 'b5'
}

const perMu = ({ taxFen, landM2 }: { readonly taxFen: number; readonly landM2: number }): number | null =>
  landM2 > 0 ? taxFen / 1_000_000 / muOf(landM2) : null

/**
 * The map of a day within the actor's area. Read as the county, since classes and bands are for all officials; a firm's
 * figures are not on it, and a town's rate not below three firms.
 */
export const leaderMap = (
  context: Context,
  asOf: string | undefined,
): Promise<DeepReadonly<z.input<typeof MapReply>>> =>
  asCounty(context, 'land_map', async (system) => {
    const day = asOf ?? civilDateOf(context.clock.now())
    const { area } = context.actor
    const { rows } = await parcelsOn(system, day, area)
    const { rows: taxes } = await taxesOn(system, day)
    const { rows: names } = await system.tx.execute<{ code: string; name: string }>(
      sql`SELECT code, name FROM town WHERE county = ${system.actor.county} AND starts_with(code, ${area}) ORDER BY code`,
    )
    const rates = new Map(taxes.map((tax) => [tax.firmId, perMu(tax)]))
    return {
      asOf: day,
      taxYear: taxes[0]?.year ?? null,
      parcels: rows.map(({ firmId, areaM2, ...row }) => ({
        ...row,
        areaMu: muOf(areaM2),
        tax: bandOf(firmId === null ? null : (rates.get(firmId) ?? null)),
      })),
      towns: names.map(({ code, name }) => {
        const own = rows.filter(({ townCode }) => townCode === code)
        const firms = taxes.filter(({ townCode, landM2 }) => townCode === code && landM2 > 0)
        const mu = (of: readonly Found[]) => muOf(of.reduce((sum, { areaM2 }) => sum + areaM2, 0))
        const sums = firms.reduce(
          (sum, { taxFen, landM2 }) => ({ taxFen: sum.taxFen + taxFen, landM2: sum.landM2 + landM2 }),
          { taxFen: 0, landM2: 0 },
        )
        return {
          code,
          name,
          parcels: own.length,
          areaMu: mu(own),
          idleMu: mu(own.filter(({ status }) => status === 'idle')),
          inefficientMu: mu(own.filter(({ status }) => status === 'inefficient')),
          taxPerMu: firms.length < leastFirms ? null : perMu(sums),
        }
      }),
    }
  })
