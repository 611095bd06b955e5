import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, parseDate } from '../../platform/dates.ts'
import { type LoanEvent, noAmounts } from './contract-account.ts'
import { penaltyBooked, penaltyRunBy } from './penalty-accrual.ts'

const start = parseDate('2022-09-20')
const terms = { annualRate: '0.052', maturityOn: start }
const event = (no: number, days: number, draft: Partial<LoanEvent> & Pick<LoanEvent, 'type'>): LoanEvent => ({
  ...noAmounts,
  no,
  effectiveOn: addDays(start, days),
  bookedOn: addDays(start, days),
  reversesNo: null,
  annualRate: null,
  maturityOn: null,
  ...draft,
})

describe('penalty that runs', () => {
  it('is the worked example of finance 4.8: 606.67 and 2.55 together, rounded once', () => {
    const due = event(1, 0, { type: 'due', duePrincipalFen: 5_000_000n, interestFen: 21_000n })
    expect(penaltyRunBy(terms, [due], addDays(start, 56))).toBe(60_667n + 255n)
    expect(penaltyRunBy(terms, [due], start)).toBe(0n)
    const paid = event(2, 10, { type: 'repay', duePrincipalFen: -5_000_000n, interestFen: -21_000n })
    expect(penaltyRunBy(terms, [due, paid], addDays(start, 56))).toBe(penaltyRunBy(terms, [due], addDays(start, 10)))
  })

  it('comes to the same sum whenever and however often it is booked (property)', () => {
    const change = fc.record({ days: fc.integer({ min: 0, max: 200 }), share: fc.integer({ min: 1, max: 100 }) })
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 100_000_000n }),
        fc.array(change, { maxLength: 5 }),
        fc.uniqueArray(fc.integer({ min: 1, max: 260 }), { maxLength: 12 }),
        (owedFen, payments, bookings) => {
          const stream: LoanEvent[] = [event(1, 0, { type: 'due', duePrincipalFen: owedFen })]
          let left = owedFen
          for (const { days, share } of payments.toSorted((a, b) => a.days - b.days)) {
            const part = (left * BigInt(share)) / 100n
            left -= part
            stream.push(event(stream.length + 1, days, { type: 'repay', duePrincipalFen: -part, principalFen: -part }))
          }
          const last = addDays(start, 300)
          const once = penaltyRunBy(terms, stream, last)
          const booked = [...stream]
          for (const days of bookings.toSorted((a, b) => a - b)) {
            const day = addDays(start, days)
            const fresh = penaltyRunBy(terms, booked, day) - penaltyBooked(booked)
            expect(fresh).toBeGreaterThanOrEqual(0n)
            if (fresh > 0n) booked.push(event(booked.length + 1, days, { type: 'penalty', penaltyFen: fresh }))
          }
          const rest = penaltyRunBy(terms, booked, last) - penaltyBooked(booked)
          expect(penaltyBooked(booked) + rest).toBe(once)
        },
      ),
    )
  })
})
