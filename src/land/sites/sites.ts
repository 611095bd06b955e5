import { and, asc, eq, isNotNull } from 'drizzle-orm'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { boxOfArea } from '../../platform/geo/shapes.ts'
import { civilDateOf } from '../../platform/instants.ts'
import { muOf } from '../../platform/geo/ellipsoid.ts'
import type { DeepReadonly } from '../../platform/read-only.ts'
import { town } from '../../platform/registers/tables.ts'
import type { SiteDraft, SitesReply } from '../api/sites/schema.ts'
import { landAvailableSite, landParcel } from '../tables.ts'
import { loadPool } from './pool.ts'

const degree = (value: number): number => Number(value.toFixed(6))

/** Land that waits for projects: all of it for officials, what was made public for everybody. No price is shown. */
export const listSites = async (context: Context, all: boolean): Promise<DeepReadonly<z.input<typeof SitesReply>>> => {
  const pool = await loadPool(context, all ? undefined : isNotNull(landAvailableSite.publishedOn))
  const towns = await context.tx
    .select({ code: town.code, name: town.name })
    .from(town)
    .where(eq(town.county, context.actor.county))
    .orderBy(asc(town.code))
  const names = new Map(towns.map(({ code, name }) => [code, name]))
  return {
    rows: pool.map((site) => {
      const { minX, maxX, minY, maxY } = boxOfArea(site.area)
      return {
        parcelId: site.id,
        code: site.code,
        location: site.location,
        townCode: site.townCode,
        town: names.get(site.townCode) ?? site.townCode,
        pool: site.pool,
        areaMu: muOf(site.areaM2),
        landUse: site.landUse,
        availableOn: site.availableOn,
        publishedOn: site.publishedOn,
        longitude: degree((minX + maxX) / 2),
        latitude: degree((minY + maxY) / 2),
      }
    }),
  }
}

/** Puts a parcel among the available ones, or changes its terms. @throws Problem not_found, forbidden */
export const offerSite = async (context: Context, draft: z.output<typeof SiteDraft>): Promise<void> => {
  const { tx, actor, clock } = context
  const [parcel] = await tx
    .select({ boundary: isNotNull(landParcel.boundary), validTo: landParcel.validTo })
    .from(landParcel)
    .where(and(eq(landParcel.county, actor.county), eq(landParcel.id, draft.parcelId)))
  if (parcel === undefined) throw new Problem('not_found', '没有这宗地')
  if (parcel.boundary !== true || parcel.validTo !== null) {
    throw Problem.field('/parcelId', 'no_boundary', '须是现行且有界线的宗地')
  }
  const values = {
    pool: draft.pool,
    costFen: BigInt(draft.costFen),
    valueFen: BigInt(draft.valueFen),
    availableOn: draft.availableOn,
    publishedOn: draft.public ? civilDateOf(clock.now()) : null,
    withdrawnOn: null,
  }
  await tx
    .insert(landAvailableSite)
    .values({ county: actor.county, parcelId: draft.parcelId, ...values })
    .onConflictDoUpdate({ target: [landAvailableSite.county, landAvailableSite.parcelId], set: values })
}
