import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { parseBestTrack } from '../model/best-track.ts'
import { airDensityDefault, gradientToSurfaceDefault, gradientWind, hollandB, pressureAt } from '../model/holland.ts'
import { instantText, rounded } from '../model/rounding.ts'
import { cycloneGrade } from '../model/wind-force.ts'
import { Figure, Latitude, Positive } from '../schemas.ts'

const hollandSource = 'Holland, Monthly Weather Review 108 (1980) 1212–1218'

const grade = defineCalculator({
  name: 'typhoon-grade',
  title: '热带气旋等级',
  keywords: ['台风等级', '强台风', '超强台风', '风力等级'],
  summary: '由底层中心附近最大平均风速（2 分钟平均）定热带气旋等级和风力；force 为 18 表示 17 级以上。',
  input: z.strictObject({ windMs: Figure(0, 150) }),
  value: z.object({ grade: z.int(), nameZh: z.string(), force: z.int() }),
  examples: [
    { title: '42 m/s', input: { windMs: 42 }, value: { grade: 5, nameZh: '强台风', force: 14 } },
    { title: '17.1 m/s', input: { windMs: 17.1 }, value: { grade: 1, nameZh: '热带低压', force: 7 } },
  ],
  compute: ({ windMs }, working) => {
    const found = cycloneGrade(windMs)
    working.step({
      label: '等级',
      formula: '最大平均风速所在的级',
      inputs: { 最大平均风速: { value: windMs, unit: 'm/s' }, 风力: { value: found.force, unit: '级' } },
      result: found.nameZh,
      source: 'GB/T 19201-2006 热带气旋等级；GB/T 28591-2012 风力等级',
    })
    return found
  },
})

const bestTrack = [
  '66666 9999    3 0042 9901 0 6        Demo                          20230101',
  '2022091300 4 255 1235  960      40',
  '2022091306 5 264 1230  955      42',
  '2022091312 5 275 1225  955      42          35',
].join('\n')

const parse = defineCalculator({
  name: 'typhoon-parse-besttrack',
  title: '最佳路径数据解析',
  keywords: ['最佳路径', '台风路径', 'CMA'],
  summary:
    '读中国气象局热带气旋最佳路径文件（世界时）；正文可直接以 text/plain 发送。风速 0（缺测）为空，9 表示小于 10 m/s。',
  textBody: 'text',
  input: z.strictObject({ text: z.string().min(1).max(4_000_000) }),
  value: z.object({
    storms: z.array(
      z.object({
        internationalId: z.string(),
        cmaId: z.string(),
        tcSerial: z.string(),
        records: z.int(),
        endFlag: z.int(),
        intervalHours: z.int(),
        name: z.string(),
        points: z.array(
          z.object({
            time: z.string(),
            grade: z.int(),
            lat: z.number(),
            lon: z.number(),
            pressureHpa: z.number(),
            windMs: z.number().nullable(),
          }),
        ),
      }),
    ),
  }),
  examples: [
    {
      title: '三条记录（虚构）',
      input: { text: bestTrack },
      value: {
        storms: [
          {
            internationalId: '9999',
            cmaId: '9901',
            tcSerial: '0042',
            records: 3,
            endFlag: 0,
            intervalHours: 6,
            name: 'Demo',
            points: [
              { time: '2022-09-13T00:00:00Z', grade: 4, lat: 25.5, lon: 123.5, pressureHpa: 960, windMs: 40 },
              { time: '2022-09-13T06:00:00Z', grade: 5, lat: 26.4, lon: 123, pressureHpa: 955, windMs: 42 },
              { time: '2022-09-13T12:00:00Z', grade: 5, lat: 27.5, lon: 122.5, pressureHpa: 955, windMs: 42 },
            ],
          },
        ],
      },
    },
  ],
  maxBodyBytes: 4 * 1024 * 1024,
  deadlineMs: 20_000,
  compute: ({ text }, working) => {
    const storms = parseBestTrack(text)
    working.step({
      label: '读取',
      formula: '头记录条数 = 实有条数；时间递增；6 小时移动不超过 1000 km',
      inputs: { 热带气旋: { value: storms.length, unit: '个' } },
      result: storms.reduce((sum, { points }) => sum + points.length, 0),
      unit: '条',
      source: '中国气象局热带气旋资料中心：CMA 最佳路径数据集格式',
    })
    return {
      storms: storms.map((storm) => ({
        ...storm,
        points: storm.points.map((point) => ({ ...point, time: instantText(point.time) })),
      })),
    }
  },
})

const Deficit = Positive(200).meta({ unit: 'hPa' })
const Density = Figure(0.8, 1.5).meta({ unit: 'kg/m³' })
const Reduction = Figure(0.3, 1)

const b = defineCalculator({
  name: 'typhoon-holland-b',
  title: 'Holland B 参数',
  keywords: ['Holland', '台风风场', '形状参数'],
  summary: '由气压差和最大梯度风（或最大地面风与折减系数）求 Holland B，缺省限制在 1.0–2.5。',
  input: z.strictObject({
    pressureDeficitHpa: Deficit,
    gradientWindMs: Positive(200).optional(),
    maxWindMs: Positive(150).optional(),
    gradientToSurface: Reduction.default(gradientToSurfaceDefault),
    airDensity: Density.default(airDensityDefault),
    clip: z.strictObject({ min: Positive(10), max: Positive(10) }).default({ min: 1, max: 2.5 }),
  }),
  value: z.object({ hollandB: z.number(), clipped: z.boolean() }),
  examples: [
    {
      title: '气压差 55 hPa，最大风速 42 m/s',
      input: { pressureDeficitHpa: 55, maxWindMs: 42, gradientToSurface: 0.9, airDensity: 1.15 },
      value: { hollandB: 1.237779, clipped: false },
    },
  ],
  compute: ({ pressureDeficitHpa, gradientWindMs, maxWindMs, gradientToSurface, airDensity, clip }, working) => {
    if ((gradientWindMs === undefined) === (maxWindMs === undefined)) {
      throw Problem.field('/gradientWindMs', 'one_of', '最大梯度风与最大地面风须且只须给出一种', 'malformed')
    }
    if (clip.min > clip.max) throw Problem.field('/clip/min', 'order', '下限不得大于上限')
    const gradient = gradientWindMs ?? (maxWindMs ?? 0) / gradientToSurface
    const found = hollandB(pressureDeficitHpa, gradient, airDensity, clip)
    if (found.clipped) working.warn('clipped', `B 超出 ${clip.min}–${clip.max}，取边界值`)
    working.step({
      label: 'Holland B',
      formula: 'B = Vg²·e·ρ/Δp',
      inputs: {
        最大梯度风: { value: rounded(gradient, 4), unit: 'm/s' },
        空气密度: { value: airDensity, unit: 'kg/m³' },
        气压差: { value: pressureDeficitHpa, unit: 'hPa' },
      },
      result: found.hollandB,
      source: hollandSource,
    })
    return found
  },
})

const wind = defineCalculator({
  name: 'typhoon-wind',
  title: '台风风压剖面',
  keywords: ['Holland', '台风风场', '气压场', '梯度风'],
  summary:
    '离中心各距离处的风速和气压。风速为 10 m 高地面风，即梯度风乘以折减系数（缺省 0.9，给 1 得梯度风）；外围气压 1010 hPa。',
  input: z.strictObject({
    pressureDeficitHpa: Deficit,
    hollandB: Figure(0.5, 3),
    radiusMaxWindKm: Positive(500),
    latitudeDeg: Latitude,
    distancesKm: z.array(Figure(0, 5_000)).min(1).max(10_000),
    airDensity: Density.default(airDensityDefault),
    gradientToSurface: Reduction.default(gradientToSurfaceDefault),
    cyclostrophic: z.boolean().default(false),
  }),
  value: z.object({ windMs: z.array(z.number()), pressureHpa: z.array(z.number()) }),
  examples: [
    {
      title: '中心 955 hPa，半径 40 km，梯度风',
      input: {
        pressureDeficitHpa: 55,
        hollandB: 1.2378,
        radiusMaxWindKm: 40,
        latitudeDeg: 28.5,
        distancesKm: [20, 40, 100, 200, 300],
        gradientToSurface: 1,
      },
      value: {
        windMs: [35.6477, 45.296, 33.8383, 20.4809, 13.2059],
        pressureHpa: [960.2015, 975.2334, 994.871, 1002.9871, 1005.6408],
      },
    },
  ],
  compute: ({ distancesKm, gradientToSurface, ...shape }, working) => {
    const windMs = distancesKm.map((km) => rounded(gradientToSurface * gradientWind(shape, km), 4))
    const pressureHpa = distancesKm.map((km) => rounded(pressureAt(shape, km), 4))
    working.step({
      label: '最大风速',
      formula: shape.cyclostrophic
        ? 'V = k·√(x·B·Δp/ρ·e^(−x))，x = (R/r)^B'
        : 'V = k·[√(x·B·Δp/ρ·e^(−x) + (rf/2)²) − rf/2]，x = (R/r)^B',
      inputs: {
        气压差: { value: shape.pressureDeficitHpa, unit: 'hPa' },
        B: shape.hollandB,
        最大风速半径: { value: shape.radiusMaxWindKm, unit: 'km' },
        纬度: { value: shape.latitudeDeg, unit: '°' },
        空气密度: { value: shape.airDensity, unit: 'kg/m³' },
        折减系数: gradientToSurface,
      },
      result: rounded(gradientToSurface * gradientWind(shape, shape.radiusMaxWindKm), 4),
      unit: 'm/s',
      source: hollandSource,
    })
    return { windMs, pressureHpa }
  },
})

export const typhoonCalculators: readonly Calculator[] = [grade, parse, b, wind]
