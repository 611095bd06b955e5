import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { asGeoJSON } from '../../platform/database/geometry.ts'
import { type Area, boxOfArea, partsOfGeometry } from '../../platform/geo/shapes.ts'
import { civilDateOf } from '../../platform/instants.ts'
import { countyRegister, town } from '../../platform/registers/tables.ts'
import { landParcel, landZone } from '../tables.ts'
import { heldVersions } from '../verdicts/layers-now.ts'
import type { CheckJob, Known } from './check.ts'

/** Files of the county may reach this far beyond its border: the sea, and surveys of neighbours (about 5 km). */
const marginDegrees = 0.05

/** What a file is checked against: the county's box, its towns, and what stands already. */
export const countyData = async (
  context: Context,
  target: CheckJob['target'],
  layerId: string | null,
): Promise<Pick<CheckJob, 'box' | 'known' | 'towns'>> => {
  const { tx, actor } = context
  const [register] = await tx
    .select({ boundary: asGeoJSON(countyRegister.boundary) })
    .from(countyRegister)
    .where(eq(countyRegister.county, actor.county))
  const county: Area = register === undefined ? [] : partsOfGeometry(register.boundary)
  const box = boxOfArea(county)
  const towns =
    target === 'layer'
      ? []
      : await tx
          .select({ code: town.code, territory: asGeoJSON(town.territory) })
          .from(town)
          .where(eq(town.county, actor.county))
  return {
    box: {
      minX: box.minX - marginDegrees,
      minY: box.minY - marginDegrees,
      maxX: box.maxX + marginDegrees,
      maxY: box.maxY + marginDegrees,
    },
    towns: towns.map(({ code, territory }) => ({ code, area: partsOfGeometry(territory) })),
    known: target === 'parcels' ? await knownParcels(context) : await knownZones(context, layerId ?? ''),
  }
}

const knownParcels = async ({ tx, actor }: Context): Promise<Known[]> => {
  const rows = await tx
    .select({ code: landParcel.code, shape: asGeoJSON(landParcel.boundary) })
    .from(landParcel)
    .where(
      and(eq(landParcel.county, actor.county), isNull(landParcel.validTo), sql`${landParcel.boundary} IS NOT NULL`),
    )
    .orderBy(landParcel.code)
  return rows.map(({ code, shape }) => ({ code, area: partsOfGeometry(shape) }))
}

const knownZones = async (context: Context, layerId: string): Promise<Known[]> => {
  const { tx, actor, clock } = context
  const held = (await heldVersions(context, civilDateOf(clock.now()))).find(({ layer }) => layer === layerId)
  if (held === undefined) return []
  const rows = await tx
    .select({ code: landZone.code, shape: asGeoJSON(landZone.shape) })
    .from(landZone)
    .where(and(eq(landZone.county, actor.county), eq(landZone.versionId, held.versionId)))
    .orderBy(landZone.code)
  return rows.map(({ code, shape }) => ({ code, area: partsOfGeometry(shape) }))
}
