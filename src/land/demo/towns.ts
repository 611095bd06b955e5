import { eq } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { asGeoJSON } from '../../platform/database/geometry.ts'
import { type Area, partsOfGeometry } from '../../platform/geo/shapes.ts'
import { town } from '../../platform/registers/tables.ts'
import { toPlane } from './blocks.ts'

export type Town = {
  readonly code: string
  readonly name: string
  /** In the plane of the register. */
  readonly territory: Area
}

/** Towns with their territories, in the order of their codes. */
export const loadTowns = async ({ tx, actor }: Context): Promise<Town[]> => {
  const rows = await tx
    .select({ code: town.code, name: town.name, territory: asGeoJSON(town.territory) })
    .from(town)
    .where(eq(town.county, actor.county))
    .orderBy(town.code)
  return rows.map(({ code, name, territory }) => ({
    code,
    name,
    territory: partsOfGeometry(territory).map((part) => part.map((ring) => ring.map(toPlane))),
  }))
}
