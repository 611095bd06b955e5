import { type CivilDate, diffDays } from '../../platform/dates.ts'
import { Problem } from '../../platform/errors/problem.ts'
import type { Working } from '../../platform/explain.ts'
import { type Fen, Rational, formatYuan } from '../../platform/money.ts'
import {
  type AccruedInterest,
  type LoanRun,
  type Payment,
  type PaymentEffect,
  type PrepayMode,
  runLoan,
} from './loan-run.ts'
import type { InterestTerms, LoanTerms } from './loan-terms.ts'
import { type Period, brokenDays, brokenFraction, periodsOf, refuseUnordered } from './periods.ts'
import { type Schedule, interestSource, totalsOf } from './schedule.ts'

export type PrepaidLoan = Schedule & {
  readonly payments: readonly PaymentEffect[]
  /**
   * Interest spared against the plan without prepayments. It may be negative: a period that a payment interrupts bears
   * its actual days instead of 30 a month, so at 30/360 up to a day more a month, and each rounding moves half a fen.
   */
  readonly savedInterestFen: Fen
}

/** A loan whose term follows from its instalment, with that term written out: prepayment then keeps or shortens it. */
const withFixedTerm = (terms: LoanTerms): { readonly terms: LoanTerms; readonly plan: LoanRun } => {
  const plan = runLoan(terms, [])
  if (!terms.countFromInstallment) return { terms, plan }
  return { terms: { ...terms, countFromInstallment: false, dueDates: plan.rows.map(({ due }) => due) }, plan }
}

/**
 * The whole life of a loan with payments beside the plan (finance 4.8). A payment inside a period first pays the
 * interest to its day (`collect_now`) or is all principal (`at_due_date`); one on a due date covers that instalment and
 * the excess prepays. Then the instalments shrink to the same maturity, or stay and end earlier.
 * @throws Problem not_computable: `dates_order`, `payment_after_end` and those of `runLoan`
 */
export const prepay = (
  loan: LoanTerms,
  payments: readonly Payment[],
  mode: PrepayMode,
  accrued: AccruedInterest,
  working: Working,
): PrepaidLoan => {
  const { terms, plan } = withFixedTerm(loan)
  refuseUnordered(
    [terms.start, ...payments.map(({ date }) => date)],
    (index) => `/payments/${Math.max(0, index - 1)}/date`,
  )
  const maturity = plan.rows.at(-1)?.due ?? terms.start
  payments.forEach(({ date }, index) => {
    if (date > maturity) {
      throw Problem.field(`/payments/${index}/date`, 'payment_after_end', `晚于贷款到期日 ${maturity}`)
    }
  })
  const run = runLoan(terms, payments, { mode, accrued })
  for (const effect of run.effects) {
    working.step({
      label: `${effect.date} 提前还款`,
      formula:
        accrued === 'collect_now' ? '付款 − 至当日利息 = 归还本金' : '付款全部归还本金，利息按日分段于还款日结清',
      inputs: {
        付款: { value: formatYuan(effect.amountFen), unit: '元' },
        至当日利息: { value: formatYuan(effect.interestFen), unit: '元' },
        归还本金: { value: formatYuan(effect.principalFen), unit: '元' },
        此后每期还款额: {
          value: effect.installmentFen === null ? null : formatYuan(effect.installmentFen),
          unit: '元',
        },
      },
      result: formatYuan(effect.balanceFen),
      unit: '元',
      source: interestSource,
    })
  }
  const totals = totalsOf(run.rows)
  const savedInterestFen = totalsOf(plan.rows).interestFen - totals.interestFen
  working.step({
    label: '少付利息',
    formula: '原计划利息合计 − 提前还款后利息合计',
    inputs: {
      原计划利息合计: { value: formatYuan(totals.interestFen + savedInterestFen), unit: '元' },
      提前还款后利息合计: { value: formatYuan(totals.interestFen), unit: '元' },
    },
    result: formatYuan(savedInterestFen),
    unit: '元',
    source: interestSource,
  })
  if (savedInterestFen < 0n) {
    working.warn(
      'odd_days_cost_more',
      '提前还款打断的一期改按实际天数计息（整月按 30 天），多出的天数使利息合计略高于原计划',
    )
  }
  return { installmentFen: run.installmentFen, rows: run.rows, totals, payments: run.effects, savedInterestFen }
}

/**
 * What settles a loan on a day inside a period: balance + interest from the last due date, rounded once.
 * @throws Problem not_computable `dates_order` when the day lies outside [from, periodDue]
 */
export const payoff = (
  terms: InterestTerms,
  balanceFen: Fen,
  from: CivilDate,
  periodDue: CivilDate,
  payoffDate: CivilDate,
  working: Working,
): { readonly interestFen: Fen; readonly payoffFen: Fen } => {
  refuseUnordered([from, periodDue], () => '/periodDue')
  if (payoffDate < from || payoffDate > periodDue) {
    throw Problem.field('/payoffDate', 'dates_order', `结清日须在 ${from} 至 ${periodDue} 之间`)
  }
  const stretch = stretchOf(terms, from, periodDue, payoffDate)
  const interestFen = Rational.of(balanceFen).times(terms.annualRate).times(stretch.fraction).round(terms.rounding)
  working.step({
    label: '至结清日利息',
    formula: '本金余额 × 年利率 × 计息年数，一次取整',
    inputs: {
      本金余额: { value: formatYuan(balanceFen), unit: '元' },
      年利率: terms.annualRate.toDecimal().toString(),
      计息天数: { value: stretch.days, unit: '天' },
      计息年数: stretch.fraction.toString(),
    },
    result: formatYuan(interestFen),
    unit: '元',
    source: interestSource,
  })
  working.step({
    label: '结清金额',
    formula: '本金余额 + 至结清日利息',
    inputs: { 实际天数: { value: diffDays(from, payoffDate), unit: '天' } },
    result: formatYuan(balanceFen + interestFen),
    unit: '元',
    source: interestSource,
  })
  return { interestFen, payoffFen: balanceFen + interestFen }
}

const stretchOf = (
  terms: InterestTerms,
  from: CivilDate,
  periodDue: CivilDate,
  payoffDate: CivilDate,
): Pick<Period, 'days' | 'fraction'> => {
  const [period] = periodsOf({ ...terms, brokenPeriod: undefined }, from, [periodDue], {
    dueDay: null,
    periodMonths: 1,
  })
  if (period === undefined) return { days: 0, fraction: Rational.zero }
  if (payoffDate === periodDue) return period
  // The period given is the regular one: its own length is the measure of ACT_IN_PERIOD.
  const regular = { regular: { fraction: period.fraction, days: diffDays(from, periodDue) } }
  return { days: brokenDays(from, payoffDate, terms), fraction: brokenFraction(from, payoffDate, regular, terms) }
}
