import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import type { CivilDate } from '../../platform/dates.ts'
import { Problem } from '../../platform/errors/problem.ts'
import type { Working } from '../../platform/explain.ts'
import { Rational, fenToNumber } from '../../platform/money.ts'
import { RuleBook } from '../../platform/rules/rule-book.ts'
import { changeOfUseFee, lateFee } from '../model/fee-adjustments.ts'
import {
  completedPaths,
  renewalCheck,
  transferKinds,
  transferObstacles,
  transferObstaclesOf,
} from '../model/renewal.ts'
import { type FeeMode, feeModes, seaUseFee } from '../model/sea-use-fee.ts'
import { type TermUse, longestTermEnd, termUses } from '../model/sea-use-right.ts'
import { lateFeeRules, renewalThresholdRules, transferRules } from '../rules/sea-use-terms.ts'
import { feeStandardRules } from '../rules/sea-use-fee.ts'
import { AsOf, Day, Figure, Positive, requireInForce } from '../schemas.ts'

const Fen = z.int().min(0).max(100_000_000_000_000)

const late = defineCalculator({
  name: 'seause-late-fee',
  title: '海域使用金滞纳金',
  keywords: ['滞纳金', '逾期', '海域使用金'],
  summary: '欠缴的海域使用金自到期次日起按日计滞纳金。',
  input: z.strictObject({ outstandingFen: Fen, dueOn: Day, paidOn: Day, asOf: AsOf }),
  value: z.object({ overdueDays: z.int(), lateFeeFen: z.int(), totalFen: z.int() }),
  examples: [
    {
      title: '2.5 万元逾期 30 天',
      input: { outstandingFen: 2_500_000, dueOn: '2023-03-31', paidOn: '2023-04-30' },
      value: { overdueDays: 30, lateFeeFen: 37_500, totalFen: 2_537_500 },
    },
    {
      title: '到期当日缴纳',
      input: { outstandingFen: 2_500_000, dueOn: '2023-03-31', paidOn: '2023-03-31' },
      value: { overdueDays: 0, lateFeeFen: 0, totalFen: 2_500_000 },
    },
  ],
  compute: ({ outstandingFen, dueOn, paidOn, asOf }, working) => {
    requireInForce(asOf, lateFeeRules)
    const { dailyRate } = RuleBook.defaults.decide(lateFeeRules, {}, working)
    const owed = BigInt(outstandingFen)
    const { overdueDays, lateFeeFen } = lateFee(
      owed,
      dueOn,
      paidOn,
      Rational.of(dailyRate),
      lateFeeRules.source,
      working,
    )
    return { overdueDays, lateFeeFen: fenToNumber(lateFeeFen), totalFen: fenToNumber(owed + lateFeeFen) }
  },
})

const feeOf = (mode: FeeMode, grade: number, areaHa: number, working: Working) => {
  const row = RuleBook.defaults.decide(feeStandardRules, { mode, grade: String(grade) }, working)
  const question = { mode, grade, naturalCoastline: false, offshore: false, reef: false, days: null }
  return seaUseFee(
    { ...question, areaHa: Rational.of(areaHa.toFixed(8)) },
    { ...row, source: feeStandardRules.source },
    working,
  )
}

const Mode = z.enum(feeModes)
const Use = z.enum(Object.keys(termUses) as [TermUse, ...TermUse[]])

const change = defineCalculator({
  name: 'seause-change-fee',
  title: '变更海域用途补缴',
  keywords: ['变更海域用途', '补缴', '剩余年限'],
  summary: '变更为征收标准更高的用海方式时，按剩余期限补缴差额；变更后的期限自首次批准起不得超过新用途的最高期限。',
  input: z.strictObject({
    fromMode: Mode,
    toMode: Mode,
    grade: z.int().min(1).max(6),
    areaHa: Positive(1_000_000).meta({ unit: '公顷' }),
    grantedOn: Day,
    expiresOn: Day,
    changedOn: Day,
    /** The new use by the classes of art. 25, for its longest term. */
    newUse: Use.optional(),
    asOf: AsOf,
  }),
  value: z.object({
    remainingDays: z.int(),
    oldFen: z.int(),
    newFen: z.int(),
    differenceFen: z.int(),
    newExpiresLatest: z.string().nullable(),
  }),
  examples: [
    {
      title: '港池改透水构筑物，剩 10 年',
      input: {
        fromMode: 'basin',
        toMode: 'permeable',
        grade: 5,
        areaHa: 2,
        grantedOn: '2013-01-01',
        expiresOn: '2032-12-31',
        changedOn: '2023-01-01',
        newUse: 'port_shipyard_construction',
      },
      value: {
        remainingDays: 3_653,
        oldFen: 6_405_260,
        newFen: 36_830_247,
        differenceFen: 30_424_987,
        newExpiresLatest: '2032-12-31',
      },
    },
  ],
  compute: (input, working) => {
    const { fromMode, toMode, grade, areaHa, grantedOn, expiresOn, changedOn, newUse, asOf } = input
    requireInForce(asOf, feeStandardRules)
    const found = changeOfUseFee(
      feeOf(fromMode, grade, areaHa, working),
      feeOf(toMode, grade, areaHa, working),
      { grantedOn, expiresOn, changedOn },
      working,
    )
    const longest = newUse === undefined ? null : longestTermEnd(newUse, grantedOn)
    if (longest !== null && longest < changedOn) {
      throw Problem.field(
        '/newUse',
        'term_above_maximum',
        `自首次批准起已超过${termUses[newUse ?? 'aquaculture'][0]}的最高期限`,
      )
    }
    const earlier = (a: CivilDate, b: CivilDate): CivilDate => (a < b ? a : b)
    return {
      remainingDays: found.remainingDays,
      oldFen: fenToNumber(found.oldFen),
      newFen: fenToNumber(found.newFen),
      differenceFen: fenToNumber(found.differenceFen),
      newExpiresLatest: longest === null ? null : earlier(longest, expiresOn),
    }
  },
})

const transfer = defineCalculator({
  name: 'seause-transfer-check',
  title: '海域使用权流转条件',
  keywords: ['转让', '出租', '抵押', '继承', '流转'],
  summary: '转让、出租、抵押、继承的条件：已登记、已缴清、未查封；转让还须开发利用满一年并投入计划投资的两成。',
  input: z.strictObject({
    kind: z.enum(transferKinds),
    registered: z.boolean(),
    feesPaid: z.boolean(),
    seized: z.boolean(),
    grantedOn: Day,
    asOf: Day,
    plannedInvestmentFen: Fen.default(0),
    investedFen: Fen.default(0),
  }),
  value: z.object({
    allowed: z.boolean(),
    obstacles: z.array(z.enum(transferObstacles)),
    registration: z.enum(['change', 'record']),
  }),
  examples: [
    {
      title: '取得八个月、投入一成',
      input: {
        kind: 'sale',
        registered: true,
        feesPaid: true,
        seized: false,
        grantedOn: '2022-01-01',
        asOf: '2022-09-01',
        plannedInvestmentFen: 1_000_000_000,
        investedFen: 100_000_000,
      },
      value: { allowed: false, obstacles: ['used_too_short', 'investment_too_low'], registration: 'change' },
    },
    {
      title: '出租',
      input: {
        kind: 'lease',
        registered: true,
        feesPaid: true,
        seized: false,
        grantedOn: '2022-01-01',
        asOf: '2022-09-01',
      },
      value: { allowed: true, obstacles: [], registration: 'record' },
    },
  ],
  compute: ({ kind, ...facts }, working) => {
    requireInForce(facts.asOf, transferRules)
    if (facts.asOf < facts.grantedOn) throw Problem.field('/asOf', 'dates_order', '流转之日不得早于批准之日')
    const limits = RuleBook.defaults.decide(transferRules, {}, working)
    const obstacles = transferObstaclesOf(
      kind,
      {
        ...facts,
        plannedInvestmentFen: BigInt(facts.plannedInvestmentFen),
        investedFen: BigInt(facts.investedFen),
      },
      limits,
    )
    working.step({
      label: '可否流转',
      formula: '已登记、已缴清、未查封；转让须满开发利用年限并达到投入比例',
      inputs: {
        开发利用年限: { value: limits.leastYears, unit: '年' },
        已投入比例: limits.leastInvestmentShare,
        未满足: { value: obstacles.length, unit: '项' },
      },
      result: obstacles.length === 0,
      source: transferRules.source,
    })
    return {
      allowed: obstacles.length === 0,
      obstacles,
      // Zhejiang art. 30: transfer, mortgage and inheritance are registered, a lease is recorded.
      registration: kind === 'lease' ? ('record' as const) : ('change' as const),
    }
  },
})

const renewed = defineCalculator({
  name: 'seause-renewal-check',
  title: '低效用海盘活认定',
  keywords: ['盘活', '复评', '低效用海'],
  summary: '复评 50 分以上且提高 15 分以上（同一版评分表），或变更用途、流转已完成，认定为已盘活。',
  input: z.strictObject({
    scoreBefore: Figure(0, 100),
    scoreAfter: Figure(0, 100),
    tableVersionBefore: z.string().max(60).optional(),
    tableVersionAfter: z.string().max(60).optional(),
    completed: z.enum(completedPaths).optional(),
    asOf: AsOf,
  }),
  value: z.object({ renewed: z.boolean(), gain: z.number(), because: z.string() }),
  examples: [
    {
      title: '44.0 分到 61.5 分',
      input: { scoreBefore: 44, scoreAfter: 61.5 },
      value: { renewed: true, gain: 17.5, because: '复评 61.5 分，提高 17.5 分' },
    },
  ],
  compute: ({ scoreBefore, scoreAfter, tableVersionBefore, tableVersionAfter, completed, asOf }, working) => {
    requireInForce(asOf, renewalThresholdRules)
    if (tableVersionBefore !== tableVersionAfter) {
      throw Problem.field('/tableVersionAfter', 'version_mismatch', '复评须用与原评分相同版本的评分表')
    }
    const limits = RuleBook.defaults.decide(renewalThresholdRules, {}, working)
    return renewalCheck(scoreBefore, scoreAfter, completed ?? null, limits, renewalThresholdRules.source, working)
  },
})

export const seaUseChangeCalculators: readonly Calculator[] = [late, change, transfer, renewed]
