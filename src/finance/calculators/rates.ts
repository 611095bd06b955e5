import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { Rational, fenToNumber } from '../../platform/money.ts'
import { type CashFlow, annualisedRate } from '../model/annualised-rate.ts'
import { dayCounts } from '../model/loan-terms.ts'
import { lprInterest, lprTenors } from '../model/lpr.ts'
import { lprPublications } from '../model/lpr-history.ts'
import { overdueInterest } from '../model/overdue.ts'
import { rateText } from '../model/rates.ts'
import { Day, DecimalIn, Fen, Rate, SignedFen } from '../schemas.ts'

const apr = defineCalculator({
  name: 'apr',
  title: '贷款年化利率',
  keywords: ['年化利率', 'IRR', 'XIRR', '内部收益率', '综合成本'],
  summary: '按借款人实际收付的现金流计算内部收益率，给出单利与复利年化利率。',
  input: z.strictObject({
    cashflows: z
      .array(
        z.union([
          z.strictObject({ period: z.int().min(0).max(1_200), fen: SignedFen }),
          z.strictObject({ on: Day, fen: SignedFen }),
        ]),
      )
      .min(1)
      .max(1_300),
  }),
  value: z.object({ irr: z.string(), simple: z.string(), compound: z.string() }),
  examples: [
    {
      title: '借 10 万元先扣 500 元，12 期等额本息',
      input: {
        cashflows: [
          { period: 0, fen: 9_950_000 },
          ...Array.from({ length: 11 }, (_, index) => ({ period: index + 1, fen: -851_728 })),
          { period: 12, fen: -851_722 },
        ],
      },
    },
    {
      title: '不规则日期',
      input: {
        cashflows: [
          { on: '2022-01-01', fen: 1_000_000 },
          { on: '2022-07-01', fen: -500_000 },
          { on: '2023-01-01', fen: -540_000 },
        ],
      },
    },
  ],
  compute: ({ cashflows }, working) => {
    const flows = cashflows.map(({ fen, ...when }): CashFlow => ({ ...when, fen: BigInt(fen) }))
    const { irr, simple, compound } = annualisedRate(flows, working)
    return { irr: rateText(irr), simple: rateText(simple), compound: rateText(compound) }
  },
})

const lprInterestCalculator = defineCalculator({
  name: 'lpr-interest',
  title: '按报价利率分段计息',
  keywords: ['LPR', '贷款市场报价利率', '四倍', '分段计息', '浮动利率'],
  summary: '按每次公布的贷款市场报价利率（及其倍数）分段计算利息，算头不算尾，合计一次取整。',
  input: z.strictObject({
    principalFen: Fen,
    from: Day,
    to: Day,
    tenor: z.enum(lprTenors).default('1Y'),
    dayCount: z.enum(dayCounts).default('ACT/360'),
    multiplier: DecimalIn('0', '10').default('1'),
  }),
  value: z.object({
    segments: z.array(
      z.object({ from: z.string(), to: z.string(), days: z.int(), rate: z.string(), interestFen: z.int() }),
    ),
    totalFen: z.int(),
  }),
  examples: [
    {
      title: '跨一次降息',
      input: {
        principalFen: 10_000_000,
        from: '2022-06-20',
        to: '2022-09-20',
        tenor: '1Y',
        dayCount: 'ACT/360',
        multiplier: '1',
      },
      value: {
        segments: [
          { from: '2022-06-20', to: '2022-08-22', days: 63, rate: '0.0370', interestFen: 64_750 },
          { from: '2022-08-22', to: '2022-09-20', days: 29, rate: '0.0365', interestFen: 29_403 },
        ],
        totalFen: 94_153,
      },
    },
  ],
  compute: ({ principalFen, multiplier, ...loan }, working) => {
    const { segments, totalFen } = lprInterest(
      lprPublications,
      { ...loan, principalFen: BigInt(principalFen), multiplier: Rational.of(multiplier) },
      working,
    )
    return {
      segments: segments.map(({ rate, interestFen, ...segment }) => ({
        ...segment,
        rate: rateText(rate),
        interestFen: fenToNumber(interestFen),
      })),
      totalFen: fenToNumber(totalFen),
    }
  },
})

const overdue = defineCalculator({
  name: 'overdue-interest',
  title: '逾期罚息与复利',
  keywords: ['罚息', '复利', '逾期', '违约'],
  summary: '逾期本金的罚息和欠付利息的复利；到期日当天不算逾期。',
  input: z.strictObject({
    principalFen: Fen,
    unpaidInterestFen: Fen.default(0),
    annualRate: Rate,
    markup: DecimalIn('0', '10').default('0.5'),
    dueDate: Day,
    payDate: Day,
  }),
  value: z.object({ days: z.int(), penaltyFen: z.int(), compoundFen: z.int() }),
  examples: [
    {
      title: '5 万元逾期 56 天',
      input: {
        principalFen: 5_000_000,
        unpaidInterestFen: 21_000,
        annualRate: '0.052',
        markup: '0.5',
        dueDate: '2022-09-20',
        payDate: '2022-11-15',
      },
      value: { days: 56, penaltyFen: 60_667, compoundFen: 255 },
    },
  ],
  compute: ({ principalFen, unpaidInterestFen, annualRate, markup, dueDate, payDate }, working) => {
    const { days, penaltyFen, compoundFen } = overdueInterest(
      {
        principalFen: BigInt(principalFen),
        unpaidInterestFen: BigInt(unpaidInterestFen),
        annualRate: Rational.of(annualRate),
        markup: Rational.of(markup),
        dueDate,
        payDate,
      },
      working,
    )
    return { days, penaltyFen: fenToNumber(penaltyFen), compoundFen: fenToNumber(compoundFen) }
  },
})

export const rateCalculators: readonly Calculator[] = [apr, lprInterestCalculator, overdue]
