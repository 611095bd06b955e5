import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { RuleBook } from '../../platform/rules/rule-book.ts'
import { colours } from '../model/colours.ts'
import { instantText, rounded } from '../model/rounding.ts'
import { checkLevels, datumSuspectSince, highWaters, interpolator, skewSurges, surgeSeries } from '../model/surge.ts'
import { checkWarningLevels, surgeLevel } from '../model/surge-level.ts'
import { surgeBlueRules } from '../rules/signals.ts'
import { AsOf, Id, Instant, Level, LevelCm, requireInForce } from '../schemas.ts'

const Points = z
  .array(z.strictObject({ time: Instant, levelM: Level }))
  .min(1)
  .max(60_000)

const ascending = (points: readonly { readonly time: number }[], pointer: string): void => {
  points.forEach(({ time }, index) => {
    if (index > 0 && time <= (points[index - 1]?.time ?? 0)) {
      throw Problem.field(`${pointer}/${index}/time`, 'not_ascending', '时间须严格递增')
    }
  })
}

const series = defineCalculator({
  name: 'surge-series',
  title: '增水过程',
  keywords: ['增水', '风暴增水', '质量控制', '基准面突变'],
  summary: '实测潮位减天文潮位得增水，检查实测值的质量，给出每个高潮的增水和 25 小时滑动中位数。',
  input: z.strictObject({
    observed: Points,
    predicted: Points,
    /** Lowest and highest astronomical tide of the station in the datum of the levels. */
    latM: Level.optional(),
    hatM: Level.optional(),
  }),
  value: z.object({
    surge: z.array(
      z.object({ time: z.string(), surgeM: z.number(), qc: z.int(), runningMedianM: z.number().nullable() }),
    ),
    skewSurges: z.array(
      z.object({
        time: z.string(),
        predictedHighM: z.number(),
        observedHighM: z.number(),
        observedAt: z.string(),
        skewSurgeM: z.number(),
      }),
    ),
    qc: z.object({
      flags: z.array(z.object({ time: z.string(), qc: z.int(), reason: z.enum(['range', 'rate', 'flat', 'spike']) })),
      datumSuspect: z.boolean(),
      datumSuspectSince: z.string().nullable(),
    }),
  }),
  examples: [
    {
      title: '一次高潮',
      input: {
        observed: [
          { time: '2022-09-14T12:00:00Z', levelM: 1.6 },
          { time: '2022-09-14T14:00:00Z', levelM: 3.1 },
          { time: '2022-09-14T16:00:00Z', levelM: 3.4 },
          { time: '2022-09-14T18:00:00Z', levelM: 1.5 },
        ],
        predicted: [
          { time: '2022-09-14T12:00:00Z', levelM: 0.9 },
          { time: '2022-09-14T14:00:00Z', levelM: 2.2 },
          { time: '2022-09-14T16:00:00Z', levelM: 2.4 },
          { time: '2022-09-14T18:00:00Z', levelM: 0.8 },
        ],
      },
      value: {
        surge: [
          { time: '2022-09-14T12:00:00Z', surgeM: 0.7, qc: 1, runningMedianM: 0.7 },
          { time: '2022-09-14T14:00:00Z', surgeM: 0.9, qc: 1, runningMedianM: 0.8 },
          { time: '2022-09-14T16:00:00Z', surgeM: 1, qc: 1, runningMedianM: 0.9 },
          { time: '2022-09-14T18:00:00Z', surgeM: 0.7, qc: 1, runningMedianM: 0.8 },
        ],
        skewSurges: [
          {
            time: '2022-09-14T16:00:00Z',
            predictedHighM: 2.4,
            observedHighM: 3.4,
            observedAt: '2022-09-14T16:00:00Z',
            skewSurgeM: 1,
          },
        ],
        qc: { flags: [], datumSuspect: false, datumSuspectSince: null },
      },
    },
  ],
  maxBodyBytes: 8 * 1024 * 1024,
  deadlineMs: 20_000,
  compute: ({ observed, predicted, latM, hatM }, working) => {
    ascending(observed, '/observed')
    ascending(predicted, '/predicted')
    const predictedAt = interpolator(predicted)
    const limits = {
      lowestM: latM === undefined ? null : latM - 2.5,
      highestM: hatM === undefined ? null : hatM + 4,
    }
    const checked = checkLevels(observed, predictedAt, limits)
    const points = surgeSeries(checked, predictedAt)
    if (points.length === 0) throw Problem.field('/observed', 'no_overlap', '实测与预报没有共同的时刻')
    if (points.length < observed.length) {
      working.warn('observations_without_prediction', `${observed.length - points.length} 个实测值没有相应的预报值`)
    }
    const since = datumSuspectSince(points)
    if (since !== null)
      working.warn('datum_suspect', '增水中位数偏离 0.30 m 达 48 小时，基准面可疑，不得据此自动起草警报')
    const good = points.filter(({ qc }) => qc === 1)
    working.step({
      label: '最大增水',
      formula: '实测潮位 − 天文潮位（同一基准面）',
      inputs: { 有效读数: { value: good.length, unit: '个' }, 读数: { value: points.length, unit: '个' } },
      result:
        good.length === 0
          ? null
          : rounded(
              good.reduce((best, { surgeM }) => Math.max(best, surgeM), -Infinity),
              4,
            ),
      unit: 'm',
      source: 'sea 4.2；质量控制参照 QARTOD 水位手册',
    })
    return {
      surge: points.map(({ time, surgeM, qc, runningMedianM }) => ({
        time: instantText(time),
        surgeM: rounded(surgeM, 4),
        qc,
        runningMedianM: runningMedianM === null ? null : rounded(runningMedianM, 4),
      })),
      skewSurges: skewSurges(points, highWaters(predicted)).map((skew) => ({
        ...skew,
        time: instantText(skew.time),
        observedAt: instantText(skew.observedAt),
        skewSurgeM: rounded(skew.skewSurgeM, 4),
      })),
      qc: {
        flags: checked.flatMap(({ time, qc, reason }) =>
          reason === null ? [] : [{ time: instantText(time), qc, reason }],
        ),
        datumSuspect: since !== null,
        datumSuspectSince: since === null ? null : instantText(since),
      },
    }
  },
})

const demoLevels = { blue: 390, yellow: 415, orange: 440, red: 475 }

const level = defineCalculator({
  name: 'surge-level',
  title: '风暴潮警报级别',
  keywords: ['风暴潮', '警戒潮位', '总潮位', '蓝黄橙红'],
  summary: '预计总潮位与岸段四色警戒潮位比较，给出级别和距下一级的厘米数；潮位为 1985 国家高程基准。',
  input: z.strictObject({
    station: Id,
    warnCm: z.strictObject({ blue: LevelCm, yellow: LevelCm, orange: LevelCm, red: LevelCm }),
    totalCm: LevelCm.optional(),
    totalAboveGaugeZeroCm: LevelCm.optional(),
    /** Height of CN85 above gauge zero. */
    gaugeZeroOffsetCm: LevelCm.optional(),
    cyclonePresent: z.boolean().default(false),
    surgeCm: LevelCm.optional(),
    asOf: AsOf,
  }),
  value: z.object({
    colour: z.enum(colours).nullable(),
    marginToNextCm: z.number().nullable(),
    next: z.enum(colours).nullable(),
  }),
  examples: [
    {
      title: '健跳岸段（演示值）',
      input: { station: 'demo', warnCm: demoLevels, totalCm: 420.0 },
      value: { colour: 'yellow', marginToNextCm: 20.0, next: 'orange' },
    },
    {
      title: '水尺零点以上 620 cm，零点在 1985 基准面下 200 cm',
      input: { station: 'demo', warnCm: demoLevels, totalAboveGaugeZeroCm: 620, gaugeZeroOffsetCm: 200, surgeCm: 90 },
      value: { colour: 'yellow', marginToNextCm: 20.0, next: 'orange' },
    },
    {
      title: '热带气旋增水 80 cm，未达蓝色警戒潮位',
      input: { station: 'demo', warnCm: demoLevels, totalCm: 300, cyclonePresent: true, surgeCm: 80 },
      value: { colour: 'blue', marginToNextCm: 115, next: 'yellow' },
    },
  ],
  compute: (input, working) => {
    const { warnCm, totalCm, totalAboveGaugeZeroCm, gaugeZeroOffsetCm, cyclonePresent, surgeCm } = input
    if (surgeCm !== undefined) requireInForce(input.asOf, surgeBlueRules)
    checkWarningLevels(warnCm, '/warnCm')
    if (totalCm !== undefined && totalAboveGaugeZeroCm !== undefined) {
      throw Problem.field('/totalAboveGaugeZeroCm', 'conflict', '总潮位只能以一种基准面给出')
    }
    if (totalCm === undefined && totalAboveGaugeZeroCm === undefined) {
      throw Problem.field('/totalCm', 'required', '须给出总潮位', 'malformed')
    }
    if (totalAboveGaugeZeroCm !== undefined && gaugeZeroOffsetCm === undefined) {
      throw Problem.field('/gaugeZeroOffsetCm', 'required', '以水尺零点起算的潮位须给出零点高差')
    }
    const total = totalCm ?? (totalAboveGaugeZeroCm ?? 0) - (gaugeZeroOffsetCm ?? 0)
    if (totalAboveGaugeZeroCm !== undefined) {
      working.step({
        label: '总潮位（1985国家高程基准）',
        formula: '水尺读数 − 零点高差',
        inputs: {
          水尺读数: { value: totalAboveGaugeZeroCm, unit: 'cm' },
          零点高差: { value: gaugeZeroOffsetCm ?? 0, unit: 'cm' },
        },
        result: rounded(total, 1),
        unit: 'cm',
        source: 'sea 4.2',
      })
    }
    const { colour: bySurge } =
      surgeCm === undefined
        ? { colour: 'none' }
        : RuleBook.defaults.decide(surgeBlueRules, { cyclonePresent, surgeCm }, working)
    return surgeLevel(total, warnCm, { blueBySurge: bySurge === 'blue', surgeCm: surgeCm ?? null }, working)
  },
})

export const surgeCalculators: readonly Calculator[] = [series, level]
