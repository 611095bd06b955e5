import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { Rational, fenToNumber, formatYuan, timesRate } from '../../platform/money.ts'
import { indexTrigger, insuranceSource, operators, payoutPerMu, weatherVariables } from '../model/index-insurance.ts'
import { carryDays, dayPrice, needsReview, perKg, priceSource } from '../model/pond-price.ts'
import { rounded } from '../model/rounding.ts'
import { Fen, Figure, Quantity, Share } from '../schemas.ts'

const Daily = z.array(Figure(-1_000, 10_000).nullable()).min(1).max(3_660)
const Days = z.int().min(1).max(366)

const trigger = defineCalculator({
  name: 'index-trigger',
  title: '气象指数保险触发',
  keywords: ['指数保险', '高温', '触发', '理赔'],
  summary: '按约定的气象要素、阈值、连续或累计天数判断是否触发；缺测日不计，应以保单所列替代站补足。',
  input: z.strictObject({
    rule: z.strictObject({
      variable: z.enum(weatherVariables),
      op: z.enum(operators),
      value: Figure(-1_000, 10_000),
      consecutiveDays: Days.optional(),
      cumulativeDays: Days.optional(),
    }),
    tmax: Daily.optional(),
    tmin: Daily.optional(),
    rain24: Daily.optional(),
    rain72: Daily.optional(),
    wind: Daily.optional(),
    surge: Daily.optional(),
  }),
  value: z.object({ triggered: z.boolean(), qualifyingDays: z.int() }),
  examples: [
    {
      title: '最高气温 35 °C 以上累计 5 天',
      input: {
        rule: { variable: 'tmax', op: '>=', value: 35, consecutiveDays: 3, cumulativeDays: 5 },
        tmax: [34.8, 35.2, 35, 34.1, 36.4, 35.9, 33, 37],
      },
      value: { triggered: true, qualifyingDays: 5 },
    },
  ],
  compute: ({ rule, ...observed }, working) => {
    const { variable, consecutiveDays = null, cumulativeDays = null } = rule
    if (consecutiveDays === null && cumulativeDays === null) {
      throw Problem.field('/rule/consecutiveDays', 'required', '连续天数与累计天数须至少约定一种', 'malformed')
    }
    const other = weatherVariables.find((name) => name !== variable && observed[name] !== undefined)
    if (other !== undefined) throw Problem.field(`/${other}`, 'other_variable', '只须给出规则所用要素的逐日值')
    const daily = observed[variable]
    if (daily === undefined) throw Problem.field(`/${variable}`, 'required', '须给出规则所用要素的逐日值', 'malformed')
    const missing = daily.filter((value) => value === null).length
    if (missing > 0) working.warn('missing_days', `缺测 ${missing} 天，应以保单所列替代站的数值补足`)
    const { triggered, qualifyingDays, longestRow } = indexTrigger({ ...rule, consecutiveDays, cumulativeDays }, daily)
    working.step({
      label: '是否触发',
      formula: '最长连续天数 ≥ 连续天数，或累计天数 ≥ 累计约定',
      inputs: {
        符合天数: { value: qualifyingDays, unit: '天' },
        最长连续: { value: longestRow, unit: '天' },
        约定连续: { value: consecutiveDays, unit: '天' },
        约定累计: { value: cumulativeDays, unit: '天' },
      },
      result: triggered,
      source: insuranceSource,
    })
    return { triggered, qualifyingDays }
  },
})

const Area = Quantity('0.01', '1000000')

const payout = defineCalculator({
  name: 'insurance-payout',
  title: '指数保险赔款与保额',
  keywords: ['赔款', '预付', '保险金额', '保费', '费率'],
  summary: '每亩赔款 × 投保亩数及预付部分；按赔付阶梯求每亩赔款；或求保险金额、保费与费率。',
  input: z.union([
    z.strictObject({ areaMu: Area, payoutFenPerMu: Fen, prepayRatio: Share.prefault('0') }),
    z.strictObject({ areaMu: Area, sumInsuredFenPerMu: Fen, premiumFenPerMu: Fen }),
    z.strictObject({
      areaMu: Area,
      sumInsuredFenPerMu: Fen,
      steps: z
        .array(z.strictObject({ days: Days, share: Share }))
        .min(1)
        .max(50),
      days: z.int().min(0).max(366),
      prepayRatio: Share.prefault('0'),
    }),
  ]),
  value: z.union([
    z.object({ sumInsuredFen: z.int(), premiumFen: z.int(), rate: z.number() }),
    z.object({ payoutFenPerMu: z.int().optional(), totalFen: z.int(), prepaidFen: z.int() }),
  ]),
  examples: [
    {
      title: '每亩 300 元，20 亩，预付一半',
      input: { areaMu: 20, payoutFenPerMu: 30_000, prepayRatio: 0.5 },
      value: { totalFen: 600_000, prepaidFen: 300_000 },
    },
    {
      title: '每亩保额 3000 元、保费 240 元',
      input: { areaMu: 20, sumInsuredFenPerMu: 300_000, premiumFenPerMu: 24_000 },
      value: { sumInsuredFen: 6_000_000, premiumFen: 480_000, rate: 0.08 },
    },
    {
      title: '5 天赔 10%、10 天赔 25%，实有 7 天',
      input: {
        areaMu: 20,
        sumInsuredFenPerMu: 300_000,
        steps: [
          { days: 5, share: '0.10' },
          { days: 10, share: '0.25' },
        ],
        days: 7,
      },
      value: { payoutFenPerMu: 30_000, totalFen: 600_000, prepaidFen: 0 },
    },
  ],
  compute: (input, working) => {
    const total = (fenPerMu: number | bigint) => input.areaMu.times(BigInt(fenPerMu)).round()
    if ('premiumFenPerMu' in input) {
      if (input.sumInsuredFenPerMu === 0) throw Problem.field('/sumInsuredFenPerMu', 'out_of_range', '每亩保额须大于 0')
      const rate = Rational.of(input.premiumFenPerMu).dividedBy(input.sumInsuredFenPerMu)
      working.step({
        label: '费率',
        formula: '每亩保费 ÷ 每亩保额',
        inputs: { 亩数: { value: input.areaMu.toNumber(), unit: '亩' } },
        result: Number(rate.toFixed(6)),
        source: insuranceSource,
      })
      return {
        sumInsuredFen: fenToNumber(total(input.sumInsuredFenPerMu)),
        premiumFen: fenToNumber(total(input.premiumFenPerMu)),
        rate: Number(rate.toFixed(6)),
      }
    }
    const perMu =
      'steps' in input
        ? payoutPerMu(input.steps, input.days, BigInt(input.sumInsuredFenPerMu))
        : BigInt(input.payoutFenPerMu)
    const totalFen = total(perMu)
    working.step({
      label: '赔款',
      formula: '每亩赔款 × 投保亩数',
      inputs: {
        每亩赔款: { value: formatYuan(perMu), unit: '元' },
        亩数: { value: input.areaMu.toNumber(), unit: '亩' },
      },
      result: formatYuan(totalFen),
      unit: '元',
      source: insuranceSource,
    })
    return {
      ...('steps' in input ? { payoutFenPerMu: fenToNumber(perMu) } : {}),
      totalFen: fenToNumber(totalFen),
      prepaidFen: fenToNumber(timesRate(totalFen, input.prepayRatio)),
    }
  },
})

const price = defineCalculator({
  name: 'county-price',
  title: '水产品当日参考价',
  keywords: ['价格', '加权中位数', '元/斤', '元/千克'],
  summary: '当日至少三条价格的加权中位数（元/千克）；与 14 日中位数相差超过 3 倍绝对中位差的列入复核。单位须写明。',
  input: z.strictObject({
    observations: z
      .array(
        z.strictObject({
          price: Figure(0, 100_000),
          unit: z.enum(['yuan_per_kg', 'yuan_per_jin']),
          weightKg: z.number().gt(0).max(1e9),
        }),
      )
      .min(1)
      .max(10_000),
    lastDaysYuanPerKg: z.array(Figure(0, 200_000)).max(14).default([]),
    /** The latest price of the county, for a day with too few observations. */
    lastPrice: z.strictObject({ yuanPerKg: Figure(0, 200_000), ageDays: z.int().min(1).max(36_500) }).optional(),
  }),
  value: z.object({ yuanPerKg: z.number().nullable(), carried: z.boolean(), reviewIndexes: z.array(z.int()) }),
  examples: [
    {
      title: '95（10 kg）、100（30 kg）、130（5 kg）',
      input: {
        observations: [
          { price: 95, unit: 'yuan_per_kg', weightKg: 10 },
          { price: 50, unit: 'yuan_per_jin', weightKg: 30 },
          { price: 130, unit: 'yuan_per_kg', weightKg: 5 },
        ],
        lastDaysYuanPerKg: [98, 100, 99, 101, 102],
      },
      value: { yuanPerKg: 100, carried: false, reviewIndexes: [0, 2] },
    },
    {
      title: '只有一条，沿用 5 天前的价格',
      input: {
        observations: [{ price: 95, unit: 'yuan_per_kg', weightKg: 10 }],
        lastPrice: { yuanPerKg: 102, ageDays: 5 },
      },
      value: { yuanPerKg: 102, carried: true, reviewIndexes: [] },
    },
  ],
  compute: ({ observations, lastDaysYuanPerKg, lastPrice }, working) => {
    const own = dayPrice(observations)
    const carried = own === null && lastPrice !== undefined && lastPrice.ageDays <= carryDays
    const found = own ?? (carried ? lastPrice.yuanPerKg : null)
    if (carried) working.warn('carried', `不足三条，沿用 ${lastPrice.ageDays} 天前的价格`)
    else if (found === null) working.warn('too_few', '不足三条，当日无参考价，可沿用最近 7 天内的价格并注明')
    working.step({
      label: '当日参考价',
      formula: '按重量累计到一半时的价格',
      inputs: { 条数: { value: observations.length, unit: '条' } },
      result: found,
      unit: '元/kg',
      source: priceSource,
    })
    return {
      yuanPerKg: found === null ? null : rounded(found, 2),
      carried,
      reviewIndexes: observations.flatMap((one, index) => (needsReview(perKg(one), lastDaysYuanPerKg) ? [index] : [])),
    }
  },
})

export const insuranceCalculators: readonly Calculator[] = [trigger, payout, price]
