import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { bootstrap } from '../../platform/stats/bootstrap.ts'
import { Working } from '../../platform/explain.ts'
import { checkSample, exceedanceOf, plottingPositions, quantileOf } from '../model/frequency.ts'
import { rounded } from '../model/rounding.ts'
import { Figure, Level } from '../schemas.ts'
import { DistributionInput, distributionFrom, parametersOf } from './frequency-input.ts'

const Exceedance = z
  .array(z.number().gt(0).lt(1).min(1e-6).max(0.999999))
  .min(1)
  .max(200)
  .meta({ description: '年超过概率，0.02 即 50 年一遇' })

const years20 = [
  3.92, 4.35, 3.78, 4.88, 4.02, 4.11, 3.85, 5.21, 4.27, 3.99, 4.46, 4.05, 3.7, 4.19, 4.63, 3.88, 4.3, 4.01, 4.95, 4.08,
]

/** A record of under 20 years says nothing of more than 100 years. */
const refuseFarTails = (sample: readonly number[] | undefined, exceedance: readonly number[]): void => {
  if (sample === undefined || sample.length >= 20) return
  const index = exceedance.findIndex((p) => p < 0.01)
  if (index >= 0) {
    throw Problem.field(`/exceedance/${index}`, 'record_too_short', '资料不足 20 年，不给出 100 年一遇以上的数值')
  }
}

const Parameters = z.union([
  z.object({
    n: z.int().optional(),
    mean: z.number(),
    sd: z.number(),
    cv: z.number().nullable(),
    cs: z.number(),
  }),
  z.object({ loc: z.number(), scale: z.number(), shape: z.number().optional() }),
])

const frequency = defineCalculator({
  name: 'frequency',
  title: '频率分析',
  keywords: ['皮尔逊', '耿贝尔', 'P-III', '重现期', '设计潮位', '广义极值'],
  summary:
    '年极值的频率曲线（皮尔逊 III 型、耿贝尔、广义极值）与各超过概率的设计值；k 为离均系数 Φ。潮位的变差系数随基准面而变，应直接用标准差。',
  input: z.strictObject({ ...DistributionInput, exceedance: Exceedance }),
  value: z.object({
    params: Parameters,
    quantiles: z.array(z.object({ p: z.number(), returnPeriod: z.number(), k: z.number(), value: z.number() })),
    lmomRatios: z.object({ l1: z.number(), l2: z.number(), t3: z.number(), t4: z.number() }).optional(),
  }),
  examples: [
    {
      title: '20 年资料，皮尔逊 III 型矩法',
      input: { sample: years20, distribution: 'pearson3', fit: 'moments', exceedance: [0.02, 0.01] },
      value: {
        params: { n: 20, mean: 4.2315, sd: 0.410549, cv: 0.097022, cs: 1.048506 },
        quantiles: [
          { p: 0.02, returnPeriod: 50, k: 2.562943, value: 5.283713 },
          { p: 0.01, returnPeriod: 100, k: 3.053772, value: 5.485222 },
        ],
      },
    },
    {
      title: '20 年资料，耿贝尔 λ 法',
      input: { sample: years20, distribution: 'gumbel', fit: 'lambda', exceedance: [0.02] },
    },
    {
      title: '20 年资料，广义极值线性矩法',
      input: { sample: years20, distribution: 'gev', exceedance: [0.1, 0.02] },
    },
    {
      title: '给定参数',
      input: { params: { mean: 4.2315, sd: 0.4105, cs: 1.0485 }, exceedance: [0.02] },
    },
  ],
  compute: (input, working) => {
    refuseFarTails(input.sample, input.exceedance)
    const fitted = distributionFrom(input, working)
    const quantiles = input.exceedance.map((p) => {
      const value = quantileOf(fitted.distribution, p)
      const returnPeriod = rounded(1 / p, 6)
      working.step({
        label: `${returnPeriod} 年一遇`,
        formula: fitted.distribution.kind === 'pearson3' ? '均值 + 标准差 × Φ' : '频率曲线反解',
        inputs: { 年超过概率: p },
        result: rounded(value, 4),
        unit: 'm',
        source: 'SL 44-2006；JTS 145-2015',
      })
      return { p, returnPeriod, k: rounded((value - fitted.mean) / fitted.sd, 6), value: rounded(value, 6) }
    })
    const { lMoments } = fitted
    return {
      params: parametersOf(fitted),
      quantiles,
      ...(lMoments === null
        ? {}
        : {
            lmomRatios: {
              l1: rounded(lMoments.l1, 6),
              l2: rounded(lMoments.l2, 6),
              t3: rounded(lMoments.t3, 6),
              t4: rounded(lMoments.t4, 6),
            },
          }),
    }
  },
})

const returnPeriod = defineCalculator({
  name: 'frequency-return-period',
  title: '潮位重现期',
  keywords: ['重现期', '多少年一遇', '频率'],
  summary: '给定潮位在频率曲线上相当于多少年一遇。',
  input: z.strictObject({ ...DistributionInput, levelM: Level }),
  value: z.object({ exceedance: z.number(), returnPeriod: z.number().nullable() }),
  examples: [{ title: '5.284 m', input: { sample: years20, levelM: 5.284 } }],
  compute: (input, working) => {
    const { distribution } = distributionFrom(input, working)
    const exceedance = exceedanceOf(distribution, input.levelM)
    const years = exceedance < 1e-6 ? null : rounded(1 / exceedance, 3)
    working.step({
      label: '重现期',
      formula: '1 ÷ 年超过概率（不足百万分之一为空）',
      inputs: { 潮位: { value: input.levelM, unit: 'm' }, 年超过概率: exceedance },
      result: years,
      unit: '年',
      source: 'SL 44-2006',
    })
    return { exceedance, returnPeriod: years }
  },
})

const band = defineCalculator({
  name: 'frequency-band',
  title: '设计潮位置信带',
  keywords: ['自助法', '置信区间', '不确定性'],
  summary: '有放回重抽样（自助法，缺省 1000 次）后各超过概率设计值的置信带；同一种子结果相同。',
  input: z.strictObject({
    ...DistributionInput,
    exceedance: Exceedance,
    level: Figure(0.5, 0.99).default(0.9),
    draws: z.int().min(100).max(2_000).default(1_000),
    seed: z.int().min(0).max(4_294_967_295).default(1),
  }),
  value: z.object({
    quantiles: z.array(
      z.object({ p: z.number(), returnPeriod: z.number(), value: z.number(), low: z.number(), high: z.number() }),
    ),
  }),
  examples: [
    { title: '50 年一遇的 90% 带', input: { sample: years20, distribution: 'gumbel', exceedance: [0.02], draws: 200 } },
  ],
  deadlineMs: 30_000,
  compute: (input, working) => {
    if (input.sample === undefined) throw Problem.field('/sample', 'required', '须给出样本', 'malformed')
    checkSample(input.sample)
    refuseFarTails(input.sample, input.exceedance)
    const told = { distribution: input.distribution, fit: input.fit }
    const { distribution } = distributionFrom({ ...told, sample: input.sample }, working)
    return {
      quantiles: input.exceedance.map((p) => {
        const found = bootstrap(
          input.sample ?? [],
          (resample) => {
            // A resample of one value repeated has no spread: its every quantile is that value.
            if (resample.every((value) => value === resample[0])) return resample[0] ?? 0
            return quantileOf(distributionFrom({ ...told, sample: resample }, Working.silent).distribution, p)
          },
          { draws: input.draws, level: input.level, seed: input.seed },
        )
        return {
          p,
          returnPeriod: rounded(1 / p, 6),
          value: rounded(quantileOf(distribution, p), 4),
          low: rounded(found?.low ?? 0, 4),
          high: rounded(found?.high ?? 0, 4),
        }
      }),
    }
  },
})

const plot = defineCalculator({
  name: 'frequency-plot',
  title: '经验频率',
  keywords: ['经验频率', '历史特大值', '适线', '海森概率格纸'],
  summary: '各年极值的经验频率 m/(n+1)；可加入考证期内的历史特大值。',
  input: z.strictObject({
    sample: z.array(Figure(-100, 1_000)).min(10).max(2_000),
    historic: z
      .strictObject({
        values: z.array(Figure(-100, 1_000)).min(1).max(100),
        periodYears: z.int().min(1).max(5_000),
        inRecord: z.int().min(0).max(100).default(0),
      })
      .optional(),
  }),
  value: z.object({
    points: z.array(z.object({ value: z.number(), p: z.number(), historic: z.boolean() })),
  }),
  examples: [
    {
      title: '百年内最大 5.60 m',
      input: { sample: years20, historic: { values: [5.6], periodYears: 100, inRecord: 0 } },
    },
  ],
  compute: ({ sample, historic }, working) => {
    if (historic !== undefined) {
      const { values, periodYears, inRecord } = historic
      if (periodYears < sample.length) {
        throw Problem.field('/historic/periodYears', 'order', '考证期不得短于实测年数')
      }
      if (values.length > periodYears) throw Problem.field('/historic/values', 'order', '特大值个数多于考证期年数')
      if (inRecord > Math.min(values.length, sample.length - 1)) {
        throw Problem.field('/historic/inRecord', 'order', '实测期内的特大值个数多于特大值总数')
      }
    }
    const points = plottingPositions(sample, historic ?? null)
    working.step({
      label: '经验频率',
      formula:
        historic === undefined ? 'm ÷ (n + 1)' : '特大值 M ÷ (N + 1)；其余 a/(N+1) + (1 − a/(N+1))·(m − l)/(n − l + 1)',
      inputs: {
        实测年数: { value: sample.length, unit: '年' },
        考证期: { value: historic?.periodYears ?? null, unit: '年' },
      },
      result: points.length,
      unit: '点',
      source: 'SL 44-2006 附录 A',
    })
    return { points: points.map(({ value, p, historic: old }) => ({ value, p: rounded(p, 6), historic: old })) }
  },
})

export const frequencyCalculators: readonly Calculator[] = [frequency, returnPeriod, band, plot]
