import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type MajorsInput, type MajorWish, matchWithMajors } from './majors.ts'
import type { MarketInput } from './market.ts'
import { markets } from './markets.testing.ts'

const policy: Omit<MarketInput, 'applicants' | 'programmes'> = {
  priorityMode: 'score',
  processing: 'reserveFirst',
  tiePolicy: 'strict',
  revert: true,
  seed: 's',
  listLimit: null,
  maxScore: null,
  groups: null,
}

const wish = (majors: readonly string[], reassign = false, school = 'P'): MajorWish => ({ school, majors, reassign })

const school = (
  scores: Readonly<Record<string, number>>,
  wishes: Readonly<Record<string, MajorWish>>,
  change: Partial<MajorsInput> = {},
): MajorsInput => ({
  market: {
    ...policy,
    applicants: Object.entries(scores).map(([id, score]) => ({ id, score, preferences: ['P'] })),
    programmes: [{ id: 'P', quota: 3 }],
  },
  mechanism: 'deferred_acceptance',
  majors: new Map([
    [
      'P',
      [
        { id: 'x', quota: 1 },
        { id: 'y', quota: 2 },
      ],
    ],
  ]),
  wishes: new Map(Object.entries(wishes).map(([id, one]) => [id, [one]])),
  refill: false,
  ...change,
})

describe('a school and its majors', () => {
  const scores = { a: 560, b: 540, c: 530, d: 500 }
  const wishes = { a: wish(['x']), b: wish(['x'], true), c: wish(['x']), d: wish(['y']) }

  it('gives the wish to the best, another major to who agreed, and sends away who did not', () => {
    const result = matchWithMajors(school(scores, wishes))
    expect(Object.fromEntries(result.places)).toEqual({
      a: { school: 'P', major: 'x', reassigned: false },
      b: { school: 'P', major: 'y', reassigned: true },
      c: null,
      d: null,
    })
    expect(result).toMatchObject({
      rejected: [{ applicant: 'c', school: 'P' }],
      vacancies: [{ school: 'P', major: 'y', seats: 1 }],
      rounds: 1,
    })
  })

  it('offers the seat again only where the policy says so', () => {
    const result = matchWithMajors(school(scores, wishes, { refill: true }))
    expect(result.places.get('d')).toEqual({ school: 'P', major: 'y', reassigned: false })
    expect(result).toMatchObject({ rounds: 2, vacancies: [], rejected: [{ applicant: 'c', school: 'P' }] })
  })

  it('wishes go before reassignment: a better score takes no seat that somebody asked for', () => {
    const result = matchWithMajors(
      school(
        { a: 560, b: 540, c: 530, d: 520 },
        { ...wishes, c: wish(['y']), d: wish(['y']) },
        {
          majors: new Map([
            [
              'P',
              [
                { id: 'x', quota: 1 },
                { id: 'y', quota: 1 },
              ],
            ],
          ]),
        },
      ),
    )
    expect(result.places.get('c')?.major).toBe('y')
    expect(result.places.get('b')).toBeNull()
  })

  it('who asks for no major of the school and agrees to nothing is sent away', () => {
    expect(matchWithMajors(school({ a: 1 }, {})).rejected).toEqual([{ applicant: 'a', school: 'P' }])
  })

  it('ties within the school fall to the published keys, then to the lot of the seed', () => {
    const input = school({ a: 500, b: 500 }, { a: wish(['x']), b: wish(['x']) })
    const keyed = {
      ...input,
      market: {
        ...input.market,
        applicants: input.market.applicants.map((one) => ({ ...one, tieBreaks: one.id === 'b' ? [1] : [] })),
      },
    }
    expect(matchWithMajors(keyed).places.get('b')?.major).toBe('x')
    expect(matchWithMajors(input).rejected).toHaveLength(1)
    expect(matchWithMajors(input)).toEqual(matchWithMajors(input))
  })

  it('a key that is missing counts as zero', () => {
    const holder = (keys: Readonly<Record<string, readonly number[]>>) => {
      const input = school({ a: 500, b: 500 }, { a: wish(['x']), b: wish(['x']) })
      const applicants = input.market.applicants.map((one) => ({ ...one, tieBreaks: keys[one.id] ?? [] }))
      const { places } = matchWithMajors({ ...input, market: { ...input.market, applicants } })
      return [...places].find(([, place]) => place?.major === 'x')?.[0]
    }
    expect(holder({ a: [0.5] })).toBe('a')
    expect(holder({ b: [0.5] })).toBe('b')
    expect(holder({ a: [-0.5] })).toBe('b')
    expect(holder({ b: [-0.5] })).toBe('a')
  })

  it.each([
    [
      { market: { ...policy, priorityMode: 'explicit' as const, applicants: [], programmes: [] } },
      '/priorityMode',
      'explicit_priority',
    ],
    [{ majors: new Map([['P', [{ id: 'x', quota: -1 }]]]) }, '/programmes/0/majors/0/quota', 'negative_quota'],
    [
      {
        majors: new Map([
          [
            'P',
            [
              { id: 'x', quota: 1 },
              { id: 'x', quota: 1 },
            ],
          ],
        ]),
      },
      '/programmes/0/majors/1/id',
      'duplicate_programme',
    ],
    [{ wishes: new Map([['a', [wish(['x'], true, 'Q')]]]) }, '/applicants/0/majorWishes/0/school', 'unknown_programme'],
    [{ wishes: new Map([['a', [wish(['z'])]]]) }, '/applicants/0/majorWishes/0/majors/0', 'unknown_major'],
    [{ wishes: new Map([['a', [wish(['x', 'x'])]]]) }, '/applicants/0/majorWishes/0/majors/1', 'duplicate_preference'],
    [
      { wishes: new Map([['a', [wish(['x']), wish(['y'])]]]) },
      '/applicants/0/majorWishes/1/school',
      'duplicate_preference',
    ],
  ] as const)('refuses %# at %s', (change, pointer, code) => {
    expect(() => matchWithMajors(school({ a: 500 }, {}, change as Partial<MajorsInput>))).toThrow(
      expect.objectContaining({ errors: [expect.objectContaining({ pointer, code })] }),
    )
  })
})

describe('properties', () => {
  const twoLevels = fc
    .tuple(markets(false), fc.boolean(), fc.array(fc.nat(), { minLength: 60, maxLength: 60 }))
    .map(([market, refill, dice]): MajorsInput => {
      let at = 0
      const roll = (sides: number) => (dice[at++ % dice.length] ?? 0) % sides
      return {
        market,
        mechanism: 'deferred_acceptance',
        refill,
        majors: new Map(
          market.programmes.map(({ id }) => [id, ['m', 'n'].map((major) => ({ id: major, quota: roll(3) }))]),
        ),
        wishes: new Map(
          market.applicants.map(({ id, preferences }) => [
            id,
            preferences.map((one) => ({
              school: one,
              majors: [['m'], ['n', 'm'], []][roll(3)] ?? [],
              reassign: roll(2) === 0,
            })),
          ]),
        ),
      }
    })

  it('keeps to every quota; only those who agreed are reassigned; nobody sits idle beside a seat he would take', () => {
    fc.assert(
      fc.property(twoLevels, (input) => {
        const { places, rejected, vacancies, rounds } = matchWithMajors(input)
        const taken = new Map<string, number>()
        for (const [id, place] of places) {
          if (place === null) continue
          const key = `${place.school}/${place.major}`
          taken.set(key, (taken.get(key) ?? 0) + 1)
          const own = input.wishes.get(id)?.find(({ school: one }) => one === place.school)
          expect(place.reassigned ? own?.reassign : own?.majors.includes(place.major)).toBe(true)
        }
        for (const [id, majors] of input.majors)
          for (const { id: major, quota } of majors) {
            const seats = vacancies.find((one) => one.school === id && one.major === major)?.seats ?? 0
            expect((taken.get(`${id}/${major}`) ?? 0) + seats).toBe(quota)
          }
        if (!input.refill) {
          expect(rounds).toBe(1)
          for (const { applicant, school: one } of rejected) {
            const own = input.wishes.get(applicant)?.find((each) => each.school === one)
            const open = vacancies.filter((each) => each.school === one).map(({ major }) => major)
            expect(open.some((major) => own?.majors.includes(major))).toBe(false)
            if (own?.reassign === true) expect(open).toEqual([])
          }
        }
        const pairs = rejected.map(({ applicant, school: one }) => `${applicant}/${one}`)
        expect(new Set(pairs).size).toBe(pairs.length)
      }),
    )
  })
})
