import { Problem } from '../../platform/errors/problem.ts'
import type { Working } from '../../platform/explain.ts'
import { type Fen, Rational, formatYuan } from '../../platform/money.ts'
import { type LoanRun, type Row, runLoan } from './loan-run.ts'
import type { LoanTerms } from './loan-terms.ts'

export const interestSource = '银发〔2005〕129号：年 360 天、月 30 天，零头天数按实际天数'

export type Schedule = {
  /** The level instalment; null where the method has none. */
  readonly installmentFen: Fen | null
  readonly rows: readonly Row[]
  readonly totals: { readonly principalFen: Fen; readonly interestFen: Fen; readonly totalFen: Fen }
}

export const totalsOf = (rows: readonly Row[]): Schedule['totals'] => {
  const sum = (key: 'principalFen' | 'interestFen' | 'totalFen') => rows.reduce((total, row) => total + row[key], 0n)
  return { principalFen: sum('principalFen'), interestFen: sum('interestFen'), totalFen: sum('totalFen') }
}

const balanced = (terms: LoanTerms, run: LoanRun): LoanRun => {
  const { installmentFen: installment, rows } = run
  const last = rows.at(-1)
  const count = rows.length - terms.principalGraceInstallments
  if (installment === null || last === undefined || count < 2) return run
  const distance = (total: Fen, from: Fen) => (total > from ? total - from : from - total)
  if (distance(last.totalFen, installment) <= BigInt(Math.floor(count / 2))) return run
  const shifted =
    installment +
    Rational.of(last.totalFen - installment)
      .dividedBy(count)
      .round(terms.rounding)
  // One fen less may no longer cover the interest or end a row early: then the first plan stands.
  if (shifted === installment) return run
  try {
    const second = runLoan({ ...terms, installmentFen: shifted }, [])
    const secondLast = second.rows.at(-1)
    const closer =
      secondLast !== undefined &&
      second.rows.length === rows.length &&
      distance(secondLast.totalFen, shifted) < distance(last.totalFen, installment)
    return closer ? second : run
  } catch (error) {
    if (error instanceof Problem) return run
    throw error
  }
}

/**
 * Repayment schedule by one of the four methods (finance 4.8). Interest of a row = opening balance × rate × part of the
 * year, rounded once to the fen; the last row repays what is left, so it carries all rounding.
 * @throws Problem not_computable `installment_too_small`, `too_many_periods`
 */
export const schedule = (terms: LoanTerms, working: Working): Schedule => {
  const plain = runLoan(terms, [])
  const run = terms.balanceInstallments && terms.installmentFen === undefined ? balanced(terms, plain) : plain
  const totals = totalsOf(run.rows)
  explainSchedule(terms, run, totals, working)
  return { installmentFen: run.installmentFen, rows: run.rows, totals }
}

const explainSchedule = (terms: LoanTerms, run: LoanRun, totals: Schedule['totals'], working: Working): void => {
  if (!working.recording) return
  const [first] = run.rows
  if (run.installmentFen !== null) {
    const given = terms.installmentFen !== undefined
    working.step({
      label: given ? '约定的每期还款额' : '每期还款额（等额本息）',
      formula: given ? '合同约定' : 'X = P × Π(1+fᵢ) ÷ Fₙ，F₁ = 1，Fᵢ = 1 + Fᵢ₋₁ × (1+fᵢ)，一次取整',
      inputs: {
        P: { value: formatYuan(terms.principalFen), unit: '元' },
        年利率: terms.annualRate.toDecimal().toString(),
        n: { value: run.rows.length - Math.min(terms.principalGraceInstallments, run.rows.length - 1), unit: '期' },
      },
      result: formatYuan(run.installmentFen),
      unit: '元',
      source: interestSource,
    })
  }
  if (first !== undefined) {
    working.step({
      label: '首期利息',
      formula: '期初本金 × 年利率 × 计息天数 ÷ 年天数，一次取整',
      inputs: {
        期初本金: { value: formatYuan(first.openingFen), unit: '元' },
        年利率: terms.annualRate.toDecimal().toString(),
        计息天数: { value: first.days, unit: '天' },
        计息规则: terms.dayCount,
      },
      result: formatYuan(first.interestFen),
      unit: '元',
      source: interestSource,
    })
  }
  working.step({
    label: '利息合计',
    formula: '各期利息之和；末期归还全部剩余本金，取整差额计入末期',
    inputs: {
      期数: { value: run.rows.length, unit: '期' },
      本金合计: { value: formatYuan(totals.principalFen), unit: '元' },
    },
    result: formatYuan(totals.interestFen),
    unit: '元',
    source: interestSource,
  })
}
