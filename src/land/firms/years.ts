import { and, eq, sql } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { makeDate } from '../../platform/dates.ts'
import type { FirmYear } from '../model/firm-figures.ts'
import { landOfFirms, type LandFacts } from '../model/county-figures.ts'
import { landEmissionYear, landEnergyYear, landOutputYear, landTaxYear } from '../tables.ts'

export type KnownYear = FirmYear & { readonly year: number; readonly aboveScale: boolean | null }

type Row = Omit<KnownYear, 'landM2'>

/**
 * What every department delivered of the firms, one row a firm and year, as far as the actor may see it; counted tax as
 * in the model (land 4.6). Pollutants are weighed 1 (assumption).
 */
const readYears = async (
  { tx, actor }: Context,
  where: { readonly firm?: string; readonly year?: number },
): Promise<Row[]> => {
  const of = (table: typeof landTaxYear | typeof landOutputYear | typeof landEnergyYear | typeof landEmissionYear) =>
    and(
      eq(table.county, actor.county),
      where.firm === undefined ? undefined : eq(table.organisationId, where.firm),
      where.year === undefined ? undefined : eq(table.year, where.year),
    )
  const { rows } = await tx.execute<Row>(sql`
    WITH t AS (SELECT * FROM ${landTaxYear} WHERE ${of(landTaxYear)}),
      o AS (SELECT * FROM ${landOutputYear} WHERE ${of(landOutputYear)}),
      e AS (SELECT * FROM ${landEnergyYear} WHERE ${of(landEnergyYear)}),
      p AS (SELECT * FROM ${landEmissionYear} WHERE ${of(landEmissionYear)}),
      k AS (SELECT organisation_id, year FROM t UNION SELECT organisation_id, year FROM o
        UNION SELECT organisation_id, year FROM e UNION SELECT organisation_id, year FROM p)
    SELECT k.organisation_id AS id, k.year, o.above_scale AS "aboveScale",
      (t.vat_fen + t.income_tax_fen + t.land_use_tax_fen + t.property_tax_fen + t.other_tax_fen
        + t.export_credit_fen + t.policy_relief_fen - t.fines_and_arrears_fen)::float8 AS "taxFen",
      o.value_added_fen::float8 AS "valueAddedFen", o.revenue_fen::float8 AS "revenueFen", o.rd_fen::float8 AS "rdFen",
      o.staff_average AS staff, e.energy_tce AS "energyTce", e.power_kwh AS "powerKwh",
      (p.cod_kg + p.ammonia_kg + p.sulphur_dioxide_kg + p.nitrogen_oxides_kg + p.voc_kg) / 1000 AS "pollutantTonnes"
    FROM k LEFT JOIN t USING (organisation_id, year) LEFT JOIN o USING (organisation_id, year)
      LEFT JOIN e USING (organisation_id, year) LEFT JOIN p USING (organisation_id, year)
    ORDER BY k.organisation_id, k.year`)
  return rows
}

/** Firms' years with the land of 31 December. */
export const firmYears = async (
  context: Context,
  facts: LandFacts,
  where: { readonly firm?: string; readonly year?: number },
): Promise<KnownYear[]> => {
  const rows = await readYears(context, where)
  const lands = new Map(
    [...new Set(rows.map(({ year }) => year))].map((year) => [year, landOfFirms(facts, makeDate(year, 12, 31))]),
  )
  return rows.map((row) => ({ ...row, landM2: lands.get(row.year)?.get(row.id) ?? null }))
}
