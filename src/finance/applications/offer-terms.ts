import type { CivilDate } from '../../platform/dates.ts'
import { partsOf } from '../../platform/dates.ts'
import { type Fen, Rational } from '../../platform/money.ts'
import type { LoanTerms, RepaymentMethod } from '../model/loan-terms.ts'

/** Terms of a household loan as it is offered: 30/360, half up, no grace, level to the fen. */
export const interestTermsOf = (loan: {
  readonly principalFen: Fen
  readonly annualRate: string
  readonly method: RepaymentMethod
  readonly start: CivilDate
  readonly dueDates: readonly CivilDate[]
}): LoanTerms => ({
  ...loan,
  annualRate: Rational.of(loan.annualRate),
  dueDates: [...loan.dueDates],
  dueDay: partsOf(loan.start).day,
  periodMonths: 1,
  dayCount: '30/360',
  rounding: 'HALF_UP',
  countFromInstallment: false,
  installmentMultipleFen: 1n,
  installmentRounding: 'HALF_UP',
  principalGraceInstallments: 0,
  balanceInstallments: false,
  pointer: '',
})
