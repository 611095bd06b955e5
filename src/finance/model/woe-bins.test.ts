import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { germanCredit } from './german-credit.testing.ts'
import { bestMerge, informationOf } from './optimal-merge.ts'
import { type Breaks, type Cell, binDefaults, binOf, binVariable } from './woe-bins.ts'

const { columns, rows, target } = germanCredit()
const german = (name: string, breaks?: Breaks, options = binDefaults) => {
  const at = columns.findIndex((column) => column.name === name)
  const column = columns[at]
  if (column === undefined) throw new Error(`no column ${name}`)
  return binVariable(
    column,
    rows.map((row) => row[at] ?? null),
    target,
    breaks,
    options,
  )
}
const bin = (
  values: readonly Cell[],
  labels: readonly (0 | 1)[],
  breaks?: Breaks,
  type: 'numeric' | 'categorical' = 'numeric',
) => binVariable({ name: 'x', type }, values, labels, breaks, binDefaults)

describe('German credit, against the published figures of the R package scorecard', () => {
  it('age at 26, 28, 35, 37: IV 0.1305', () => {
    const { bins, iv } = german('age_in_years', [26, 28, 35, 37])
    expect(bins.map(({ bin: label, count, good, bad, woe }) => [label, count, good, bad, woe.toFixed(7)])).toEqual([
      ['[-inf,26)', 190, 110, 80, '0.5288441'],
      ['[26,28)', 101, 74, 27, '-0.1609304'],
      ['[28,35)', 257, 172, 85, '0.1424546'],
      ['[35,37)', 79, 67, 12, '-0.8724881'],
      ['[37,inf)', 373, 277, 96, '-0.2123715'],
    ])
    expect(iv).toBeCloseTo(0.1304985, 7)
  })

  it('the checking account, category by category: IV 0.6660', () => {
    const { iv, bins } = german('status_of_existing_checking_account')
    expect(iv).toBeCloseTo(0.6660115, 7)
    expect(bins.map(({ woe }) => woe.toFixed(6))).toEqual(['-1.176263', '-0.405465', '0.401392', '0.818099'])
    const joined = german('other_debtors_or_guarantors', ['none', 'co-applicant%,%guarantor'])
    expect(joined.bins.map(({ bin: label, count }) => [label, count])).toEqual([
      ['none', 907],
      ['co-applicant%,%guarantor', 93],
    ])
    expect(german('other_debtors_or_guarantors', [['none'], ['co-applicant', 'guarantor']])).toEqual(joined)
  })

  it('finds at least as much information as the published bins', () => {
    expect(german('age_in_years').iv).toBeGreaterThan(0.1304985)
    for (const { bins } of [german('age_in_years'), german('credit_amount'), german('duration_in_month')]) {
      expect(bins.length).toBeLessThanOrEqual(8)
      for (const { count } of bins) expect(count).toBeGreaterThanOrEqual(50)
      expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(1_000)
    }
  })

  it.each(['ascending', 'descending', 'auto'] as const)('keeps a %s bad rate', (monotone) => {
    const { bins, iv } = german('duration_in_month', undefined, { ...binDefaults, monotone })
    const woes = bins.map(({ woe }) => woe)
    const rising = woes.toSorted((a, b) => a - b)
    expect(woes).toEqual(monotone === 'descending' ? rising.toReversed() : rising)
    expect(iv).toBeLessThanOrEqual(german('duration_in_month').iv + 1e-12)
  })
})

describe('edges', () => {
  it('gives missing values a bin of their own', () => {
    const { bins } = bin([1, 2, null, 3, null, 4], [0, 1, 0, 0, 1, 1], [3])
    expect(bins.map(({ bin: label, good, bad }) => [label, good, bad])).toEqual([
      ['[-inf,3)', 1, 1],
      ['[3,inf)', 1, 1],
      ['missing', 1, 1],
    ])
  })

  it('smooths all bins by a half where one cell is zero, and only then', () => {
    const { bins, iv } = bin([1, 1, 2, 2], [0, 0, 0, 1], [2])
    expect(bins[0]?.woe).toBeCloseTo(Math.log(0.5 / 2 / (2.5 / 4)), 12)
    expect(bins[1]?.woe).toBeCloseTo(Math.log(1.5 / 2 / (1.5 / 4)), 12)
    expect(iv).toBeCloseTo((0.25 - 0.625) * Math.log(0.4) + (0.75 - 0.375) * Math.log(2), 12)
  })

  it('separates what is perfectly separable', () => {
    const values = Array.from({ length: 40 }, (_, index) => index)
    const { bins } = bin(
      values,
      values.map((value) => (value < 20 ? 0 : 1)),
    )
    expect(bins.map(({ bin: label, good, bad }) => [label, good, bad])).toContainEqual(['[20,inf)', 0, 20])
  })

  it('an interval without observations tells nothing; one value is one bin', () => {
    expect(bin([1, 1, 9, 9], [0, 1, 0, 1], [3, 5]).bins[1]).toEqual({
      bin: '[3,5)',
      count: 0,
      good: 0,
      bad: 0,
      woe: 0,
      iv: 0,
    })
    expect(bin([7, 7, 7, 7], [0, 1, 0, 1]).bins.map(({ bin: label }) => label)).toEqual(['[-inf,inf)'])
    expect(bin([null, null], [0, 1]).bins.at(-1)).toMatchObject({ bin: 'missing', count: 2 })
    expect(bin([null, null], [0, 1], undefined, 'categorical').bins).toHaveLength(1)
  })

  it('finds the bin of a value', () => {
    const numeric = bin([1, 2, 3, 4], [0, 1, 0, 1], [2, 3])
    expect([1.9, 2, 2.9, 3, 99].map((value) => binOf(numeric, value))).toEqual([0, 1, 1, 2, 2])
    expect(binOf(numeric, null)).toBe(-1)
    const groups = bin(['a', 'b', 'c', 'a'], [0, 1, 0, 1], [['a', 'c'], ['b']], 'categorical')
    expect(['a', 'b', 'c', 'z'].map((value) => binOf(groups, value))).toEqual([0, 1, 0, -1])
  })

  it.each<readonly [string, string, Breaks, 'numeric' | 'categorical']>([
    ['not_numeric', '/breaks/x/1', [1, 'a'], 'numeric'],
    ['breaks_order', '/breaks/x/1', [2, 2], 'numeric'],
    ['duplicate', '/breaks/x', ['1%,%2', '2'], 'categorical'],
    ['category_not_listed', '/breaks/x', ['1'], 'categorical'],
  ])('refuses %s', (code, pointer, breaks, type) => {
    expect(() => bin([1, 2], [0, 1], breaks, type)).toThrow(
      expect.objectContaining({ errors: [expect.objectContaining({ code, pointer })] }),
    )
  })
})

/** All ways to cut n classes, tried one by one. */
const everyMerge = (size: number): number[][] =>
  Array.from({ length: 2 ** (size - 1) }, (_, mask) => [
    ...Array.from({ length: size - 1 }, (__, at) => at + 1).filter((at) => (mask >> (at - 1)) % 2 === 1),
    size,
  ])

it('is the best of all merges: tried against every one', () => {
  const cells = fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 })), {
    minLength: 1,
    maxLength: 8,
  })
  fc.assert(
    fc.property(
      cells.filter((some) => some.some(([good]) => good > 0) && some.some(([, bad]) => bad > 0)),
      fc.integer({ min: 0, max: 12 }),
      fc.integer({ min: 1, max: 5 }),
      fc.constantFrom('none' as const, 'auto' as const, 'ascending' as const, 'descending' as const),
      (classes, least, maxBins, monotone) => {
        const good = classes.map(([count]) => count)
        const bad = classes.map(([, count]) => count)
        const sum = (counts: readonly number[], from: number, to: number) =>
          counts.slice(from, to).reduce((total, count) => total + count, 0)
        const totals = { goods: sum(good, 0, 99), bads: sum(bad, 0, 99) }
        const leastCount = Math.min(least, totals.goods + totals.bads)
        const measured = (ends: readonly number[]) => {
          const bins = ends.map((end, index) => [ends[index - 1] ?? 0, end] as const)
          const counts = bins.map(([from, to]) => ({ good: sum(good, from, to), bad: sum(bad, from, to) }))
          const rates = counts.map((count) => count.bad / (count.good + count.bad))
          const runs = (direction: number) =>
            rates.every((rate, index) => index === 0 || (rate - (rates[index - 1] ?? rate)) * direction > 1e-12)
          const fits =
            ends.length <= maxBins &&
            counts.every((count) => count.good + count.bad >= leastCount) &&
            (monotone === 'none' || (monotone !== 'descending' && runs(1)) || (monotone !== 'ascending' && runs(-1)))
          const iv = counts.reduce(
            (total, count) => total + informationOf(count.good, count.bad, totals.goods, totals.bads),
            0,
          )
          return { fits, iv }
        }
        const found = measured(bestMerge(good, bad, totals, { leastCount, maxBins, monotone }))
        const best = Math.max(
          ...everyMerge(classes.length)
            .map(measured)
            .filter(({ fits }) => fits)
            .map(({ iv }) => iv),
        )
        expect(found.fits).toBe(true)
        expect(found.iv).toBeCloseTo(best, 9)
      },
    ),
    { numRuns: 200 },
  )
})
