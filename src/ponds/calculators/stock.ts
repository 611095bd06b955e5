import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { RuleBook } from '../../platform/rules/rule-book.ts'
import { growthSource, moultsBetween, recalibrated, survivors } from '../model/growth.ts'
import { biomassKg, feedConversion, rationSource } from '../model/ration.ts'
import { rounded } from '../model/rounding.ts'
import { type Species, speciesNames, speciesOf } from '../model/species.ts'
import { growthRules } from '../rules/growth.ts'
import { Figure } from '../schemas.ts'

const Weight = z.number().gt(0).max(5_000).meta({ unit: 'g' })

const stock = defineCalculator({
  name: 'stock-estimate',
  title: '存塘量估算',
  keywords: ['存塘量', '成活率', '死亡率', '生物量'],
  summary: '放养数按日死亡率递减，扣除已记录的死亡和起捕，乘平均体重得存塘量；日死亡率缺省按品种取规则表。',
  input: z.strictObject({
    species: z.enum(speciesNames),
    stocked: z.int().min(0).max(1_000_000_000),
    days: z.int().min(0).max(1_100),
    takenCount: z.int().min(0).max(1_000_000_000).default(0),
    weightG: Weight,
    dailyMortality: Figure(0, 1).optional(),
  }),
  value: z.object({ count: z.int(), biomassKg: z.number() }),
  examples: [
    {
      title: '放苗 3000 只，122 天后 117.2 g',
      input: { species: 'scylla', stocked: 3_000, days: 122, weightG: 117.2 },
      value: { count: 1_443, biomassKg: 169.1 },
    },
  ],
  compute: ({ species, stocked, days, takenCount, weightG, dailyMortality }, working) => {
    const full: Species = speciesOf(species) ?? 'scylla_paramamosain'
    const rule = RuleBook.defaults.decide(growthRules, { species: full }, working)
    const mortality = dailyMortality ?? rule.dailyMortality
    const count = working.step({
      label: '存塘数',
      formula: 'N₀·e^(−m·t) − 已死亡和起捕，不小于 0',
      inputs: {
        放养: { value: stocked, unit: '只' },
        日死亡率: { value: mortality, unit: '/天' },
        天数: { value: days, unit: '天' },
        已扣除: { value: takenCount, unit: '只' },
      },
      result: rounded(survivors(stocked, days, mortality, takenCount), 0),
      unit: '只',
      source: `${growthSource}；日死亡率为假定`,
    })
    const biomass = working.step({
      label: '存塘量',
      formula: '存塘数 × 平均体重 ÷ 1000',
      inputs: { 存塘数: { value: count, unit: '只' }, 平均体重: { value: weightG, unit: 'g' } },
      result: rounded(biomassKg(count, weightG), 1),
      unit: 'kg',
      source: rationSource,
    })
    return { count, biomassKg: biomass }
  },
})

const calibrate = defineCalculator({
  name: 'growth-calibrate',
  title: '打样校准生长系数',
  keywords: ['打样', '生长系数', '校准', '蜕壳'],
  summary: '按打样体重与预测体重的增量之比校准本塘生长系数（比值限 0.5–1.5，取半），并估计蜕壳次数。',
  input: z.strictObject({
    w0G: Weight,
    sampledG: Weight,
    predictedG: Weight,
    /** Of this pond so far; the table's when left out. */
    k: z.number().gt(0).max(1).optional(),
  }),
  value: z.object({ k: z.number(), ratio: z.number().nullable(), moults: z.number() }),
  examples: [
    {
      title: '8 g 长到 186 g，预测 150 g',
      input: { w0G: 8, sampledG: 186, predictedG: 150 },
      value: { k: 0.036027, ratio: 1.1192, moults: 5.1 },
    },
  ],
  compute: ({ w0G, sampledG, predictedG, k: known }, working) => {
    const rule = RuleBook.defaults.decide(growthRules, { species: 'scylla_paramamosain' }, working)
    const k = known ?? rule.k ?? 0
    const [observed, predicted] = [Math.cbrt(sampledG) - Math.cbrt(w0G), Math.cbrt(predictedG) - Math.cbrt(w0G)]
    if (predicted <= 0) working.warn('no_predicted_growth', '预测没有增长，生长系数不变')
    const found = working.step({
      label: '本塘生长系数',
      formula: 'k ×（0.5 + 0.5 × 实测增量 ÷ 预测增量），比值限 0.5–1.5，增量为 W^(1/3) 之差',
      inputs: {
        原系数: { value: k, unit: 'g^(1/3)/天' },
        实测增量: { value: rounded(observed, 4), unit: 'g^(1/3)' },
        预测增量: { value: rounded(predicted, 4), unit: 'g^(1/3)' },
      },
      result: rounded(recalibrated(k, observed, predicted), 6),
      unit: 'g^(1/3)/天',
      source: growthSource,
    })
    return {
      k: found,
      ratio: predicted <= 0 ? null : rounded(observed / predicted, 4),
      moults: rounded(moultsBetween(w0G, sampledG), 1),
    }
  },
})

const Kilograms = Figure(0, 1e9).meta({ unit: 'kg' })

const conversion = defineCalculator({
  name: 'feed-conversion',
  title: '饵料系数',
  keywords: ['饵料系数', 'FCR', '投喂'],
  summary: '投喂湿重 ÷（起捕 + 存塘量变化）；没有增重时为空。',
  input: z.strictObject({ feedWetKg: Kilograms, harvestKg: Kilograms, biomassChangeKg: Figure(-1e9, 1e9) }),
  value: z.object({ feedConversion: z.number().nullable() }),
  examples: [
    {
      title: '投喂 1200 kg，起捕 150 kg，存塘增加 50 kg',
      input: { feedWetKg: 1_200, harvestKg: 150, biomassChangeKg: 50 },
      value: { feedConversion: 6 },
    },
  ],
  compute: ({ feedWetKg, harvestKg, biomassChangeKg }, working) => {
    const found = feedConversion(feedWetKg, harvestKg, biomassChangeKg)
    return {
      feedConversion: working.step({
        label: '饵料系数',
        formula: '投喂湿重 ÷（起捕 + 存塘量变化）',
        inputs: {
          投喂湿重: { value: feedWetKg, unit: 'kg' },
          起捕: { value: harvestKg, unit: 'kg' },
          存塘量变化: { value: biomassChangeKg, unit: 'kg' },
        },
        result: found === null ? null : rounded(found, 3),
        source: rationSource,
      }),
    }
  },
})

export const stockCalculators: readonly Calculator[] = [stock, calibrate, conversion]
