import fc from 'fast-check'
import { expect, it } from 'vitest'
import { compileMarket } from './compile.ts'
import { ladderOf } from './ladder.ts'
import type { MarketInput } from './market.ts'
import { markets } from './markets.testing.ts'
import { deferredAcceptance } from './match.ts'
import { describeRun } from './result.ts'
import { matchInBatches, simulatePolicies } from './simulate.ts'

const solve = (input: MarketInput) => {
  const market = compileMarket(input)
  return describeRun(input, market, deferredAcceptance(market, input))
}

const base: MarketInput = {
  priorityMode: 'score',
  processing: 'reserveFirst',
  tiePolicy: 'strict',
  revert: true,
  seed: 's',
  listLimit: null,
  maxScore: null,
  groups: null,
  applicants: [],
  programmes: [],
}

it('proves by the cutoffs that everybody got the first programme within reach (skills 4.5)', () => {
  for (const market of [markets(true), markets(false), markets(true, true)]) {
    fc.assert(
      fc.property(market, (input) => {
        const result = solve(input)
        const sign = input.priorityMode === 'explicit' ? -1 : 1
        for (const applicant of input.applicants) {
          const got = result.assignment.get(applicant.id) ?? null
          const ladder = ladderOf(input, result, applicant)
          expect(ladder.filter(({ outcome }) => outcome === 'admitted').map(({ programme }) => programme)).toEqual(
            got === null ? [] : [got],
          )
          for (const rung of ladder) {
            const ahead =
              got === null || applicant.preferences.indexOf(rung.programme) < applicant.preferences.indexOf(got)
            if (ahead) {
              expect(['below_minimum', 'below_cutoff', 'lost_tie', 'no_seat']).toContain(rung.outcome)
            } else expect(['admitted', 'not_needed']).toContain(rung.outcome)
            if (rung.outcome === 'below_cutoff') {
              expect(sign * (rung.own ?? Number.NaN)).toBeLessThan(sign * (rung.cutoff ?? Number.NaN))
            }
            if (rung.outcome === 'admitted' && rung.cutoff !== null) {
              expect(sign * (rung.own ?? Number.NaN)).toBeGreaterThanOrEqual(sign * rung.cutoff)
            }
          }
        }
      }),
      { numRuns: 300 },
    )
  }
})

it('tells a family which line they missed', () => {
  const input: MarketInput = {
    ...base,
    applicants: [
      { id: 'a', score: 512.5, preferences: ['P'] },
      { id: 'b', score: 512.5, tieBreaks: [-1], preferences: ['P', 'Q', 'R'] },
      { id: 'c', score: 509, preferences: ['P', 'Z', 'M', 'Q'], group: 'town' },
    ],
    programmes: [
      { id: 'P', quota: 1 },
      { id: 'Q', quota: 2, reserves: [{ group: 'town', seats: 1 }] },
      { id: 'R', quota: 1 },
      { id: 'Z', quota: 0 },
      { id: 'M', quota: 1, minScore: 510 },
    ],
  }
  const result = solve(input)
  const told = (index: number) =>
    ladderOf(input, result, input.applicants[index]!).map(({ place, slot, cutoff, own, outcome }) =>
      [place, slot, cutoff, own, outcome].join(' '),
    )
  expect(told(0)).toEqual(['1 open 512.5 512.5 admitted'])
  expect(told(1)).toEqual(['1 open 512.5 512.5 lost_tie', '2 open 512.5 512.5 admitted', '3 open 0 512.5 not_needed'])
  expect(told(2)).toEqual([
    '1 open 512.5 509 below_cutoff',
    '2 open  509 no_seat',
    '3 open 510 509 below_minimum',
    '4 open 512.5 509 not_needed',
    '4 reserve:town 509 509 admitted',
  ])
})

it('lets nobody into a later batch who was placed, and counts whom that makes envious', () => {
  const input: MarketInput = {
    ...base,
    applicants: [
      { id: 'high', score: 600, preferences: ['general', 'early'] },
      { id: 'low', score: 400, group: 'island', preferences: ['general'] },
    ],
    programmes: [
      { id: 'general', quota: 1 },
      { id: 'early', quota: 1 },
    ],
  }
  const { assignment } = matchInBatches(input, [['early']], 'deferred_acceptance')
  expect(Object.fromEntries(assignment)).toEqual({ high: 'early', low: 'general' })
  const [one, two, short] = simulatePolicies(input, [
    { name: 'one run' },
    { name: 'batches', batches: [['early']] },
    { name: 'short lists', listLength: 1, mechanism: 'serial_dictatorship' },
  ])
  expect(one).toMatchObject({ placed: 1, unmatched: 1, firstChoice: 1, meanPlace: 1, envious: 0, better: 0, worse: 0 })
  expect(two).toMatchObject({
    placed: 2,
    unmatched: 0,
    firstChoice: 1,
    meanPlace: 1.5,
    envious: 1,
    crossBatchEnvy: 1,
    better: 1,
    worse: 1,
    placedShareGap: 0,
  })
  expect(one?.placedShareGap).toBe(1)
  expect([...(one?.groups ?? [])]).toEqual([
    ['', { applicants: 1, placed: 1, firstChoice: 1 }],
    ['island', { applicants: 1, placed: 0, firstChoice: 0 }],
  ])
  expect(short).toMatchObject({ name: 'short lists', placed: 1 })
})

it('gives in one batch of everything what one run gives, and nobody envies', () => {
  for (const market of [markets(true), markets(true, true)]) {
    fc.assert(
      fc.property(market, (input) => {
        const all = [input.programmes.map(({ id }) => id)]
        expect(matchInBatches(input, all, 'deferred_acceptance').assignment).toEqual(solve(input).assignment)
        const [alone] = simulatePolicies(input, [{ name: 'x' }])
        expect([alone?.envious, alone?.better, alone?.worse, alone?.applicants]).toEqual([
          0,
          0,
          0,
          input.applicants.length,
        ])
      }),
      { numRuns: 100 },
    )
  }
})

it('simulates a market of nobody', () => {
  expect(simulatePolicies(base, [{ name: 'x', batches: [[]] }])).toMatchObject([
    { placed: 0, meanPlace: null, placedShareGap: 0 },
  ])
})
