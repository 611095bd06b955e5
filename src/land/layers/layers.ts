import { and, count, desc, eq, inArray } from 'drizzle-orm'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { asGeoJSON } from '../../platform/database/geometry.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { geodesicArea, muOf } from '../../platform/geo/ellipsoid.ts'
import { partsOfGeometry } from '../../platform/geo/shapes.ts'
import type { DeepReadonly } from '../../platform/read-only.ts'
import type { LayerDiff, LayersReply, ParcelVerdictsReply } from '../api/layers/schema.ts'
import { landLayer, landLayerVersion, landVerdict, landVerdictRun, landZone } from '../tables.ts'
import { civilDateOf } from '../../platform/instants.ts'
import { heldVersions } from '../verdicts/layers-now.ts'

/** All control layers with their versions, newest first, and when parcels were judged against each. */
export const listLayers = async ({ tx, actor }: Context): Promise<DeepReadonly<z.input<typeof LayersReply>>> => {
  const layers = await tx
    .select({
      id: landLayer.id,
      title: landLayer.title,
      legalBasis: landLayer.legalBasis,
      required: landLayer.required,
    })
    .from(landLayer)
    .where(eq(landLayer.county, actor.county))
    .orderBy(landLayer.id)
  const zones = await tx
    .select({ versionId: landZone.versionId, zones: count() })
    .from(landZone)
    .where(eq(landZone.county, actor.county))
    .groupBy(landZone.versionId)
  const counts = new Map(zones.map((row) => [row.versionId, row.zones]))
  const verdicts = await tx
    .select({ versionId: landVerdict.versionId, verdict: landVerdict.verdict, parcels: count() })
    .from(landVerdict)
    .where(eq(landVerdict.county, actor.county))
    .groupBy(landVerdict.versionId, landVerdict.verdict)
  const versions = await tx
    .select({
      id: landLayerVersion.id,
      layerId: landLayerVersion.layerId,
      no: landLayerVersion.no,
      source: landLayerVersion.source,
      publishedOn: landLayerVersion.publishedOn,
      publishedBy: landLayerVersion.publishedBy,
      supersededOn: landLayerVersion.supersededOn,
      computedAt: landVerdictRun.computedAt,
    })
    .from(landLayerVersion)
    .leftJoin(
      landVerdictRun,
      and(eq(landVerdictRun.county, landLayerVersion.county), eq(landVerdictRun.versionId, landLayerVersion.id)),
    )
    .where(eq(landLayerVersion.county, actor.county))
    .orderBy(desc(landLayerVersion.no))
  return {
    rows: layers.map((layer) => ({
      ...layer,
      versions: versions
        .filter(({ layerId }) => layerId === layer.id)
        .map(({ layerId: _layer, computedAt, ...version }) => ({
          ...version,
          zones: counts.get(version.id) ?? 0,
          computedAt: computedAt?.toISOString() ?? null,
          verdicts: verdicts
            .filter(({ versionId }) => versionId === version.id)
            .map(({ verdict, parcels }) => ({ verdict, parcels })),
        })),
    })),
  }
}

/** Which zones a version added, changed or dropped against the one before. @throws Problem not_found */
export const layerDiff = async (
  { tx, actor }: Context,
  versionId: string,
): Promise<DeepReadonly<z.input<typeof LayerDiff>>> => {
  const [version] = await tx
    .select({ layerId: landLayerVersion.layerId, no: landLayerVersion.no })
    .from(landLayerVersion)
    .where(and(eq(landLayerVersion.county, actor.county), eq(landLayerVersion.id, versionId)))
  if (version === undefined) throw new Problem('not_found', '没有这个图层版本')
  const [before] = await tx
    .select({ id: landLayerVersion.id })
    .from(landLayerVersion)
    .where(
      and(
        eq(landLayerVersion.county, actor.county),
        eq(landLayerVersion.layerId, version.layerId),
        eq(landLayerVersion.no, version.no - 1),
      ),
    )
  const rows = await tx
    .select({
      versionId: landZone.versionId,
      code: landZone.code,
      name: landZone.name,
      shape: asGeoJSON(landZone.shape),
    })
    .from(landZone)
    .where(
      and(
        eq(landZone.county, actor.county),
        inArray(landZone.versionId, [versionId, ...(before === undefined ? [] : [before.id])]),
      ),
    )
    .orderBy(landZone.code)
  const old = new Map(rows.filter((row) => row.versionId !== versionId).map((row) => [row.code, row]))
  const now = rows.filter((row) => row.versionId === versionId)
  const mu = (shape: (typeof rows)[number]['shape']): number => muOf(geodesicArea(partsOfGeometry(shape)))
  const codes = new Set(now.map(({ code }) => code))
  const zone = (kind: 'added' | 'changed' | 'dropped', row: (typeof rows)[number], beforeMu: number | null) => ({
    kind,
    code: row.code,
    name: row.name,
    beforeMu,
    afterMu: kind === 'dropped' ? null : mu(row.shape),
    shape: row.shape,
  })
  return {
    layerId: version.layerId,
    no: version.no,
    zones: [
      ...now.flatMap((row) => {
        const was = old.get(row.code)
        if (was === undefined) return [zone('added', row, null)]
        return JSON.stringify(was.shape) === JSON.stringify(row.shape) ? [] : [zone('changed', row, mu(was.shape))]
      }),
      ...[...old.values()].filter(({ code }) => !codes.has(code)).map((row) => zone('dropped', row, mu(row.shape))),
    ],
  }
}

/** What the layers that hold today mean for a parcel, as stored by the county-wide job. */
export const parcelVerdicts = async (
  context: Context,
  parcelId: string,
): Promise<DeepReadonly<z.input<typeof ParcelVerdictsReply>>> => {
  const { tx, actor, clock } = context
  const held = await heldVersions(context, civilDateOf(clock.now()))
  if (held.length === 0) return { rows: [] }
  const ids = held.map(({ versionId }) => versionId)
  const runs = await tx
    .select({ versionId: landVerdictRun.versionId, computedAt: landVerdictRun.computedAt })
    .from(landVerdictRun)
    .where(and(eq(landVerdictRun.county, actor.county), inArray(landVerdictRun.versionId, ids)))
  const found = await tx
    .select({
      versionId: landVerdict.versionId,
      areaM2: landVerdict.areaM2,
      share: landVerdict.share,
      verdict: landVerdict.verdict,
    })
    .from(landVerdict)
    .where(
      and(
        eq(landVerdict.county, actor.county),
        eq(landVerdict.parcelId, parcelId),
        inArray(landVerdict.versionId, ids),
      ),
    )
  const computed = new Map(runs.map((run) => [run.versionId, run.computedAt.toISOString()]))
  return {
    rows: held.map(({ layer, title, versionId, no, publishedOn }) => {
      const row = found.find((each) => each.versionId === versionId)
      const computedAt = computed.get(versionId) ?? null
      return {
        layer,
        title,
        no,
        publishedOn,
        computedAt,
        areaM2: row?.areaM2 ?? 0,
        share: row?.share ?? 0,
        verdict: computedAt === null ? null : (row?.verdict ?? 'clear'),
      }
    }),
  }
}
