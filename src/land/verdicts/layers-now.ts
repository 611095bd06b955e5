import { and, desc, eq, gte, inArray, isNull, lte, or } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { asCounty } from '../../platform/database/system-context.ts'
import { asGeoJSON } from '../../platform/database/geometry.ts'
import type { Database } from '../../platform/database/database.ts'
import { crsRegistry } from '../../platform/geo/crs.ts'
import { partsOfGeometry } from '../../platform/geo/shapes.ts'
import { civilDateOf } from '../../platform/instants.ts'
import { decideMany, ruleAt, ruleTable } from '../../platform/rules/rules.ts'
import { type LayerVerdictRule, type PreparedLayers, prepareLayers, ruleKey, type Zone } from '../model/overlay.ts'
import { controlLayers, LayerRule } from '../rules/control-layers.ts'
import { landLayer, landLayerVersion, landZone } from '../tables.ts'

export type HeldVersion = {
  readonly layer: string
  readonly title: string
  readonly versionId: string
  readonly no: number
  readonly publishedOn: string
  readonly source: string
}

export type LayersNow = {
  readonly versions: readonly HeldVersion[]
  readonly prepared: PreparedLayers
  readonly ruleVersion: string
  /** Legal basis by `ruleKey`. */
  readonly basis: ReadonlyMap<string, string>
}

/** Versions that hold on a day, by layer; of two published on one day the later. */
export const heldVersions = async ({ tx, actor }: Context, on: string): Promise<HeldVersion[]> => {
  const rows = await tx
    .select({
      layer: landLayer.id,
      title: landLayer.title,
      versionId: landLayerVersion.id,
      no: landLayerVersion.no,
      publishedOn: landLayerVersion.publishedOn,
      source: landLayerVersion.source,
    })
    .from(landLayerVersion)
    .innerJoin(
      landLayer,
      and(eq(landLayer.county, landLayerVersion.county), eq(landLayer.id, landLayerVersion.layerId)),
    )
    .where(
      and(
        eq(landLayerVersion.county, actor.county),
        lte(landLayerVersion.publishedOn, on),
        or(isNull(landLayerVersion.supersededOn), gte(landLayerVersion.supersededOn, on)),
      ),
    )
    .orderBy(landLayer.id, desc(landLayerVersion.no))
  return rows.filter(({ layer }, index) => rows[index - 1]?.layer !== layer)
}

/** Zones of versions as areas in degrees. */
export const zonesOf = async ({ tx, actor }: Context, versionIds: readonly string[]): Promise<Zone[]> => {
  if (versionIds.length === 0) return []
  const rows = await tx
    .select({
      id: landZone.id,
      layer: landZone.layerId,
      level: landZone.level,
      shape: asGeoJSON(landZone.shape),
    })
    .from(landZone)
    .where(and(eq(landZone.county, actor.county), inArray(landZone.versionId, [...versionIds])))
    .orderBy(landZone.id)
  return rows.map(({ shape, ...zone }) => ({ ...zone, area: partsOfGeometry(shape) }))
}

/** What the rule table of the day says of the zones' layers and levels. */
export const rulesOf = async (context: Context, zones: readonly Pick<Zone, 'layer' | 'level'>[]) => {
  const kinds = [...new Map(zones.map((zone) => [ruleKey(zone), { layer: zone.layer, level: zone.level }])).entries()]
  const decided = await decideMany(
    context,
    controlLayers.name,
    kinds.map(([, input]) => input),
  )
  const rules = new Map<string, LayerVerdictRule>()
  const basis = new Map<string, string>()
  kinds.forEach(([key], index) => {
    const rule = LayerRule.parse(decided[index]?.output)
    rules.set(key, rule)
    basis.set(key, rule.basis)
  })
  return { rules, basis }
}

const load = async (context: Context, versions: readonly HeldVersion[], ruleVersion: string): Promise<LayersNow> => {
  const zones = await zonesOf(
    context,
    versions.map(({ versionId }) => versionId),
  )
  const { rules, basis } = await rulesOf(context, zones)
  return { versions, prepared: prepareLayers(zones, crsRegistry['EPSG:4490'], rules), ruleVersion, basis }
}

/** Prepared layers, one set for each database and county: they change only when a layer or its rules are published. */
const kept = new WeakMap<Database, Map<string, { readonly key: string; readonly layers: Promise<LayersNow> }>>()

/**
 * All layers that hold today, ready for overlays. Kept in memory until a version or the rules change. Read as the
 * county, since the result is shared: callers need the permission land.layer.read or land.analysis.make.
 */
export const layersNow = async (context: Context): Promise<LayersNow> => {
  const today = civilDateOf(context.clock.now())
  const versions = await heldVersions(context, today)
  const { version: ruleVersion } = await ruleAt(context, ruleTable(context, controlLayers.name), today)
  const key = [ruleVersion, ...versions.map(({ versionId }) => versionId)].join(' ')
  const counties = kept.get(context.database) ?? new Map()
  kept.set(context.database, counties)
  const known = counties.get(context.actor.county)
  if (known?.key === key) return known.layers
  const layers = asCounty(context, 'land_layers', (system) => load(system, versions, ruleVersion))
  counties.set(context.actor.county, { key, layers })
  layers.catch(() => counties.delete(context.actor.county))
  return layers
}
