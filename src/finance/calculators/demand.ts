import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { RuleBook } from '../../platform/rules/rule-book.ts'
import {
  type Dimension,
  type Need,
  dimensions,
  leastHouseholds,
  needKinds,
  needShares,
  productLift,
  seasonality,
  unmetDemand,
  yearlyShift,
} from '../model/demand.ts'
import { repaymentMethods } from '../model/loan-terms.ts'
import { rateText } from '../model/rates.ts'
import { demandSuggestionRules } from '../rules/demand.ts'
import { AsOf, Fen } from '../schemas.ts'

const source = '需求偏好分析（不足 10 户的格不显示）'
const Word = z.string().min(1).max(64)
const CellReply = z.object({ value: z.string(), needs: z.int().nullable(), share: z.number().nullable() })
const allDimensions = Object.keys(dimensions) as Dimension[]

/** Per purpose: the month in which it is asked most, told only of enough households. */
const peaksOf = (needs: readonly Need[]): readonly { readonly purpose: string; readonly peakMonth: number }[] =>
  needShares(needs, 'purpose').flatMap(({ value: purpose, needs: count }) => {
    const index = seasonality(needs.filter((need) => need.purpose === purpose))?.index ?? []
    const highest = Math.max(...index.filter((month) => month !== null))
    return count === null || !Number.isFinite(highest) ? [] : [{ purpose, peakMonth: index.indexOf(highest) + 1 }]
  })

const exampleNeeds = Array.from({ length: 96 }, (_, index) => ({
  household: `h${index % 24}`,
  askedOn: `${2021 + Math.floor(index / 48)}-${String((index % 4) + (index % 3 === 0 ? 3 : 6)).padStart(2, '0')}-10`,
  kind: 'loan' as const,
  purpose: index % 3 === 0 ? '苗种' : '饲料',
  channel: index % 2 === 0 ? '线上' : '网点',
  amountFen: 5_000_000 + (index % 5) * 1_000_000,
  grantedFen: 5_000_000,
  tenorMonths: index % 2 === 0 ? 6 : 12,
  segment: index % 2 === 0 ? '养殖户' : '种植户',
  product: index % 4 === 0 ? '青蟹季贷' : null,
}))

const demand = defineCalculator({
  name: 'demand',
  title: '信贷需求与偏好',
  keywords: ['需求偏好', '未满足需求', '季节指数', '产品建议'],
  summary: '按用途、金额、期限、渠道和月份的需求份额，未满足需求、季节指数、年度变化和产品提升度；不足 10 户不显示。',
  input: z.strictObject({
    needs: z
      .array(
        z.strictObject({
          household: Word,
          askedOn: AsOf,
          kind: z.enum(needKinds),
          purpose: Word,
          channel: Word,
          amountFen: Fen,
          grantedFen: Fen.nullable().default(null),
          tenorMonths: z.int().min(0).max(600),
          segment: Word.nullable().default(null),
          product: Word.nullable().default(null),
        }),
      )
      .max(20_000),
  }),
  value: z.object({
    households: z.int().nullable(),
    shares: z.record(z.string(), z.array(CellReply)),
    unmetShare: z.string().nullable(),
    seasonality: z
      .object({
        method: z.enum(['ratio_to_moving_average', 'month_to_mean']),
        index: z.array(z.number().nullable()),
      })
      .nullable(),
    shift: z
      .object({
        years: z.array(z.int()),
        chiSquare: z.number(),
        degrees: z.int(),
        p: z.number(),
        cramersV: z.number(),
      })
      .nullable(),
    lift: z.array(
      z.object({ product: z.string(), segment: z.string(), lift: z.number(), low: z.number(), high: z.number() }),
    ),
    suggestions: z.array(
      z.object({
        purpose: z.string(),
        peakMonth: z.int(),
        product: z.string(),
        method: z.enum(repaymentMethods),
        dueMonth: z.int(),
      }),
    ),
  }),
  examples: [
    { title: '两年的需求登记', input: { needs: exampleNeeds } },
    { title: '户数太少，什么也不显示', input: { needs: exampleNeeds.slice(0, 5) } },
  ],
  maxBodyBytes: 8 * 1024 * 1024,
  deadlineMs: 10_000,
  compute: ({ needs: raw }, working) => {
    const needs = raw.map(
      (need): Need => ({
        ...need,
        amountFen: BigInt(need.amountFen),
        grantedFen: need.grantedFen === null ? null : BigInt(need.grantedFen),
      }),
    )
    const families = new Set(needs.map(({ household }) => household)).size
    if (families < leastHouseholds) working.warn('too_few_households', `不足 ${leastHouseholds} 户，不予显示`)
    const unmet = unmetDemand(needs)
    working.step({
      label: '未满足需求',
      formula: 'Σ max(0, 申请 − 批准) ÷ Σ 申请（已审结的贷款需求）',
      inputs: { 需求笔数: { value: needs.length, unit: '笔' } },
      result: unmet === null ? null : rateText(unmet),
      source,
    })
    const shift = yearlyShift(needs)
    if (shift !== null) {
      working.step({
        label: '用途的年度变化',
        formula: 'χ² 检验；Cramér V = √(χ² ÷ n)',
        inputs: { 自由度: shift.degrees, p: shift.p },
        result: shift.chiSquare,
        source,
      })
    }
    const suggestions = peaksOf(needs).flatMap((peak) =>
      RuleBook.defaults.collect(demandSuggestionRules, peak, working).map((suggestion) => ({ ...peak, ...suggestion })),
    )
    return {
      households: families < leastHouseholds ? null : families,
      shares: Object.fromEntries(allDimensions.map((dimension) => [dimension, needShares(needs, dimension)])),
      unmetShare: unmet === null ? null : rateText(unmet),
      seasonality: seasonality(needs),
      shift,
      lift: productLift(needs),
      suggestions,
    }
  },
})

export const demandCalculators: readonly Calculator[] = [demand]
