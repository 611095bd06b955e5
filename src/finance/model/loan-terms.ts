import type { CivilDate, DayCount } from '../../platform/dates.ts'
import type { Fen, Rational, Rounding } from '../../platform/money.ts'

/** 等额本息, 等额本金, 按月付息到期还本, 到期一次还本付息. */
export const repaymentMethods = ['annuity', 'equal_principal', 'interest_only', 'bullet'] as const
export type RepaymentMethod = (typeof repaymentMethods)[number]

export const dayCounts = ['30/360', 'ACT/360', 'ACT/364', 'ACT/365', 'ACT/ACT'] as const satisfies readonly DayCount[]

/**
 * How interest runs over days that are not a whole period: a first period of odd length, or the days to a payment
 * inside a period. 'ACT/360' actual days over 360; 'ACT_IN_PERIOD' actual days over the days of the regular period;
 * '30/360' days of 30E/360.
 */
export const brokenPeriods = ['ACT/360', 'ACT_IN_PERIOD', '30/360'] as const
export type BrokenPeriod = (typeof brokenPeriods)[number]

export type InstallmentRounding = Rounding | 'UP'

export type InterestTerms = {
  /** Yearly, a fraction: 4.05 % is 0.0405. */
  readonly annualRate: Rational
  readonly dayCount: DayCount
  /** Absent: actual days over the loan's own base (360 for 30/360). */
  readonly brokenPeriod?: BrokenPeriod | undefined
  readonly rounding: Rounding
}

export type LoanTerms = InterestTerms & {
  readonly principalFen: Fen
  readonly method: RepaymentMethod
  readonly start: CivilDate
  /** In order, the last is the maturity. */
  readonly dueDates: readonly CivilDate[]
  /** Day of the month on which instalments fall due, kept over short months; null: the dates were listed one by one. */
  readonly dueDay: number | null
  readonly periodMonths: number
  /** Annuity only: the agreed instalment instead of the computed one. */
  readonly installmentFen?: Fen | undefined
  /** The number of instalments follows from `installmentFen`; `dueDates` then are the most that may be needed. */
  readonly countFromInstallment: boolean
  readonly installmentMultipleFen: Fen
  readonly installmentRounding: InstallmentRounding
  readonly principalGraceInstallments: number
  readonly balanceInstallments: boolean
  /** Where the loan stands in the request, for pointers of refusals: '' or '/loan'. */
  readonly pointer: string
}
