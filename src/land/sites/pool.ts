import { and, eq, isNull, type SQL } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { asCounty } from '../../platform/database/system-context.ts'
import { asGeoJSON } from '../../platform/database/geometry.ts'
import { geodesicArea } from '../../platform/geo/ellipsoid.ts'
import { type Area, partsOfGeometry } from '../../platform/geo/shapes.ts'
import type { CivilDate } from '../../platform/dates.ts'
import type { pools } from '../model/site-search.ts'
import { landAvailableSite, landParcel } from '../tables.ts'
import { planeOf } from './facts.ts'

export type PoolSite = {
  readonly id: string
  readonly code: string
  readonly location: string
  readonly townCode: string
  readonly landUse: string
  readonly pool: (typeof pools)[number]
  readonly costFen: number
  readonly valueFen: number
  readonly availableOn: CivilDate | null
  readonly publishedOn: string | null
  readonly area: Area
  readonly plane: Area
  readonly areaM2: number
}

/**
 * Land that a project can have now. Read as the county: where free land lies is no secret among those who may search,
 * and a town's officer looks beyond his town.
 */
export const loadPool = (context: Context, where?: SQL): Promise<PoolSite[]> =>
  asCounty(context, 'land_sites', async ({ tx, actor }) => {
    const rows = await tx
      .select({
        id: landParcel.id,
        code: landParcel.code,
        location: landParcel.location,
        townCode: landParcel.townCode,
        landUse: landParcel.landUse,
        pool: landAvailableSite.pool,
        costFen: landAvailableSite.costFen,
        valueFen: landAvailableSite.valueFen,
        availableOn: landAvailableSite.availableOn,
        publishedOn: landAvailableSite.publishedOn,
        boundary: asGeoJSON(landParcel.boundary),
      })
      .from(landAvailableSite)
      .innerJoin(
        landParcel,
        and(eq(landParcel.county, landAvailableSite.county), eq(landParcel.id, landAvailableSite.parcelId)),
      )
      .where(
        and(
          eq(landAvailableSite.county, actor.county),
          isNull(landAvailableSite.withdrawnOn),
          isNull(landParcel.validTo),
          where,
        ),
      )
      .orderBy(landParcel.code)
    return rows.flatMap(({ boundary, costFen, valueFen, availableOn, ...row }): PoolSite[] => {
      if (boundary === null) return []
      const area = partsOfGeometry(boundary)
      return [
        {
          ...row,
          // The database holds civil dates.
          availableOn: availableOn as CivilDate | null,
          costFen: Number(costFen),
          valueFen: Number(valueFen),
          area,
          plane: planeOf(area),
          areaM2: geodesicArea(area),
        },
      ]
    })
  })
