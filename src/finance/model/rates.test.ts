import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { builtInCalendar } from '../../platform/calendar/load.ts'
import { rollForward } from '../../platform/calendar/calendar.ts'
import { addDays, makeDate, parseDate, partsOf, yearFraction } from '../../platform/dates.ts'
import { Working } from '../../platform/explain.ts'
import { Decimal, Rational } from '../../platform/money.ts'
import { type CashFlow, annualisedRate } from './annualised-rate.ts'
import { lprInterest, lprOn } from './lpr.ts'
import { lprPublications } from './lpr-history.ts'
import { overdueInterest } from './overdue.ts'
import { percentText, rateText } from './rates.ts'

const day = (text: string) => parseDate(text)

describe('annualised rate', () => {
  const annuity: CashFlow[] = [
    { period: 0, fen: 9_950_000n },
    ...Array.from({ length: 12 }, (_, index) => ({ period: index + 1, fen: index === 11 ? -851_722n : -851_728n })),
  ]

  it('the worked example of finance 4.7: 0.41544 %, 4.99 %, 5.10 %', () => {
    const { irr, simple, compound } = annualisedRate(annuity, Working.silent)
    expect(irr.toFixed(7)).toBe('0.0041544')
    expect([simple.toFixed(4), compound.toFixed(4)]).toEqual(['0.0499', '0.0510'])
  })

  it('gives the same whichever side looks, and in whatever order the flows come', () => {
    const mirrored = annuity.toReversed().map((flow) => ({ ...flow, fen: -flow.fen }))
    expect(annualisedRate(mirrored, Working.silent)).toEqual(annualisedRate(annuity, Working.silent))
  })

  it('gives back the rate of a loan of one period, also 0, negative and by dates', () => {
    fc.assert(
      fc.property(fc.integer({ min: -5_000, max: 30_000 }), fc.integer({ min: 1, max: 20_000 }), (basis, days) => {
        const grown = 100_000_000n + BigInt(basis) * 10_000n
        const { irr } = annualisedRate(
          [
            { period: 3, fen: -100_000_000n },
            { period: 4, fen: grown },
          ],
          Working.silent,
        )
        expect(irr.toFixed(12)).toBe(Rational.of(basis, 10_000).toFixed(12))
        const start = day('2022-03-05')
        const dated = annualisedRate(
          [
            { on: start, fen: -100_000_000n },
            { on: addDays(start, 365), fen: grown },
          ],
          Working.silent,
        )
        expect(dated.irr.toFixed(12)).toBe(Rational.of(basis, 10_000).toFixed(12))
        expect(dated.compound).toEqual(dated.irr)
        // The flows of any horizon are worth nothing at the rate found.
        const long = annualisedRate(
          [
            { on: start, fen: -100n },
            { on: addDays(start, days), fen: 130n },
          ],
          Working.silent,
        )
        const growth = long.irr.plus(1).toDecimal().pow(days).pow(new Decimal(1).dividedBy(365))
        expect(growth.toNumber()).toBeCloseTo(1.3, 8)
      }),
      { numRuns: 60 },
    )
  })

  it('finds rates however enormous: a day, a fen, a hundred thousand million', () => {
    const start = day('2022-01-01')
    const over = (days: number, out: bigint, back: bigint) =>
      annualisedRate(
        [
          { on: start, fen: out },
          { on: addDays(start, days), fen: back },
        ],
        Working.silent,
      ).compound.plus(1)
    expect(over(1, -100n, 130n).toDecimal().log().toFixed(10)).toBe(new Decimal('1.3').log().times(365).toFixed(10))
    expect(over(1, -1n, 10_000_000_000_000n).toDecimal().log().toFixed(10)).toBe('4745.0000000000')
    expect(over(365, -10_000_000_000_000n, 1n).toFixed(13)).toBe('0.0000000000001')
    expect(over(36_500, -100n, 130n).toDecimal().log().toFixed(10)).toBe(
      new Decimal('1.3').log().dividedBy(100).toFixed(10),
    )
  })

  it.each([
    [
      'no_sign_change',
      [
        { period: 0, fen: 1n },
        { period: 1, fen: 2n },
      ],
    ],
    [
      'no_sign_change',
      [
        { period: 1, fen: 1n },
        { period: 1, fen: -1n },
      ],
    ],
    [
      'mixed_timing',
      [
        { period: 0, fen: 1n },
        { on: day('2022-01-01'), fen: -2n },
      ],
    ],
    [
      'no_rate',
      [
        { period: 0, fen: 100n },
        { period: 1, fen: -100n },
        { period: 2, fen: 100n },
      ],
    ],
  ] as const)('refuses %s', (code, flows) => {
    expect(() => annualisedRate(flows, Working.silent)).toThrow(
      expect.objectContaining({ errors: [expect.objectContaining({ code })] }),
    )
  })

  it('takes the rate nearest to zero of several and says so', () => {
    const working = new Working()
    // Roots at 10 % and 20 %.
    const { irr } = annualisedRate(
      [
        { period: 0, fen: 1000n },
        { period: 1, fen: -2300n },
        { period: 2, fen: 1320n },
      ],
      working,
    )
    expect(irr.toFixed(10)).toBe('0.1000000000')
    expect(working.explain(null).warnings[0]?.code).toBe('several_rates')
  })
})

describe('loan prime rate', () => {
  it('was published on the 20th of every month or the next working day', () => {
    lprPublications.forEach(({ publishedOn }, index) => {
      const { year, month } = partsOf(publishedOn)
      expect(rollForward(builtInCalendar, makeDate(year, month, 20)).date).toBe(publishedOn)
      expect(year * 12 + month).toBe(2019 * 12 + 8 + index)
    })
  })

  it('takes the last publication on or before the day', () => {
    expect(lprOn(lprPublications, day('2022-09-15'), '')).toEqual({
      publishedOn: '2022-08-22',
      lpr1y: '3.65',
      lpr5y: '4.30',
    })
    expect(lprOn(lprPublications, day('2022-08-21'), '').lpr1y).toBe('3.70')
    expect(lprOn(lprPublications, day('2019-08-20'), '').lpr1y).toBe('4.25')
    expect(() => lprOn(lprPublications, day('2019-08-19'), '/asOf')).toThrow(/尚未公布/)
  })

  const interestOver = (from: string, to: string) =>
    lprInterest(
      lprPublications,
      {
        principalFen: 10_000_000n,
        from: day(from),
        to: day(to),
        tenor: '1Y',
        dayCount: 'ACT/360',
        multiplier: Rational.one,
      },
      Working.silent,
    )

  it('cuts only where the rate changes, each day once', () => {
    const { segments } = interestOver('2022-01-20', '2023-01-20')
    expect(segments.map(({ from, to, days }) => [from, to, days])).toEqual([
      ['2022-01-20', '2022-08-22', 214],
      ['2022-08-22', '2023-01-20', 151],
    ])
  })

  it('rounds the total once and equals the sum over single days', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_900 }), fc.integer({ min: 1, max: 400 }), (offset, length) => {
        const from = addDays(day('2019-08-20'), offset)
        const to = addDays(from, length)
        const { segments, totalFen } = interestOver(from, to)
        let exact = Rational.zero
        for (let date = from; date < to; date = addDays(date, 1)) {
          const rate = Rational.of(lprOn(lprPublications, date, '').lpr1y).dividedBy(100n)
          exact = exact.plus(rate.times(10_000_000n).times(yearFraction(date, addDays(date, 1), 'ACT/360')))
        }
        expect(totalFen).toBe(exact.round())
        expect(segments.reduce((sum, { days }) => sum + days, 0)).toBe(length)
      }),
      { numRuns: 40 },
    )
  })

  it('warns when a later publication must exist', () => {
    const working = new Working()
    lprInterest(
      lprPublications,
      {
        principalFen: 1n,
        from: day('2025-05-20'),
        to: day('2025-08-01'),
        tenor: '5Y',
        dayCount: '30/360',
        multiplier: Rational.one,
      },
      working,
    )
    expect(working.explain(null).warnings[0]?.code).toBe('lpr_stale')
  })
})

describe('overdue interest', () => {
  const late = (change: Partial<Parameters<typeof overdueInterest>[0]> = {}) =>
    overdueInterest(
      {
        principalFen: 5_000_000n,
        unpaidInterestFen: 21_000n,
        annualRate: Rational.of('0.052'),
        markup: Rational.of('0.5'),
        dueDate: day('2022-09-20'),
        payDate: day('2022-11-15'),
        ...change,
      },
      Working.silent,
    )

  it('the worked example: 56 days, 606.67 and 2.55', () => {
    expect(late()).toEqual({ days: 56, penaltyFen: 60_667n, compoundFen: 255n })
  })

  it('is nothing on the due date itself', () => {
    expect(late({ payDate: day('2022-09-20') })).toEqual({ days: 0, penaltyFen: 0n, compoundFen: 0n })
  })

  it.each([
    ['0.3', 52_578n],
    ['1', 80_889n],
  ])('takes the limits of the markup: %s', (markup, penaltyFen) => {
    // 5 000 000 × 0.052 × (1 + markup) × 56 ÷ 360
    expect(late({ markup: Rational.of(markup) }).penaltyFen).toBe(penaltyFen)
  })

  it.each([
    ['0.5', false],
    ['0.51', true],
  ])('a markup of %s says that it is for misuse: %s', (markup, warned) => {
    const working = new Working()
    overdueInterest(
      {
        principalFen: 5_000_000n,
        unpaidInterestFen: 0n,
        annualRate: Rational.of('0.052'),
        markup: Rational.of(markup),
        dueDate: day('2022-09-20'),
        payDate: day('2022-09-21'),
      },
      working,
    )
    expect(working.explain(null).warnings.some(({ code }) => code === 'misuse_markup')).toBe(warned)
  })

  it.each(['0.29', '1.01'])('refuses a markup of %s', (markup) => {
    expect(() => late({ markup: Rational.of(markup) })).toThrow(
      expect.objectContaining({ errors: [expect.objectContaining({ code: 'markup_range' })] }),
    )
  })

  it('adds up over days and over parts of the sum, in whatever order they are computed, within half a fen each', () => {
    const fen = fc.bigInt({ min: 0n, max: 10_000_000_000_000n })
    const days = fc.integer({ min: 0, max: 2_000 })
    fc.assert(
      fc.property(fen, fen, days, days, fc.integer({ min: 0, max: 3_600 }), (one, other, first, second, rate) => {
        const annualRate = Rational.of(rate, 10_000)
        const penalty = (principalFen: bigint, from: number, to: number) =>
          late({
            principalFen,
            annualRate,
            dueDate: addDays(day('2020-02-28'), from),
            payDate: addDays(day('2020-02-28'), to),
          }).penaltyFen
        const whole = penalty(one + other, 0, first + second)
        const parts = [penalty(one, 0, first), penalty(one, first, first + second), penalty(other, 0, first + second)]
        const sum = parts.reduce((total, part) => total + part, 0n)
        expect(parts.toReversed().reduce((total, part) => total + part, 0n)).toBe(sum)
        expect(whole - sum <= 2n && sum - whole <= 2n).toBe(true)
      }),
    )
  })

  it('refuses a payment before the due date', () => {
    expect(() => late({ payDate: day('2022-09-19') })).toThrow(/不得早于/)
  })
})

it('writes rates with four decimals at least', () => {
  expect(rateText(Rational.of('0.037'))).toBe('0.0370')
  expect(rateText(Rational.of('0.12345'))).toBe('0.12345')
  expect(rateText(Rational.of(1, 3))).toBe('0.3333333333')
  expect(rateText(Rational.of(2), 0, 3)).toBe('2')
  expect(percentText(Rational.of('0.0485'))).toBe('4.85%')
})
