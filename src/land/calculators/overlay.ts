import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { Problem } from '../../platform/errors/problem.ts'
import type { Working } from '../../platform/explain.ts'
import { findCrs } from '../../platform/geo/crs.ts'
import { decideManyDefault } from '../../platform/rules/decision.ts'
import {
  type LayerVerdictRule,
  type Zone,
  overlay,
  prepareLayers,
  ruleKey,
  verdictOrder,
  worstVerdict,
} from '../model/overlay.ts'
import { LayerRule, controlLayers } from '../rules/control-layers.ts'
import { CrsText, Geometry, Id, areaOf } from '../schemas.ts'

const ZoneInput = z.strictObject({
  id: Id,
  layer: Id,
  level: z.string().max(32).nullable().default(null),
  geometry: Geometry,
})
const Zones = z.array(ZoneInput).max(5_000)
const Verdict = z.enum(verdictOrder)

/** Corners of one request: parcels and zones together. */
const maxVertices = 600_000

const withoutRepeats = (list: readonly { readonly id: string }[], pointer: string): void => {
  const seen = new Set<string>()
  list.forEach(({ id }, index) => {
    if (seen.has(id)) throw Problem.field(`${pointer}/${index}/id`, 'duplicate_id', `编号“${id}”重复`)
    seen.add(id)
  })
}

const readZones = (zones: z.output<typeof Zones>): Zone[] =>
  zones.map(({ geometry, ...zone }, index) => ({ ...zone, area: areaOf(geometry, `/zones/${index}/geometry`) }))

const rulesFor = async (zones: readonly Zone[], working: Working): Promise<Map<string, LayerVerdictRule>> => {
  const kinds = [...new Map(zones.map((zone) => [ruleKey(zone), { layer: zone.layer, level: zone.level }])).entries()]
  const decided = await decideManyDefault(
    controlLayers,
    kinds.map(([, input]) => input),
  )
  if (decided[0] !== undefined) working.usedRule(controlLayers.name, decided[0].version)
  return new Map(
    kinds.map(([key, { layer }], index) => {
      const rule = LayerRule.parse(decided[index]?.output)
      working.step({
        label: `图层 ${layer}`,
        formula: rule.side === 'inside' ? '在图层内的部分' : '在图层外的部分',
        result: rule.verdict,
        source: rule.basis,
      })
      return [key, rule]
    }),
  )
}

const told = (overlapping: readonly string[], working: Working): void => {
  for (const layer of overlapping) working.warn('zones_overlap', `图层“${layer}”内部有重叠，已按合并后的范围计算`)
}

const square = (x: number, y: number, side: number) => ({
  type: 'Polygon' as const,
  coordinates: [
    [
      [x, y],
      [x + side, y],
      [x + side, y + side],
      [x, y + side],
      [x, y],
    ],
  ],
})

const overlayCalculator = defineCalculator({
  name: 'overlay',
  title: '管控图层叠加分析',
  keywords: ['叠加分析', '三区三线', '永久基本农田', '生态保护红线', '城镇开发边界', '压占'],
  summary: '多个地块与管控图层叠加：逐对重叠面积，逐层面积、占比和结论；面积为椭球面积，plane 为真时为平面面积。',
  input: z.strictObject({
    crs: CrsText,
    plane: z.boolean().default(false),
    parcels: z.array(z.strictObject({ id: Id, geometry: Geometry })).max(2_000),
    zones: Zones,
  }),
  value: z.object({
    pairs: z.array(z.object({ parcel: z.string(), zone: z.string(), areaM2: z.number() })),
    layers: z.array(
      z.object({ parcel: z.string(), layer: z.string(), areaM2: z.number(), share: z.number(), verdict: Verdict }),
    ),
  }),
  examples: [
    {
      title: '四分之一压占永久基本农田',
      input: {
        crs: 'EPSG:4549',
        plane: true,
        parcels: [{ id: 'p', geometry: square(640_000, 3_215_000, 100) }],
        zones: [{ id: 'z', layer: 'permanentBasicFarmland', geometry: square(640_050, 3_215_050, 200) }],
      },
      value: {
        pairs: [{ parcel: 'p', zone: 'z', areaM2: 2_500 }],
        layers: [{ parcel: 'p', layer: 'permanentBasicFarmland', areaM2: 2_500, share: 0.25, verdict: 'prohibited' }],
      },
    },
  ],
  deadlineMs: 20_000,
  maxBodyBytes: 32 * 1024 * 1024,
  compute: async ({ crs, plane, parcels, zones }, working) => {
    withoutRepeats(parcels, '/parcels')
    withoutRepeats(zones, '/zones')
    const system = findCrs(crs)
    const shapes = parcels.map(({ id, geometry }, index) => ({
      id,
      area: areaOf(geometry, `/parcels/${index}/geometry`),
    }))
    const areas = readZones(zones)
    const corners = [...shapes, ...areas].reduce((sum, { area }) => sum + area.flat(2).length, 0)
    if (corners > maxVertices)
      throw Problem.field('/zones', 'too_many_vertices', `界址点合计不得超过 ${maxVertices} 个`)
    const { overlapping, ...result } = overlay(
      shapes,
      prepareLayers(areas, system, await rulesFor(areas, working)),
      plane,
    )
    told(overlapping, working)
    return result
  },
})

const siteVerdict = defineCalculator({
  name: 'site-verdict',
  title: '地块合规性结论',
  keywords: ['选址', '合规', '一张图', '管控'],
  summary: '一个地块与管控图层叠加的总结论（各层中最严者）和逐层理由。',
  input: z.strictObject({ crs: CrsText, geometry: Geometry, zones: Zones }),
  value: z.object({
    verdict: Verdict,
    layers: z.array(z.object({ layer: z.string(), areaM2: z.number(), share: z.number(), verdict: Verdict })),
  }),
  examples: [
    {
      title: '边界外且触及海塘保护范围',
      input: {
        crs: 'EPSG:4549',
        geometry: square(640_000, 3_215_000, 100),
        zones: [
          { id: 'b', layer: 'urbanDevelopmentBoundary', geometry: square(640_000, 3_215_000, 50) },
          { id: 'd', layer: 'seaDike', geometry: square(640_090, 3_215_000, 100) },
        ],
      },
    },
    {
      title: '不触及任何图层',
      input: { crs: 'EPSG:4549', geometry: square(640_000, 3_215_000, 100), zones: [] },
      value: { verdict: 'clear', layers: [] },
    },
  ],
  deadlineMs: 20_000,
  maxBodyBytes: 32 * 1024 * 1024,
  compute: async ({ crs, geometry, zones }, working) => {
    withoutRepeats(zones, '/zones')
    const areas = readZones(zones)
    const site = [{ id: 'site', area: areaOf(geometry, '/geometry') }]
    const { layers, overlapping } = overlay(
      site,
      prepareLayers(areas, findCrs(crs), await rulesFor(areas, working)),
      false,
    )
    told(overlapping, working)
    return {
      verdict: worstVerdict(layers.map(({ verdict }) => verdict)),
      layers: layers.map(({ layer, areaM2, share, verdict }) => ({ layer, areaM2, share, verdict })),
    }
  },
})

export const overlayCalculators: readonly Calculator[] = [overlayCalculator, siteVerdict]
