import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CivilDate, addDays, diffDays, parseDate } from '../../platform/dates.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { Working } from '../../platform/explain.ts'
import { Rational } from '../../platform/money.ts'
import type { AccruedInterest, Payment, PrepayMode } from './loan-run.ts'
import { type LoanTerms, repaymentMethods } from './loan-terms.ts'
import { brokenFraction, dueDatesFrom, periodsOf } from './periods.ts'
import { payoff, prepay } from './prepayment.ts'
import { schedule } from './schedule.ts'

const day = (text: string) => parseDate(text)
const start = day('2022-06-20')
const loan: LoanTerms = {
  principalFen: 10_000_000n,
  annualRate: Rational.of('0.0405'),
  dayCount: '30/360',
  rounding: 'HALF_UP',
  method: 'annuity',
  start,
  dueDates: dueDatesFrom(start, 12, 1, 20),
  dueDay: 20,
  periodMonths: 1,
  countFromInstallment: false,
  installmentMultipleFen: 1n,
  installmentRounding: 'HALF_UP',
  principalGraceInstallments: 0,
  balanceInstallments: false,
  pointer: '/loan',
}
const run = (payments: readonly Payment[], mode: PrepayMode, accrued: AccruedInterest = 'collect_now', terms = loan) =>
  prepay(terms, payments, mode, accrued, Working.silent)
const payment = { date: day('2022-11-05'), amountFen: 3_000_000n }

describe('the worked example of finance 4.8', () => {
  it('reduces the instalment to 4 717.48', () => {
    const { rows, installmentFen, payments } = run([payment], 'reduce_installment')
    expect(payments[0]).toMatchObject({
      interestFen: 12_081n,
      principalFen: 2_987_919n,
      balanceFen: 3_723_567n,
      installmentFen: 471_748n,
    })
    expect(installmentFen).toBe(471_748n)
    // 15 days to the due date: 62.84 interest, 4 654.64 principal beside what was prepaid.
    expect(rows[4]).toMatchObject({ interestFen: 12_081n + 6_284n, principalFen: 2_987_919n + 465_464n })
    expect(rows.at(-1)?.totalFen).toBe(471_747n)
  })

  it('shortens the term: four times 8 517.28, then 3 447.04', () => {
    const { rows } = run([payment], 'shorten_term')
    expect(rows.slice(5).map(({ totalFen }) => totalFen)).toEqual([851_728n, 851_728n, 851_728n, 344_704n])
  })

  it('settles to the day: 120.81', () => {
    const working = new Working()
    expect(payoff(loan, 6_711_486n, day('2022-10-20'), day('2022-11-20'), payment.date, working)).toEqual({
      interestFen: 12_081n,
      payoffFen: 6_723_567n,
    })
    expect(working.explain(null).working.map(({ result }) => result)).toEqual(['120.81', '67,235.67'])
  })
})

describe('edges', () => {
  it('covers the instalment on a due date and prepays the excess', () => {
    const { payments, rows } = run([{ date: day('2022-10-20'), amountFen: 1_851_728n }], 'shorten_term')
    expect(payments[0]).toMatchObject({ interestFen: 0n, principalFen: 1_000_000n, balanceFen: 5_711_486n })
    expect(rows[3]).toMatchObject({ principalFen: 1_826_288n, interestFen: 25_440n })
  })

  it('leaves the plan as it is when exactly the instalment is paid', () => {
    const plain = schedule(loan, Working.silent)
    expect(run([{ date: day('2022-10-20'), amountFen: 851_728n }], 'reduce_installment').rows).toEqual(plain.rows)
    expect(run([], 'shorten_term').rows).toEqual(plain.rows)
  })

  it('runs interest by segments to the due date when it is not collected at once', () => {
    const { rows, payments } = run([payment], 'shorten_term', 'at_due_date')
    expect(payments[0]).toMatchObject({ interestFen: 0n, principalFen: 3_000_000n })
    const exact = Rational.of(6_711_486n * 16n + 3_711_486n * 15n)
      .times('0.0405')
      .dividedBy(360)
      .round()
    expect(rows[4]).toMatchObject({ interestFen: exact, totalFen: 3_000_000n + 851_728n })
  })

  it('keeps instalments level when interest waits for the due date', () => {
    const { rows, installmentFen } = run([payment], 'reduce_installment', 'at_due_date')
    expect(rows[5]?.totalFen).toBe(installmentFen)
    expect(Math.abs(Number((rows.at(-1)?.totalFen ?? 0n) - (installmentFen ?? 0n)))).toBeLessThanOrEqual(8)
  })

  it('ends the loan when all that is owed is paid', () => {
    for (const accrued of ['collect_now', 'at_due_date'] as const) {
      const { rows, totals } = run([{ date: payment.date, amountFen: 6_723_567n }], 'shorten_term', accrued)
      expect(rows).toHaveLength(5)
      expect(rows.at(-1)).toMatchObject({ closingFen: 0n, totalFen: 6_723_567n })
      expect(totals.principalFen).toBe(10_000_000n)
    }
  })

  it.each([
    ['payment_exceeds_payoff', '/payments/0/amountFen', [{ date: day('2022-11-05'), amountFen: 6_723_568n }]],
    ['payment_below_interest', '/payments/0/amountFen', [{ date: day('2022-11-05'), amountFen: 12_000n }]],
    ['payment_below_installment', '/payments/0/amountFen', [{ date: day('2022-11-20'), amountFen: 851_727n }]],
    ['dates_order', '/payments/0/date', [{ date: day('2022-06-20'), amountFen: 1n }]],
    ['dates_order', '/payments/1/date', [payment, payment]],
    ['payment_after_end', '/payments/0/date', [{ date: day('2023-06-21'), amountFen: 1n }]],
    [
      'payment_after_end',
      '/payments/1/date',
      [
        { date: payment.date, amountFen: 6_723_567n },
        { date: day('2023-01-05'), amountFen: 1n },
      ],
    ],
  ] as const)('refuses %s at %s', (code, pointer, payments) => {
    expect(() => run(payments, 'reduce_installment')).toThrow(
      expect.objectContaining({ errors: [expect.objectContaining({ pointer, code })] }),
    )
  })

  it('keeps a given instalment until the first prepayment, also where the term followed from it', () => {
    const terms = {
      ...loan,
      installmentFen: 1_000_000n,
      countFromInstallment: true,
      dueDates: dueDatesFrom(start, 600, 1, 20),
    }
    const { rows } = run([payment], 'reduce_installment', 'collect_now', terms)
    expect(rows.slice(0, 4).map(({ totalFen }) => totalFen)).toEqual([1_000_000n, 1_000_000n, 1_000_000n, 1_000_000n])
    expect(rows).toHaveLength(11)
  })
})

const anyLife = fc.record({
  method: fc.constantFrom(...repaymentMethods),
  rate: fc.integer({ min: 0, max: 3_600 }),
  count: fc.integer({ min: 2, max: 40 }),
  mode: fc.constantFrom('reduce_installment' as const, 'shorten_term' as const),
  accrued: fc.constantFrom('collect_now' as const, 'at_due_date' as const),
  brokenPeriod: fc.constantFrom(undefined, 'ACT_IN_PERIOD' as const, '30/360' as const),
  payments: fc.uniqueArray(
    fc.record({ offset: fc.integer({ min: 1, max: 900 }), share: fc.integer({ min: 50_000, max: 3_000_000 }) }),
    { selector: ({ offset }) => offset, maxLength: 5 },
  ),
})

/** Null where a payment is refused: too small, too large or too late. */
const lifeOf = (terms: LoanTerms, payments: readonly Payment[], mode: PrepayMode, accrued: AccruedInterest) => {
  try {
    return prepay(terms, payments, mode, accrued, Working.silent)
  } catch (error) {
    if (error instanceof Problem) return null
    throw error
  }
}

describe('properties', () => {
  it('conserves principal, or refuses with a pointer', () => {
    fc.assert(
      fc.property(anyLife, ({ method, rate, count, mode, accrued, brokenPeriod, payments }) => {
        const terms = {
          ...loan,
          method,
          annualRate: Rational.of(rate, 10_000),
          dueDates: dueDatesFrom(start, count, 1, 20),
          brokenPeriod,
        }
        const sorted = payments
          .toSorted((a, b) => a.offset - b.offset)
          .map(({ offset, share }) => ({ date: addDays(start, offset), amountFen: BigInt(share) }))
        try {
          const { rows, totals, payments: effects } = prepay(terms, sorted, mode, accrued, Working.silent)
          expect(totals.principalFen).toBe(terms.principalFen)
          expect(rows.at(-1)?.closingFen).toBe(0n)
          expect(rows.every(({ principalFen, interestFen }) => principalFen >= 0n && interestFen >= 0n)).toBe(true)
          for (const { amountFen, interestFen, principalFen } of effects)
            expect(interestFen + principalFen <= amountFen).toBe(true)
        } catch (error) {
          expect(error).toBeInstanceOf(Problem)
          expect((error as Problem).errors[0]?.pointer).toMatch(/^\/payments\/\d+\//)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('costs no more interest than the plan but for the odd days of interrupted periods and the rounding', () => {
    fc.assert(
      fc.property(anyLife, ({ method, rate, count, mode, accrued, brokenPeriod, payments }) => {
        const terms: LoanTerms = {
          ...loan,
          method,
          annualRate: Rational.of(rate, 10_000),
          dueDates: dueDatesFrom(start, count, 1, 20),
          brokenPeriod,
        }
        const sorted = payments
          .toSorted((a, b) => a.offset - b.offset)
          .map(({ offset, share }) => ({ date: addDays(start, offset), amountFen: BigInt(share) }))
        const life = lifeOf(terms, sorted, mode, accrued)
        if (life === null) return
        const dueDates = method === 'bullet' ? terms.dueDates.slice(-1) : terms.dueDates
        const periods = periodsOf(terms, start, dueDates, {
          dueDay: 20,
          periodMonths: method === 'bullet' ? count : 1,
        })
        let oddDays = Rational.zero
        for (const period of periods) {
          if (!sorted.some(({ date }) => date > period.from && date < period.due)) continue
          const excess = brokenFraction(period.from, period.due, period, terms).minus(period.fraction)
          if (excess.sign > 0) oddDays = oddDays.plus(excess.times(terms.principalFen).times(terms.annualRate))
        }
        // What is not repaid for the odd days' sake bears interest itself, at most to the end.
        const years = Rational.of(count, 12)
        const bound = oddDays
          .times(terms.annualRate.times(years).plus(1n))
          .plus(BigInt(life.rows.length + life.payments.length))
        expect(Rational.of(-life.savedInterestFen).compare(bound)).toBeLessThanOrEqual(0)
      }),
      { numRuns: 400 },
    )
  })

  it('says so where an early payment costs more: 14 months hold 426 days, not 420', () => {
    const bullet: LoanTerms = {
      ...loan,
      method: 'bullet',
      annualRate: Rational.of('0.0001'),
      dueDates: dueDatesFrom(start, 14, 1, 20),
    }
    const early = [{ date: addDays(start, 1), amountFen: 50_000n }]
    const working = new Working()
    const { savedInterestFen, rows } = prepay(bullet, early, 'reduce_installment', 'collect_now', working)
    // 1 day on 100 000.00 and 425 days on 99 500.03 ÷ 360, against 14/12 of a year on 100 000.00.
    expect(rows.map(({ interestFen }) => interestFen)).toEqual([3n + 1_175n])
    expect(savedInterestFen).toBe(1_167n - 1_178n)
    expect(working.explain(null).warnings.map(({ code }) => code)).toEqual(['odd_days_cost_more'])
    const level = prepay(
      { ...bullet, brokenPeriod: '30/360' },
      early,
      'reduce_installment',
      'collect_now',
      Working.silent,
    )
    expect(level.savedInterestFen).toBe(6n)
  })

  it('replays: interest paid on the way and the payoff give the loan back to the fen', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 29 }), fc.integer({ min: 0, max: 10 }), (within, index) => {
        const { rows } = schedule(loan, Working.silent)
        const row = rows[index]
        if (row === undefined) return
        const date: CivilDate = addDays(row.from, Math.min(within, diffDays(row.from, row.due) - 1))
        const { payoffFen } = payoff(loan, row.openingFen, row.from, row.due, date, Working.silent)
        const life = run([{ date, amountFen: payoffFen }], 'reduce_installment')
        expect(life.rows).toHaveLength(index + 1)
        expect(life.rows.slice(0, index)).toEqual(rows.slice(0, index))
        expect(life.rows[index]?.totalFen).toBe(payoffFen)
      }),
    )
  })
})
