import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDate } from '../../platform/dates.ts'
import { leastCases, linkFigure } from './business-links.ts'
import { checkContract, exitOf } from './contract.ts'
import { type PondFacts, failingConditions } from './coverage.ts'
import { dischargeRefusalsOf } from './discharge.ts'
import { preventionOutcome } from './dispute-risk.ts'
import { isBalanced, labelQuota, looksCopied } from './label.ts'

const day = parseDate

describe('contract', () => {
  const check = (from: string, to: string, ownership: 'collective' | 'state' | 'sea_area' = 'collective') =>
    checkContract({ from: day(from), to: day(to) }, ownership, [])
  it('lasts 20 years at most, 15 in the sea area, to the day', () => {
    expect(check('2025-01-01', '2044-12-31')).toEqual({ faults: [], longestTo: '2044-12-31', overlaps: [] })
    expect(check('2025-01-01', '2045-01-01').faults).toEqual(['term_too_long'])
    expect(check('2025-01-01', '2039-12-31', 'sea_area').faults).toEqual([])
    expect(check('2025-01-01', '2040-01-01', 'sea_area').faults).toEqual(['term_too_long'])
    expect(check('2024-02-29', '2044-02-27', 'state').faults).toEqual([])
    expect(check('2024-02-29', '2044-02-29', 'state').faults).toEqual(['term_too_long'])
  })
  it('may last a day, but not end before it begins', () => {
    expect(check('2025-01-01', '2025-01-01').faults).toEqual([])
    expect(check('2025-01-01', '2024-12-31').faults).toEqual(['dates_order'])
  })
  it('shares no day with another', () => {
    const other = (from: string, to: string) =>
      checkContract({ from: day('2025-01-01'), to: day('2025-12-31') }, 'collective', [
        { from: day('2020-01-01'), to: day('2020-12-31') },
        { from: day(from), to: day(to) },
      ])
    const [free, taken] = [
      { faults: [], overlaps: [] },
      { faults: ['contract_overlap'], overlaps: [1] },
    ]
    expect(other('2024-01-01', '2024-12-31')).toMatchObject(free)
    expect(other('2024-01-01', '2025-01-01')).toMatchObject(taken)
    expect(other('2025-12-31', '2026-12-31')).toMatchObject(taken)
    expect(other('2026-01-01', '2026-12-31')).toMatchObject(free)
    expect(other('2025-06-01', '2025-06-01')).toMatchObject(taken)
  })
})

describe('leaving a flying pond', () => {
  it('takes three years and ninety days, and the lower of principal and share', () => {
    const exit = (notice: string, share = 500n) => exitOf(day('2022-03-01'), day(notice), 600n, share)
    expect(exit('2025-03-01')).toEqual({ lockedUntil: '2025-03-01', earliestOn: '2025-05-30', buyBackFen: 500n })
    expect(exit('2025-03-01', 600n).buyBackFen).toBe(600n)
    expect(exit('2025-03-01', 601n).buyBackFen).toBe(600n)
    expect(() => exit('2025-02-28')).toThrow('满 3 年')
  })
})

describe('coverage of a pond', () => {
  const covered: PondFacts = {
    identityVerified: true,
    rightKnown: true,
    useState: 'in_use',
    operatorKnown: true,
    idleStatementOn: null,
    cycleKnown: true,
    lastActivityOn: day('2022-08-31'),
  }
  const failing = (change: Partial<PondFacts>, asOf = '2022-09-30') =>
    failingConditions({ ...covered, ...change }, day(asOf))
  it('needs a sign of life within 30 days in the season and 90 outside', () => {
    expect(failing({})).toEqual([])
    expect(failing({}, '2022-10-01')).toEqual(['activity'])
    expect(failing({ lastActivityOn: day('2022-09-02') }, '2022-12-01')).toEqual([])
    expect(failing({ lastActivityOn: day('2022-09-01') }, '2022-12-01')).toEqual(['activity'])
    expect(failing({ lastActivityOn: null })).toEqual(['activity'])
    expect(failing({ lastActivityOn: day('2022-10-01') })).toEqual(['activity'])
  })
  it('names all that is missing, in order', () => {
    const nothing = {
      identityVerified: false,
      rightKnown: false,
      operatorKnown: false,
      cycleKnown: false,
      lastActivityOn: null,
    }
    expect(failing(nothing)).toEqual(['identity', 'right', 'operator', 'cycle', 'activity'])
  })
  it('an idle pond needs no cycle, and a statement of the last year in place of an operator', () => {
    const idle = { useState: 'fallow' as const, operatorKnown: false, cycleKnown: false }
    expect(failing({ ...idle, idleStatementOn: day('2021-09-30') })).toEqual([])
    expect(failing({ ...idle, idleStatementOn: day('2021-09-29') })).toEqual(['operator'])
    expect(failing(idle)).toEqual(['operator'])
    expect(failing({ ...idle, useState: 'drained', operatorKnown: true })).toEqual([])
    expect(failing({ operatorKnown: false, idleStatementOn: day('2022-09-01') })).toEqual(['operator'])
  })
})

describe('prevention', () => {
  const outcome = (asOf: string, ...disputes: string[]) =>
    preventionOutcome(
      day('2025-03-01'),
      disputes.map((text) => day(text)),
      day(asOf),
    ).outcome
  it('is known when ninety days have passed', () => {
    expect([outcome('2025-05-30'), outcome('2025-05-31')]).toEqual(['pending', 'prevented'])
  })
  it('failed with a dispute on the last day, before it cleared, or while it stands; not with one later', () => {
    expect(outcome('2025-06-30', '2025-05-30')).toBe('not_prevented')
    expect(outcome('2025-06-30', '2025-05-31')).toBe('prevented')
    expect(outcome('2025-06-30', '2025-02-01')).toBe('not_prevented')
    expect(outcome('2025-04-01', '2025-04-02')).toBe('pending')
    expect(preventionOutcome(null, [day('2025-04-01'), day('2025-03-20')], day('2025-05-01'))).toEqual({
      outcome: 'not_prevented',
      decidedOn: '2025-03-20',
    })
    expect(preventionOutcome(null, [], day('2035-05-01')).outcome).toBe('pending')
  })
})

describe('discharge', () => {
  const limits = { sampleDays: 30, holdHours: 48, apartMinutes: 60 }
  const request = {
    on: day('2025-08-10'),
    atMs: 0,
    sample: { sampledOn: day('2025-07-11'), pass: true },
    retentionHours: 48,
    intakesMs: [3_600_000, -3_600_000],
  }
  const refused = (change: object) => dischargeRefusalsOf({ ...request, ...change }, limits)
  it('is released where every limit is just reached', () => expect(refused({})).toEqual([]))
  it('is refused a step beyond each', () => {
    expect(refused({ sample: { sampledOn: day('2025-07-10'), pass: true } })).toEqual(['sample_too_old'])
    expect(refused({ sample: { sampledOn: day('2025-07-11'), pass: false } })).toEqual(['sample_failed'])
    expect(refused({ sample: null })).toEqual(['no_sample'])
    expect(refused({ retentionHours: 47.9 })).toEqual(['retention_short'])
    expect(refused({ intakesMs: [3_599_999] })).toEqual(['neighbour_intake'])
    expect(refused({ intakesMs: [-3_599_999] })).toEqual(['neighbour_intake'])
  })
})

describe('labels', () => {
  it('are a twentieth more than the crabs, whole ones', () => {
    expect([0, 1, 19, 20, 730, 1_000].map(labelQuota)).toEqual([0, 1, 19, 21, 766, 1_050])
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000_000 }), (count) => {
        expect(labelQuota(count)).toBe(Number((BigInt(count) * 105n) / 100n))
      }),
    )
  })
  it('a lot weighs at most 2 % more than what went in', () => {
    expect([isBalanced(100, 102), isBalanced(100, 102.001), isBalanced(0, 0)]).toEqual([true, false, true])
  })
  it('look copied beyond either limit', () => {
    const limits = { scans: 20, provincesPerDay: 3 }
    const seen = [looksCopied(20, 3, limits), looksCopied(21, 1, limits), looksCopied(1, 4, limits)]
    expect(seen).toEqual([false, true, true])
  })
})

describe('business link', () => {
  it('counts from ten cases, and only below its baseline', () => {
    const cases = (count: number, days: number) => Array.from({ length: count }, () => days)
    expect(linkFigure(cases(leastCases, 4.9), 5)).toEqual({ cases: 10, medianDays: 4.9, optimised: true })
    expect(linkFigure(cases(leastCases, 5), 5).optimised).toBe(false)
    expect(linkFigure(cases(leastCases - 1, 1), 5).optimised).toBe(false)
    expect(linkFigure([], 5)).toEqual({ cases: 0, medianDays: null, optimised: false })
  })
})
