import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Working } from '../../platform/explain.ts'
import { RuleBook } from '../../platform/rules/rule-book.ts'
import { exposureLimits } from '../rules/exposure.ts'
import { type ExposureFacts, type Position, checkExposure, herfindahl } from './exposure.ts'
import { type Guarantee, guaranteeCircles, guaranteedBy } from './guarantees.ts'

const limits = exposureLimits(RuleBook.defaults, Working.silent)
const at = (household: string, fen: bigint, change: Partial<Position> = {}): Position => ({
  bank: 'A',
  household,
  village: household,
  compartment: null,
  fen,
  ...change,
})
/** Twenty households in twenty villages, 10 000.00 yuan each. */
const spread = Array.from({ length: 20 }, (_, index) => at(`h${index}`, 1_000_000n))
const facts: ExposureFacts = {
  positions: spread,
  collateral: [],
  guarantees: [],
  proposed: { ...at('new', 1_000_000n), collateral: null, guarantors: [] },
  bankCapitalFen: 10_000_000_000n,
}
const check = (change: Partial<ExposureFacts> = {}, proposed: Partial<ExposureFacts['proposed']> = {}) =>
  checkExposure({ ...facts, ...change, proposed: { ...facts.proposed, ...proposed } }, limits, Working.silent)
const verdict = (result: ReturnType<typeof check>, name: string) =>
  result.checks.find((one) => one.name === name)?.result

describe('limits', () => {
  it('passes a small loan in a spread portfolio', () => {
    const { result, checks, hhi } = check()
    expect(result).toBe('pass')
    expect(checks.every(({ result: one }) => one === 'pass')).toBe(true)
    expect([hhi.before.toFixed(4), hhi.after.toFixed(4)]).toEqual(['0.0500', '0.0476'])
  })

  it.each<readonly [string, string, Partial<ExposureFacts>, Partial<ExposureFacts['proposed']>]>([
    ['household_per_bank', 'block', { positions: [...spread, at('new', 49_000_001n)] }, {}],
    ['household_all_banks', 'block', { positions: [...spread, at('new', 99_000_001n, { bank: 'B' })] }, {}],
    ['single_borrower', 'block', { bankCapitalFen: 9_999_999n }, {}],
    ['village_share', 'warn', {}, { village: 'h1', fen: 2_000_000n }],
    [
      'guarantees_given',
      'block',
      {
        guarantees: [
          { guarantor: 'g', borrower: 'x' },
          { guarantor: 'g', borrower: 'y' },
        ],
      },
      { guarantors: ['g'] },
    ],
    ['guarantee_circle', 'block', { guarantees: [{ guarantor: 'new', borrower: 'g' }] }, { guarantors: ['g'] }],
    [
      'species_share',
      'warn',
      { collateral: [{ species: 'mugil', fen: 100n }] },
      { collateral: { species: 'scylla', fen: 99n } },
    ],
    ['compartment_share', 'warn', {}, { compartment: 'dike 1', fen: 5_000_000n }],
  ])('%s: %s', (name, expected, change, proposed) => {
    const result = check(change, proposed)
    expect(verdict(result, name)).toBe(expected)
    expect(result.result).toBe(expected === 'warn' ? 'warn' : 'block')
  })

  it.each<readonly [string, Partial<ExposureFacts>, Partial<ExposureFacts['proposed']>]>([
    ['household_per_bank', { positions: [...spread, at('new', 49_000_000n)] }, {}],
    ['single_borrower', { bankCapitalFen: 10_000_000n }, {}],
    [
      'guarantees_given',
      {
        guarantees: [
          { guarantor: 'g', borrower: 'new' },
          { guarantor: 'g', borrower: 'y' },
        ],
      },
      { guarantors: ['g'] },
    ],
  ])('%s holds at the very limit', (name, change, proposed) => {
    expect(verdict(check(change, proposed), name)).toBe('pass')
  })
})

describe('guarantee circles', () => {
  const chain = (...names: string[]): Guarantee[] =>
    names.slice(1).map((borrower, index) => ({ guarantor: names[index] ?? '', borrower }))

  it('finds each circle once, also of one and of two', () => {
    expect(guaranteeCircles(chain('a', 'b', 'c'))).toEqual([])
    expect(guaranteeCircles(chain('b', 'c', 'a', 'b'))).toEqual([['a', 'b', 'c']])
    expect(guaranteeCircles(chain('a', 'a'))).toEqual([['a']])
    expect(guaranteeCircles([...chain('a', 'b', 'a'), ...chain('b', 'c', 'd', 'b')])).toEqual([
      ['a', 'b'],
      ['b', 'c', 'd'],
    ])
  })

  it('counts other households once', () => {
    const given = guaranteedBy([...chain('a', 'b'), ...chain('a', 'b'), ...chain('a', 'c'), ...chain('a', 'a')])
    expect(given.get('a')).toBe(2)
  })

  it('there is a circle exactly when the households cannot be put in order', () => {
    const edges = fc.array(
      fc.record({
        guarantor: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
        borrower: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      }),
      { maxLength: 9 },
    )
    fc.assert(
      fc.property(edges, (guarantees) => {
        // Kahn: take away who is guaranteed by nobody left, as long as there is one.
        let left = [...guarantees]
        for (;;) {
          const free = left.filter(({ guarantor }) => !left.some(({ borrower }) => borrower === guarantor))
          if (free.length === 0) break
          left = left.filter((one) => !free.includes(one))
        }
        const circles = guaranteeCircles(guarantees)
        expect(circles.length > 0).toBe(left.length > 0)
        for (const circle of circles) {
          circle.forEach((guarantor, index) => {
            const borrower = circle[(index + 1) % circle.length]
            expect(guarantees).toContainEqual({ guarantor, borrower })
          })
          expect(new Set(circle).size).toBe(circle.length)
        }
      }),
      { numRuns: 300 },
    )
  })
})

it('the Herfindahl index lies between 1/n and 1', () => {
  fc.assert(
    fc.property(fc.array(fc.bigInt({ min: 1n, max: 10n ** 12n }), { minLength: 1, maxLength: 20 }), (amounts) => {
      const index = herfindahl(amounts)
      expect(index.compare(1n)).toBeLessThanOrEqual(0)
      expect(index.times(BigInt(amounts.length)).compare(1n)).toBeGreaterThanOrEqual(0)
      expect(herfindahl(amounts.toReversed())).toEqual(index)
    }),
  )
  expect(herfindahl([]).sign).toBe(0)
})
