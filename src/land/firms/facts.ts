import { eq, sql } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import type { CivilDate } from '../../platform/dates.ts'
import { organisation } from '../../platform/registers/tables.ts'
import type { FirmFact, HoldingFact, LandFacts, ParcelFact, YearFact } from '../model/county-figures.ts'
import { countedFloorArea } from '../model/floor-area-ratio.ts'
import type { Scope } from '../../platform/indicators/indicator.ts'
import { landBuilding, landEnterprise, landParcel, type MeasuredStorey } from '../tables.ts'

/** The database gives civil dates as text; it has checked them. */
const day = (text: string): CivilDate => text as CivilDate
const dayOrNull = (text: string | null): CivilDate | null => text as CivilDate | null

const loadFirms = async ({ tx, actor }: Context): Promise<FirmFact[]> => {
  const rows = await tx
    .select({
      id: landEnterprise.organisationId,
      name: organisation.name,
      townCode: landEnterprise.townCode,
      foundedOn: landEnterprise.foundedOn,
      closedOn: landEnterprise.closedOn,
    })
    .from(landEnterprise)
    .innerJoin(
      organisation,
      sql`${organisation.county} = ${landEnterprise.county} AND ${organisation.id} = ${landEnterprise.organisationId}`,
    )
    .where(eq(landEnterprise.county, actor.county))
    .orderBy(landEnterprise.organisationId)
  return rows.map((row) => ({ ...row, foundedOn: day(row.foundedOn), closedOn: dayOrNull(row.closedOn) }))
}

/** A rented floor takes its share of the parcel: parcel × floor ÷ all floor of the parcel's buildings (land 4.6). */
const loadHoldings = async ({ tx, actor }: Context): Promise<HoldingFact[]> => {
  const { rows } = await tx.execute<HoldingFact>(sql`
    WITH floors AS (
      SELECT b.parcel_id, sum((storey ->> 'areaM2')::float8) AS all_floor
      FROM land_building b, jsonb_array_elements(b.storeys) AS storey
      WHERE b.county = ${actor.county} AND b.parcel_id IN
        (SELECT parcel_id FROM land_occupancy WHERE county = ${actor.county} AND floor_area_m2 IS NOT NULL)
      GROUP BY b.parcel_id)
    SELECT o.organisation_id AS "firmId", o.parcel_id AS "parcelId", o.from_day::text AS "from", o.to_day::text AS "to",
      CASE WHEN o.kind = 'rentOut' THEN -1 ELSE 1 END
        * coalesce(o.area_m2, p.area_registered_m2 * least(1, o.floor_area_m2 / nullif(f.all_floor, 0)), 0)
        AS "signedM2"
    FROM land_occupancy o
    JOIN land_parcel p ON p.county = o.county AND p.id = o.parcel_id
    LEFT JOIN floors f ON f.parcel_id = o.parcel_id
    WHERE o.county = ${actor.county}
    ORDER BY o.id`)
  return rows
}

const loadYears = async ({ tx, actor }: Context): Promise<YearFact[]> => {
  const { rows } = await tx.execute<YearFact>(sql`
    SELECT coalesce(t.organisation_id, s.organisation_id) AS "firmId", coalesce(t.year, s.year) AS "year",
      (t.vat_fen + t.income_tax_fen + t.land_use_tax_fen + t.property_tax_fen + t.other_tax_fen
        + t.export_credit_fen + t.policy_relief_fen - t.fines_and_arrears_fen)::float8 AS "countedTaxFen",
      s.above_scale AS "aboveScale", t.delivered_on::text AS "taxOn", s.delivered_on::text AS "scaleOn"
    FROM (SELECT * FROM land_tax_year WHERE county = ${actor.county}) t
    FULL JOIN (SELECT * FROM land_output_year WHERE county = ${actor.county}) s
      ON s.organisation_id = t.organisation_id AND s.year = t.year
    ORDER BY 1, 2`)
  return rows
}

const loadParcels = async ({ tx, actor }: Context): Promise<ParcelFact[]> => {
  const parcels = await tx
    .select({
      id: landParcel.id,
      code: landParcel.code,
      townCode: landParcel.townCode,
      areaM2: landParcel.areaRegisteredM2,
      validFrom: landParcel.validFrom,
      validTo: landParcel.validTo,
      measuredOn: landParcel.measuredOn,
    })
    .from(landParcel)
    .where(eq(landParcel.county, actor.county))
    .orderBy(landParcel.code)
  const buildings = await tx
    .select({
      id: landBuilding.id,
      parcelId: landBuilding.parcelId,
      footprintM2: landBuilding.footprintM2,
      storeys: landBuilding.storeys,
      completedOn: landBuilding.completedOn,
      demolishedOn: landBuilding.demolishedOn,
    })
    .from(landBuilding)
    .where(eq(landBuilding.county, actor.county))
    .orderBy(landBuilding.id)
  const ofParcel = Map.groupBy(buildings, ({ parcelId }) => parcelId)
  return parcels.map((parcel) => ({
    ...parcel,
    validFrom: day(parcel.validFrom),
    validTo: dayOrNull(parcel.validTo),
    measuredOn: dayOrNull(parcel.measuredOn),
    buildings: (ofParcel.get(parcel.id) ?? []).map((building) => ({
      countedFloorM2: countedFloorM2(building.storeys),
      completedOn: day(building.completedOn),
      demolishedOn: dayOrNull(building.demolishedOn),
    })),
  }))
}

/** Floor that counts for the ratio, of measured storeys. */
export const countedFloorM2 = (storeys: readonly MeasuredStorey[]): number =>
  countedFloorArea([{ id: '', footprintM2: 0, storeys }])

/** All facts of industrial land that the actor may see; of one town where the scope names it. */
export const loadLandFacts = async (
  context: Context,
  parts: { readonly taxes?: boolean; readonly parcels?: boolean },
  scope?: Scope,
): Promise<LandFacts> => {
  const facts = {
    firms: await loadFirms(context),
    holdings: await loadHoldings(context),
    years: parts.taxes === true ? await loadYears(context) : [],
    parcels: parts.parcels === true ? await loadParcels(context) : [],
  }
  if (scope?.kind !== 'town') return facts
  return {
    ...facts,
    firms: facts.firms.filter(({ townCode }) => townCode === scope.id),
    parcels: facts.parcels.filter(({ townCode }) => townCode === scope.id),
  }
}
