import { type CivilDate, diffDays } from '../../platform/dates.ts'
import { Problem } from '../../platform/errors/problem.ts'
import type { Working } from '../../platform/explain.ts'
import { type Fen, Rational, formatYuan } from '../../platform/money.ts'
import { percentText } from './rates.ts'

export const penaltySource = '银发〔2003〕251号第三条：逾期罚息加收 30%–50%，挪用 50%–100%'
const compoundSource = '银发〔1999〕77号第二十条：不能按时支付的利息计收复利，到期后按罚息利率'

/** Overdue loans bear 30 % to 50 % more, misused ones 50 % to 100 %. */
const lowestMarkup = '0.3'
const highestOverdueMarkup = '0.5'
const highestMisuseMarkup = '1'

/**
 * Penalty on overdue principal and compound interest on unpaid interest, both at the penalty rate (finance 4.8).
 * Days = payment date − due date: the due date itself is not late. Each amount is rounded once.
 * @throws Problem not_computable `dates_order`, `markup_range`
 */
export const overdueInterest = (
  loan: {
    readonly principalFen: Fen
    readonly unpaidInterestFen: Fen
    readonly annualRate: Rational
    readonly markup: Rational
    readonly dueDate: CivilDate
    readonly payDate: CivilDate
  },
  working: Working,
): { readonly days: number; readonly penaltyFen: Fen; readonly compoundFen: Fen } => {
  const { principalFen, unpaidInterestFen, annualRate, markup, dueDate, payDate } = loan
  if (payDate < dueDate) throw Problem.field('/payDate', 'dates_order', '还款日不得早于到期日')
  if (markup.compare(lowestMarkup) < 0 || markup.compare(highestMisuseMarkup) > 0) {
    throw Problem.field('/markup', 'markup_range', '加收比例须在 0.3 至 1 之间（逾期 0.3–0.5，挪用 0.5–1）')
  }
  if (markup.compare(highestOverdueMarkup) > 0) {
    working.warn('misuse_markup', '加收比例超过 50%，只适用于未按约定用途使用的部分')
  }
  const days = diffDays(dueDate, payDate)
  const penaltyRate = annualRate.times(markup.plus(1n))
  const runs = (amount: Fen) => Rational.of(amount).times(penaltyRate).times(days).dividedBy(360n).round()
  const inputs = { 罚息利率: percentText(penaltyRate), 逾期天数: { value: days, unit: '天' } }
  const [penaltyFen, compoundFen] = [runs(principalFen), runs(unpaidInterestFen)]
  working.step({
    label: '逾期天数',
    formula: '还款日 − 到期日（到期日当天不算逾期）',
    inputs: { 到期日: dueDate, 还款日: payDate },
    result: days,
    unit: '天',
    source: '民法典第二百零一条',
  })
  working.step({
    label: '罚息',
    formula: '逾期本金 × 年利率 × (1 + 加收比例) × 天数 ÷ 360',
    inputs: { 逾期本金: { value: formatYuan(principalFen), unit: '元' }, ...inputs },
    result: formatYuan(penaltyFen),
    unit: '元',
    source: penaltySource,
  })
  working.step({
    label: '复利',
    formula: '欠付利息 × 罚息利率 × 天数 ÷ 360',
    inputs: { 欠付利息: { value: formatYuan(unpaidInterestFen), unit: '元' }, ...inputs },
    result: formatYuan(compoundFen),
    unit: '元',
    source: compoundSource,
  })
  return { days, penaltyFen, compoundFen }
}
