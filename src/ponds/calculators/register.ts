import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { findCrs } from '../../platform/geo/crs.ts'
import { muOf } from '../../platform/geo/ellipsoid.ts'
import { partsOfGeometry } from '../../platform/geo/shapes.ts'
import { coverageConditions, coverageOf, coverageSource, surveyBaseIsFresh } from '../model/coverage.ts'
import { areaDifference, areaSource, pondArea, shownMu } from '../model/pond-area.ts'
import { checkPondCode, pondCodeSource, withPondCheck } from '../model/pond-code.ts'
import { rounded } from '../model/rounding.ts'
import { AreaMu, Day, Figure, Id, Quantity } from '../schemas.ts'

const maxVertices = 20_000
const Ring = z.array(z.array(Figure(-1e9, 1e9)).min(2).max(3)).max(maxVertices)
/** GeoJSON Polygon or MultiPolygon. */
const Geometry = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('Polygon'), coordinates: z.array(Ring).max(1_000) }),
  z.strictObject({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(Ring).max(1_000)).max(1_000) }),
])

/** Registered and computed area may differ by this share before a review (POND_AREA_TOL). */
const areaTolerance = 0.03

const square = [
  [121.4, 29],
  [121.4015, 29],
  [121.4015, 29.0012],
  [121.4, 29.0012],
  [121.4, 29],
]

const area = defineCalculator({
  name: 'area',
  title: '塘口面积',
  keywords: ['亩', '椭球面积', 'CGCS2000', '测绘'],
  summary: '由界址坐标算椭球面积并换算为亩（0.01 亩，四舍五入）；也可只作平方米与亩的换算。不接受 GCJ-02、BD-09 坐标。',
  input: z.strictObject({
    geometry: Geometry.optional(),
    crs: z.string().min(1).max(300).optional(),
    squareMetres: z.number().gt(0).max(1e12).optional(),
    registeredAreaMu: AreaMu.optional(),
  }),
  value: z.object({ areaM2: z.number(), areaMu: z.number() }),
  examples: [
    { title: '20 000 平方米', input: { squareMetres: 20_000 }, value: { areaM2: 20_000, areaMu: 30 } },
    {
      title: '经纬度界址',
      input: { geometry: { type: 'Polygon', coordinates: [square] }, crs: 'EPSG:4490' },
      value: { areaM2: 19_439.38, areaMu: 29.16 },
    },
  ],
  maxBodyBytes: 2 * 1024 * 1024,
  compute: ({ geometry, crs, squareMetres, registeredAreaMu }, working) => {
    if ((geometry === undefined) === (squareMetres === undefined)) {
      throw Problem.field('/geometry', 'one_of', '界址与平方米须且只须给出一种', 'malformed')
    }
    if (geometry !== undefined && crs === undefined) {
      throw Problem.field('/crs', 'required', '须说明坐标系', 'malformed')
    }
    const system = crs === undefined ? null : findCrs(crs)
    const parts = geometry === undefined ? [] : partsOfGeometry(geometry)
    if (parts.flat().reduce((count, ring) => count + ring.length, 0) > maxVertices) {
      throw Problem.field('/geometry/coordinates', 'too_many_vertices', `界址点不得超过 ${maxVertices} 个`)
    }
    const areaM2 = squareMetres ?? (system === null ? 0 : pondArea(parts, system))
    const areaMu = working.step({
      label: '面积',
      formula: '平方米 × 3/2000',
      inputs: { 平方米: { value: rounded(areaM2, 2), unit: 'm²' } },
      result: shownMu(areaM2),
      unit: '亩',
      source: areaSource,
    })
    if (registeredAreaMu !== undefined && areaDifference(muOf(areaM2), registeredAreaMu) > areaTolerance) {
      working.warn('area_review', '与登记面积相差超过 3%，须复核')
    }
    return { areaM2: rounded(areaM2, 2), areaMu }
  },
})

const codeReasons = { LENGTH: '须为 17 位', CHARACTER: '前 16 位须为数字', CHECK_CHARACTER: '校验码不符' } as const

const code = defineCalculator({
  name: 'pond-code',
  title: '塘口编码校验',
  keywords: ['一塘一码', '塘口编码', '校验码'],
  summary: '编制或校验塘口编码（县 6 + 镇 3 + 村 3 + 顺序号 4 + 校验码 1，短横线不参加校验）并拆分各段。',
  input: z.union([
    z.strictObject({ code: z.string().max(200) }),
    z.strictObject({ villageCode: z.string().regex(/^\d{12}$/), sequence: z.int().min(1).max(9_999) }),
  ]),
  value: z.object({
    valid: z.boolean(),
    code: z.string(),
    reason: z.enum(['LENGTH', 'CHARACTER', 'CHECK_CHARACTER']).optional(),
    parts: z
      .object({
        county: z.string(),
        town: z.string(),
        village: z.string(),
        sequence: z.string(),
        check: z.string(),
      })
      .nullable(),
  }),
  examples: [
    {
      title: '331022003011-0042W',
      input: { code: '331022003011-0042W' },
      value: {
        valid: true,
        code: '331022003011-0042W',
        parts: { county: '331022', town: '003', village: '011', sequence: '0042', check: 'W' },
      },
    },
    {
      title: '村代码 331022003011 第 42 号塘',
      input: { villageCode: '331022003011', sequence: 42 },
      value: {
        valid: true,
        code: '331022003011-0042W',
        parts: { county: '331022', town: '003', village: '011', sequence: '0042', check: 'W' },
      },
    },
  ],
  compute: (input, working) => {
    const text = 'code' in input ? input.code : withPondCheck(input.villageCode, input.sequence)
    const { valid, code: shown, reason, parts } = checkPondCode(text)
    working.step({
      label: '校验结论',
      formula: 'ISO 7064 MOD 37,36',
      inputs: { 编码: shown },
      result: reason === undefined ? '有效' : codeReasons[reason],
      source: pondCodeSource,
    })
    return { valid, code: shown, ...(reason === undefined ? {} : { reason }), parts }
  },
})

const coverage = defineCalculator({
  name: 'coverage',
  title: '养殖塘数据覆盖率',
  keywords: ['覆盖率', '数据覆盖', '一塘一图'],
  summary: '按面积与按个数的覆盖率取低者（三位小数，只舍不入），列出未覆盖的塘口及不满足的条件；底数超过一年不能作数。',
  input: z.strictObject({
    asOf: Day,
    surveyBaseOn: Day,
    ponds: z
      .array(
        z.strictObject({
          id: Id,
          areaMu: Quantity('0', '1000000'),
          failing: z.array(z.enum(coverageConditions)).max(5),
        }),
      )
      .min(1)
      .max(100_000),
  }),
  value: z.object({
    coverageArea: z.number(),
    coverageCount: z.number(),
    coverage: z.number(),
    missing: z.array(z.object({ id: z.string(), failing: z.array(z.enum(coverageConditions)) })),
    sufficient: z.boolean(),
  }),
  examples: [
    {
      title: '四个塘口覆盖三个',
      input: {
        asOf: '2022-09-30',
        surveyBaseOn: '2022-03-01',
        ponds: [
          { id: 'A', areaMu: 12, failing: [] },
          { id: 'B', areaMu: 8.5, failing: ['right', 'activity'] },
          { id: 'C', areaMu: 30, failing: [] },
          { id: 'D', areaMu: 49.5, failing: [] },
        ],
      },
      value: {
        coverageArea: 0.915,
        coverageCount: 0.75,
        coverage: 0.75,
        missing: [{ id: 'B', failing: ['right', 'activity'] }],
        sufficient: true,
      },
    },
  ],
  maxBodyBytes: 16 * 1024 * 1024,
  deadlineMs: 20_000,
  compute: ({ asOf, surveyBaseOn, ponds }, working) => {
    if (surveyBaseOn > asOf) throw Problem.field('/surveyBaseOn', 'dates_order', '底数日期不得晚于统计日期')
    if (ponds.every(({ areaMu }) => areaMu.sign === 0)) throw Problem.field('/ponds', 'no_area', '面积合计须大于 0')
    const first = new Set<string>()
    ponds.forEach(({ id }, index) => {
      if (first.has(id)) throw Problem.field(`/ponds/${index}/id`, 'duplicate', '塘口重复')
      first.add(id)
    })
    const figures = coverageOf(ponds)
    const missing = ponds.filter(({ failing }) => failing.length > 0).map(({ id, failing }) => ({ id, failing }))
    const sufficient = surveyBaseIsFresh(surveyBaseOn, asOf)
    if (!sufficient) working.warn('survey_base_outdated', '底数待更新：联合普查底图距统计日超过 365 天，不能亮绿灯')
    working.step({
      label: '数据覆盖率',
      formula: 'min(覆盖面积 ÷ 总面积, 覆盖塘口 ÷ 总塘口)，只舍不入',
      inputs: {
        塘口: { value: ponds.length, unit: '个' },
        未覆盖: { value: missing.length, unit: '个' },
        按面积: figures.coverageArea,
        按个数: figures.coverageCount,
      },
      result: figures.coverage,
      source: coverageSource,
    })
    return { ...figures, missing, sufficient }
  },
})

export const registerCalculators: readonly Calculator[] = [area, code, coverage]
