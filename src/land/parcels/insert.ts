import { sql } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import type { Area } from '../../platform/geo/shapes.ts'

export type NewParcel = {
  readonly code: string
  readonly landUse: string
  readonly townCode: string
  readonly location: string
  readonly areaRegisteredM2: number
  readonly areaM2: number
  readonly area: Area
  readonly parents: readonly string[]
}

const insertSize = 1_000

/**
 * Enters many parcels at once, closes those that they replace on the day before, and links them. In one transaction of
 * the caller: all or nothing.
 * @param from first day on which they stand
 */
export const insertParcels = async (
  { tx, actor }: Context,
  parcels: readonly NewParcel[],
  { from, crs, importId }: { readonly from: string; readonly crs: string; readonly importId: string },
): Promise<void> => {
  for (let start = 0; start < parcels.length; start += insertSize) {
    const part = parcels.slice(start, start + insertSize)
    const shapes = part.map(({ area }) => JSON.stringify({ type: 'MultiPolygon', coordinates: area }))
    await tx.execute(sql`
      INSERT INTO land_parcel (county, id, code, land_use, ownership, tenure, town_code, location, area_registered_m2,
        area_geodesic_m2, boundary, source_crs, valid_from, import_id)
      SELECT ${actor.county}, gen_random_uuid(), t.code, t.land_use,
        CASE substr(t.code, 13, 1) WHEN 'J' THEN 'collective' ELSE 'state' END, 'grant', t.town, t.location,
        t.registered, t.geodesic, ST_SetSRID(ST_GeomFromGeoJSON(t.shape), 4490), ${crs}, ${from}::date, ${importId}
      FROM unnest(
        ${sql.param(part.map(({ code }) => code))}::text[], ${sql.param(part.map(({ landUse }) => landUse))}::text[],
        ${sql.param(part.map(({ townCode }) => townCode))}::text[],
        ${sql.param(part.map(({ location }) => location))}::text[],
        ${sql.param(part.map(({ areaRegisteredM2 }) => areaRegisteredM2))}::float8[],
        ${sql.param(part.map(({ areaM2 }) => areaM2))}::float8[], ${sql.param(shapes)}::text[])
        AS t (code, land_use, town, location, registered, geodesic, shape)`)
  }
  const links = parcels.flatMap(({ code, parents }) => parents.map((parent) => ({ code, parent })))
  if (links.length === 0) return
  const [codes, parents] = [links.map(({ code }) => code), links.map(({ parent }) => parent)]
  await tx.execute(sql`
    INSERT INTO land_parcel_origin (county, parcel_id, parent_id)
    SELECT ${actor.county}, c.id, p.id
    FROM unnest(${sql.param(codes)}::text[], ${sql.param(parents)}::text[]) AS t (code, parent)
    JOIN land_parcel c ON c.county = ${actor.county} AND c.code = t.code
    JOIN land_parcel p ON p.county = ${actor.county} AND p.code = t.parent`)
  await tx.execute(sql`
    UPDATE land_parcel SET valid_to = greatest(valid_from, ${from}::date - 1)
    WHERE county = ${actor.county} AND valid_to IS NULL AND code = ANY (${sql.param([...new Set(parents)])}::text[])`)
}
