import { and, count, eq } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import type { CivilDate } from '../../platform/dates.ts'
import { datedIndicator, share } from '../../platform/indicators/dated-indicator.ts'
import type { Indicator } from '../../platform/indicators/indicator.ts'
import { landLayer, landLayerVersion, landZone } from '../tables.ts'

type LayerFact = {
  readonly id: string
  readonly title: string
  readonly versions: readonly {
    readonly no: number
    readonly publishedOn: string
    readonly zones: number
    readonly source: string
  }[]
}

const load = async ({ tx, actor }: Context): Promise<LayerFact[]> => {
  const layers = await tx
    .select({ id: landLayer.id, title: landLayer.title })
    .from(landLayer)
    .where(and(eq(landLayer.county, actor.county), eq(landLayer.required, true)))
    .orderBy(landLayer.id)
  const versions = await tx
    .select({
      layerId: landLayerVersion.layerId,
      no: landLayerVersion.no,
      publishedOn: landLayerVersion.publishedOn,
      source: landLayerVersion.source,
      zones: count(landZone.id),
    })
    .from(landLayerVersion)
    .leftJoin(landZone, and(eq(landZone.county, landLayerVersion.county), eq(landZone.versionId, landLayerVersion.id)))
    .where(eq(landLayerVersion.county, actor.county))
    .groupBy(landLayerVersion.county, landLayerVersion.id)
    .orderBy(landLayerVersion.no)
  return layers.map((layer) => ({ ...layer, versions: versions.filter(({ layerId }) => layerId === layer.id) }))
}

/** The version that held on a day: the last one published by then. */
const versionOn = ({ versions }: LayerFact, asOf: CivilDate) =>
  versions.findLast(({ publishedOn }) => publishedOn <= asOf)

export const layerIndicators: readonly Indicator[] = [
  datedIndicator({
    id: 'land.layers_loaded',
    title: '管控图层入库率',
    unit: 'fraction',
    better: 'higher',
    period: 'daily',
    scopes: [],
    definition: '截至日已发布且有要素的必需管控图层数除以必需管控图层数。',
    load,
    figure: (layers, asOf, working) => {
      const loaded = layers.filter((layer) => (versionOn(layer, asOf)?.zones ?? 0) > 0)
      const result = share(loaded.length, layers.length, 'no_layer')
      working.step({
        label: '图层入库率',
        formula: '已发布且有要素的必需图层 ÷ 必需图层',
        inputs: {
          已发布: loaded.length,
          必需: layers.length,
          要素: loaded.reduce((sum, layer) => sum + (versionOn(layer, asOf)?.zones ?? 0), 0),
        },
        result: result.value,
        source: '三门县建设用地决策分析系统改革 8',
      })
      return result
    },
    columns: [
      { key: 'layer', title: '图层' },
      { key: 'version', title: '版本', align: 'right' },
      { key: 'publishedOn', title: '发布日期' },
      { key: 'zones', title: '要素数', align: 'right' },
      { key: 'source', title: '来源' },
    ],
    rows: (layers, asOf) =>
      layers.map((layer) => {
        const version = versionOn(layer, asOf)
        return {
          id: layer.id,
          layer: layer.title,
          version: version?.no ?? null,
          publishedOn: version?.publishedOn ?? null,
          zones: version?.zones ?? null,
          source: version?.source ?? null,
        }
      }),
  }),
]
