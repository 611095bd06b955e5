import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Working } from '../../platform/explain.ts'
import { refusalOf, valueOf } from '../testing.ts'
import { classesOf } from './classes.ts'
import type { EvaluationRow } from './evaluation.ts'
import { countedLand } from './firm-figures.ts'
import type { NextClass } from './next-class.ts'
import { taxBridge } from './tax-bridge.ts'

const firm = {
  id: 'a',
  landM2: 20_000,
  taxFen: 600_000_000,
  valueAddedFen: 3_900_000_000,
  energyTce: 1_300,
  pollutantTonnes: 0.78,
  staff: 200,
  rdFen: 390_000_000,
  revenueFen: 13_000_000_000,
}
const rowsOf = async (body: unknown) => (await valueOf<{ rows: EvaluationRow[] }>('mu-benefit', body)).rows
const simple = { weights: { taxPerMu: 100 }, benchmarks: { taxPerMu: 10 } }

describe('evaluation', () => {
  test('the example of land 4.7: 97.6435 points', async () => {
    const [row] = await rowsOf({ scheme: 'huangyan-2021', enterprises: [firm] })
    expect(row?.values).toEqual({
      taxPerMu: 20,
      valueAddedPerMu: 130,
      valueAddedPerTce: 3,
      valueAddedPerPollutantTonne: 5_000,
      labourProductivity: 19.5,
      rdShare: 0.03,
    })
    const points = [23.0681, 19.6568, 23.622, 10.2858, 11.1748, 9.8361]
    Object.values(row?.points ?? {}).forEach((each, index) => expect(each).toBeCloseTo(points[index] ?? 0, 4))
    expect(row?.total).toBeCloseTo(97.6435, 4)
  })

  test('no emission data: the average points of those that have them', async () => {
    const rows = await rowsOf({
      scheme: 'huangyan-2021',
      enterprises: [firm, { ...firm, id: 'b', pollutantTonnes: 1.56 }, { ...firm, id: 'c', pollutantTonnes: null }],
    })
    const points = rows.map((row) => row.points.valueAddedPerPollutantTonne ?? 0)
    expect(points[2]).toBeCloseTo(((points[0] ?? 0) + (points[1] ?? 0)) / 2, 12)
    expect(rows[2]?.imputed).toEqual(['valueAddedPerPollutantTonne'])
  })

  test('the mean of a group is the ratio of sums; the best fifth likewise', async () => {
    const enterprises = [1, 2, 3, 4, 5].map((n) => ({ id: `${n}`, landM2: 10_000 * n, taxFen: 150_000_000 * n * n }))
    const scheme = (benchmark: string) => ({ weights: { taxPerMu: 100 }, benchmarks: { taxPerMu: benchmark } })
    // Values 10 … 50, Σ tax 8 250 wan ÷ 225 mu = 36.67; the best fifth is the last firm alone.
    const mean = await rowsOf({ scheme: scheme('groupMean'), enterprises })
    expect(mean[0]?.total).toBeCloseTo((10 / (8_250 / 225)) * 100, 10)
    const top = await rowsOf({ scheme: scheme('top20Mean'), enterprises })
    expect(top.map(({ total }) => total)).toEqual([20, 40, 60, 80, 100])
  })

  test('min-max: from 20 to 100 % of the weight, all equal gives all', async () => {
    const scheme = { weights: { taxPerMu: 100 }, method: 'minmax20' }
    const of = (taxes: number[]) => taxes.map((taxFen, index) => ({ id: `${index}`, landM2: 10_000, taxFen }))
    expect((await rowsOf({ scheme, enterprises: of([0, 50, 100]) })).map(({ total }) => total)).toEqual([20, 60, 100])
    expect((await rowsOf({ scheme, enterprises: of([7, 7]) })).map(({ total }) => total)).toEqual([100, 100])
  })

  test('a refund of tax gives no points, or negative ones where the scheme has no floor', async () => {
    const enterprises = [{ id: 'a', landM2: 10_000, taxFen: -15_000_000 }]
    expect((await rowsOf({ scheme: simple, enterprises }))[0]?.total).toBe(0)
    expect((await rowsOf({ scheme: { ...simple, floorZero: false }, enterprises }))[0]?.total).toBe(-10)
  })

  test('without land the figure is missing, not infinite', async () => {
    const [row] = await rowsOf({ scheme: simple, enterprises: [{ id: 'a', landM2: 0, taxFen: 5 }] })
    expect(row).toMatchObject({ values: { taxPerMu: null }, imputed: ['taxPerMu'], total: 0 })
  })

  test.each([
    [{ scheme: { ...simple, weights: { taxPerMu: 99.9 } }, enterprises: [firm] }, '/scheme/weights weights_not_100'],
    [
      { scheme: { ...simple, benchmarks: { taxPerMu: 0 } }, enterprises: [firm] },
      '/scheme/benchmarks/taxPerMu benchmark_not_positive',
    ],
    [{ scheme: { ...simple, benchmarks: {} }, enterprises: [firm] }, '/scheme/benchmarks/taxPerMu benchmark_missing'],
    [{ scheme: simple, enterprises: [firm, firm] }, '/enterprises/1/id duplicate_enterprise'],
  ])('%j is refused', async (body, error) => {
    expect(await refusalOf('mu-benefit', body)).toEqual([422, error])
  })

  test('doubling a firm in everything leaves its points, and its rank is shared', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: 9 }), async (times) => {
        const double = Object.fromEntries(
          Object.entries(firm).map(([key, v]) => [key, typeof v === 'number' ? v * times : v]),
        )
        const rows = await rowsOf({ scheme: 'huangyan-2022', enterprises: [firm, { ...double, id: 'b' }] })
        expect(rows.map(({ rank }) => rank)).toEqual([1, 1])
      }),
      { numRuns: 8 },
    )
  })
})

describe('classes', () => {
  const shares = fc.constantFrom([20, 80, 95, 100], [5, 75, 95, 100], [25, 70, 95, 100], [0.2, 0.8, 0.95, 1])
  const rules = (cumulative: readonly number[]) => ({ cumulative, countyMeanTaxPerMu: null })

  test('a better score never has a worse class, and no class exceeds its cumulative share', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer(), { minLength: 1, maxLength: 200 }), shares, (scores, cumulative) => {
        const letters = classesOf(scores, rules(cumulative))
        const sorted = scores
          .map((score, index) => ({ score, letter: letters[index] ?? '' }))
          .sort((a, b) => b.score - a.score)
        const best = sorted.map(({ letter }) => letter)
        expect(best).toEqual([...best].sort())
        cumulative.forEach((share, index) => {
          const within = letters.filter((letter) => letter.charCodeAt(0) - 65 <= index).length
          expect(within / scores.length).toBeLessThanOrEqual(share / (cumulative.at(-1) ?? 1) + 1e-12)
        })
      }),
    )
  })

  test('exact fractions: rank 7 of 10 is within 70 %', () => {
    expect(classesOf([9, 8, 7, 6, 5, 4, 3, 2, 1, 0], rules([70, 100])).join('')).toBe('AAAAAAABBB')
    expect(classesOf([9, 8, 7, 6, 5, 4, 3, 2, 1, 0], rules([0.7, 1])).join('')).toBe('AAAAAAABBB')
  })

  test('veto, not classed, and the floors by tax', () => {
    const facts = [
      { veto: true, notClassed: false, taxPerMu: null },
      { veto: false, notClassed: true, taxPerMu: null },
      { veto: false, notClassed: false, taxPerMu: 0.9 },
      { veto: false, notClassed: false, taxPerMu: 15 },
    ]
    // Ranked: 0, 2, 3. Firm 2 would be A? it is second of three; firm 3 is last but pays 1.5 times the mean.
    expect(classesOf([10, 9, 8, 7], { cumulative: [70, 90, 95, 100], countyMeanTaxPerMu: 10 }, facts)).toEqual([
      'D',
      'B',
      'B',
      'C',
    ])
  })

  test.each([{ cumulative: [20, 80, 95] }, { cumulative: [80, 20, 100] }])('$cumulative is refused', async (shares) => {
    expect(await refusalOf('mu-classes', { n: 5, ...shares })).toEqual([422, '/cumulative cumulative'])
  })
})

describe('the least change to the next class', () => {
  const enterprises = [300, 150, 120].map((wan, index) => ({
    id: 'abc'[index],
    landM2: 10_000,
    taxFen: wan * 1_000_000,
  }))
  const body = { scheme: simple, enterprises, cumulative: [34, 67, 100], id: 'c' }

  test('exactly the tax of the firm before it, to the fen', async () => {
    const result = await valueOf<NextClass>('mu-next-class', body)
    expect(result).toMatchObject({ class: 'C', nextClass: 'B', rank: 3 })
    const tax = result.levers.find(({ lever }) => lever === 'taxFen')
    // Totals equal to a billionth share the rank: the last fen may be spared.
    expect(Math.abs((tax?.change ?? 0) - 30_000_000)).toBeLessThanOrEqual(1)
    const land = result.levers.find(({ lever }) => lever === 'landM2')
    expect(land?.change).toBe(-2_000)
    expect(result.perWanTax).toBeCloseTo(100 / 150, 10)
    expect(result.least).toBe('landM2')
  })

  test('the first class has no next one', async () => {
    expect(await valueOf('mu-next-class', { ...body, id: 'a' })).toMatchObject({
      class: 'A',
      nextClass: null,
      least: null,
    })
  })

  test('an unknown firm is refused', async () => {
    expect(await refusalOf('mu-next-class', { ...body, id: 'x' })).toEqual([422, '/id unknown_enterprise'])
  })
})

describe('land and tax that count', () => {
  test('a floor takes its share of the parcel; too much let out is refused', () => {
    const floor = { floorAreaM2: 500, allFloorM2: 2_000, parcelM2: 4_000 }
    expect(countedLand([{ kind: 'rentIn', areaM2: null, floor }], Working.silent)).toBe(1_000)
    expect(() => countedLand([{ kind: 'rentOut', areaM2: 5, floor: null }], Working.silent)).toThrow('出租面积')
  })

  test('the parts of the bridge add up to the change', () => {
    const one = fc.record({ taxFen: fc.integer({ min: -1e9, max: 1e11 }), landM2: fc.integer({ min: 1, max: 1e6 }) })
    const year = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), one, { minKeys: 1 })
    fc.assert(
      fc.property(year, year, (before, after) => {
        const list = (firms: typeof before) => Object.entries(firms).map(([id, each]) => ({ id, ...each }))
        const bridge = taxBridge(list(before), list(after), Working.silent)
        const sum = bridge.exit + bridge.tax + bridge.land + bridge.entry
        const scale = Math.max(1, ...Object.values(bridge).map(Math.abs))
        expect(Math.abs(bridge.before + sum - bridge.after) / scale).toBeLessThan(1e-9)
      }),
    )
  })
})
