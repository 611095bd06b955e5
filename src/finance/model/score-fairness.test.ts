import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Working } from '../../platform/explain.ts'
import { type ScoredCase, scoreFairness } from './score-fairness.ts'

const cases = (group: string, approved: number, refused: number): ScoredCase[] =>
  Array.from({ length: approved + refused }, (_, index) => ({
    group,
    score: index,
    label: null,
    approved: index < approved,
  }))

const fairness = (all: readonly ScoredCase[], direction: 'bad' | 'good' = 'good') =>
  scoreFairness(all, direction, Working.silent)

describe('fairness of a score', () => {
  it('the example of the four-fifths rule: 48 of 80 and 12 of 40 are half', () => {
    // EEOC, Questions and Answers on the Uniform Guidelines (1979), no. 12.
    const [black, white] = fairness([...cases('black', 12, 28), ...cases('white', 48, 32)])
    expect(white).toMatchObject({ count: 80, approvalRate: 0.6, ratio: 1, flagged: false })
    expect(black).toMatchObject({ count: 40, approvalRate: 0.3, ratio: 0.5, flagged: true })
  })

  it('four fifths itself is enough', () => {
    expect(fairness([...cases('a', 8, 2), ...cases('b', 10, 0)])[0]).toMatchObject({ ratio: 0.8, flagged: false })
    expect(fairness([...cases('a', 79, 21), ...cases('b', 100, 0)])[0]?.flagged).toBe(true)
  })

  it('nobody approved: no ratio, nobody flagged; one group alone has nothing to be compared with', () => {
    expect(fairness([...cases('a', 0, 3), ...cases('b', 0, 2)])).toMatchObject([
      { ratio: null, flagged: false },
      { ratio: null, flagged: false },
    ])
    expect(() => fairness(cases('a', 1, 1))).toThrow(
      expect.objectContaining({ errors: [expect.objectContaining({ pointer: '/groups', code: 'one_group' })] }),
    )
  })

  it('separates within each group, in the direction of the score, over known labels only', () => {
    const own: ScoredCase[] = [
      { group: 'a', score: 500, label: 1, approved: true },
      { group: 'a', score: 700, label: 0, approved: true },
      { group: 'a', score: 100, label: null, approved: false },
      { group: 'b', score: 500, label: 1, approved: true },
    ]
    expect(fairness(own).map(({ auc }) => auc)).toEqual([1, null])
    expect(fairness(own, 'bad').map(({ auc }) => auc)).toEqual([0, null])
  })

  it('does not depend on the order of the cases; the best group has ratio 1 and no other more', () => {
    const one = fc.record({
      group: fc.constantFrom('a', 'b', 'c'),
      score: fc.integer({ min: 0, max: 9 }),
      label: fc.constantFrom(0 as const, 1 as const, null),
      approved: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 30 }), (own) => {
        fc.pre(new Set(own.map(({ group }) => group)).size > 1)
        const result = fairness(own)
        expect(fairness(own.toReversed())).toEqual(result)
        const ratios = result.flatMap(({ ratio }) => (ratio === null ? [] : [ratio]))
        if (ratios.length > 0) expect(Math.max(...ratios)).toBe(1)
        for (const { ratio, flagged } of result) expect(flagged).toBe(ratio !== null && ratio < 0.8)
      }),
    )
  })
})
