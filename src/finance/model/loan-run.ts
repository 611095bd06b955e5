import type { CivilDate } from '../../platform/dates.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { type Fen, Rational } from '../../platform/money.ts'
import { roundQuotient } from '../../platform/rational.ts'
import { levelInstalment } from './annuity.ts'
import type { LoanTerms } from './loan-terms.ts'
import { type Period, brokenFraction, lastStride, periodsOf } from './periods.ts'

export type Row = {
  readonly no: number
  readonly from: CivilDate
  readonly due: CivilDate
  readonly days: number
  readonly openingFen: Fen
  readonly principalFen: Fen
  readonly interestFen: Fen
  readonly totalFen: Fen
  readonly closingFen: Fen
}

/** `reduce_installment` 缩额: smaller instalments to the same maturity. `shorten_term` 缩期: the same instalment, fewer. */
export const prepayModes = ['reduce_installment', 'shorten_term'] as const
export type PrepayMode = (typeof prepayModes)[number]

/** Whether interest run up to the day of a prepayment is taken out of it, or falls due with the next instalment. */
export const accruedInterestModes = ['collect_now', 'at_due_date'] as const
export type AccruedInterest = (typeof accruedInterestModes)[number]

export type Payment = { readonly date: CivilDate; readonly amountFen: Fen }

/** What a payment did. */
export type PaymentEffect = {
  readonly date: CivilDate
  readonly amountFen: Fen
  readonly interestFen: Fen
  readonly principalFen: Fen
  readonly balanceFen: Fen
  readonly installmentFen: Fen | null
}

export type LoanRun = {
  readonly installmentFen: Fen | null
  readonly rows: readonly Row[]
  readonly effects: readonly PaymentEffect[]
}

type Prepaying = { readonly mode: PrepayMode; readonly accrued: AccruedInterest }

const least = (a: Fen, b: Fen): Fen => (a < b ? a : b)

/**
 * Walks a loan from its first to its last due date: every instalment is paid on its day, `payments` come on top. The
 * schedule without payments and the prepaid life of a loan are this one walk.
 * @throws Problem not_computable: `installment_too_small`, `too_many_periods`, `payment_below_installment`,
 * `payment_below_interest`, `payment_exceeds_payoff`, `payment_after_end`
 */
export const runLoan = (
  terms: LoanTerms,
  payments: readonly Payment[],
  prepaying: Prepaying = { mode: 'reduce_installment', accrued: 'collect_now' },
): LoanRun => new Walk(terms, payments, prepaying).run()

class Walk {
  readonly #terms: LoanTerms
  readonly #payments: readonly Payment[]
  readonly #prepaying: Prepaying
  readonly #periods: readonly Period[]
  readonly #rows: Row[] = []
  readonly #rates = new Map<Rational, Rational>()
  readonly #effects: PaymentEffect[] = []
  #balance: Fen
  /** What one instalment is: principal and interest for annuity, principal for equal_principal. */
  #instalment: Fen | null = null
  #nextPayment = 0

  constructor(terms: LoanTerms, payments: readonly Payment[], prepaying: Prepaying) {
    this.#terms = terms
    this.#payments = payments
    this.#prepaying = prepaying
    this.#balance = terms.principalFen
    const dueDates = terms.method === 'bullet' ? terms.dueDates.slice(-1) : terms.dueDates
    // A bullet loan has one period, from the start to the maturity.
    const periodMonths = terms.method === 'bullet' ? lastStride(terms.start, dueDates) : terms.periodMonths
    this.#periods = periodsOf(terms, terms.start, dueDates, { dueDay: terms.dueDay, periodMonths })
  }

  run(): LoanRun {
    const { method, principalGraceInstallments: grace, installmentFen } = this.#terms
    if (method === 'annuity' || method === 'equal_principal') {
      const plan = this.#periods.slice(grace)
      this.#instalment =
        (method === 'annuity' ? installmentFen : undefined) ??
        this.#planned(
          plan.map(({ fraction }) => fraction),
          Rational.zero,
        )
    }
    for (const period of this.#periods) {
      if (this.#balance === 0n) break
      this.#walkPeriod(period)
    }
    if (this.#balance > 0n) {
      const pointer = `${this.#terms.pointer}/installmentFen`
      throw Problem.field(pointer, 'too_many_periods', `按此还款额 ${this.#periods.length} 期内不能还清`)
    }
    if (this.#nextPayment < this.#payments.length) {
      const pointer = `/payments/${this.#nextPayment}/date`
      throw Problem.field(pointer, 'payment_after_end', '贷款此前已经还清，不能再收还款')
    }
    const level = method === 'annuity' ? this.#instalment : null
    return { installmentFen: level, rows: this.#rows, effects: this.#effects }
  }

  /** The instalment over periods of these fractions of a year. */
  #planned(fractions: readonly Rational[], carried: Rational): Fen {
    const { method, installmentMultipleFen: multiple, installmentRounding, rounding } = this.#terms
    if (method === 'equal_principal') {
      const count = Math.max(1, fractions.length)
      return multiple === 1n
        ? Rational.of(this.#balance).dividedBy(count).round(rounding)
        : levelInstalment(
            this.#balance,
            fractions.map(() => Rational.zero),
            Rational.zero,
            multiple,
            installmentRounding,
          )
    }
    const rates = fractions.map((fraction) => this.#rateOver(fraction))
    return levelInstalment(this.#balance, rates, carried, multiple, installmentRounding)
  }

  #interestOn(balance: Fen, fraction: Rational): Rational {
    return this.#rateOver(fraction).times(balance)
  }

  /** Rate of a stretch; most periods of a loan are the same part of a year. */
  #rateOver(fraction: Rational): Rational {
    const known = this.#rates.get(fraction) ?? this.#terms.annualRate.times(fraction)
    this.#rates.set(fraction, known)
    return known
  }

  #walkPeriod(period: Period): void {
    const { rounding } = this.#terms
    const openingFen = this.#balance
    let since = period.from
    let carried = Rational.zero
    let [paidPrincipal, paidInterest] = [0n, 0n]
    const rest = () =>
      since === period.from ? period.fraction : brokenFraction(since, period.due, period, this.#terms)

    for (let payment = this.#due(period, false); payment !== undefined; payment = this.#due(period, false)) {
      const run = this.#interestOn(this.#balance, brokenFraction(since, payment.date, period, this.#terms))
      const collected = this.#prepaying.accrued === 'collect_now' ? run.round(rounding) : 0n
      carried = this.#prepaying.accrued === 'collect_now' ? Rational.zero : carried.plus(run)
      since = payment.date
      // All that is owed on the day ends the loan: then the carried interest is settled with it.
      const owed = collected + carried.round(rounding)
      if (payment.amountFen === this.#balance + owed && carried.sign > 0) {
        paidInterest += owed
        paidPrincipal += this.#prepay(payment, owed, period, rest, Rational.zero)
        carried = Rational.zero
      } else {
        paidInterest += collected
        paidPrincipal += this.#prepay(payment, collected, period, rest, carried)
      }
    }

    const interest = this.#interestTo(rest, carried)
    const principal = this.#principalDue(period, interest, carried)
    this.#balance -= principal
    paidInterest += interest
    paidPrincipal += principal

    const onDueDate = this.#due(period, true)
    if (onDueDate !== undefined) paidPrincipal += this.#payOnDueDate(onDueDate, period, interest + principal)
    this.#rows.push({
      no: period.no,
      from: period.from,
      due: period.due,
      days: period.days,
      openingFen,
      principalFen: paidPrincipal,
      interestFen: paidInterest,
      totalFen: paidPrincipal + paidInterest,
      closingFen: this.#balance,
    })
  }

  /** Due at the end of the period: interest since the last payment and what was carried, rounded once. */
  #interestTo(rest: () => Rational, carried: Rational): Fen {
    const { rounding } = this.#terms
    if (this.#balance === 0n) return carried.round(rounding)
    if (carried.sign > 0) return this.#interestOn(this.#balance, rest()).plus(carried).round(rounding)
    const { numerator, denominator } = this.#rateOver(rest())
    return roundQuotient(this.#balance * numerator, denominator, rounding)
  }

  /** The next payment inside the period, or on its due date. */
  #due(period: Period, onDueDate: boolean): Payment | undefined {
    const payment = this.#payments[this.#nextPayment]
    if (payment === undefined) return undefined
    const fits = onDueDate ? payment.date === period.due : payment.date < period.due
    if (!fits) return undefined
    this.#nextPayment++
    return payment
  }

  get #pointer(): string {
    return `/payments/${this.#nextPayment - 1}/amountFen`
  }

  #prepay(payment: Payment, interest: Fen, period: Period, rest: () => Rational, carried: Rational): Fen {
    const principal = payment.amountFen - interest
    if (principal < 0n) {
      throw Problem.field(this.#pointer, 'payment_below_interest', `不足以支付至当日的利息 ${interest} 分`)
    }
    if (principal > this.#balance) {
      throw Problem.field(this.#pointer, 'payment_exceeds_payoff', `超过当日结清金额 ${this.#balance + interest} 分`)
    }
    this.#balance -= principal
    if (this.#prepaying.mode === 'reduce_installment') this.#replan(period, rest, carried)
    this.#record(payment, interest, principal)
    return principal
  }

  #payOnDueDate(payment: Payment, period: Period, owed: Fen): Fen {
    const excess = payment.amountFen - owed
    if (excess < 0n) {
      throw Problem.field(this.#pointer, 'payment_below_installment', `还款日付款不得少于当期应还 ${owed} 分`)
    }
    if (excess > this.#balance) {
      throw Problem.field(this.#pointer, 'payment_exceeds_payoff', `超过当日结清金额 ${this.#balance + owed} 分`)
    }
    this.#balance -= excess
    if (excess > 0n && this.#prepaying.mode === 'reduce_installment') this.#replan(period, null, Rational.zero)
    this.#record(payment, 0n, excess)
    return excess
  }

  /** A new instalment on the new balance over the same due dates (缩额). `rest` null: from the next period on. */
  #replan(period: Period, rest: (() => Rational) | null, carried: Rational): void {
    const { method, principalGraceInstallments: grace } = this.#terms
    if (this.#balance === 0n || (method !== 'annuity' && method !== 'equal_principal')) return
    const open = this.#periods.slice(Math.max(grace, rest === null ? period.no : period.no - 1))
    const fractions = open.map((one) => (rest !== null && one.no === period.no ? rest() : one.fraction))
    if (fractions.length > 0) this.#instalment = this.#planned(fractions, period.no > grace ? carried : Rational.zero)
  }

  #record(payment: Payment, interestFen: Fen, principalFen: Fen): void {
    const installmentFen = this.#terms.method === 'annuity' ? this.#instalment : null
    this.#effects.push({ ...payment, interestFen, principalFen, balanceFen: this.#balance, installmentFen })
  }

  #principalDue(period: Period, interest: Fen, carried: Rational): Fen {
    const { countFromInstallment, principalGraceInstallments: grace, method } = this.#terms
    const isLast = period.no === this.#periods.length
    if (isLast && !countFromInstallment) return this.#balance
    if (this.#instalment === null || period.no <= grace) return 0n
    if (method === 'equal_principal') return least(this.#instalment, this.#balance)
    if (interest > this.#instalment || (countFromInstallment && interest === this.#instalment && this.#balance > 0n)) {
      // Interest carried from the larger balance may exceed the new, smaller instalment: it is paid alone this once.
      if (carried.sign > 0) return 0n
      throw Problem.field(
        `${this.#terms.pointer}/installmentFen`,
        'installment_too_small',
        `第 ${period.no} 期利息 ${interest} 分，每期还款额 ${this.#instalment} 分不足以还款`,
      )
    }
    return least(this.#instalment - interest, this.#balance)
  }
}
