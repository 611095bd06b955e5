import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { type CivilDate, diffDays } from '../../platform/dates.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { Rational } from '../../platform/money.ts'
import { decideDefault } from '../../platform/rules/decision.ts'
import { borrowerKinds, renewalCheck } from '../model/renewal.ts'
import { riskClasses, riskFloor } from '../model/risk-class.ts'
import { renewalRules } from '../rules/renewal.ts'
import { AsOf, Day, DecimalIn } from '../schemas.ts'

/** Order 2023 no. 1 has been in force since this day. */
const riskOrderInForce = '2023-07-01'

const flagNames = [
  'misuse',
  'borrowedNewToRepayOld',
  'qualifyingRenewal',
  'evasion',
  'restructured',
  'technicalOverdue',
] as const

const FlagObject = z.strictObject({
  ...(Object.fromEntries(flagNames.map((name) => [name, z.boolean().default(false)])) as Record<
    (typeof flagNames)[number],
    z.ZodDefault<z.ZodBoolean>
  >),
  /** Expected credit loss ÷ book balance. */
  expectedLoss: DecimalIn('0', '1').nullable().default(null),
})

const daysOf = (days: number | undefined, dueDate: CivilDate | undefined, asOf: CivilDate | undefined): number => {
  if (days !== undefined && dueDate !== undefined) {
    throw Problem.field('/dueDate', 'conflict', '逾期天数与到期日只能给出一种')
  }
  if (days !== undefined) return days
  if (dueDate === undefined)
    throw Problem.field('/daysPastDue', 'required', '须给出逾期天数，或到期日与基准日', 'malformed')
  if (asOf === undefined) throw Problem.field('/asOf', 'required', '给出到期日时须给出基准日', 'malformed')
  return Math.max(0, diffDays(dueDate, asOf))
}

const riskClass = defineCalculator({
  name: 'risk-class',
  title: '贷款五级分类下限',
  keywords: ['五级分类', '关注', '次级', '可疑', '损失', '逾期天数'],
  summary: '按逾期天数和风险事实给出零售贷款的分类下限及条款；人工认定只能更低。',
  input: z.strictObject({
    daysPastDue: z.int().min(0).max(40_000).optional(),
    dueDate: Day.optional(),
    asOf: AsOf.optional(),
    /** As names of what holds, or as an object of true and false. */
    flags: z.union([z.array(z.enum(flagNames)).max(flagNames.length), FlagObject]).optional(),
  }),
  value: z.object({ daysPastDue: z.int(), floor: z.enum(riskClasses), article: z.string() }),
  examples: [
    { title: '逾期 91 天', input: { daysPastDue: 91 } },
    {
      title: '按到期日计算，借新还旧',
      input: { dueDate: '2023-08-20', asOf: '2023-08-20', flags: ['borrowedNewToRepayOld'] },
    },
    { title: '预期损失过半', input: { daysPastDue: 5, flags: { technicalOverdue: true, expectedLoss: '0.5' } } },
  ],
  compute: ({ daysPastDue, dueDate, asOf, flags = [] }, working) => {
    if (asOf !== undefined && asOf < riskOrderInForce) {
      working.warn('earlier_rule', `${riskOrderInForce} 以前适用 2007 年的分类指引；此处按现行办法给出`)
    }
    const days = daysOf(daysPastDue, dueDate, asOf)
    const held = Array.isArray(flags) ? FlagObject.parse(Object.fromEntries(flags.map((name) => [name, true]))) : flags
    const { expectedLoss } = held
    return riskFloor(days, { ...held, expectedLoss: expectedLoss === null ? null : Rational.of(expectedLoss) }, working)
  },
})

const renewal = defineCalculator({
  name: 'renewal-check',
  title: '无还本续贷检查',
  keywords: ['无还本续贷', '续贷', '转贷', '过桥'],
  summary: '能否无还本续贷，续贷后能否保持正常类，以及不满足的条件。',
  input: z.strictObject({
    asOf: AsOf,
    originalClass: z.enum(riskClasses),
    appliedBeforeMaturity: z.boolean(),
    lawfulOperation: z.boolean(),
    operating: z.boolean(),
    goodCredit: z.boolean(),
    misuse: z.boolean(),
    interestArrears: z.boolean(),
    meetsIssueConditions: z.boolean(),
    borrower: z.enum(borrowerKinds).default('household'),
  }),
  value: z.object({ renewalAllowed: z.boolean(), classMayStay: z.boolean(), failed: z.array(z.string()) }),
  examples: [
    {
      title: '全部条件满足',
      input: {
        asOf: '2025-03-01',
        originalClass: 'normal',
        appliedBeforeMaturity: true,
        lawfulOperation: true,
        operating: true,
        goodCredit: true,
        misuse: false,
        interestArrears: false,
        meetsIssueConditions: true,
      },
      value: { renewalAllowed: true, classMayStay: true, failed: [] },
    },
    {
      title: '欠息的关注类贷款',
      input: {
        asOf: '2025-03-01',
        originalClass: 'special_mention',
        appliedBeforeMaturity: true,
        lawfulOperation: true,
        operating: true,
        goodCredit: true,
        misuse: false,
        interestArrears: true,
        meetsIssueConditions: true,
      },
      value: { renewalAllowed: true, classMayStay: false, failed: ['originalClass', 'interestArrears'] },
    },
  ],
  compute: async ({ asOf, borrower, ...facts }, working) => {
    const { output, version } = await decideDefault(renewalRules, { asOf, borrower })
    working.usedRule(renewalRules.name, version)
    return renewalCheck(facts, z.object({ document: z.string(), covered: z.boolean() }).parse(output), working)
  },
})

export const riskCalculators: readonly Calculator[] = [riskClass, renewal]
