import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { type Area, partsOfGeometry } from '../../platform/geo/shapes.ts'
import { landParcel } from '../tables.ts'

/** Joints within this many degrees (about 1 cm) are rounding of the neighbours' common corners; so are corners that the join left in a straight line. */
const seam = sql.raw('0.0000001')

/**
 * The site that neighbouring parcels make together, their common borders gone.
 * @throws Problem not_found, not_computable `not_adjacent`
 */
export const joinParcels = async (
  { tx, actor }: Context,
  ids: readonly string[],
): Promise<{ readonly site: Area; readonly codes: readonly string[]; readonly sourceCrs: string }> => {
  const chosen = and(
    eq(landParcel.county, actor.county),
    inArray(landParcel.id, [...ids]),
    isNull(landParcel.validTo),
    sql`${landParcel.boundary} IS NOT NULL`,
  )
  const rows = await tx.select({ code: landParcel.code }).from(landParcel).where(chosen).orderBy(landParcel.code)
  if (rows.length !== new Set(ids).size) throw new Problem('not_found', '所选宗地中有不存在、已注销或没有界线的')
  const [joined] = await tx
    .select({
      shape: sql<
        GeoJSON.Polygon | GeoJSON.MultiPolygon
      >`ST_AsGeoJSON(ST_SimplifyPreserveTopology(ST_Buffer(ST_Buffer(ST_Union(${landParcel.boundary}), ${seam}, 'join=mitre'), -${seam}, 'join=mitre'), ${seam}), 9, 0)::jsonb`,
    })
    .from(landParcel)
    .where(chosen)
  const site = joined === undefined ? [] : partsOfGeometry(joined.shape)
  if (site.length !== 1) throw Problem.field('/parcelIds', 'not_adjacent', '所选宗地不相连，不能作为一块地分析')
  return { site, codes: rows.map(({ code }) => code), sourceCrs: 'EPSG:4490' }
}
