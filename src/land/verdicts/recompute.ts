import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { asGeoJSON } from '../../platform/database/geometry.ts'
import { crsRegistry } from '../../platform/geo/crs.ts'
import { partsOfGeometry } from '../../platform/geo/shapes.ts'
import { civilDateOf } from '../../platform/instants.ts'
import { ruleAt, ruleTable } from '../../platform/rules/rules.ts'
import { type LayerVerdict, overlay, type Parcel, prepareLayers } from '../model/overlay.ts'
import { controlLayers } from '../rules/control-layers.ts'
import { landParcel, landVerdictRun } from '../tables.ts'
import { type HeldVersion, heldVersions, rulesOf, zonesOf } from './layers-now.ts'

/** Parcels are overlaid so many at a time: between two lots the run can be cancelled. */
const lot = 2_000
const insertSize = 5_000

const standingParcels = async ({ tx, actor }: Context): Promise<Parcel[]> => {
  const rows = await tx
    .select({ id: landParcel.id, boundary: asGeoJSON(landParcel.boundary) })
    .from(landParcel)
    .where(
      and(eq(landParcel.county, actor.county), isNull(landParcel.validTo), sql`${landParcel.boundary} IS NOT NULL`),
    )
  return rows.map(({ id, boundary }) => ({ id, area: partsOfGeometry(boundary) }))
}

const store = async (
  { tx, actor }: Context,
  versionOf: ReadonlyMap<string, string>,
  rows: readonly LayerVerdict[],
): Promise<void> => {
  for (let start = 0; start < rows.length; start += insertSize) {
    const part = rows.slice(start, start + insertSize)
    await tx.execute(sql`
      INSERT INTO land_verdict (county, version_id, parcel_id, layer_id, area_m2, share, verdict)
      SELECT ${actor.county}, t.* FROM unnest(
        ${sql.param(part.map(({ layer }) => versionOf.get(layer)))}::uuid[],
        ${sql.param(part.map(({ parcel }) => parcel))}::uuid[],
        ${sql.param(part.map(({ layer }) => layer))}::text[],
        ${sql.param(part.map(({ areaM2 }) => areaM2))}::float8[],
        ${sql.param(part.map(({ share }) => share))}::float8[],
        ${sql.param(part.map(({ verdict }) => verdict))}::text[]) AS t`)
  }
}

/**
 * Judges every standing parcel of the county against versions of layers and stores what each means for each: the
 * verdicts of a version replace what was stored for it, all or nothing. `report` is told parcels × layers.
 */
export const recomputeVersions = async (
  context: Context,
  versions: readonly HeldVersion[],
  report: (done: number, total: number) => void,
): Promise<number> => {
  const { tx, actor, clock } = context
  if (versions.length === 0) return 0
  const parcels = await standingParcels(context)
  const zones = await zonesOf(
    context,
    versions.map(({ versionId }) => versionId),
  )
  const { rules } = await rulesOf(context, zones)
  const { version: ruleVersion } = await ruleAt(
    context,
    ruleTable(context, controlLayers.name),
    civilDateOf(clock.now()),
  )
  const prepared = prepareLayers(zones, crsRegistry['EPSG:4490'], rules)
  const found: LayerVerdict[] = []
  for (let start = 0; start < parcels.length; start += lot) {
    report(start, parcels.length)
    const { layers } = overlay(parcels.slice(start, start + lot), prepared, false)
    for (const row of layers) if (row.verdict !== 'clear' || row.areaM2 > 0) found.push(row)
  }
  const ids = versions.map(({ versionId }) => versionId)
  await tx
    .delete(landVerdictRun)
    .where(and(eq(landVerdictRun.county, actor.county), inArray(landVerdictRun.versionId, ids)))
  const byLayer = Map.groupBy(found, ({ layer }) => layer)
  await tx.insert(landVerdictRun).values(
    versions.map(({ versionId, layer }) => ({
      county: actor.county,
      versionId,
      layerId: layer,
      computedAt: clock.now(),
      ruleVersion,
      parcels: parcels.length,
      rows: byLayer.get(layer)?.length ?? 0,
    })),
  )
  await store(context, new Map(versions.map(({ layer, versionId }) => [layer, versionId])), found)
  report(parcels.length, parcels.length)
  return found.length
}

/** All layers that hold today. */
export const recomputeCounty = async (
  context: Context,
  report: (done: number, total: number) => void,
): Promise<number> => recomputeVersions(context, await heldVersions(context, civilDateOf(context.clock.now())), report)
