/** What is added to and taken from the sea-use fee: relief, delay, change of use (sea 4.14). Source: 海域使用管理法 arts. 28, 33–36. */
import { type CivilDate, diffDays } from '../../platform/dates.ts'
import { Problem } from '../../platform/errors/problem.ts'
import type { Working } from '../../platform/explain.ts'
import { type Fen, Rational, formatYuan } from '../../platform/money.ts'
import { rounded } from './rounding.ts'
import type { SeaUseFee } from './sea-use-fee.ts'

/** Free of charge by art. 35. */
export const exemptions = ['military', 'official_berth', 'non_commercial_channel', 'research_disaster_relief'] as const
export type Exemption = (typeof exemptions)[number]

const exemptionZh: Readonly<Record<Exemption, string>> = {
  military: '军事用海',
  official_berth: '公务船舶专用码头用海',
  non_commercial_channel: '非经营性航道、锚地等交通基础设施用海',
  research_disaster_relief: '教学、科研、防灾减灾、海难搜救打捞等非经营性公益事业用海',
}

/** May be reduced or waived with approval by art. 36. */
export const reductions = ['public_facility', 'national_key_project', 'aquaculture'] as const
export type Reduction = { readonly reason: (typeof reductions)[number]; readonly share: number }

const reductionZh: Readonly<Record<Reduction['reason'], string>> = {
  public_facility: '公用设施用海',
  national_key_project: '国家重大建设项目用海',
  aquaculture: '养殖用海',
}

const fenPerWanYuan = 1_000_000

/**
 * The fee after exemption or approved reduction; the same fee where there is neither.
 * @throws Problem not_computable `conflict` when both are claimed.
 */
export const relievedFee = (
  fee: SeaUseFee,
  exemption: Exemption | null,
  reduction: Reduction | null,
  working: Working,
): SeaUseFee => {
  if (exemption !== null && reduction !== null) {
    throw Problem.field('/reduction', 'conflict', '免缴与减缴只能适用一种')
  }
  if (exemption === null && reduction === null) return fee
  const kept =
    exemption !== null ? Rational.zero : Rational.of(1).minus(Rational.of((reduction?.share ?? 0).toFixed(6)))
  const wanYuan = fee.wanYuan.times(kept)
  working.step({
    label: exemption !== null ? '免缴' : '减缴后',
    formula:
      exemption !== null
        ? exemptionZh[exemption]
        : `应缴 ×（1 − 减免比例）：${reductionZh[reduction?.reason ?? 'aquaculture']}，须经批准`,
    inputs: { 应缴: { value: fee.wanYuan.toFixed(4), unit: '万元' }, 缴纳比例: kept.toFixed(6) },
    result: wanYuan.toFixed(4),
    unit: '万元',
    source: exemption !== null ? '海域使用管理法第三十五条' : '海域使用管理法第三十六条',
  })
  return { ...fee, wanYuan, feeFen: wanYuan.times(fenPerWanYuan).round() }
}

export type LateFee = { readonly overdueDays: number; readonly lateFeeFen: Fen }

/** Outstanding × daily rate × days from the day after the due date to the day of payment, in whole fen (half up). */
export const lateFee = (
  outstandingFen: Fen,
  dueOn: CivilDate,
  paidOn: CivilDate,
  dailyRate: Rational,
  source: string,
  working: Working,
): LateFee => {
  const overdueDays = Math.max(0, diffDays(dueOn, paidOn))
  const lateFeeFen = Rational.of(outstandingFen).times(dailyRate).times(overdueDays).round()
  working.step({
    label: '滞纳金',
    formula: '欠缴 × 日率 × 逾期天数',
    inputs: {
      欠缴: { value: formatYuan(outstandingFen), unit: '元' },
      日率: dailyRate.toFixed(6),
      逾期: { value: overdueDays, unit: '天' },
    },
    result: formatYuan(lateFeeFen),
    unit: '元',
    source,
  })
  return { overdueDays, lateFeeFen }
}

/** The term of a right whose use changes on `changedOn`; the last day counts. */
export type RemainingTerm = {
  readonly grantedOn: CivilDate
  readonly expiresOn: CivilDate
  readonly changedOn: CivilDate
}

export type ChangeFee = {
  readonly remainingDays: number
  readonly oldFen: Fen
  readonly newFen: Fen
  /** What is to be paid more; 0 for a cheaper use: nothing is paid back. */
  readonly differenceFen: Fen
}

/**
 * Change to a dearer use: the difference of what both uses are worth for the remaining term. A yearly fee counts by days
 * of 365, a fee paid once by remaining ÷ total days. The rule is an assumption (sea 4.14).
 * @throws Problem not_computable `dates_order` when the day of change lies outside the term.
 */
export const changeOfUseFee = (
  oldUse: SeaUseFee,
  newUse: SeaUseFee,
  { grantedOn, expiresOn, changedOn }: RemainingTerm,
  working: Working,
): ChangeFee => {
  if (expiresOn < grantedOn) throw Problem.field('/expiresOn', 'dates_order', '到期日不得早于批准之日')
  if (changedOn < grantedOn || changedOn > expiresOn) {
    throw Problem.field('/changedOn', 'dates_order', '变更之日须在海域使用权期限之内')
  }
  const [remainingDays, totalDays] = [diffDays(changedOn, expiresOn) + 1, diffDays(grantedOn, expiresOn) + 1]
  const worth = (label: string, fee: SeaUseFee): Fen => {
    const value = fee.wanYuan
      .times(fenPerWanYuan)
      .times(remainingDays)
      .dividedBy(fee.basis === 'year' ? 365 : totalDays)
      .round()
    working.step({
      label,
      formula: fee.basis === 'year' ? '年海域使用金 × 剩余天数 ÷ 365' : '一次性海域使用金 × 剩余天数 ÷ 总天数',
      inputs: {
        海域使用金: { value: fee.wanYuan.toFixed(4), unit: fee.basis === 'year' ? '万元/年' : '万元' },
        剩余: { value: remainingDays, unit: '天' },
        总期限: { value: totalDays, unit: '天' },
      },
      result: formatYuan(value),
      unit: '元',
      source: `${fee.line}；差额规则为假定（sea 4.14）`,
    })
    return value
  }
  const [oldFen, newFen] = [worth('原用途剩余期限的海域使用金', oldUse), worth('新用途剩余期限的海域使用金', newUse)]
  const differenceFen = newFen > oldFen ? newFen - oldFen : 0n
  working.step({
    label: '应补缴',
    formula: 'max(0, 新用途 − 原用途)',
    inputs: {
      剩余年限: { value: rounded(remainingDays / 365, 4), unit: '年' },
      新用途: { value: formatYuan(newFen), unit: '元' },
      原用途: { value: formatYuan(oldFen), unit: '元' },
    },
    result: formatYuan(differenceFen),
    unit: '元',
    source: '海域使用管理法第二十八条；差额规则为假定（sea 4.14）',
  })
  return { remainingDays, oldFen, newFen, differenceFen }
}
