import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Problem } from '../../platform/errors/problem.ts'
import { parseDate } from '../../platform/dates.ts'
import {
  type CrabGrowth,
  crabWeight,
  moultsBetween,
  oxygenFactor,
  recalibrated,
  salinityFactor,
  shellLength,
  shrimpWeight,
  survivors,
  temperatureFactor,
} from './growth.ts'
import { biomassKg, feedConversion, wetFeedKg } from './ration.ts'
import { meets, standardOn } from './tail-water.ts'
import { dayWithdrawal, degreeDayWithdrawal, latestRelease } from './withdrawal.ts'

const crab: CrabGrowth = { k: 0.034, coldC: 12, bestC: 30, hotC: 38 }
const days = (count: number, temperatureC: number) =>
  Array.from({ length: count }, () => ({ temperatureC, salinityPsu: 15, doMgL: null }))

describe('growth of crabs', () => {
  it.each([
    [12, 0],
    [20, 0.3629],
    [25, 0.7814],
    [28, 0.959],
    [30, 1],
    [35, 0.651],
    [38, 0],
  ])('f(%d °C) = %d', (t, factor) => {
    expect(temperatureFactor(t, crab)).toBeCloseTo(factor, 3)
  })

  it('gives the weights at the month ends of the worked example', () => {
    let weight = 8
    const months = [
      [30, 25],
      [31, 29],
      [31, 30],
      [30, 27],
      [31, 22],
    ].map(([count = 0, t = 0]) => (weight = crabWeight(weight, days(count, t), crab)))
    expect(months.map((one) => Math.round(one * 10) / 10)).toEqual([21.9, 56.6, 117.2, 197.6, 260.4])
  })

  it('reaches 350 g from 10 g in 150 days at 28 °C, as k was set', () => {
    expect(Math.abs(crabWeight(10, days(150, 28), crab) - 350)).toBeLessThan(5)
  })

  it('stands still outside the range and never shrinks', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 500, noNaN: true }),
        fc.array(
          fc.record({
            temperatureC: fc.double({ min: -2, max: 45, noNaN: true }),
            salinityPsu: fc.option(fc.double({ min: 0, max: 42, noNaN: true })),
            doMgL: fc.option(fc.double({ min: 0, max: 15, noNaN: true })),
          }),
          { maxLength: 50 },
        ),
        (start, water) => {
          expect(crabWeight(start, water, crab)).toBeGreaterThanOrEqual(start * (1 - 1e-12))
          expect(temperatureFactor(water[0]?.temperatureC ?? 30, crab)).toBeLessThanOrEqual(1)
        },
      ),
    )
    expect(crabWeight(100, days(30, 10), crab)).toBeCloseTo(100, 9)
  })

  it('has full growth from 10 to 20 in salt and from 5 mg/L oxygen', () => {
    expect([2, 6, 10, 20, 30, 40, 42].map(salinityFactor)).toEqual([0, 0.5, 1, 1, 0.85, 0.7, 0.7])
    expect([2, 3.5, 5, 9, null].map(oxygenFactor)).toEqual([0, 0.5, 1, 1, 1])
  })

  it('learns from a sampling, within bounds', () => {
    expect(recalibrated(0.034, 12, 10)).toBeCloseTo(0.034 * 1.1, 12)
    expect(recalibrated(0.034, 100, 10)).toBeCloseTo(0.034 * 1.25, 12)
    expect(recalibrated(0.034, -5, 10)).toBeCloseTo(0.034 * 0.75, 12)
    expect(recalibrated(0.034, 5, 0)).toBe(0.034)
  })

  it('counts moults and survivors', () => {
    expect(moultsBetween(8, 8 * 1.85 ** 3)).toBeCloseTo(3, 9)
    expect(survivors(3_000, 122, 0.006)).toBeCloseTo(1_443, 0)
    expect(survivors(10, 0, 0.006, 11)).toBe(0)
  })
})

describe('shrimps and shells', () => {
  it('grow by heat, and towards their full length', () => {
    expect(shrimpWeight(0.001, days(100, 28), 1.6, 15)).toBeCloseTo((0.1 + 2.08) ** 3, 9)
    expect(shellLength(15, 365, 75, 1.1)).toBeCloseTo(75 - 60 * Math.exp(-1.1), 9)
    expect(() => shellLength(80, 1, 75, 1.1)).toThrow('渐近壳长')
  })
})

describe('ration', () => {
  it('gives the worked example and cuts after two reports of leftovers', () => {
    const biomass = biomassKg(1_443, 117.2)
    const factors = { share: 0.08, temperature: temperatureFactor(29, crab), oxygen: 1 }
    expect(biomass).toBeCloseTo(169.1, 1)
    expect(wetFeedKg(biomass, factors, 1)).toBeCloseTo(13.4, 1)
    expect(wetFeedKg(biomass, factors, 2)).toBeCloseTo(13.384 * 0.7, 2)
    expect(feedConversion(500, 40, 60)).toBe(5)
    expect(feedConversion(500, 0, -1)).toBeNull()
  })
})

describe('withdrawal', () => {
  const dose = parseDate('2025-09-01')

  it('releases on the day after the sum is reached', () => {
    expect(degreeDayWithdrawal(50, dose, [25, 25, 25])).toEqual({
      accumulated: 50,
      releaseOn: '2025-09-04',
      missingDays: 0,
    })
    expect(
      degreeDayWithdrawal(
        500,
        dose,
        Array.from({ length: 19 }, () => 26),
      ).releaseOn,
    ).toBeNull()
  })

  it('waits for nothing where nothing is demanded', () => {
    const free = { accumulated: 0, releaseOn: '2025-09-02', missingDays: 0 }
    expect(degreeDayWithdrawal(0, dose, [])).toEqual(free)
    expect(degreeDayWithdrawal(0, dose, [25, null])).toEqual(free)
  })

  it('credits a missing day with 15 °C at most, and nothing before the first reading', () => {
    expect(degreeDayWithdrawal(100, dose, [null, 25, null, 9, null]).accumulated).toBe(25 + 15 + 9 + 9)
  })

  it('is never earlier for a longer period or colder water', () => {
    const means = fc.array(fc.option(fc.double({ min: 0, max: 35, noNaN: true })), { maxLength: 60 })
    fc.assert(
      fc.property(means, fc.double({ min: 0, max: 600, noNaN: true }), (temperatures, wanted) => {
        const far = parseDate('9999-12-31')
        const on = (degrees: number, values: readonly (number | null)[]) =>
          degreeDayWithdrawal(degrees, dose, values).releaseOn ?? far
        expect(on(wanted + 10, temperatures) >= on(wanted, temperatures)).toBe(true)
        const colder = temperatures.map((one) => (one === null ? null : one * 0.9))
        expect(on(wanted, colder) >= on(wanted, temperatures)).toBe(true)
      }),
    )
  })

  it('takes the latest of several, and none while one is open', () => {
    const [early, late] = [parseDate('2025-09-04'), parseDate('2025-09-10')]
    expect(latestRelease([early, late])).toBe(late)
    expect(latestRelease([early, null])).toBeNull()
    expect(latestRelease([])).toBeNull()
    expect(dayWithdrawal(7, dose)).toBe('2025-09-09')
  })
})

describe('tail water', () => {
  it('judges by the standard of the day of sampling, and not at all without its limits', () => {
    expect(standardOn(parseDate('2024-10-14'))).toBe('SC/T 9103-2007')
    expect(() => standardOn(parseDate('2024-10-15'))).toThrow(Problem)
  })

  it('compares without rounding and counts what was not found as fine', () => {
    expect(meets(10.04, { low: null, high: 10 })).toBe(false)
    expect(meets('<0.05', { low: null, high: 0.01 })).toBe(true)
    expect(meets(6.9, { low: 7, high: 8.5 })).toBe(false)
  })
})
