import fc from 'fast-check'
import { expect, it } from 'vitest'
import { compileMarket } from './compile.ts'
import type { MarketInput } from './market.ts'
import { deferredAcceptance, serialDictatorship } from './match.ts'
import { groups, markets } from './markets.testing.ts'
import { describeRun, type MatchResult } from './result.ts'
import { verifyAssignment } from './verify.ts'

const policy = {
  processing: 'reserveFirst',
  tiePolicy: 'strict',
  revert: true,
  seed: 's',
  listLimit: null,
  maxScore: null,
  groups: null,
} as const

const solve = (input: MarketInput, mechanism = deferredAcceptance): MatchResult & { proposals: number } => {
  const market = compileMarket(input)
  const run = mechanism(market, input)
  return { ...describeRun(input, market, run), proposals: run.proposals }
}

const placesOf = (input: MarketInput, result: MatchResult) =>
  input.applicants.map(({ id, preferences }) => {
    const place = preferences.indexOf(result.assignment.get(id) ?? '')
    return place === -1 ? preferences.length : place
  })

it('leaves nothing that the independent verifier objects to', () => {
  for (const market of [markets(true), markets(false, true), markets(true, true)]) {
    fc.assert(
      fc.property(market, (input) => {
        const result = solve(input)
        expect(verifyAssignment(input, result.assignment)).toEqual({
          stable: true,
          blockingPairs: [],
          quotaViolations: [],
          waste: [],
          irrational: [],
        })
        expect(result.slots.size + result.unmatched.length).toBe(input.applicants.length)
      }),
      { numRuns: 400 },
    )
  }
})

it('equals serial dictatorship where one order holds and nothing is reserved', () => {
  fc.assert(
    fc.property(markets(false), (input) => {
      expect(solve(input, serialDictatorship).assignment).toEqual(solve(input).assignment)
    }),
    { numRuns: 300 },
  )
})

it('gains nobody anything to misreport: swapping or cutting one’s own list never helps', () => {
  fc.assert(
    fc.property(markets(true), fc.nat(), fc.nat(), (input, who, how) => {
      const index = who % input.applicants.length
      const truth = input.applicants[index]
      if (truth === undefined || truth.preferences.length < 2) return
      const cut = how % truth.preferences.length
      const lie = how % 2 === 0 ? truth.preferences.slice(cut) : truth.preferences.toReversed()
      const lying = { ...input, applicants: input.applicants.with(index, { ...truth, preferences: lie }) }
      const honest = placesOf(input, solve(input))[index] ?? 0
      const got = solve(lying).assignment.get(truth.id)
      const place = got == null ? truth.preferences.length : truth.preferences.indexOf(got)
      expect(place).toBeGreaterThanOrEqual(honest)
    }),
    { numRuns: 400 },
  )
})

it('is the best stable result for applicants, whatever order they are written in', () => {
  fc.assert(
    fc.property(markets(true, true), (input) => {
      const result = solve(input)
      const turned = { ...input, applicants: input.applicants.toReversed(), programmes: input.programmes.toReversed() }
      const again = solve(turned)
      expect(again.assignment).toEqual(result.assignment)
      expect(again.proposals).toBe(result.proposals)
    }),
    { numRuns: 200 },
  )
})

it('solves the instance of Gale and Shapley (1962) for three and three', () => {
  // Ranking matrix of the paper, example 1: alpha … gamma, A … C; applicants get their first choices.
  const input: MarketInput = {
    ...policy,
    priorityMode: 'explicit',
    applicants: [
      { id: 'alpha', preferences: ['A', 'B', 'C'] },
      { id: 'beta', preferences: ['B', 'C', 'A'] },
      { id: 'gamma', preferences: ['C', 'A', 'B'] },
    ],
    programmes: [
      { id: 'A', quota: 1, priority: ['beta', 'gamma', 'alpha'] },
      { id: 'B', quota: 1, priority: ['gamma', 'alpha', 'beta'] },
      { id: 'C', quota: 1, priority: ['alpha', 'beta', 'gamma'] },
    ],
  }
  const found = solve(input)
  expect([Object.fromEntries(found.assignment), found.proposals]).toEqual([{ alpha: 'A', beta: 'B', gamma: 'C' }, 3])
})

it('admits a whole tie where the policy says so, and draws lots where it does not', () => {
  const input: MarketInput = {
    ...policy,
    priorityMode: 'score',
    applicants: ['x', 'y', 'z'].map((id) => ({ id, score: 500, preferences: ['P'] })),
    programmes: [{ id: 'P', quota: 1 }],
  }
  expect(solve({ ...input, tiePolicy: 'admitAllTied' }).unmatched).toEqual([])
  const drawn = solve(input)
  expect(drawn.unmatched).toHaveLength(2)
  expect(solve({ ...input, applicants: input.applicants.toReversed() }).assignment).toEqual(drawn.assignment)
})

it('lists one-sided pairs and takes nobody whom a programme did not rank', () => {
  const input: MarketInput = {
    ...policy,
    priorityMode: 'explicit',
    applicants: [
      { id: 'a', preferences: ['P', 'Q'] },
      { id: 'b', preferences: ['Q'] },
    ],
    programmes: [
      { id: 'P', quota: 1, priority: ['b'] },
      { id: 'Q', quota: 1, priority: ['a', 'b'] },
    ],
  }
  expect(compileMarket(input).ignored).toEqual([
    { applicant: 'a', programme: 'P' },
    { applicant: 'b', programme: 'P' },
  ])
  expect(Object.fromEntries(solve(input).assignment)).toEqual({ a: 'Q', b: null })
})

const base: MarketInput = {
  ...policy,
  priorityMode: 'score',
  maxScore: 600,
  listLimit: 2,
  groups,
  applicants: [{ id: 'a', score: 1, preferences: ['P'] }],
  programmes: [{ id: 'P', quota: 1 }],
}
const withApplicant = (change: object): MarketInput => ({
  ...base,
  applicants: [{ ...base.applicants[0]!, ...change }],
})
const withProgramme = (change: object): MarketInput => ({
  ...base,
  programmes: [{ ...base.programmes[0]!, ...change }],
})

it.each([
  ['unknown_programme', '/applicants/0/preferences/0', withApplicant({ preferences: ['X'] })],
  ['duplicate_preference', '/applicants/0/preferences/1', withApplicant({ preferences: ['P', 'P'] })],
  ['list_too_long', '/applicants/0/preferences', { ...withApplicant({ preferences: ['P'] }), listLimit: 0 }],
  ['score_out_of_range', '/applicants/0/score', withApplicant({ score: 601 })],
  ['score_out_of_range', '/applicants/0/score', withApplicant({ score: -1 })],
  ['required', '/applicants/0/score', withApplicant({ score: null })],
  ['unknown_group', '/applicants/0/group', withApplicant({ group: 'town' })],
  ['negative_quota', '/programmes/0/quota', withProgramme({ quota: -1 })],
  ['reserves_exceed_quota', '/programmes/0/reserves', withProgramme({ reserves: [{ group: 'island', seats: 2 }] })],
  ['unknown_group', '/programmes/0/reserves/0/group', withProgramme({ reserves: [{ group: 'x', seats: 1 }] })],
  ['duplicate_applicant', '/applicants/1/id', { ...base, applicants: [base.applicants[0]!, base.applicants[0]!] }],
  ['duplicate_programme', '/programmes/1/id', { ...base, programmes: [base.programmes[0]!, base.programmes[0]!] }],
])('refuses %s at %s', (code, pointer, input) => {
  try {
    compileMarket(input)
    expect.unreachable()
  } catch (error) {
    expect(error).toMatchObject({
      code: 'not_computable',
      errors: expect.arrayContaining([expect.objectContaining({ code, pointer })]),
    })
  }
})

it('fills nothing of a programme without seats', () => {
  const { assignment, cutoffs } = solve(withProgramme({ quota: 0 }))
  expect(assignment.get('a')).toBeNull()
  expect(cutoffs.get('P')?.get('open')).toBeNull()
})

const scored = (applicants: MarketInput['applicants'], programmes: MarketInput['programmes']): MarketInput => ({
  ...policy,
  priorityMode: 'score',
  applicants,
  programmes,
})

it('takes a missing key for zero and a missing minimum for none', () => {
  const two = (first: readonly number[], second: readonly number[]) =>
    solve(
      scored(
        [
          { id: 'a', score: 0, tieBreaks: first, preferences: ['p'] },
          { id: 'b', score: 0, tieBreaks: second, preferences: ['p'] },
        ],
        [{ id: 'p', quota: 1 }],
      ),
    ).assignment
  // Half a mark in a key that the other lacks: above zero, below one.
  expect(two([3, 0.5], [3]).get('a')).toBe('p')
  expect(two([3], [3, 0.5]).get('b')).toBe('p')
  expect(two([], [-0.5]).get('a')).toBe('p')
  const kept = scored(
    [{ id: 'a', score: 0, group: 'island', preferences: ['p'] }],
    [{ id: 'p', quota: 1, reserves: [{ group: 'island', seats: 1 }] }],
  )
  expect(solve(kept).slots.get('a')).toBe('reserve:island')
})

it('tells the line of a priority list as the place of the last admitted, and its length where a seat is free', () => {
  const lists = (quota: number): MarketInput => ({
    ...policy,
    priorityMode: 'explicit',
    applicants: ['a', 'b', 'c'].map((id) => ({ id, preferences: ['p'] })),
    programmes: [{ id: 'p', quota, priority: ['c', 'a', 'b'] }],
  })
  expect(solve(lists(2)).cutoffs.get('p')?.get('open')).toBe(2)
  expect(solve(lists(4)).cutoffs.get('p')?.get('open')).toBe(3)
})

it.each([
  [['a', 'a'], 'duplicate_applicant', '/programmes/0/priority/1'],
  [['a', 'z'], 'unknown_applicant', '/programmes/0/priority/1'],
])('refuses the priority list %j', (priority, code, pointer) => {
  const input: MarketInput = {
    ...policy,
    priorityMode: 'explicit',
    applicants: [{ id: 'a', preferences: ['p'] }],
    programmes: [{ id: 'p', quota: 1, priority }],
  }
  expect(() => compileMarket(input)).toThrow(
    expect.objectContaining({ errors: [expect.objectContaining({ code, pointer })] }),
  )
  // By score nobody reads the list.
  const byScore = scored([{ id: 'a', score: 1, preferences: ['p'] }], [{ id: 'p', quota: 1, priority }])
  expect(solve(byScore).assignment.get('a')).toBe('p')
})
