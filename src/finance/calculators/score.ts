import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { Working } from '../../platform/explain.ts'
import { RuleBook } from '../../platform/rules/rule-book.ts'
import {
  type FamilyFacts,
  deductionKinds,
  familyGrades,
  honourLevels,
  scoreItems,
  vetoes,
} from '../model/family-facts.ts'
import { familyScore, scoreCounterfactuals, scoreReasons } from '../model/family-score.ts'
import { scoreCard } from '../rules/score-card.ts'
import { Quantity, SignedFen } from '../schemas.ts'

const figure = (low: string, high: string) => Quantity(low, high).transform((value) => value.toNumber())
const Years = figure('0', '130')
const Count = z.int().min(0).max(100_000)
const ratio = figure('0', '1000000')

const Items = z.strictObject({
  residenceYears: Years,
  workersShare: figure('0', '1'),
  mainWorkerAge: Years,
  socialInsurance: z.enum(['all', 'some', 'none']),
  netCountedFen: SignedFen,
  leverage: ratio,
  liquidityMonths: ratio.nullable(),
  incomeToCountyMean: figure('-1000000', '1000000'),
  tradeYears: Years,
  incomeCv: ratio.nullable(),
  productionInsured: z.boolean(),
  monitoredAndTraced: z.boolean(),
  worstDaysPastDue24m: Count.nullable(),
  loansRepaid: Count,
  enquiries3m: Count,
  lineUse: ratio.nullable(),
  guaranteesToIncome: ratio,
  honours: z.array(z.enum(honourLevels)).max(100),
  publicService: z.boolean(),
  villageReviewMean: figure('0', '100').nullable(),
}) satisfies z.ZodType<FamilyFacts>

const scalar = z.union([z.number(), z.string(), z.boolean(), z.null()])

/** The Chen family of finance 4.1 to 4.7. */
export const chenFamily = {
  residenceYears: 12,
  workersShare: '0.5',
  mainWorkerAge: 45,
  socialInsurance: 'all',
  netCountedFen: 14_182_771,
  leverage: '0.1599',
  liquidityMonths: '12',
  incomeToCountyMean: '1.1',
  tradeYears: 9,
  incomeCv: '0.3',
  productionInsured: true,
  monitoredAndTraced: true,
  worstDaysPastDue24m: 0,
  loansRepaid: 2,
  enquiries3m: 1,
  lineUse: null,
  guaranteesToIncome: '0.3',
  honours: ['county'],
  publicService: false,
  villageReviewMean: 78,
} as const

const familyScoreCalculator = defineCalculator({
  name: 'family-score',
  title: '家庭信用分',
  keywords: ['信用分', '评分卡', '家庭信用', '公议', '荣誉', '信用等级'],
  summary:
    '按公布的评分卡计算农户家庭信用分与等级，列出失分最多的四项，以及每项提高一档后的分数（重新评分，不是估计）。',
  input: z.strictObject({
    items: Items,
    deductions: z.array(z.enum(deductionKinds)).max(50).default([]),
    veto: z.array(z.enum(vetoes)).max(vetoes.length).default([]),
  }),
  value: z.object({
    total: z.int(),
    grade: z.enum(familyGrades),
    items: z.array(z.object({ id: z.enum(scoreItems), points: z.int(), max: z.int() })),
    veto: z.array(z.enum(vetoes)).nullable(),
    reasons: z.array(
      z.object({ id: z.enum(scoreItems), points: z.int(), max: z.int(), title: z.string(), lost: z.int() }),
    ),
    counterfactuals: z.array(
      z.object({
        id: z.enum(scoreItems),
        from: scalar,
        to: z.string(),
        gain: z.int(),
        total: z.int(),
        grade: z.enum(familyGrades),
      }),
    ),
  }),
  examples: [
    { title: '陈家：768 分，A 级', input: { items: { ...chenFamily, honours: ['county'] } } },
    {
      title: '两次扣分',
      input: {
        items: { ...chenFamily, honours: [], villageReviewMean: null },
        deductions: ['enforcement_case', 'other_penalty'],
      },
    },
    {
      title: '失信被执行人，一票否决',
      input: { items: { ...chenFamily, honours: ['county'] }, veto: ['dishonest_debtor'] },
    },
  ],
  compute: ({ items, deductions, veto }, working) => {
    const card = scoreCard(RuleBook.defaults, working)
    const score = familyScore(items, deductions, veto, card, working)
    const quiet = scoreCard(RuleBook.defaults, Working.silent)
    return {
      total: score.total,
      grade: score.grade,
      items: score.items,
      veto: score.veto,
      reasons: scoreReasons(score.items),
      counterfactuals: scoreCounterfactuals(items, deductions, score, quiet, Working.silent),
    }
  },
})

export const scoreCalculators: readonly Calculator[] = [familyScoreCalculator]
