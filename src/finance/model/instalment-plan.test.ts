import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CivilDate, addDays, addMonths, parseDate } from '../../platform/dates.ts'
import { Working } from '../../platform/explain.ts'
import { Rational } from '../../platform/money.ts'
import { type LoanEvent, noAmounts } from './contract-account.ts'
import { type PlanTerms, accruedOn, dueDatesOf, instalmentPlan } from './instalment-plan.ts'
import { repaymentMethods } from './loan-terms.ts'
import { prepay } from './prepayment.ts'

const day = (text: string) => parseDate(text)
const start = day('2022-06-20')
const terms: PlanTerms = { method: 'annuity', periodMonths: 1, annualRate: '0.0405', maturityOn: day('2023-06-20') }
const event = (no: number, on: CivilDate, draft: Partial<LoanEvent> & Pick<LoanEvent, 'type'>): LoanEvent => ({
  ...noAmounts,
  no,
  effectiveOn: on,
  bookedOn: on,
  reversesNo: null,
  annualRate: null,
  maturityOn: null,
  ...draft,
})
const lent = event(1, start, { type: 'disburse', principalFen: 10_000_000n })
const sum = (rows: readonly { principalFen: bigint }[]) => rows.reduce((total, row) => total + row.principalFen, 0n)

describe('instalments of a contract', () => {
  it('is the schedule that was signed, to the fen', () => {
    const rows = instalmentPlan(terms, [lent])
    expect(rows).toHaveLength(12)
    expect(rows[0]).toMatchObject({ due: '2022-07-20', principalFen: 817_978n, interestFen: 33_750n })
    expect(rows[11]).toMatchObject({ due: '2023-06-20', principalFen: 848_857n, interestFen: 2_865n, closingFen: 0n })
  })

  it('plans a prepayment as the calculator does with interest at the due date', () => {
    const paid = event(2, day('2022-11-05'), { type: 'prepay', principalFen: -3_000_000n })
    const rows = instalmentPlan(terms, [lent, paid])
    const life = prepay(
      {
        principalFen: 10_000_000n,
        annualRate: Rational.of('0.0405'),
        dayCount: '30/360',
        rounding: 'HALF_UP',
        method: 'annuity',
        start,
        dueDates: [...dueDatesOf(start, terms)],
        dueDay: 20,
        periodMonths: 1,
        countFromInstallment: false,
        installmentMultipleFen: 1n,
        installmentRounding: 'HALF_UP',
        principalGraceInstallments: 0,
        balanceInstallments: false,
        pointer: '',
      },
      [{ date: day('2022-11-05'), amountFen: 3_000_000n }],
      'reduce_installment',
      'at_due_date',
      Working.silent,
    )
    expect(rows[4]?.interestFen).toBe(life.rows[4]?.interestFen)
    expect(sum(rows)).toBe(7_000_000n)
    expect(rows.at(-1)?.closingFen).toBe(0n)
    // 16 days at the old balance, as the worked example of finance 4.8 has it.
    expect(accruedOn(terms, [lent], day('2022-11-05'))).toBe(12_081n)
  })

  it('takes a new rate from the day on, and a new maturity for all that is left', () => {
    const repriced = instalmentPlan(terms, [
      lent,
      event(2, day('2022-09-20'), { type: 'reprice', annualRate: '0.0300' }),
    ])
    expect(repriced[2]?.interestFen).toBe(instalmentPlan(terms, [lent])[2]?.interestFen)
    expect(repriced[3]?.interestFen).toBeLessThan(instalmentPlan(terms, [lent])[3]?.interestFen ?? 0n)
    const longer = event(2, day('2022-09-25'), {
      type: 'restructure',
      annualRate: '0.0405',
      maturityOn: day('2024-06-20'),
    })
    const stretched = instalmentPlan(terms, [lent, longer])
    expect(stretched).toHaveLength(24)
    expect(sum(stretched)).toBe(10_000_000n)
  })

  it('ends with a write-off, and knows nothing before the money went out', () => {
    expect(instalmentPlan(terms, [])).toEqual([])
    const off = event(2, day('2022-09-01'), { type: 'write_off', principalFen: -10_000_000n })
    const rows = instalmentPlan(terms, [lent, off])
    expect(rows.map(({ principalFen }) => principalFen).slice(3)).toEqual([])
  })

  it('has due dates counted from the day of lending, short months included', () => {
    expect(dueDatesOf(day('2023-01-31'), { ...terms, maturityOn: day('2023-04-30') })).toEqual([
      '2023-02-28',
      '2023-03-31',
      '2023-04-30',
    ])
    expect(dueDatesOf(start, { ...terms, method: 'bullet' })).toEqual(['2023-06-20'])
  })

  it('repays all that was lent and never more, whatever is prepaid and repriced (property)', () => {
    const change = fc.record({
      days: fc.integer({ min: 1, max: 700 }),
      share: fc.integer({ min: 1, max: 40 }),
      rate: fc.option(fc.integer({ min: 100, max: 900 })),
    })
    fc.assert(
      fc.property(
        fc.constantFrom(...repaymentMethods),
        fc.integer({ min: 6, max: 36 }),
        fc.array(change, { maxLength: 4 }),
        fc.bigInt({ min: 1_000_000n, max: 100_000_000n }),
        (method, months, changes, principalFen) => {
          const of: PlanTerms = { ...terms, method, maturityOn: addMonths(start, months) }
          const events = [event(1, start, { type: 'disburse', principalFen })]
          let left = principalFen
          for (const { days, share, rate } of changes.toSorted((a, b) => a.days - b.days)) {
            const on = addDays(start, days)
            const rest =
              principalFen - sum(instalmentPlan(of, events).filter(({ due }) => due <= on)) - (principalFen - left)
            if (on >= of.maturityOn) continue
            const part = (rest * BigInt(share)) / 100n
            if (part > 0n) {
              events.push(event(events.length + 1, on, { type: 'prepay', principalFen: -part }))
              left -= part
            }
            if (rate !== null) {
              const annualRate = (rate / 10_000).toFixed(4)
              events.push(event(events.length + 1, on, { type: 'reprice', annualRate }))
            }
          }
          const rows = instalmentPlan(of, events)
          expect(sum(rows)).toBe(left)
          expect(rows.every((row) => row.principalFen >= 0n && row.interestFen >= 0n && row.closingFen >= 0n)).toBe(
            true,
          )
          expect(rows.map(({ due }) => due)).toEqual(rows.map(({ due }) => due).toSorted())
        },
      ),
      { numRuns: 200 },
    )
  })
})
