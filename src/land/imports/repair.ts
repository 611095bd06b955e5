import { sql } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { geodesicArea } from '../../platform/geo/ellipsoid.ts'
import { type Area, partsOfGeometry } from '../../platform/geo/shapes.ts'
import { findShapeFaults } from '../../platform/geo/validity.ts'
import type { RefusedFeature } from './check.ts'

/** Faults of the shape that ST_MakeValid can mend; the others are mistakes of content. */
const mendable = new Set([
  'self_intersection',
  'rings_cross',
  'holes_nested',
  'parts_overlap',
  'hole_outside',
  'interior_disconnected',
])

/** Ready-made proposals for so many; the rest is corrected in the file. */
const mostProposals = 50

export type Repair = { readonly beforeM2: number; readonly afterM2: number; readonly area: Area }

/**
 * Proposals by place: the even-odd repair of PostGIS, the areas before and after. Nothing is taken before a person
 * accepts it. One statement each: an error of GEOS must not swallow the others.
 */
export const proposeRepairs = async (
  { tx }: Context,
  refused: readonly RefusedFeature[],
): Promise<ReadonlyMap<string, Repair>> => {
  const repairs = new Map<string, Repair>()
  for (const { place, code, area } of refused.filter((one) => mendable.has(one.code)).slice(0, mostProposals)) {
    if (area === null || code === '') continue
    const shape = JSON.stringify({ type: 'MultiPolygon', coordinates: area })
    const { rows } = await tx.execute<{ shape: GeoJSON.MultiPolygon | null }>(sql`
      SELECT ST_AsGeoJSON(ST_ForcePolygonCCW(ST_Multi(ST_CollectionExtract(
        ST_MakeValid(ST_SetSRID(ST_GeomFromGeoJSON(${shape}), 4490)), 3))), 9, 0)::jsonb AS shape`)
    const mended = rows[0]?.shape
    if (mended === null || mended === undefined || mended.coordinates.length === 0) continue
    const after = partsOfGeometry(mended)
    if (findShapeFaults(after, 1).length === 0) {
      repairs.set(place, { beforeM2: geodesicArea(area), afterM2: geodesicArea(after), area: after })
    }
  }
  return repairs
}
