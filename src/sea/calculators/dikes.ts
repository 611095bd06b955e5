import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { Problem } from '../../platform/errors/problem.ts'
import type { Working } from '../../platform/explain.ts'
import { RuleBook } from '../../platform/rules/rule-book.ts'
import { type Waves, checkCrest, crestStatuses, dikeGrade, waveRunup } from '../model/dikes.ts'
import { exceedanceOf } from '../model/frequency.ts'
import { rounded } from '../model/rounding.ts'
import { freeboardRules } from '../rules/dikes.ts'
import { AsOf, Day, Figure, Level, Positive, requireInForce } from '../schemas.ts'
import { DistributionInput, distributionFrom } from './frequency-input.ts'

const grade = defineCalculator({
  name: 'dike-grade',
  title: '海塘级别',
  keywords: ['海塘', '防潮标准', '重现期', '保护对象'],
  summary: '按保护的农田、人口和重要目标确定海塘级别与最低防潮标准（重现期）；都不够时为空。',
  input: z.strictObject({
    farmlandMu: Figure(0, 100_000_000).optional(),
    cityPopulation: Figure(0, 100_000_000).optional(),
    importantIndustrialBase: z.boolean().optional(),
    specialTarget: z.boolean().optional(),
    islandCounty: z.boolean().optional(),
  }),
  value: z.object({ grade: z.int().nullable(), minReturnPeriod: z.int().nullable() }),
  examples: [
    { title: '农田 5 万亩', input: { farmlandMu: 50_000 }, value: { grade: 3, minReturnPeriod: 50 } },
    { title: '重要工业基地', input: { importantIndustrialBase: true }, value: { grade: 2, minReturnPeriod: 100 } },
    { title: '农田 900 亩', input: { farmlandMu: 900 }, value: { grade: null, minReturnPeriod: null } },
  ],
  compute: (input, working) =>
    dikeGrade(
      {
        farmlandMu: input.farmlandMu ?? 0,
        cityPopulation: input.cityPopulation ?? 0,
        importantIndustrialBase: input.importantIndustrialBase ?? false,
        specialTarget: input.specialTarget ?? false,
        islandCounty: input.islandCounty ?? false,
      },
      working,
    ),
})

const Reduction = z.number().gt(0).max(1).default(1)

const Wave = z.strictObject({
  hm0M: Positive(20).meta({ unit: 'm' }),
  periodS: Positive(30).meta({ unit: 's' }),
  slopeTan: Positive(10),
  gammaF: Reduction,
  gammaB: Reduction,
  gammaBeta: Reduction,
})

const CrestFields = {
  runupM: Figure(0, 30).optional(),
  wave: Wave.optional(),
  grade: z.int().min(1).max(5),
  overtoppingAllowed: z.boolean(),
  /** Surveyed crest, CN85. */
  crestM: Level,
  wallHeightM: Figure(0, 5).default(0),
  /** Share of the wave wall that counts. */
  wallCredit: Figure(0, 1).default(1),
}

const runupOf = (runupM: number | undefined, wave: Waves | undefined, working: Working): number => {
  if (runupM !== undefined && wave !== undefined) {
    throw Problem.field('/wave', 'conflict', '波浪爬高与波浪要素只能给出一种')
  }
  if (runupM !== undefined) return runupM
  if (wave === undefined) throw Problem.field('/runupM', 'required', '须给出波浪爬高或波浪要素', 'malformed')
  return waveRunup(wave, working)
}

const freeboardOf = (level: number, overtoppingAllowed: boolean, working: Working): number =>
  RuleBook.defaults.decide(freeboardRules, { grade: String(level), overtoppingAllowed }, working).freeboardM

const crest = defineCalculator({
  name: 'dike-crest',
  title: '海塘塘顶高程复核',
  keywords: ['塘顶高程', '欠高', '波浪爬高', '安全加高'],
  summary: '设计潮位、波浪爬高与安全加高之和同实测塘顶高程比较；欠高为正表示不足。',
  input: z.strictObject({
    designTideM: Level,
    ...CrestFields,
    surveyedOn: Day.optional(),
    asOf: AsOf,
  }),
  value: z.object({ requiredM: z.number(), deficitM: z.number(), status: z.enum(crestStatuses) }),
  examples: [
    {
      title: '三级海塘，允许越浪',
      input: { designTideM: 5.284, runupM: 2.51, grade: 3, overtoppingAllowed: true, crestM: 8.05 },
      value: { requiredM: 8.194, deficitM: 0.144, status: 'deficient' },
    },
    {
      title: '由波浪要素估算爬高，测量已过三年',
      input: {
        designTideM: 5.284,
        wave: { hm0M: 1.5, periodS: 6, slopeTan: 0.4, gammaF: 0.55 },
        grade: 3,
        overtoppingAllowed: true,
        crestM: 8.4,
        surveyedOn: '2019-05-01',
        asOf: '2022-09-30',
      },
      value: { requiredM: 8.1931, deficitM: -0.2069, status: 'unverified' },
    },
  ],
  compute: (input, working) => {
    const { surveyedOn, asOf } = input
    requireInForce(asOf, freeboardRules)
    if (surveyedOn !== undefined && asOf === undefined) {
      throw Problem.field('/asOf', 'required', '给出测量日期时须给出基准日', 'malformed')
    }
    const runupM = runupOf(input.runupM, input.wave, working)
    const freeboardM = freeboardOf(input.grade, input.overtoppingAllowed, working)
    const crestM = rounded(input.crestM + input.wallHeightM * input.wallCredit, 4)
    const survey = surveyedOn === undefined || asOf === undefined ? null : { surveyedOn, asOf }
    return checkCrest({ designTideM: input.designTideM, runupM, freeboardM, crestM }, survey, working)
  },
})

const standard = defineCalculator({
  name: 'dike-standard',
  title: '海塘实际防潮标准',
  keywords: ['防潮标准', '重现期', '海平面上升', '塘顶高程'],
  summary: '现有塘顶在今天的频率曲线上相当于多少年一遇；可加海平面上升量看将来。',
  input: z.strictObject({
    ...DistributionInput,
    ...CrestFields,
    seaLevelRiseM: Figure(-1, 5).default(0),
    asOf: AsOf,
  }),
  value: z.object({ returnPeriod: z.number().nullable(), tideM: z.number(), exceedance: z.number() }),
  examples: [
    {
      title: '现状，三级海塘允许越浪',
      input: {
        params: { mean: 4.2315, sd: 0.4105, cs: 1.0485 },
        runupM: 2.51,
        grade: 3,
        overtoppingAllowed: true,
        crestM: 8.05,
      },
    },
  ],
  compute: (input, working) => {
    requireInForce(input.asOf, freeboardRules)
    const { distribution } = distributionFrom(input, working)
    const runupM = runupOf(input.runupM, input.wave, working)
    const freeboardM = freeboardOf(input.grade, input.overtoppingAllowed, working)
    const crestM = input.crestM + input.wallHeightM * input.wallCredit
    const tideM = working.step({
      label: '塘顶能抵御的潮位',
      formula: '塘顶高程 − 波浪爬高 − 安全加高 − 海平面上升',
      inputs: {
        塘顶高程: { value: rounded(crestM, 4), unit: 'm' },
        波浪爬高: { value: runupM, unit: 'm' },
        安全加高: { value: freeboardM, unit: 'm' },
        海平面上升: { value: input.seaLevelRiseM, unit: 'm' },
      },
      result: rounded(crestM - runupM - freeboardM - input.seaLevelRiseM, 4),
      unit: 'm',
      source: 'sea 4.9',
    })
    const p = exceedanceOf(distribution, tideM)
    const returnPeriod = working.step({
      label: '实际防潮标准',
      formula: '1 ÷ 年超过概率；曲线有上限且潮位高于上限、或大于 100 万年时为空',
      inputs: { 年超过概率: p },
      result: p < 1e-6 ? null : rounded(1 / p, 2),
      unit: '年',
      source: 'sea 4.9',
    })
    return { returnPeriod, tideM, exceedance: p }
  },
})

export const dikeCalculators: readonly Calculator[] = [grade, crest, standard]
