import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { refusalOf } from '../testing.ts'
import { type ScenarioParcel, scenarioFigures } from './scenarios.ts'
import { defaultRamp } from './supply-forecast.ts'

const parcel: ScenarioParcel = {
  areaMu: 100,
  probability: 0.8,
  taxFenPerMu: 30_000_000,
  startYear: 2026,
  priceFen: 2_000_000_000,
  costFen: 500_000_000,
  newLandMu: 60,
  farmlandMu: 20,
  jobs: 300,
}
const horizon = { firstYear: 2026, years: 4, rate: '0.05', ramp: defaultRamp }
const figures = (parcels: readonly ScenarioParcel[], draws = 2_000) =>
  scenarioFigures(parcels, horizon, { draws, seed: 1 }, null)

describe('scenarios', () => {
  test('tax of four years and its present value', () => {
    const result = figures([parcel])
    // 0.8 × 30 亿分 × (0 + 0.3 + 0.7 + 1).
    expect(result.taxFen).toBe(4_800_000_000)
    const discounted = 2_400_000_000 * (0.3 / 1.05 + 0.7 / 1.05 ** 2 + 1 / 1.05 ** 3) + 0.8 * 1_500_000_000
    expect(result.presentValueFen).toBe(Math.round(discounted))
    expect(result).toMatchObject({ expectedMu: 80, newLandMu: 48, farmlandMu: 16, existingShare: 0.4, jobs: 240 })
  })

  test('one parcel either comes or not: the tenth is nothing, the median all', () => {
    const { p10Fen, p50Fen, presentValueFen } = figures([parcel])
    expect(p10Fen).toBe(0)
    expect(Math.abs(p50Fen * 0.8 - presentValueFen)).toBeLessThan(2)
  })

  test('expectations add up, the spread is ordered, equal seeds give equal draws', () => {
    const any = fc.record({
      areaMu: fc.integer({ min: 1, max: 500 }),
      probability: fc.double({ min: 0, max: 1, noNaN: true }),
      startYear: fc.integer({ min: 2024, max: 2032 }),
    })
    fc.assert(
      fc.property(fc.array(any, { minLength: 1, maxLength: 6 }), (list) => {
        const parcels = list.map((each) => ({ ...parcel, newLandMu: 0, farmlandMu: 0, ...each }))
        const together = figures(parcels, 200)
        const apart = parcels.reduce((sum, each) => sum + figures([each], 1).presentValueFen, 0)
        expect(Math.abs(together.presentValueFen - apart)).toBeLessThanOrEqual(parcels.length)
        expect(together.p10Fen).toBeLessThanOrEqual(together.p50Fen)
        expect(together.p50Fen).toBeLessThanOrEqual(together.p90Fen)
        expect(figures(parcels, 200)).toEqual(together)
      }),
      { numRuns: 30 },
    )
  })

  test('more new land than land is refused', async () => {
    const one = { areaMu: 1, probability: 1, taxFenPerMu: 1, startYear: 2026, newLandMu: 2 }
    const body = { scenarios: [{ id: 'a', parcels: [one] }], firstYear: 2026, years: 1 }
    expect(await refusalOf('scenarios', body)).toEqual([422, '/scenarios/0/parcels/0/newLandMu part_exceeds_whole'])
  })
})
