import { expect, it } from 'vitest'
import { compileMarket } from './compile.ts'
import type { MarketInput } from './market.ts'
import { deferredAcceptance, serialDictatorship } from './match.ts'
import { comparePublished, lottery, rankEntries } from './ranking.ts'
import { describeRun } from './result.ts'
import { verifyAssignment } from './verify.ts'

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
const solve = (input: MarketInput, mechanism = deferredAcceptance) => {
  const market = compileMarket(input)
  const run = mechanism(market, input)
  return { ...describeRun(input, market, run), proposals: run.proposals, ignored: market.ignored }
}

it('matches nobody to nothing', () => {
  const result = solve(base)
  expect([result.assignment.size, result.unmatched, result.proposals]).toEqual([0, [], 0])
  expect(verifyAssignment(base, new Map()).stable).toBe(true)
  expect(solve({ ...base, priorityMode: 'explicit' }, serialDictatorship).proposals).toBe(0)
})

it('takes names of the language for names of people', () => {
  const names = ['constructor', '__proto__', 'toString', 'hasOwnProperty', '1', '01', ' ']
  const input: MarketInput = {
    ...base,
    applicants: names.map((id, index) => ({
      id,
      score: 100 + index,
      preferences: names.toReversed(),
      programmeScores: { valueOf: 3 },
      group: 'constructor',
    })),
    programmes: [...names.map((id) => ({ id, quota: 1 })), { id: 'valueOf', quota: 0 }],
  }
  const { assignment } = solve(input)
  expect([...assignment]).toEqual(names.map((id, index) => [id, names[index]]))
  expect(verifyAssignment(input, assignment).stable).toBe(true)
  expect(verifyAssignment(input, new Map()).waste).toHaveLength(49)
})

it('keeps apart pairs whose names run together', () => {
  const input: MarketInput = {
    ...base,
    priorityMode: 'explicit',
    applicants: [
      { id: 'c', preferences: ['a\nb'] },
      { id: 'b\nc', preferences: [] },
    ],
    programmes: [
      { id: 'a\nb', quota: 1, priority: [] },
      { id: 'a', quota: 1, priority: ['b\nc'] },
    ],
  }
  expect(solve(input).ignored).toEqual([
    { applicant: 'c', programme: 'a\nb' },
    { applicant: 'b\nc', programme: 'a' },
  ])
  expect(Object.fromEntries(solve(input).unmatchedReasons)).toEqual({ c: 'list_exhausted', 'b\nc': 'no_preferences' })
})

it('orders huge, tiny, fractional and negative keys exactly', () => {
  const scores = [1e300, 0.1 + 0.2, 0.3, 5e-324, 0, 2 ** 53, 65_535, 65_536]
  const columns = [Float64Array.from(scores)]
  const { order } = rankEntries(columns, scores.length, { tiePolicy: 'strict', seed: '', idOf: String })
  expect(Array.from(order, (entry) => scores[entry])).toEqual(scores.toSorted((a, b) => b - a))
  const input: MarketInput = {
    ...base,
    applicants: [
      { id: 'low', score: 1, tieBreaks: [-5], preferences: ['P'] },
      { id: 'missing', score: 1, tieBreaks: [], preferences: ['P'] },
      { id: 'high', score: 1, tieBreaks: [0, 1e9], preferences: ['P'] },
    ],
    programmes: [{ id: 'P', quota: 2 }],
  }
  expect(solve(input).unmatched).toEqual(['low'])
  expect(solve({ ...input, programmes: [{ id: 'P', quota: 1 }] }).assignment.get('high')).toBe('P')
  expect(comparePublished({ score: 1, tieBreaks: [] }, { score: 1, tieBreaks: [-1] })).toBeLessThan(0)
  expect(comparePublished({ score: 1, tieBreaks: [2] }, { score: 1, tieBreaks: [] })).toBeLessThan(0)
})

it('ranks by wide and by many columns as comparing one by one does', () => {
  let state = 7
  const next = (n: number): number => {
    state = (state * 48_271) % 2_147_483_647
    return state % n
  }
  const entries = Array.from({ length: 500 }, () => ({
    score: next(40),
    tieBreaks: [next(700) * 90, next(1_000) + 0.5, next(3) - 1],
  }))
  const columns = [
    entries.map(({ score }) => score),
    ...[0, 1, 2].map((key) => entries.map((one) => one.tieBreaks[key] ?? 0)),
  ]
  const { order, rank } = rankEntries(
    columns.map((one) => Float64Array.from(one)),
    entries.length,
    {
      tiePolicy: 'admitAllTied',
      seed: '',
      idOf: String,
    },
  )
  expect([...order]).toEqual([...entries.keys()].toSorted((a, b) => comparePublished(entries[a]!, entries[b]!)))
  expect(rank[order[0] ?? 0]).toBe(0)
})

it('gives the lot of RFC 4231-style HMAC, the lower first', () => {
  // HMAC-SHA256(key "key", "The quick brown fox jumps over the lazy dog"), a published example.
  expect(lottery('key', 'The quick brown fox jumps over the lazy dog').toString('hex')).toBe(
    'f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8',
  )
  const ids = ['a', 'b', 'c', 'd']
  const { order, rank } = rankEntries([new Float64Array(4)], 4, {
    tiePolicy: 'strict',
    seed: 'x',
    idOf: (at) => ids[at] ?? '',
  })
  const drawn = ids.toSorted((a, b) => Buffer.compare(lottery('x', a), lottery('x', b)))
  expect(Array.from(order, (at) => ids[at])).toEqual(drawn)
  expect(Array.from(order, (at) => rank[at])).toEqual([0, 1, 2, 3])
})

it('holds a reserve to the minimum of its programme unless it has its own', () => {
  const input = (minScore?: number): MarketInput => ({
    ...base,
    applicants: [{ id: 'a', score: 300, group: 'g', preferences: ['P'] }],
    programmes: [
      {
        id: 'P',
        quota: 1,
        minScore: 400,
        reserves: [{ group: 'g', seats: 1, ...(minScore === undefined ? {} : { minScore }) }],
      },
    ],
  })
  expect(solve(input()).unmatchedReasons.get('a')).toBe('below_all_minimums')
  expect(solve(input()).cutoffs.get('P')?.get('reserve:g')).toBe(400)
  expect(solve(input(300)).slots.get('a')).toBe('reserve:g')
  expect(solve(input(301)).unmatched).toEqual(['a'])
  expect(verifyAssignment(input(), new Map([['a', 'P']])).irrational).toEqual([
    { applicant: 'a', programme: 'P', reason: 'not_eligible' },
  ])
  expect(verifyAssignment(input(300), new Map()).waste).toEqual([
    { applicant: 'a', programme: 'P', slot: 'reserve:g', reason: 'free_seat' },
  ])
})

it('ranks interviews by their own scores and refuses wrong ones', () => {
  const input: MarketInput = {
    ...base,
    maxScore: 600,
    applicants: [
      { id: 'a', score: 500, programmeScores: { P: 10 }, preferences: ['P', 'Q'] },
      { id: 'b', score: 400, programmeScores: { P: 20 }, preferences: ['P', 'Q'] },
    ],
    programmes: [
      { id: 'P', quota: 1, minScore: 10 },
      { id: 'Q', quota: 1 },
    ],
  }
  const result = solve(input)
  expect(Object.fromEntries(result.assignment)).toEqual({ a: 'Q', b: 'P' })
  expect([...(result.cutoffs.get('P') ?? [])]).toEqual([['open', 20]])
  expect(verifyAssignment(input, result.assignment).stable).toBe(true)
  expect(() => solve(input, serialDictatorship)).toThrow('平行志愿按同一排序录取')
  const wrong = { ...input, applicants: [{ ...input.applicants[0]!, programmeScores: { 'a/~': 601, P: -1 } }] }
  expect(() => compileMarket(wrong)).toThrow(
    expect.objectContaining({
      errors: [
        expect.objectContaining({ pointer: '/applicants/0/programmeScores/a~1~0', code: 'unknown_programme' }),
        expect.objectContaining({ pointer: '/applicants/0/programmeScores/a~1~0', code: 'score_out_of_range' }),
        expect.objectContaining({ pointer: '/applicants/0/programmeScores/P', code: 'score_out_of_range' }),
      ],
    }),
  )
})

it('finds the one order behind partial lists, and refuses lists that turn in a circle', () => {
  const input = (lists: readonly (readonly string[])[]): MarketInput => ({
    ...base,
    priorityMode: 'explicit',
    applicants: ['a', 'b', 'c'].map((id) => ({ id, preferences: ['P', 'Q', 'R'] })),
    programmes: ['P', 'Q', 'R'].map((id, index) => ({ id, quota: 1, priority: lists[index] ?? [] })),
  })
  const agreed = input([
    ['c', 'a'],
    ['a', 'b'],
    ['c', 'b'],
  ])
  expect(solve(agreed, serialDictatorship).assignment).toEqual(solve(agreed).assignment)
  expect(Object.fromEntries(solve(agreed, serialDictatorship).assignment)).toEqual({ a: 'Q', b: 'R', c: 'P' })
  expect(() =>
    solve(
      input([
        ['a', 'b'],
        ['b', 'c'],
        ['c', 'a'],
      ]),
      serialDictatorship,
    ),
  ).toThrow(
    expect.objectContaining({
      errors: [expect.objectContaining({ code: 'needs_common_order', pointer: '/mechanism' })],
    }),
  )
})

it('seats a crowd in one programme without delay, quota larger than the crowd or not', () => {
  const applicants = Array.from({ length: 50_000 }, (_, index) => ({
    id: `a${index}`,
    score: index % 700,
    preferences: ['P'],
  }))
  for (const quota of [0, 25_000, 2 ** 52]) {
    const input: MarketInput = { ...base, tiePolicy: 'admitAllTied', applicants, programmes: [{ id: 'P', quota }] }
    const { assignment, unmatched } = solve(input)
    expect(unmatched.length).toBeLessThanOrEqual(Math.max(0, 50_000 - quota))
    expect(verifyAssignment(input, assignment).stable).toBe(true)
  }
})

it('names every kind of fault in a result that was tampered with', () => {
  const input: MarketInput = {
    ...base,
    applicants: [
      { id: 'a', score: 3, preferences: ['P', 'Q'] },
      { id: 'b', score: 2, preferences: ['P'] },
      { id: 'c', score: 1, preferences: ['P'] },
    ],
    programmes: [
      { id: 'P', quota: 1 },
      { id: 'Q', quota: 1 },
      { id: 'R', quota: 1 },
    ],
  }
  const check = (pairs: readonly (readonly [string, string | null])[]) => verifyAssignment(input, new Map(pairs))
  expect(check([['a', 'P']])).toMatchObject({ stable: true })
  expect(
    check([
      ['a', 'Q'],
      ['c', 'P'],
    ]).blockingPairs,
  ).toEqual([
    { applicant: 'a', programme: 'P', slot: 'open', reason: 'justified_envy', admitted: 'c' },
    { applicant: 'b', programme: 'P', slot: 'open', reason: 'justified_envy', admitted: 'c' },
  ])
  expect(
    check([
      ['a', 'P'],
      ['b', 'P'],
    ]).quotaViolations,
  ).toEqual([{ programme: 'P', quota: 1, assigned: 2 }])
  expect(check([['a', 'Q']]).waste.map(({ applicant }) => applicant)).toEqual(['a', 'b', 'c'])
  expect(
    check([
      ['a', 'P'],
      ['b', 'R'],
      ['c', 'X'],
      ['x', 'P'],
      ['y', null],
    ]).irrational,
  ).toEqual([
    { applicant: 'x', programme: 'P', reason: 'unknown_applicant' },
    { applicant: 'y', programme: '', reason: 'unknown_applicant' },
    { applicant: 'b', programme: 'R', reason: 'not_on_list' },
    { applicant: 'c', programme: 'X', reason: 'unknown_programme' },
  ])
  expect(
    check([
      ['a', 'P'],
      ['b', 'R'],
    ]).stable,
  ).toBe(false)
})
