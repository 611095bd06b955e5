import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { RuleBook } from '../../platform/rules/rule-book.ts'
import {
  crabWeight,
  degreeDays,
  growthKinds,
  growthSource,
  shellLength,
  shrimpWeight,
  temperatureFactor,
  unsampledInterval,
} from '../model/growth.ts'
import { biomassKg, pelletEquivalent, rationSource, wetFeedKg } from '../model/ration.ts'
import { rounded } from '../model/rounding.ts'
import { type Species, speciesNames, speciesOf, speciesTitles } from '../model/species.ts'
import { growthRules, rationOxygenRules, rationRules } from '../rules/growth.ts'
import { Oxygen, Salinity, Temperature } from '../schemas.ts'

const maxDays = 1_100

const perDay = <Schema extends z.ZodNumber>(schema: Schema) => z.union([schema, z.array(schema).min(1).max(maxDays)])

const SpeciesName = z.enum(speciesNames)
const full = (name: (typeof speciesNames)[number]): Species => speciesOf(name) ?? 'scylla_paramamosain'

/** One figure for all days, or one for each. */
const onDay = (given: number | readonly number[], day: number): number =>
  typeof given === 'number' ? given : (given[day] ?? Number.NaN)

const growth = defineCalculator({
  name: 'growth',
  title: '生长预测',
  keywords: ['青蟹', '体重', '积温', '打样', '规格'],
  summary: '由放养体重和逐日水温（盐度、溶解氧可选）预测体重与 15 °C 以上积温；贝类给出壳长。首次打样前区间为 ±25 %。',
  input: z.strictObject({
    species: SpeciesName,
    /** Weight at the start; shellfish give `l0Mm` instead. */
    w0G: z.number().gt(0).max(5_000).optional(),
    l0Mm: z.number().gt(0).max(500).optional(),
    days: z.int().min(1).max(maxDays).optional(),
    dailyTemperatureC: perDay(Temperature),
    salinityPsu: perDay(Salinity).optional(),
    /** The day's 10th percentile. */
    doMgL: perDay(Oxygen).optional(),
  }),
  value: z.object({ weightG: z.number().optional(), lengthMm: z.number().optional(), degreeDays: z.number() }),
  examples: [
    {
      title: '8 g 青蟹，25 °C 三十天',
      input: { species: 'scylla_paramamosain', w0G: 8, days: 30, dailyTemperatureC: 25, salinityPsu: 15 },
      value: { weightG: 21.9, degreeDays: 300 },
    },
    {
      title: '6 月至 10 月',
      input: {
        species: 'scylla',
        w0G: 8,
        dailyTemperatureC: [
          [30, 25],
          [31, 29],
          [31, 30],
          [30, 27],
          [31, 22],
        ].flatMap(([days = 0, t = 0]) => Array.from({ length: days }, () => t)),
        salinityPsu: 15,
      },
      value: { weightG: 260.4, degreeDays: 1_776 },
    },
    {
      title: '10 °C 不生长',
      input: { species: 'scylla', w0G: 100, days: 30, dailyTemperatureC: 10 },
      value: { weightG: 100, degreeDays: 0 },
    },
    { title: '缢蛏壳长', input: { species: 'sinonovacula', l0Mm: 15, days: 180, dailyTemperatureC: 22 } },
  ],
  compute: ({ species: name, w0G, l0Mm, days: given, dailyTemperatureC, salinityPsu, doMgL }, working) => {
    const species = full(name)
    const kind = growthKinds[species]
    const listed = [dailyTemperatureC, salinityPsu, doMgL].find((one) => Array.isArray(one))
    const days = given ?? (Array.isArray(listed) ? listed.length : undefined)
    if (days === undefined) throw Problem.field('/days', 'required', '须给出天数或逐日水温', 'malformed')
    for (const [key, value] of Object.entries({ dailyTemperatureC, salinityPsu, doMgL })) {
      if (Array.isArray(value) && value.length !== days) {
        throw Problem.field(`/${key}`, 'length_mismatch', `须有 ${days} 天的数值`)
      }
    }
    const start = kind === 'shell' ? l0Mm : w0G
    const [wanted, other] = kind === 'shell' ? ['/l0Mm', '/w0G'] : ['/w0G', '/l0Mm']
    if (start === undefined) throw Problem.field(wanted, 'required', '须给出起始规格', 'malformed')
    if ((kind === 'shell' ? w0G : l0Mm) !== undefined) {
      throw Problem.field(other, 'not_applicable', `${speciesTitles[species]}不用这一项`)
    }
    const parameters = RuleBook.defaults.decide(growthRules, { species }, working)
    if (!parameters.calibrated) working.warn('uncalibrated', `${speciesTitles[species]}参数未校准，仅供参考`)
    const water = Array.from({ length: days }, (_, day) => ({
      temperatureC: onDay(dailyTemperatureC, day),
      salinityPsu: salinityPsu === undefined ? null : onDay(salinityPsu, day),
      doMgL: doMgL === undefined ? null : onDay(doMgL, day),
    }))
    const heat = rounded(degreeDays(water.map(({ temperatureC }) => temperatureC)), 1)
    const size =
      kind === 'crab'
        ? crabWeight(start, water, { ...parameters, k: parameters.k ?? 0 })
        : kind === 'shrimp'
          ? shrimpWeight(start, water, parameters.tgc ?? 0, parameters.coldC)
          : shellLength(start, days, parameters.asymptoteMm ?? 0, parameters.perYear ?? 0)
    const [low, high] = [size * (1 - unsampledInterval), size * (1 + unsampledInterval)].map((one) => rounded(one, 1))
    const unit = kind === 'shell' ? 'mm' : 'g'
    working.step({
      label: kind === 'shell' ? '预测壳长' : '预测体重',
      formula: {
        crab: 'W^(1/3) = W₀^(1/3) + Σ k·f(T)·g(S)·h(DO)',
        shrimp: 'W^(1/3) = W₀^(1/3) + TGC/1000·Σ max(0, T − Tb)',
        shell: 'L = L∞ − (L∞ − L₀)·e^(−K·t)',
      }[kind],
      inputs: {
        起始: { value: start, unit },
        天数: { value: days, unit: '天' },
        区间下限: { value: low ?? null, unit },
        区间上限: { value: high ?? null, unit },
      },
      result: rounded(size, 1),
      unit,
      source: growthSource,
    })
    return { ...(kind === 'shell' ? { lengthMm: rounded(size, 1) } : { weightG: rounded(size, 1) }), degreeDays: heat }
  },
})

const ration = defineCalculator({
  name: 'ration',
  title: '今日投喂量',
  keywords: ['投喂', '饲料', '冰鲜', '残饵', '溶氧'],
  summary: '存塘量 × 投喂率 × 水温系数 × 溶解氧系数（湿重）；两次报告残饵减三成；可换算为干颗粒料。',
  input: z.strictObject({
    count: z.number().min(0).max(1e9),
    weightG: z.number().gt(0).max(5_000),
    temperatureC: Temperature,
    doMgL: Oxygen.optional(),
    leftoverReports: z.int().min(0).max(100).default(0),
    dryPellets: z.boolean().default(false),
  }),
  value: z.object({ biomassKg: z.number(), feedWetKg: z.number(), feedDryKg: z.number().optional() }),
  examples: [
    {
      title: '1443 只 × 117.2 g，29 °C',
      input: { count: 1_443, weightG: 117.2, temperatureC: 29, doMgL: 5.6 },
      value: { biomassKg: 169.1, feedWetKg: 13.4 },
    },
    {
      title: '溶解氧 3.5，残饵两次，干料',
      input: { count: 1_000, weightG: 100, temperatureC: 30, doMgL: 3.5, leftoverReports: 2, dryPellets: true },
      value: { biomassKg: 100, feedWetKg: 2.8, feedDryKg: 0.7 },
    },
  ],
  compute: ({ count, weightG, temperatureC, doMgL, leftoverReports, dryPellets }, working) => {
    const book = RuleBook.defaults
    const { share } = book.decide(rationRules, { weightG }, working)
    const parameters = book.decide(growthRules, { species: 'scylla_paramamosain' }, working)
    const temperature = temperatureFactor(temperatureC, { ...parameters, k: parameters.k ?? 0 })
    const { factor: oxygen } = book.decide(rationOxygenRules, { doMgL: doMgL ?? null }, working)
    if (doMgL === undefined) working.warn('oxygen_unknown', '没有溶解氧读数，投喂前请先测')
    const biomass = biomassKg(count, weightG)
    const feed = wetFeedKg(biomass, { share, temperature, oxygen }, leftoverReports)
    working.step({
      label: '今日投喂量（湿重）',
      formula: '存塘量 × 投喂率 × 水温系数 × 溶解氧系数 × 残饵系数',
      inputs: {
        存塘量: { value: rounded(biomass, 1), unit: 'kg' },
        投喂率: share,
        水温系数: rounded(temperature, 4),
        溶解氧系数: oxygen,
        残饵报告: { value: leftoverReports, unit: '次' },
      },
      result: rounded(feed, 1),
      unit: 'kg',
      source: rationSource,
    })
    return {
      biomassKg: rounded(biomass, 1),
      feedWetKg: rounded(feed, 1),
      ...(dryPellets ? { feedDryKg: rounded(feed / pelletEquivalent, 1) } : {}),
    }
  },
})

export const husbandryCalculators: readonly Calculator[] = [growth, ration]
