import fc from 'fast-check'
import type { MarketInput } from './market.ts'

export const groups = ['island', 'mountain']

/** Small markets with many ties: with reserves or without, by score or by priority lists. */
export const markets = (reserved: boolean, explicit = false): fc.Arbitrary<MarketInput> =>
  fc
    .record({ applicants: fc.integer({ min: 1, max: 14 }), programmes: fc.integer({ min: 1, max: 6 }) })
    .chain(({ applicants, programmes }) =>
      fc.record({
        priorityMode: fc.constant(explicit ? ('explicit' as const) : ('score' as const)),
        processing: fc.constantFrom('reserveFirst' as const, 'openFirst' as const),
        tiePolicy: fc.constantFrom('strict' as const, ...(explicit ? [] : ['admitAllTied' as const])),
        revert: fc.boolean(),
        seed: fc.constant('seed'),
        listLimit: fc.constant(null),
        maxScore: fc.constant(null),
        groups: fc.constant(null),
        applicants: fc.tuple(
          ...Array.from({ length: applicants }, (_, index) =>
            fc.record({
              id: fc.constant(`a${index}`),
              score: fc.integer({ min: 0, max: 8 }),
              tieBreaks: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 1, maxLength: 1 }),
              group: fc.constantFrom(null, ...groups),
              preferences: fc.shuffledSubarray(Array.from({ length: programmes }, (_p, place) => `p${place}`)),
            }),
          ),
        ),
        programmes: fc.tuple(
          ...Array.from({ length: programmes }, (_, index) =>
            fc
              .record({
                open: fc.integer({ min: 0, max: 3 }),
                reserves: fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 2 })),
                minScore: fc.integer({ min: 0, max: 4 }),
                reserveMin: fc.integer({ min: 0, max: 4 }),
                priority: fc.shuffledSubarray(Array.from({ length: applicants }, (_a, place) => `a${place}`)),
              })
              .map(({ open, reserves, minScore, reserveMin, priority }) => ({
                id: `p${index}`,
                quota: open + (reserved ? reserves[0] + reserves[1] : 0),
                minScore,
                ...(explicit ? { priority } : {}),
                reserves: reserved
                  ? groups.map((group, place) => ({ group, seats: reserves[place] ?? 0, minScore: reserveMin }))
                  : [],
              })),
          ),
        ),
      }),
    )
