import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { crsRegistry, findCrs, transformer } from '../../platform/geo/crs.ts'
import { detectCrs } from '../../platform/geo/detect-crs.ts'
import { areaFigures, compareRegistered } from '../model/area.ts'
import { countyExtents } from '../model/county-extents.ts'
import { rounded } from '../model/exact.ts'
import { CrsText, Geometry, Point, Quantity, areaOf } from '../schemas.ts'

const PlainPoint = z.tuple([z.number(), z.number()])

/** A tenth of a millimetre; degrees as fine as a hundredth of a millimetre. */
const places = { projected: 4, geographic: 10 } as const

/** Degrees from a central meridian at which positions are outside the belt for which the series is exact. */
const beltHalfWidth = 3

const transform = defineCalculator({
  name: 'transform',
  title: '坐标转换',
  keywords: ['坐标转换', 'CGCS2000', '高斯投影', '三度带', '经纬度', '4490', '4549', '4528'],
  summary: 'CGCS2000 经纬度与三度带高斯—克吕格平面坐标互换；坐标一律为 [东坐标或经度, 北坐标或纬度]。',
  input: z.strictObject({ from: CrsText, to: CrsText, points: z.array(Point).min(1).max(20_000) }),
  value: z.object({ points: z.array(PlainPoint) }),
  examples: [
    {
      title: '121.45°E 29.05°N 到 4549',
      input: { from: 'EPSG:4490', to: 'EPSG:4549', points: [[121.45, 29.05]] },
      value: { points: [[641226.3947, 3215678.9828]] },
    },
    {
      title: '加带号',
      input: { from: 'EPSG:4549', to: 'EPSG:4528', points: [[641226.3947, 3215678.9828]] },
      value: { points: [[40641226.3947, 3215678.9828]] },
    },
  ],
  compute: ({ from, to, points }, working) => {
    const [source, target] = [findCrs(from, '/from'), findCrs(to, '/to')]
    const [image, toDegrees] = [transformer(source, target), transformer(source, crsRegistry['EPSG:4490'])]
    const meridians = [source, target].flatMap(({ centralMeridian }) => centralMeridian ?? [])
    const moved = points.map((point, index): [number, number] => {
      try {
        const [longitude] = toDegrees(point)
        if (meridians.some((meridian) => Math.abs(longitude - meridian) > beltHalfWidth)) {
          working.warn('far_from_meridian', '有点距中央经线超过 3°：坐标系或坐标顺序可能有误')
        }
        const [x, y] = image(point)
        const digits = places[target.kind]
        return [rounded(x, digits), rounded(y, digits)]
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        throw Problem.field(`/points/${index}`, 'coordinate', error.message)
      }
    })
    working.step({
      label: '坐标转换',
      formula: '克吕格级数（全式）；WGS 84 按 CGCS2000 使用',
      inputs: { 源坐标系: source.name, 目标坐标系: target.name, 点数: points.length },
      result: `${moved[0]?.[0]}, ${moved[0]?.[1]}`,
      source: 'GB 22021-2008；GB/T 17798',
    })
    return { points: moved }
  },
})

const Reading = z.object({ crs: z.string(), axisSwapped: z.boolean() })

const detect = defineCalculator({
  name: 'detect-crs',
  title: '坐标系识别',
  keywords: ['坐标系', '带号', '坐标颠倒', '三度带'],
  summary: '按数值大小和县域范围识别坐标系、带号和东北坐标是否颠倒；在任何读法下都不在县内的，请人工说明。',
  input: z.strictObject({ points: z.array(Point).min(1).max(20_000), county: z.string().regex(/^\d{6}$/) }),
  value: z.object({ crs: z.string(), axisSwapped: z.boolean(), candidates: z.array(Reading) }),
  examples: [
    {
      title: '北坐标在前、带号 40',
      input: { points: [[3215678.98, 40641226.39]], county: '331022' },
      value: {
        crs: 'EPSG:4528',
        axisSwapped: true,
        candidates: [{ crs: 'EPSG:4528', axisSwapped: true }],
      },
    },
    {
      title: '经纬度',
      input: { points: [[121.45, 29.05]], county: '331022' },
      value: { crs: 'EPSG:4490', axisSwapped: false, candidates: [{ crs: 'EPSG:4490', axisSwapped: false }] },
    },
  ],
  compute: ({ points, county }, working) => {
    const box = countyExtents.get(county)
    if (box === undefined) throw Problem.field('/county', 'unknown_county', `没有 ${county} 的范围`)
    const candidates = detectCrs(points, box)
    const [best] = candidates
    if (best === undefined) {
      throw Problem.field('/points', 'unknown_crs', '这些点在任何坐标系读法下都不在本县范围内，请说明坐标系')
    }
    if (crsRegistry[best.crs].kind === 'geographic') {
      working.warn('shift_not_detectable', 'GCJ-02、BD-09 偏移 300–700 米，数值上无法识别：请在底图上与已知图层核对')
    }
    working.step({
      label: '识别坐标系',
      formula: '逐一按候选坐标系和坐标顺序换算，全部点落入县域范围者为候选',
      inputs: { 点数: points.length, 县: county },
      result: best.crs,
      source: 'GB 22021-2008；CGCS2000 三度带带号规则',
    })
    return { ...best, candidates }
  },
})

const area = defineCalculator({
  name: 'area',
  title: '宗地面积（椭球、国土调查、投影）',
  keywords: ['面积', '椭球面积', '图斑面积', '投影变形', '亩'],
  summary: '同一界线的三种面积并列，附投影变形和由点位精度推算的面积中误差；可与登记面积比较。',
  input: z.strictObject({
    geometry: Geometry,
    crs: CrsText,
    /** Accuracy of a boundary point, m. */
    pointAccuracyM: z.number().min(0).max(100).default(0.05),
    registeredM2: Quantity.optional(),
  }),
  value: z.object({
    geodesicM2: z.number(),
    td1055M2: z.number(),
    projectedM2: z.number(),
    projectedCrs: z.string(),
    mu: z.number(),
    scaleRatio: z.number(),
    sigmaM2: z.number(),
    /** Only when `registeredM2` is given. */
    registered: z.object({ deltaM2: z.number(), toleranceM2: z.number(), differs: z.boolean() }).optional(),
  }),
  examples: [
    {
      title: '约 41.5 亩的四边形',
      input: {
        crs: 'EPSG:4490',
        geometry: {
          type: 'Polygon',
          coordinates: [
            [
              [121.45, 29.05],
              [121.452, 29.0502],
              [121.4518, 29.0515],
              [121.4499, 29.0513],
              [121.45, 29.05],
            ],
          ],
        },
      },
    },
    {
      title: '与登记面积比较',
      input: {
        crs: 'EPSG:4549',
        registeredM2: 10012,
        geometry: {
          type: 'Polygon',
          coordinates: [
            [
              [640000, 3215000],
              [640100, 3215000],
              [640100, 3215100],
              [640000, 3215100],
              [640000, 3215000],
            ],
          ],
        },
      },
    },
  ],
  compute: ({ geometry, crs, pointAccuracyM, registeredM2 }, working) => {
    const system = findCrs(crs)
    const figures = areaFigures(areaOf(geometry, '/geometry'), system, pointAccuracyM, working, '/geometry')
    return registeredM2 === undefined ? figures : { ...figures, registered: compareRegistered(registeredM2, figures) }
  },
})

export const coordinateCalculators: readonly Calculator[] = [transform, detect, area]
