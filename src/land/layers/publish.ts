import { randomUUID } from 'node:crypto'
import { and, desc, eq, sql } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { addDays, type CivilDate } from '../../platform/dates.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { civilDateOf } from '../../platform/instants.ts'
import type { Area } from '../../platform/geo/shapes.ts'
import { requireDuty } from '../duties.ts'
import { landLayer, landLayerVersion } from '../tables.ts'
import { askRecomputation } from '../verdicts/job.ts'

export type ZoneDraft = {
  readonly code: string
  readonly name: string
  readonly level: string | null
  /** In degrees, outer rings anticlockwise. */
  readonly area: Area
}

const insertSize = 500

const geoJson = (area: Area): string => JSON.stringify({ type: 'MultiPolygon', coordinates: area })

const insertZones = async (
  { tx, actor }: Context,
  layerId: string,
  versionId: string,
  zones: readonly ZoneDraft[],
): Promise<void> => {
  for (let start = 0; start < zones.length; start += insertSize) {
    const part = zones.slice(start, start + insertSize)
    await tx.execute(sql`
      INSERT INTO land_zone (county, id, version_id, layer_id, code, name, level, shape)
      SELECT ${actor.county}, gen_random_uuid(), ${versionId}::uuid, ${layerId}, t.code, t.name, t.level,
        ST_SetSRID(ST_GeomFromGeoJSON(t.shape), 4490)
      FROM unnest(
        ${sql.param(part.map(({ code }) => code))}::text[], ${sql.param(part.map(({ name }) => name))}::text[],
        ${sql.param(part.map(({ level }) => level))}::text[], ${sql.param(part.map(({ area }) => geoJson(area)))}::text[])
        AS t (code, name, level, shape)`)
  }
}

/**
 * Publishes the next version of a layer today: the version before holds until yesterday, parcels are judged anew in the
 * background. Gives the version's id and the run's.
 * @throws Problem not_found, forbidden for who is not on duty, not_computable `no_features`
 */
export const publishVersion = async (
  context: Context,
  layerId: string,
  zones: readonly ZoneDraft[],
  source: string,
): Promise<{ readonly versionId: string; readonly runId: string | null }> => {
  const { tx, actor, clock } = context
  await requireDuty(context, 'resources')
  if (zones.length === 0) throw Problem.field('/file', 'no_features', '没有可发布的要素')
  const [layer] = await tx
    .select({ title: landLayer.title })
    .from(landLayer)
    .where(and(eq(landLayer.county, actor.county), eq(landLayer.id, layerId)))
    .for('update')
  if (layer === undefined) throw new Problem('not_found', '没有这个图层')
  const today = civilDateOf(clock.now())
  const [last] = await tx
    .select({ id: landLayerVersion.id, no: landLayerVersion.no, publishedOn: landLayerVersion.publishedOn })
    .from(landLayerVersion)
    .where(and(eq(landLayerVersion.county, actor.county), eq(landLayerVersion.layerId, layerId)))
    .orderBy(desc(landLayerVersion.no))
    .limit(1)
  if (last !== undefined) {
    const yesterday = addDays(today, -1)
    // The database holds civil dates. A version replaced on its own day held for that day.
    const until = yesterday < last.publishedOn ? (last.publishedOn as CivilDate) : yesterday
    await tx
      .update(landLayerVersion)
      .set({ supersededOn: until })
      .where(and(eq(landLayerVersion.county, actor.county), eq(landLayerVersion.id, last.id)))
  }
  const versionId = randomUUID()
  await tx.insert(landLayerVersion).values({
    county: actor.county,
    id: versionId,
    layerId,
    no: (last?.no ?? 0) + 1,
    source: source === '' ? layer.title : source,
    publishedOn: today,
    publishedBy: actor.name,
    publishedAt: clock.now(),
  })
  await insertZones(context, layerId, versionId, zones)
  return { versionId, runId: await askRecomputation(context) }
}
