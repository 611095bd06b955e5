import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import type { Working } from '../../platform/explain.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { crsRegistry, findCrs } from '../../platform/geo/crs.ts'
import { geodesicArea } from '../../platform/geo/ellipsoid.ts'
import { decideManyDefault } from '../../platform/rules/decision.ts'
import { registerPlane, transformArea } from '../model/area.ts'
import { pools, searchSites } from '../model/site-search.ts'
import { type CurvePoint as Corner, suitability } from '../model/suitability.ts'
import { CurvePoint, type SuitabilityCriterion, suitabilityCriteria, suitabilityCurves } from '../rules/suitability.ts'
import { CrsText, Day, Fen, Geometry, Id, Quantity, areaOf } from '../schemas.ts'

const defaultCurves = async (
  ids: readonly SuitabilityCriterion[],
  working: Working,
): Promise<Map<string, Corner[]>> => {
  const decided = await decideManyDefault(
    suitabilityCurves,
    ids.map((criterion) => ({ criterion })),
  )
  if (decided[0] !== undefined) working.usedRule(suitabilityCurves.name, decided[0].version)
  return new Map(ids.map((id, index) => [id, z.array(CurvePoint).parse(decided[index]?.output)]))
}

const isKnown = (id: string): id is SuitabilityCriterion => suitabilityCriteria.some((known) => known === id)

const suitabilityCalculator = defineCalculator({
  name: 'suitability',
  title: '多准则适宜性评价',
  keywords: ['适宜性', '多准则', '权重', '选址', '稳健性'],
  summary: '各准则按折线换成 0–100 分后加权；缺项给出分数区间；可抽样权重，给出每个地块排第一的概率。',
  input: z.strictObject({
    criteria: z
      .array(
        z.strictObject({
          id: Id,
          weight: z.number().min(0).max(1e6),
          /** Left out: the curve of the rule table. */
          curve: z
            .array(z.strictObject({ x: z.number().min(-1e9).max(1e9), score: z.number().min(0).max(100) }))
            .min(1)
            .max(50)
            .optional(),
        }),
      )
      .min(1)
      .max(30),
    sites: z
      .array(
        z.strictObject({
          id: Id,
          values: z.record(Id, z.number().min(-1e9).max(1e9).nullable()),
          excluded: z.array(z.string().min(1).max(100)).max(50).default([]),
        }),
      )
      .max(1_000),
    robustness: z
      .strictObject({
        draws: z.int().min(1).max(5_000).default(1_000),
        seed: z
          .int()
          .min(0)
          .max(2 ** 31)
          .default(1),
        /** Standard deviation of a weight as a share of it. */
        spread: z.number().min(0.01).max(1).default(0.2),
      })
      .optional(),
  }),
  value: z.object({
    rows: z.array(
      z.object({
        id: z.string(),
        excluded: z.array(z.string()),
        score: z.number().nullable(),
        low: z.number().nullable(),
        high: z.number().nullable(),
        parts: z.record(z.string(), z.number().nullable()),
        missing: z.array(z.string()),
        rank: z.int().nullable(),
        firstProbability: z.number().nullable(),
      }),
    ),
  }),
  examples: [
    {
      title: '三个地块，一个缺项，一个被排除',
      input: {
        criteria: [
          { id: 'slopePercent', weight: 60 },
          {
            id: 'highwayKm',
            weight: 40,
            curve: [
              { x: 0, score: 100 },
              { x: 10, score: 0 },
            ],
          },
        ],
        sites: [
          { id: 'a', values: { slopePercent: 2.5, highwayKm: 5 } },
          { id: 'b', values: { slopePercent: 10, highwayKm: null } },
          { id: 'c', values: { slopePercent: 0, highwayKm: 0 }, excluded: ['压占永久基本农田'] },
        ],
      },
      value: {
        rows: [
          {
            id: 'a',
            excluded: [],
            score: 77,
            low: 77,
            high: 77,
            parts: { slopePercent: 95, highwayKm: 50 },
            missing: [],
            rank: 1,
            firstProbability: null,
          },
          {
            id: 'b',
            excluded: [],
            score: null,
            low: 36,
            high: 76,
            parts: { slopePercent: 60, highwayKm: null },
            missing: ['highwayKm'],
            rank: 2,
            firstProbability: null,
          },
          {
            id: 'c',
            excluded: ['压占永久基本农田'],
            score: null,
            low: null,
            high: null,
            parts: { slopePercent: 100, highwayKm: 100 },
            missing: [],
            rank: null,
            firstProbability: null,
          },
        ],
      },
    },
  ],
  deadlineMs: 10_000,
  compute: async ({ criteria, sites, robustness }, working) => {
    const fromTable = criteria.flatMap(({ id, curve }) => (curve === undefined && isKnown(id) ? [id] : []))
    const curves = await defaultCurves(fromTable, working)
    const complete = criteria.map(({ id, weight, curve }, index) => {
      const corners = curve ?? curves.get(id)
      if (corners === undefined) throw Problem.field(`/criteria/${index}/curve`, 'curve', `准则“${id}”没有评分折线`)
      return { id, weight, curve: corners }
    })
    const rows = suitability(complete, sites, robustness ?? null)
    const best = rows.find(({ rank }) => rank === 1)
    working.step({
      label: '适宜性得分',
      formula: 'Σ 权重 ÷ 权重合计 × 准则得分；缺项分别按 0 和 100 给出区间',
      inputs: { 准则数: criteria.length, 地块数: sites.length, 首位: best?.id ?? null },
      result: best?.low ?? null,
      unit: '分',
      source: '规则表 land.suitability-curves；权重由层次分析法或会议确定',
    })
    return { rows }
  },
})

const Reasons = z.array(z.object({ code: z.string(), message: z.string() }))

const block = (x: number, y: number, side: number) => ({
  type: 'Polygon' as const,
  coordinates: [
    [
      [640_000 + x, 3_215_000 + y],
      [640_000 + x + side, 3_215_000 + y],
      [640_000 + x + side, 3_215_000 + y + side],
      [640_000 + x, 3_215_000 + y + side],
      [640_000 + x, 3_215_000 + y],
    ],
  ],
})

const maxCandidates = 50

const siteSearch = defineCalculator({
  name: 'site-search',
  title: '项目选址（含拼合用地）',
  keywords: ['选址', '拼合用地', '招商', '储备地块', '腾笼换鸟'],
  summary: '按项目需求筛选并排序地块和相邻地块的拼合，列出利弊；未入选的说明差在哪里。',
  input: z.strictObject({
    crs: CrsText,
    need: z.strictObject({
      areaMuMin: z.number().min(0).max(1e6),
      areaMuMax: z.number().min(0).max(1e6),
      minWidthM: Quantity.nullable().default(null),
      minCompactness: z.number().min(0).max(1).nullable().default(null),
      maxSlopePercent: Quantity.nullable().default(null),
      powerMva: Quantity.nullable().default(null),
      maxDistanceKm: Quantity.nullable().default(null),
      availableBy: Day.nullable().default(null),
      budgetFen: Fen.nullable().default(null),
      excludedLayers: z.array(Id).max(50).default([]),
      allowAssembly: z.boolean().default(true),
      maxParcels: z.int().min(1).max(6).default(6),
      asOf: Day,
    }),
    sites: z
      .array(
        z.strictObject({
          id: Id,
          pool: z.enum(pools),
          geometry: Geometry,
          suitability: z.number().min(0).max(100).nullable().default(null),
          costFen: Fen,
          valueFen: Fen.default(0),
          availableOn: Day.nullable().default(null),
          slopePercent: Quantity.nullable().default(null),
          powerMva: Quantity.nullable().default(null),
          distanceKm: Quantity.nullable().default(null),
          layers: z
            .array(z.strictObject({ layer: Id, areaM2: Quantity }))
            .max(50)
            .default([]),
        }),
      )
      .max(1_000),
  }),
  value: z.object({
    status: z.enum(['optimal', 'feasible']),
    candidates: z.array(
      z.object({
        parcels: z.array(z.string()),
        areaMu: z.number(),
        widthM: z.number(),
        compactness: z.number(),
        costFen: z.int(),
        netCostFen: z.int(),
        costFenPerMu: z.int(),
        suitability: z.number().nullable(),
        monthsToHandover: z.int().nullable(),
        reasonsFor: Reasons,
        reasonsAgainst: Reasons,
      }),
    ),
    nearMisses: z.array(z.object({ parcel: z.string(), reasons: Reasons })),
  }),
  examples: [
    {
      title: '需 28 亩：单宗不够，两宗相邻的拼合可行',
      input: {
        crs: 'EPSG:4549',
        need: { areaMuMin: 28, areaMuMax: 32, minWidthM: 90, asOf: '2022-06-30' },
        sites: [
          { id: 'a', pool: 'reserve', geometry: block(0, 0, 100), suitability: 80, costFen: 100_000_000 },
          { id: 'b', pool: 'inefficient', geometry: block(100, 0, 100), suitability: 60, costFen: 150_000_000 },
          { id: 'c', pool: 'reserve', geometry: block(500, 0, 100), suitability: 90, costFen: 50_000_000 },
        ],
      },
    },
  ],
  deadlineMs: 20_000,
  maxBodyBytes: 8 * 1024 * 1024,
  compute: ({ crs, need, sites }, working) => {
    if (need.areaMuMax < need.areaMuMin) throw Problem.field('/need/areaMuMax', 'range', '面积上限小于下限')
    const system = findCrs(crs)
    const seen = new Set<string>()
    const read = sites.map(({ geometry, ...site }, index) => {
      if (seen.has(site.id)) throw Problem.field(`/sites/${index}/id`, 'duplicate_id', `地块“${site.id}”重复`)
      seen.add(site.id)
      const pointer = `/sites/${index}/geometry`
      const degrees = transformArea(areaOf(geometry, pointer), system, crsRegistry['EPSG:4490'], pointer)
      const plane = transformArea(degrees, crsRegistry['EPSG:4490'], crsRegistry[registerPlane], pointer)
      const areaM2 = geodesicArea(degrees)
      if (!(areaM2 > 0)) throw Problem.field(`${pointer}/coordinates`, 'zero_area', '界线围成的面积为零')
      return { ...site, plane, areaM2 }
    })
    const result = searchSites(read, need, maxCandidates)
    if (result.status === 'feasible') {
      working.warn('search_cut_off', '相邻地块组合过多，只检查了一部分；请缩小面积范围或地块范围')
    }
    working.step({
      label: '候选地块（组合）',
      formula: '满足全部条件的单宗和相邻地块组合，按适宜性、亩均净费用、交地月数排序',
      inputs: { 地块数: sites.length, 最多拼合: need.allowAssembly ? need.maxParcels : 1 },
      result: result.candidates.length,
      unit: '个',
      source: '相邻：0.5 米以内共有界线不少于 5 米；连通组合逐一枚举（Wernicke 2006）',
    })
    return result
  },
})

export const siteCalculators: readonly Calculator[] = [suitabilityCalculator, siteSearch]
