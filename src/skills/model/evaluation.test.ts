import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Working } from '../../platform/explain.ts'
import { krippendorffAlpha, type RubricItem, scoreEvaluation } from './evaluation.ts'

const score = (items: readonly RubricItem[], scale = 5) => scoreEvaluation(items, scale, Working.silent)

it('drops one highest and one lowest of five (skills 4.7)', () => {
  expect(score([{ id: 'i1', weight: 1, scores: [4, 5, 3, 4, 4] }])).toEqual({
    score: 80,
    items: [{ id: 'i1', mean: 4, dropped: [3, 5], missing: false }],
    alpha: null,
    band: '良',
  })
})

it('gives the α of Krippendorff’s own example for interval data', () => {
  // Krippendorff 2011, section D: four observers, twelve units, missing values; interval α = 0.849.
  const units = [
    [1, 1, 1],
    [2, 2, 3, 2],
    [3, 3, 3, 3],
    [3, 3, 3, 3],
    [2, 2, 2, 2],
    [1, 2, 3, 4],
    [4, 4, 4, 4],
    [1, 1, 2, 1],
    [2, 2, 2, 2],
    [5, 5, 5],
    [1, 1],
    [3],
  ]
  expect(krippendorffAlpha(units)).toBeCloseTo(0.849, 3)
})

it('counts missing evidence as 0 and says so', () => {
  const working = new Working()
  const items = [
    { id: 'a', weight: 0.5, scores: [5, 5, 5] },
    { id: 'b', weight: 0.5, scores: [] },
  ]
  const result = scoreEvaluation(items, 5, working)
  expect(result).toMatchObject({ score: 50, band: '不合格' })
  expect(working.explain(result).warnings.map(({ code }) => code)).toEqual(['missing_evidence'])
})

it('multiplies weights down the tree', () => {
  const children = [
    { id: 'a', weight: 0.25, scores: [4, 4, 4] },
    { id: 'b', weight: 0.75, scores: [2, 2, 2] },
  ]
  expect(score([{ id: 'root', weight: 1, children }]).score).toBe(50)
})

it('lies between 0 and 100 and rises with every score', () => {
  const items = fc.array(fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 3, maxLength: 7 }), {
    minLength: 2,
    maxLength: 2,
  })
  fc.assert(
    fc.property(items, (scores) => {
      const of = (lists: readonly (readonly number[])[]) =>
        score(lists.map((list, index) => ({ id: `i${index}`, weight: 0.5, scores: list }))).score
      const before = of(scores)
      expect(before).toBeGreaterThanOrEqual(0)
      expect(of(scores.map((list) => list.map((one) => one + 1)))).toBeGreaterThan(before)
    }),
  )
})

it.each([
  ['weights_sum', '/items', [{ id: 'a', weight: 0.9, scores: [1, 1, 1] }]],
  ['score_out_of_range', '/items/0/scores/1', [{ id: 'a', weight: 1, scores: [1, 6, 1] }]],
  [
    'out_of_range',
    '/items/0/weight',
    [
      { id: 'a', weight: -1, scores: [1] },
      { id: 'b', weight: 2, scores: [1] },
    ],
  ],
])('refuses %s at %s', (code, pointer, items) => {
  expect(() => score(items)).toThrow(expect.objectContaining({ errors: [expect.objectContaining({ code, pointer })] }))
})
