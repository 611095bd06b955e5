import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { instantText, rounded } from '../model/rounding.ts'
import { analyseTide } from '../model/tide-analysis.ts'
import { knownConstituents, tideLevels } from '../model/tide-prediction.ts'
import { kanmenId } from '../model/tide-stations.ts'
import { Instant, Latitude, Level } from '../schemas.ts'
import { Constituents, stationOf } from './tide-input.ts'

const day = 86_400_000

const sample = [
  { name: 'M2', amplitudeM: 1.8769, phaseDeg: 22.33 },
  { name: 'S2', amplitudeM: 0.679, phaseDeg: 54.68 },
  { name: 'K1', amplitudeM: 0.3001, phaseDeg: 98.62 },
  { name: 'O1', amplitudeM: 0.2294, phaseDeg: 69.55 },
]

/** Thirty days of hourly levels made from four constituents about a mean of 0.3 m. */
const madeRecord = (): { time: string; levelM: number }[] => {
  const start = Date.UTC(2022, 6, 1)
  const levels = tideLevels(knownConstituents(sample), start, start + 30 * day, 3600)
  return Array.from(levels, (level, index) => ({
    time: instantText(start + index * 3_600_000),
    levelM: rounded(level + 0.3, 4),
  }))
}

const analyse = defineCalculator({
  name: 'tide-analyse',
  title: '潮汐调和分析',
  keywords: ['调和分析', '调和常数', '最小二乘', '验潮资料'],
  summary: '由本站潮位资料（15 天以上，建议 30 天）求调和常数及其标准误差；分潮按瑞利判据选取，可由主港引入 K2、P1。',
  input: z.strictObject({
    points: z
      .array(z.strictObject({ time: Instant, levelM: Level, qc: z.int().min(1).max(9).optional() }))
      .min(2)
      .max(60_000),
    latitude: Latitude,
    /** A primary port: a station that comes with the program, or its constituents. */
    inferFrom: z.union([z.string().max(120), Constituents]).optional(),
  }),
  value: z.object({
    meanM: z.number(),
    constituents: z.array(
      z.object({ name: z.string(), amplitudeM: z.number(), phaseDeg: z.number(), stdErrM: z.number() }),
    ),
    residualRmsM: z.number(),
  }),
  examples: [
    { title: '30 天逐时潮位', input: { points: madeRecord(), latitude: 29.02 } },
    {
      title: '由坎门引入 K2、P1',
      input: { points: madeRecord().filter((_, index) => index % 3 === 0), latitude: 29.02, inferFrom: kanmenId },
    },
  ],
  maxBodyBytes: 8 * 1024 * 1024,
  deadlineMs: 20_000,
  compute: ({ points, latitude, inferFrom }, working) => {
    const usable = points.filter(({ qc }) => qc === undefined || qc < 3)
    if (usable.length < points.length) {
      working.warn('readings_rejected', `${points.length - usable.length} 个读数质量标志不合格，未参与分析`)
    }
    const primary =
      inferFrom === undefined
        ? null
        : typeof inferFrom === 'string'
          ? stationOf(inferFrom, '/inferFrom').constituents
          : inferFrom
    const { meanM, constituents, residualRmsM, samples, spanDays } = analyseTide(usable, primary)
    const inferred = constituents.filter((each) => each.inferred).map(({ name }) => name)
    if (primary === null && spanDays < 183) {
      working.warn('k2_not_separated', '资料不足半年，K2 并入 S2、P1 并入 K1；给出主港可按其比值分开')
    }
    working.step({
      label: '调和常数',
      formula: '最小二乘：Z₀ + Σ f·[c·cos(V+u) + s·sin(V+u)]，A = √(c²+s²)，g = atan2(s, c)',
      inputs: {
        读数: { value: samples, unit: '个' },
        资料长度: { value: rounded(spanDays, 2), unit: 'd' },
        纬度: { value: latitude, unit: '°' },
        引入分潮: inferred.length === 0 ? '无' : inferred.join('、'),
      },
      result: constituents.length,
      unit: '个分潮',
      source: 'Foreman (1977)；Pawlowicz 等，Computers & Geosciences 28 (2002)；瑞利判据 T·|σᵢ−σⱼ| ≥ 1 周',
    })
    return {
      meanM: rounded(meanM, 4),
      constituents: constituents.map(({ name, amplitudeM, phaseDeg, stdErrM }) => ({
        name,
        amplitudeM: rounded(amplitudeM, 4),
        phaseDeg: rounded(phaseDeg, 2) % 360,
        stdErrM: rounded(stdErrM, 5),
      })),
      residualRmsM: rounded(residualRmsM, 5),
    }
  },
})

export const analysisCalculators: readonly Calculator[] = [analyse]
