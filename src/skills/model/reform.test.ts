import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDate } from '../../platform/dates.ts'
import { boardingOf, headcountOf } from './campus.ts'
import { progressionsOf, upgradesOf } from './learners.ts'
import { judgePanel, scoreCorrelation } from './panel.ts'
import { enterpriseStatus, internshipFaultsOf } from './school-enterprise.ts'
import { unificationOf } from './unification.ts'

const day = (text: string) => parseDate(text)
const both = ['secondaryVocational', 'technicalSchool'] as const

describe('unificationOf', () => {
  const joint = { id: 'P', covers: both }
  const nothing = { policies: [], planLines: [], programmes: [], applicants: [] }

  it('reaches four only when all is one', () => {
    const all = {
      policies: [joint],
      planLines: [{ policy: 'P' }],
      programmes: [{ unifiedCodes: ['1'] }],
      applicants: both.map((kind) => ({ kind, round: 'R' })),
    }
    expect(unificationOf(all).reached).toBe(4)
    expect(unificationOf({ ...all, policies: [joint, { id: 'Q', covers: ['technicalSchool'] }] }).policy).toBe(0)
    expect(unificationOf({ ...all, programmes: [{ unifiedCodes: ['1'] }, { unifiedCodes: ['1'] }] }).codeShare).toBe(0)
    expect(unificationOf({ ...all, programmes: [{ unifiedCodes: ['1', '2'] }] }).codeShare).toBe(0)
    expect(unificationOf({ ...all, applicants: both.map((kind) => ({ kind, round: kind })) }).platformShare).toBe(0)
  })

  it('measures nothing where nothing is', () => {
    expect(unificationOf(nothing)).toEqual({
      policy: 0,
      planShare: null,
      codeShare: null,
      platformShare: null,
      reached: 0,
    })
  })
})

describe('progressionsOf', () => {
  it('counts a learner once, whatever the number of steps', () => {
    const event = fc.record({
      learner: fc.constantFrom('a', 'b', 'c', 'd'),
      on: fc.constantFrom('2020-09-01', '2021-01-01', '2021-09-01', '2022-09-01', '2023-01-01').map(day),
      kind: fc.constantFrom('enteredHigherVocational' as const, 'bookedToDiploma' as const),
    })
    fc.assert(
      fc.property(fc.array(event, { maxLength: 20 }), (events) => {
        const result = progressionsOf(events, day('2022-12-31'))
        const counted = events.filter(({ on }) => on >= '2021-01-01' && on <= '2022-12-31')
        expect(result.learners).toBe(new Set(counted.map(({ learner }) => learner)).size)
        expect(result.byYear.reduce((sum, year) => sum + year.learners, 0)).toBe(result.learners)
        expect(progressionsOf([...events, ...events], day('2022-12-31'))).toEqual(result)
      }),
    )
  })
})

describe('upgradesOf', () => {
  const certificate = (level: 'L5' | 'L4' | 'L3', issuedOn: string, revokedOn?: string) => ({
    worker: 'w',
    level,
    issuedOn: day(issuedOn),
    revokedOn: revokedOn === undefined ? null : day(revokedOn),
  })

  it('compares with the same day a year before', () => {
    const rise = [certificate('L5', '2020-01-01'), certificate('L4', '2022-03-01')]
    expect(upgradesOf(rise, day('2022-12-31')).upgraded).toBe(1)
    expect(upgradesOf(rise, day('2023-03-01')).upgraded).toBe(0)
    expect(upgradesOf(rise, day('2022-02-28')).upgraded).toBe(0)
    expect(upgradesOf([...rise, certificate('L3', '2021-01-01')], day('2022-12-31')).upgraded).toBe(0)
    expect(upgradesOf([certificate('L4', '2022-03-01', '2022-06-01')], day('2022-12-31'))).toEqual({
      upgraded: 0,
      first: 0,
      workers: 0,
    })
  })
})

describe('judgePanel', () => {
  const settings = { coolingYears: 3, leastAssessors: 3, alikeFrom: 0.95, leastItems: 5 }
  const tied = (kind: 'employed' | 'related' | 'contract', until: string | null) => [
    { id: 'x', ties: [{ institution: 'I', kind, until: until === null ? null : day(until) }] },
  ]
  const excluded = (kind: 'employed' | 'related' | 'contract', until: string | null) =>
    judgePanel(tied(kind, until), 'I', day('2022-09-01'), settings).excluded.length === 1

  it('bars ties for three years and kinship for ever', () => {
    expect(excluded('employed', null)).toBe(true)
    expect(excluded('contract', '2019-09-02')).toBe(true)
    expect(excluded('contract', '2019-09-01')).toBe(false)
    expect(excluded('related', '1990-01-01')).toBe(true)
    expect(judgePanel(tied('employed', null), 'J', day('2022-09-01'), settings).excluded).toEqual([])
  })

  it('needs an odd number of at least three', () => {
    const sizes = [1, 2, 3, 4, 5].map((size) => {
      const assessors = Array.from({ length: size }, (_, at) => ({ id: String(at), ties: [] }))
      return judgePanel(assessors, 'I', day('2022-09-01'), settings).quorate
    })
    expect(sizes).toEqual([false, false, true, false, true])
  })

  it('reports pairs that score alike', () => {
    const scores = { a: [1, 2, 3, 4, 5], b: [2, 3, 4, 5, 6], c: [5, 1, 4, 2, 3] }
    const assessors = Object.entries(scores).map(([id, own]) => ({ id, ties: [], scores: own }))
    expect(judgePanel(assessors, 'I', day('2022-09-01'), settings).alike).toEqual([
      { pair: ['a', 'b'], correlation: 1, items: 5 },
    ])
    expect(scoreCorrelation([1, null, 2, 3, 4, 5], [1, 9, 2, 3, 4, 5], 6)).toBeNull()
    expect(scoreCorrelation([3, 3, 3, 3, 3], [1, 2, 3, 4, 5], 5)).toBeNull()
    expect(scoreCorrelation(scores.a, [5, 4, 3, 2, 1], 5)?.correlation).toBe(-1)
  })
})

describe('the institute', () => {
  it('gives as many places as the scarcer of beds and meals', () => {
    expect(boardingOf(100, 40, 2, 0)).toEqual({ places: 80, limitedBy: 'canteen', cover: null, missing: 0 })
    expect(boardingOf(80, 40, 2, 100)).toEqual({ places: 80, limitedBy: 'both', cover: 0.8, missing: 20 })
    expect(boardingOf(50, 40, 2, 40)).toMatchObject({ places: 50, limitedBy: 'beds', cover: 1.25, missing: 0 })
  })

  it('weighs trainees', () => {
    const weight = (kind: string) => (kind === 'long' ? 0.5 : 0.1)
    expect(
      headcountOf(
        10,
        [
          { kind: 'long', count: 3 },
          { kind: 'short', count: 1 },
        ],
        weight,
        20,
      ),
    ).toEqual({ equivalent: 11.6, target: 20, share: 0.58 })
  })

  it('launches with the first completed production order of the past', () => {
    const orders = [
      { id: '1', kind: 'production' as const, completedOn: day('2022-08-15') },
      { id: '2', kind: 'production' as const, completedOn: day('2022-07-15') },
      { id: '3', kind: 'sample' as const, completedOn: day('2022-01-01') },
      { id: '4', kind: 'production' as const },
    ]
    expect(enterpriseStatus({ steps: {}, orders }, day('2022-08-31')).launchedOn).toBe('2022-07-15')
    expect(enterpriseStatus({ steps: {}, orders }, day('2022-07-14')).launched).toBe(false)
    expect(enterpriseStatus({ steps: { staffed: day('2022-09-01') }, orders }, day('2022-08-31')).done).toEqual([])
  })

  it('names every fault of an internship day', () => {
    const good = {
      learner: 'a',
      birthDate: day('2004-06-02'),
      on: day('2022-06-01'),
      majorRelated: true,
      agreement: true,
      paid: true,
      hours: 8,
      nightHours: 0,
    }
    expect(internshipFaultsOf(good)).toEqual([])
    expect(internshipFaultsOf({ ...good, nightHours: 1 })).toEqual(['night_of_minor'])
    expect(internshipFaultsOf({ ...good, nightHours: 1, on: day('2022-06-02') })).toEqual([])
    expect(internshipFaultsOf({ ...good, majorRelated: false, agreement: false, paid: false, hours: 8.5 })).toEqual([
      'major_not_related',
      'no_agreement',
      'unpaid',
      'over_eight_hours',
    ])
  })
})
