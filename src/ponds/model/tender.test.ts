import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { builtInCalendar } from '../../platform/calendar/load.ts'
import { parseDate } from '../../platform/dates.ts'
import { Rational } from '../../platform/money.ts'
import { confirmationLastDay, lastDayOf } from './deadlines.ts'
import { disputeRisk, forewarningQuality } from './dispute-risk.ts'
import { indexTrigger, payoutPerMu } from './index-insurance.ts'
import { dayPrice, needsReview } from './pond-price.ts'
import { referenceRent, rentLedger } from './rent.ts'
import { type Bid, award, closingTime, nextAfterRefusal, rankBids, refuseBid, tenderTerms } from './tender.ts'

const bid = (bidder: string, yuan: number, sequence: number, entitled = false): Bid => ({
  bidder,
  fenPerMu: BigInt(yuan * 100),
  sequence,
  entitled,
  receivedMs: sequence * 1_000,
})
const rules = {
  depositShare: Rational.of('0.10'),
  depositLeastFen: 100_000n,
  stepShare: Rational.of('0.01'),
  stepLeastFen: 1_000n,
  refusalMargin: Rational.of('0.10'),
}
const hall = { mode: 'ascending', baseFenPerMu: 180_000n, stepFenPerMu: 1_800n, closesMs: 10_000 } as const

describe('tender', () => {
  it('asks for a tenth of the first year, at least 1000 yuan', () => {
    expect(tenderTerms(180_000n, Rational.of(30), rules)).toEqual({
      firstYearFen: 5_400_000n,
      depositFen: 540_000n,
      stepFenPerMu: 1_800n,
    })
    expect(tenderTerms(50_000n, Rational.of(2), rules)).toMatchObject({ depositFen: 100_000n, stepFenPerMu: 1_000n })
  })

  it('lets a member match the outsider', () => {
    const found = award([bid('M', 1_820, 1, true), bid('O', 1_950, 2)], 180_000n, Rational.of(30), ['M'])
    expect(found).toMatchObject({ fenPerMu: 195_000n, firstYearFen: 5_850_000n, matched: true, singleBid: false })
    expect(found.winner.bidder).toBe('M')
  })

  it('gives it to the outsider when nobody matches, and to the earlier of equals', () => {
    expect(award([bid('M', 1_820, 1, true), bid('O', 1_950, 2)], 0n, Rational.one).winner.bidder).toBe('O')
    expect(rankBids([bid('B', 1_900, 2), bid('A', 1_900, 1)]).map(({ bidder }) => bidder)).toEqual(['A', 'B'])
  })

  it('flags a single bidder and refuses a stranger who would match', () => {
    expect(award([bid('A', 1_900, 1), bid('A', 2_000, 2)], 0n, Rational.one).singleBid).toBe(true)
    expect(() => award([bid('A', 1_900, 1)], 0n, Rational.one, ['A'])).toThrow('优先权')
    expect(() => award([bid('A', 1_700, 1)], 180_000n, Rational.one)).toThrow('重新公告')
  })

  it('asks the next within a tenth when the winner refuses', () => {
    const bids = [bid('A', 2_000, 1), bid('B', 1_800, 2), bid('C', 1_799, 3)]
    const won = award(bids, 0n, Rational.one)
    expect(nextAfterRefusal(bids, won, rules.refusalMargin)?.bidder).toBe('B')
    expect(nextAfterRefusal([bids[0] as Bid, bids[2] as Bid], won, rules.refusalMargin)).toBeNull()
  })

  it('refuses late, low, small and second sealed bids', () => {
    expect(refuseBid({ ...bid('A', 1_900, 1), receivedMs: 10_001 }, [], hall)).toBe('bid_closed')
    expect(refuseBid(bid('A', 1_799, 1), [], hall)).toBe('below_base')
    expect(refuseBid(bid('A', 1_800, 1), [], hall)).toBeNull()
    expect(refuseBid(bid('B', 1_817, 2), [bid('A', 1_800, 1)], hall)).toBe('step_too_small')
    expect(refuseBid(bid('B', 1_818, 2), [bid('A', 1_800, 1)], hall)).toBeNull()
    expect(refuseBid(bid('A', 2_000, 2), [bid('A', 1_800, 1)], { ...hall, mode: 'sealed' })).toBe('duplicate_bid')
  })

  it('moves the end with bids of the last five minutes, at most a day', () => {
    const minute = 60_000
    expect(closingTime(0, 5, [-10 * minute, -4 * minute, minute])).toBe(6 * minute)
    const many = Array.from({ length: 1_000 }, (_, index) => index * 4 * minute)
    expect(closingTime(0, 5, many)).toBe(24 * 60 * minute)
  })

  it('always awards the highest price, whoever takes it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1_800, max: 2_500 }), fc.boolean()), { minLength: 1, maxLength: 20 }),
        (offers) => {
          const bids = offers.map(([yuan, entitled], index) => bid(`b${index}`, yuan, index, entitled))
          const matches = bids.filter(({ entitled }) => entitled).map(({ bidder }) => bidder)
          const found = award(bids, 180_000n, Rational.of(10), matches)
          expect(found.fenPerMu).toBe(BigInt(Math.max(...offers.map(([yuan]) => yuan))) * 100n)
          expect(found.winner.entitled).toBe(matches.length > 0)
        },
      ),
    )
  })
})

describe('rent', () => {
  const day = (text: string) => parseDate(text)
  const rates = { agreedDailyRate: Rational.of('0.001'), dailyRateCap: Rational.of('0.0005') }

  it('charges 0.05 % a day at most', () => {
    const { lines } = rentLedger([{ dueOn: day('2025-03-01'), amountFen: 1_000_000n }], [], rates, day('2025-03-21'))
    expect(lines[0]).toMatchObject({ overdueDays: 20, lateFeeFen: 10_000n })
  })

  it('pays the oldest first and keeps what is too much', () => {
    const dues = [
      { dueOn: day('2025-06-01'), amountFen: 100n },
      { dueOn: day('2024-06-01'), amountFen: 100n },
    ]
    const paid = [
      { paidOn: day('2025-01-01'), amountFen: 150n },
      { paidOn: day('2025-06-01'), amountFen: 80n },
    ]
    const { lines, creditFen } = rentLedger(dues, paid, rates, day('2025-07-01'))
    expect(lines.map(({ outstandingFen }) => outstandingFen)).toEqual([0n, 0n])
    expect(creditFen).toBe(30n)
  })

  it('covers the oldest first, whatever the order in which dues and payments are listed', () => {
    const dues = [
      { dueOn: day('2025-06-01'), amountFen: 100n },
      { dueOn: day('2024-06-01'), amountFen: 100n },
    ]
    const { lines } = rentLedger(dues, [{ paidOn: day('2025-01-01'), amountFen: 60n }], rates, day('2025-07-01'))
    expect(lines.map(({ dueOn, paidFen, outstandingFen }) => [dueOn, paidFen, outstandingFen])).toEqual([
      ['2024-06-01', 60n, 40n],
      ['2025-06-01', 0n, 100n],
    ])
    const payments = [
      { paidOn: day('2025-02-01'), amountFen: 500_000n },
      { paidOn: day('2025-01-11'), amountFen: 500_000n },
    ]
    const late = rentLedger([{ dueOn: day('2025-01-01'), amountFen: 1_000_000n }], payments, rates, day('2025-07-01'))
    // Ten days on all of it, twenty-one on the half.
    expect(late.lines[0]).toMatchObject({ lateFeeFen: 10_250n, overdueDays: 0, outstandingFen: 0n })
  })

  it('shows what falls due today, not overdue, and counts the last fen', () => {
    const due = { dueOn: day('2025-03-01'), amountFen: 100n }
    expect(rentLedger([due], [], rates, day('2025-03-01')).lines).toMatchObject([
      { overdueDays: 0, outstandingFen: 100n },
    ])
    expect(rentLedger([due], [], rates, day('2025-02-28')).lines).toEqual([])
    const almost = [{ paidOn: day('2025-03-01'), amountFen: 99n }]
    expect(rentLedger([due], almost, rates, day('2025-03-05')).lines[0]).toMatchObject({ overdueDays: 4 })
    const rest = [...almost, { paidOn: day('2025-03-02'), amountFen: 1n }]
    expect(rentLedger([due], rest, rates, day('2025-03-05'))).toMatchObject({
      lines: [{ outstandingFen: 0n, overdueDays: 0 }],
      creditFen: 0n,
    })
    const today = [{ paidOn: day('2025-03-05'), amountFen: 40n }]
    expect(rentLedger([due], today, rates, day('2025-03-05')).lines[0]).toMatchObject({ paidFen: 40n })
    const tomorrow = [{ paidOn: day('2025-03-06'), amountFen: 100n }]
    expect(rentLedger([due], tomorrow, rates, day('2025-03-05'))).toMatchObject({
      lines: [{ paidFen: 0n }],
      creditFen: 0n,
    })
  })

  it('a payment of one fen counts', () => {
    const dues = [{ dueOn: day('2025-03-01'), amountFen: 100n }]
    const { lines } = rentLedger(dues, [{ paidOn: day('2025-03-01'), amountFen: 1n }], rates, day('2025-03-02'))
    expect(lines[0]).toMatchObject({ paidFen: 1n, outstandingFen: 99n })
  })

  it('keeps every fen between paid, outstanding and credit', () => {
    const amount = fc.bigInt({ min: 0n, max: 10n ** 8n })
    const date = fc.integer({ min: 1, max: 28 }).map((number) => day(`2025-03-${String(number).padStart(2, '0')}`))
    fc.assert(
      fc.property(
        fc.array(fc.record({ dueOn: date, amountFen: amount }), { maxLength: 6 }),
        fc.array(fc.record({ paidOn: date, amountFen: amount }), { maxLength: 6 }),
        (dues, payments) => {
          const { lines, creditFen } = rentLedger(dues, payments, rates, day('2025-04-01'))
          const sum = (values: readonly bigint[]) => values.reduce((total, one) => total + one, 0n)
          expect(sum(lines.map(({ paidFen }) => paidFen)) + creditFen).toBe(
            sum(payments.map(({ amountFen }) => amountFen)),
          )
          expect(lines.every(({ lateFeeFen, outstandingFen }) => lateFeeFen >= 0n && outstandingFen >= 0n)).toBe(true)
        },
      ),
    )
  })

  it('refers rent to a quarter of the benefit, never below nothing', () => {
    expect(referenceRent(Rational.of(800_000), Rational.of('0.25'))).toBe(200_000n)
    expect(referenceRent(Rational.of(-5), Rational.of('0.25'))).toBe(0n)
  })
})

describe('terms', () => {
  it('counts thirty days for judicial confirmation and rolls over a rest day', () => {
    expect(confirmationLastDay(parseDate('2025-06-10'), builtInCalendar).lastDay).toBe('2025-07-10')
    // 2025-09-06 + 30 days is 6 October, within the National Day holiday up to 8 October.
    expect(confirmationLastDay(parseDate('2025-09-06'), builtInCalendar).lastDay).toBe('2025-10-09')
  })

  it('counts working days over holidays and make-up days', () => {
    expect(lastDayOf('tender_notice', parseDate('2025-09-25'), builtInCalendar).lastDay).toBe('2025-10-11')
    expect(lastDayOf('mediation', parseDate('2025-03-03'), builtInCalendar, { extended: true }).lastDay).toBe(
      '2025-05-06',
    )
    expect(lastDayOf('arbitration_application', parseDate('2023-03-01'), builtInCalendar).lastDay).toBe('2025-03-03')
  })
})

describe('disputes', () => {
  it('halves a signal in sixty days', () => {
    const found = disputeRisk([
      { id: 'D1', weight: 4, ageDays: 0 },
      { id: 'D3', weight: 4, ageDays: 60 },
    ])
    expect(found.score).toBe(6)
    expect(found.contributions.map(({ points }) => points)).toEqual([4, 2])
  })

  it('measures how often it was right and how much it saw', () => {
    const orders = [
      { pair: 'a', day: 10, confirmed: false },
      { pair: 'b', day: 10, confirmed: true },
      { pair: 'c', day: 10, confirmed: false },
    ]
    const signals = [
      { pair: 'a', day: 8 },
      { pair: 'd', day: 19 },
    ]
    const disputes = [
      { pair: 'a', day: 20 },
      { pair: 'd', day: 20 },
    ]
    expect(forewarningQuality(orders, signals, disputes)).toEqual({ precision: 2 / 3, recall: 0.5 })
    expect(forewarningQuality([], [], [])).toEqual({ precision: null, recall: null })
  })
})

describe('index insurance and prices', () => {
  const rule = { op: '>=', value: 35, consecutiveDays: 3, cumulativeDays: 5 } as const

  it('counts days in a row and altogether; a missing day breaks the row', () => {
    expect(indexTrigger(rule, [35, 36, null, 37, 34])).toEqual({ triggered: false, qualifyingDays: 3, longestRow: 2 })
    expect(indexTrigger(rule, [35, 36, 37]).triggered).toBe(true)
  })

  it('pays the highest step reached', () => {
    const steps = [
      { days: 10, share: Rational.of('0.25') },
      { days: 5, share: Rational.of('0.10') },
    ]
    expect([4, 5, 7, 10].map((days) => payoutPerMu(steps, days, 300_000n))).toEqual([0n, 30_000n, 30_000n, 75_000n])
  })

  it('takes the weighted median and reviews what is far out', () => {
    const kg = (price: number, weightKg: number) => ({ price, unit: 'yuan_per_kg' as const, weightKg })
    expect(dayPrice([kg(95, 10), { price: 50, unit: 'yuan_per_jin', weightKg: 30 }, kg(130, 5)])).toBe(100)
    expect(dayPrice([kg(95, 10), kg(100, 30)])).toBeNull()
    expect(needsReview(130, [98, 100, 99, 101, 102])).toBe(true)
    expect(needsReview(103, [98, 100, 99, 101, 102])).toBe(false)
  })
})
