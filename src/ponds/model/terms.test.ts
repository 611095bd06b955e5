import { describe, expect, it } from 'vitest'
import { builtInCalendar } from '../../platform/calendar/load.ts'
import { parseDate } from '../../platform/dates.ts'
import { Rational } from '../../platform/money.ts'
import { baseIncomeFen, medianRational, smallestCell } from './benefit.ts'
import { indexTrigger } from './index-insurance.ts'
import { type TermKind, confirmationLastDay, confirmationReminders, lastDayOf, termKinds } from './deadlines.ts'
import { closingTime, refuseBid } from './tender.ts'

const last = (kind: TermKind, from: string, extended = false) =>
  lastDayOf(kind, parseDate(from), builtInCalendar, { extended }).lastDay

/** Counted by hand from Monday 12 and Tuesday 13 May 2025; the next holiday is 31 May. */
const byHand: Readonly<Record<TermKind, readonly [from: string, lastDay: string]>> = {
  tender_notice: ['2025-05-13', '2025-05-22'],
  tender_renotice: ['2025-05-13', '2025-05-20'],
  tender_objection: ['2025-05-13', '2025-05-20'],
  tender_answer: ['2025-05-13', '2025-05-20'],
  tender_contract: ['2025-05-13', '2025-05-27'],
  tender_match: ['2025-05-13', '2025-05-15'],
  deposit_refund: ['2025-05-13', '2025-05-20'],
  pond_verification: ['2025-05-13', '2025-05-20'],
  pond_publicity: ['2025-05-13', '2025-05-22'],
  joint_survey: ['2025-05-13', '2025-05-27'],
  dispute_screening: ['2025-05-12', '2025-05-15'],
  mediation: ['2025-05-12', '2025-06-11'],
  court_acceptance: ['2025-05-12', '2025-05-15'],
  court_decision: ['2025-05-12', '2025-05-27'],
  arbitration_application: ['2025-05-12', '2027-05-12'],
  arbitration_award: ['2025-05-12', '2025-07-11'],
  prevention_order: ['2025-05-13', '2025-05-16'],
  distribution: ['2025-05-12', '2025-06-11'],
  exit_notice: ['2025-05-13', '2025-08-11'],
}

describe('terms', () => {
  it.each(termKinds.map((kind) => [kind, ...byHand[kind]] as const))('%s from %s ends on %s', (kind, from, lastDay) => {
    expect(last(kind, from)).toBe(lastDay)
  })
  it('are extended where the law or both parties allow, and nowhere else', () => {
    expect(last('mediation', '2025-05-12', true)).toBe('2025-07-11')
    expect(last('court_decision', '2025-05-12', true)).toBe('2025-06-06')
    expect(last('arbitration_award', '2025-05-13', true)).toBe('2025-08-11')
    expect(last('tender_notice', '2025-05-13', true)).toBe('2025-05-22')
  })
  it('end on a working day, also after a leap day and the Spring Festival', () => {
    expect(last('arbitration_application', '2024-02-29')).toBe('2026-02-28')
    expect(last('dispute_screening', '2025-01-27')).toBe('2025-02-05')
    expect(confirmationLastDay(parseDate('2025-12-02'), builtInCalendar).lastDay).toBe('2026-01-04')
    expect(last('tender_match', '2025-12-31')).toBe('2026-01-05')
  })
  it('of judicial confirmation remind four times', () => {
    expect(confirmationReminders).toEqual([15, 7, 3, 1])
  })
})

describe('closing of the hall', () => {
  const minute = 60_000
  it('moves with a bid of the last minutes only', () => {
    expect(closingTime(60 * minute, 5, [0, 55 * minute])).toBe(60 * minute)
    expect(closingTime(60 * minute, 5, [55 * minute + 1])).toBe(60 * minute + 1)
    expect(closingTime(60 * minute, 5, [60 * minute, 65 * minute, 71 * minute])).toBe(70 * minute)
  })
  it('a first bid needs the base and no raise', () => {
    const bid = { bidder: 'A', fenPerMu: 600n, sequence: 0, entitled: false, receivedMs: 0 }
    const hall = { mode: 'ascending', baseFenPerMu: 500n, stepFenPerMu: 1_000n, closesMs: 1 } as const
    expect(refuseBid(bid, [], hall)).toBeNull()
    expect(refuseBid({ ...bid, fenPerMu: 1_599n }, [bid], hall)).toBe('step_too_small')
    expect(refuseBid({ ...bid, fenPerMu: 1_600n }, [bid], hall)).toBeNull()
  })
})

describe('index insurance', () => {
  const found = (
    op: '>=' | '>' | '<=' | '<',
    days: readonly (number | null)[],
    consecutiveDays: number | null = null,
  ) => indexTrigger({ op, value: 35, consecutiveDays, cumulativeDays: null }, days)
  it('counts the threshold itself only where the rule says so', () => {
    const days = [34, 35, 36]
    expect((['>=', '>', '<=', '<'] as const).map((op) => found(op, days).qualifyingDays)).toEqual([2, 1, 2, 1])
  })
  it('counts a row anew after a day that does not qualify or is missing', () => {
    expect(found('>=', [])).toEqual({ triggered: false, qualifyingDays: 0, longestRow: 0 })
    expect(found('>=', [36])).toMatchObject({ qualifyingDays: 1, longestRow: 1 })
    expect(found('>=', [36, 36, 20, 36, null, 36, 36, 36], 4)).toEqual({
      triggered: false,
      qualifyingDays: 6,
      longestRow: 3,
    })
    expect(found('>=', [20, 36, 36, 36], 3).triggered).toBe(true)
  })
  it('is triggered on the last day of those agreed altogether, and by nothing that was not agreed', () => {
    const rule = { op: '>=', value: 35, consecutiveDays: null, cumulativeDays: 3 } as const
    expect(
      [indexTrigger(rule, [36, 20, 36]), indexTrigger(rule, [36, 20, 36, 36])].map(({ triggered }) => triggered),
    ).toEqual([false, true])
    expect(found('>=', [36, 36, 36, 36]).triggered).toBe(false)
  })
})

describe('figures', () => {
  it('the median of an even number is the mean of the two in the middle', () => {
    const median = (...values: number[]) => medianRational(values.map((value) => Rational.of(value))).toFixed(2)
    expect([median(7), median(9, 1), median(9, 1, 4), median(1, 2, 4, 100)]).toEqual(['7.00', '5.00', '4.00', '3.00'])
  })
  it('stand on the base of the official table, and are not told of four households', () => {
    expect([baseIncomeFen, smallestCell]).toEqual([3_600_000n, 5])
  })
})
