import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CivilDate, addDays, parseDate } from '../../platform/dates.ts'
import { Working } from '../../platform/explain.ts'
import { Decimal, Rational } from '../../platform/money.ts'
import { levelInstalment } from './annuity.ts'
import { type LoanTerms, dayCounts, repaymentMethods } from './loan-terms.ts'
import { dueDatesFrom, periodsOf } from './periods.ts'
import { schedule } from './schedule.ts'

const day = (text: string) => parseDate(text)

export const loanOf = (change: Partial<LoanTerms> & { readonly count?: number } = {}): LoanTerms => {
  const { count = 12, ...rest } = change
  const start = rest.start ?? day('2022-06-20')
  const periodMonths = rest.periodMonths ?? 1
  const dueDay = rest.dueDay === undefined ? 20 : rest.dueDay
  return {
    principalFen: 10_000_000n,
    annualRate: Rational.of('0.0405'),
    dayCount: '30/360',
    rounding: 'HALF_UP',
    method: 'annuity',
    start,
    dueDates: dueDatesFrom(start, count, periodMonths, dueDay ?? 20),
    dueDay,
    periodMonths,
    countFromInstallment: false,
    installmentMultipleFen: 1n,
    installmentRounding: 'HALF_UP',
    principalGraceInstallments: 0,
    balanceInstallments: false,
    pointer: '',
    ...rest,
  }
}

const plan = (change: Parameters<typeof loanOf>[0] = {}) => schedule(loanOf(change), Working.silent)

describe('the worked examples of finance 4.8', () => {
  it('annuity: 8 517.28, last 8 517.22, interest 2 207.30', () => {
    const { installmentFen, rows, totals } = plan()
    expect(installmentFen).toBe(851_728n)
    expect(rows[0]).toMatchObject({ principalFen: 817_978n, interestFen: 33_750n, totalFen: 851_728n, days: 30 })
    expect(rows[1]).toMatchObject({ principalFen: 820_739n, interestFen: 30_989n })
    expect(rows[11]).toMatchObject({ principalFen: 848_857n, interestFen: 2_865n, totalFen: 851_722n, closingFen: 0n })
    expect(totals.interestFen).toBe(220_730n)
  })

  it('equal principal: 8 670.83 first, 8 333.37 principal last, interest 2 193.78', () => {
    const { installmentFen, rows, totals } = plan({ method: 'equal_principal' })
    expect(installmentFen).toBeNull()
    expect(rows[0]?.totalFen).toBe(867_083n)
    expect(rows[11]).toMatchObject({ principalFen: 833_337n, interestFen: 2_813n })
    expect(totals.interestFen).toBe(219_378n)
  })

  it('interest only by 30/360 and by actual days', () => {
    expect(plan({ method: 'interest_only' }).totals.interestFen).toBe(405_000n)
    const actual = plan({ method: 'interest_only', dayCount: 'ACT/360' })
    expect(actual.totals.interestFen).toBe(410_625n)
    expect(actual.rows.map(({ interestFen }) => interestFen).slice(0, 2)).toEqual([33_750n, 34_875n])
    expect(actual.rows[8]).toMatchObject({ days: 28, interestFen: 31_500n })
  })

  it('bullet: one row to the maturity', () => {
    const { rows } = plan({ method: 'bullet' })
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ due: '2023-06-20', days: 360, principalFen: 10_000_000n, interestFen: 405_000n })
  })
})

describe('edges', () => {
  it('keeps the due day 31 over short months, each a whole month of 30 days', () => {
    const { rows } = plan({ start: day('2023-12-31'), dueDay: 31, count: 4 })
    expect(rows.map(({ due, days }) => [due, days])).toEqual([
      ['2024-01-31', 30],
      ['2024-02-29', 30],
      ['2024-03-31', 30],
      ['2024-04-30', 30],
    ])
  })

  it('counts a broken first period as the option says', () => {
    const first = (brokenPeriod?: LoanTerms['brokenPeriod']) =>
      plan({
        start: day('2022-07-05'),
        method: 'interest_only',
        brokenPeriod,
        dueDates: dueDatesFrom(day('2022-07-05'), 2, 1, 20),
      }).rows[0]
    expect(first()).toMatchObject({ due: '2022-08-20', days: 46, interestFen: 51_750n })
    expect(first('30/360')).toMatchObject({ days: 45, interestFen: 50_625n })
    // A month's interest of 337.50 × 46 days ÷ the 31 days from 20 July to 20 August.
    expect(first('ACT_IN_PERIOD')).toMatchObject({ days: 46, interestFen: 50_081n })
  })

  it('splits ACT/ACT at the end of the leap year', () => {
    const { rows } = plan({ method: 'bullet', dayCount: 'ACT/ACT', start: day('2023-07-01'), dueDay: 1 })
    const exact = Rational.of(184, 365).plus(Rational.of(182, 366)).times('0.0405').times(10_000_000n).round()
    expect(rows[0]?.interestFen).toBe(exact)
  })

  it('repays without interest at rate 0, one period, and one fen', () => {
    expect(
      plan({ annualRate: Rational.zero, count: 3, principalFen: 100n }).rows.map((row) => row.principalFen),
    ).toEqual([33n, 33n, 34n])
    expect(plan({ count: 1 }).rows[0]).toMatchObject({ totalFen: 10_033_750n, closingFen: 0n })
    expect(plan({ count: 12, principalFen: 1n }).totals.principalFen).toBe(1n)
  })

  it('lets the term follow from the instalment', () => {
    const { rows } = plan({ count: 600, installmentFen: 1_000_000n, countFromInstallment: true })
    expect(rows).toHaveLength(11)
    expect(rows.at(-1)?.totalFen).toBeLessThan(1_000_000n)
  })

  it('refuses an instalment that does not cover the interest, or never ends', () => {
    expect(() => plan({ installmentFen: 30_000n })).toThrow(
      expect.objectContaining({
        errors: [expect.objectContaining({ pointer: '/installmentFen', code: 'installment_too_small' })],
      }),
    )
    expect(() => plan({ count: 600, installmentFen: 33_750n, countFromInstallment: true })).toThrow(/不足以还款/)
    expect(() => plan({ count: 600, installmentFen: 34_000n, countFromInstallment: true })).toThrow(
      expect.objectContaining({ errors: [expect.objectContaining({ code: 'too_many_periods' })] }),
    )
  })

  it('pays interest only while principal rests', () => {
    const { rows, installmentFen } = plan({ principalGraceInstallments: 3 })
    expect(rows.slice(0, 3).map(({ totalFen }) => totalFen)).toEqual([33_750n, 33_750n, 33_750n])
    expect(installmentFen).toBe(plan({ count: 9 }).installmentFen)
  })

  it('rounds instalments to whole yuan and lets the last row carry the difference', () => {
    const { rows, installmentFen } = plan({ installmentMultipleFen: 100n, installmentRounding: 'UP' })
    expect(installmentFen).toBe(851_800n)
    expect(rows.at(-1)?.totalFen).toBeLessThan(851_800n)
  })

  it('brings the last instalment nearer to the others when asked', () => {
    const change = { count: 240, principalFen: 33_333_333n, installmentMultipleFen: 10n }
    const [plain, balanced] = [plan(change), plan({ ...change, balanceInstallments: true })]
    const distance = ({ rows, installmentFen }: typeof plain) =>
      Math.abs(Number((rows.at(-1)?.totalFen ?? 0n) - (installmentFen ?? 0n)))
    expect(distance(balanced)).toBeLessThan(distance(plain))
    expect(balanced.totals.principalFen).toBe(33_333_333n)
  })

  it('an instalment of just the interest repays nothing, and is no error', () => {
    const { rows } = plan({ count: 3, installmentFen: 33_750n })
    expect(rows.map(({ principalFen }) => principalFen)).toEqual([0n, 0n, 10_000_000n])
    expect(() => plan({ count: 3, installmentFen: 33_749n })).toThrow('不足以还款')
  })

  it('listed month ends are whole months, whatever their day', () => {
    const ends = ['2024-02-29', '2024-03-31', '2024-04-30'].map(day)
    const { rows } = plan({ method: 'interest_only', start: day('2024-01-31'), dueDates: ends, dueDay: null })
    expect(rows.map(({ days, interestFen }) => [days, interestFen])).toEqual([
      [30, 33_750n],
      [30, 33_750n],
      [30, 33_750n],
    ])
  })

  // multiple, grace rows → the instalment, and by how much the last one differs from it.
  it.each([
    // Half a fen a row is no reason: 6 of 12 rows.
    [3n, 0, 851_727n, 6n],
    [7n, 0, 851_728n, -6n],
    // Rows of grace carry no principal: the difference is shared by the nine that do.
    [3n, 3, 1_129_945n, 3n],
    [10n, 3, 1_129_945n, 3n],
  ])(
    'balances by the rows that repay: multiples of %d, %d rows of grace',
    (multiple, grace, installment, difference) => {
      const { rows, installmentFen } = plan({
        installmentMultipleFen: multiple,
        principalGraceInstallments: grace,
        balanceInstallments: true,
      })
      expect(installmentFen).toBe(installment)
      expect((rows.at(-1)?.totalFen ?? 0n) - installment).toBe(difference)
    },
  )
})

const anyLoan = fc
  .record({
    principalFen: fc.bigInt({ min: 1n, max: 10_000_000_000_000n }),
    rate: fc.integer({ min: 0, max: 36_000 }),
    dayCount: fc.constantFrom(...dayCounts),
    rounding: fc.constantFrom('HALF_UP' as const, 'HALF_EVEN' as const),
    method: fc.constantFrom(...repaymentMethods),
    brokenPeriod: fc.constantFrom(undefined, 'ACT/360' as const, 'ACT_IN_PERIOD' as const, '30/360' as const),
    offset: fc.integer({ min: 0, max: 20_000 }),
    count: fc.integer({ min: 1, max: 80 }),
    periodMonths: fc.constantFrom(1, 3, 6, 12),
    dueDay: fc.integer({ min: 1, max: 31 }),
    principalGraceInstallments: fc.constantFrom(0, 0, 2),
  })
  .map(({ rate, offset, count, principalGraceInstallments, ...rest }) => {
    const start = addDays('2000-01-01' as CivilDate, offset)
    return loanOf({
      ...rest,
      start,
      annualRate: Rational.of(rate, 100_000),
      dueDates: dueDatesFrom(start, count, rest.periodMonths, rest.dueDay),
      principalGraceInstallments: Math.min(principalGraceInstallments, count - 1),
    })
  })

/** A first period far longer than the others may need more interest than one level instalment: refused, and no plan. */
const planned = (terms: LoanTerms) => {
  try {
    return schedule(terms, Working.silent)
  } catch (error) {
    expect(error).toMatchObject({ errors: [{ code: 'installment_too_small' }] })
    fc.pre(false)
    throw error
  }
}

describe('properties', () => {
  it('repays exactly the loan, never negative, never rising, rows adding up to the totals', () => {
    fc.assert(
      fc.property(anyLoan, (terms) => {
        const { rows, totals } = planned(terms)
        expect(totals.principalFen).toBe(terms.principalFen)
        expect(rows.at(-1)?.closingFen).toBe(0n)
        expect(totals.totalFen).toBe(totals.principalFen + totals.interestFen)
        let opening = terms.principalFen
        for (const row of rows) {
          expect(row.openingFen).toBe(opening)
          expect(row.principalFen >= 0n && row.interestFen >= 0n).toBe(true)
          expect(row.totalFen).toBe(row.principalFen + row.interestFen)
          expect(row.closingFen).toBe(row.openingFen - row.principalFen)
          opening = row.closingFen
        }
      }),
      { numRuns: 300 },
    )
  })

  it('gives the same plan again, and no dearer plan for a lower rate', () => {
    fc.assert(
      fc.property(anyLoan, (terms) => {
        const first = planned(terms)
        expect(schedule(terms, Working.silent)).toEqual(first)
        const cheaper = planned({ ...terms, annualRate: terms.annualRate.dividedBy(2) })
        // Rounding moves each row by half a fen at most.
        expect(cheaper.totals.interestFen <= first.totals.interestFen + BigInt(first.rows.length)).toBe(true)
      }),
      { numRuns: 100 },
    )
  })

  it('agrees with the closed form P·f ÷ (1 − (1+f)⁻ⁿ)', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 10n ** 12n }),
        fc.integer({ min: 1, max: 3_600 }),
        fc.integer({ min: 1, max: 360 }),
        (balance, rate, count) => {
          const f = Rational.of(rate, 120_000)
          const closed = new Decimal(balance.toString())
            .times(f.toDecimal())
            .dividedBy(new Decimal(1).minus(f.toDecimal().plus(1).pow(-count)))
          const level = levelInstalment(
            balance,
            Array.from({ length: count }, () => f),
            Rational.zero,
            1n,
            'HALF_UP',
          )
          expect(closed.minus(level.toString()).abs().toNumber()).toBeLessThanOrEqual(0.5000001)
        },
      ),
    )
  })

  it('counts the same interest days however the period is cut, for actual counts', () => {
    const terms = { annualRate: Rational.of('0.05'), dayCount: 'ACT/365', rounding: 'HALF_UP' } as const
    const parts = periodsOf(terms, day('2024-01-31'), dueDatesFrom(day('2024-01-31'), 12, 1, 31), {
      dueDay: 31,
      periodMonths: 1,
    })
    expect(parts.reduce((sum, { days }) => sum + days, 0)).toBe(366)
  })
})
