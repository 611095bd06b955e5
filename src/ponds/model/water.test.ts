import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ammoniumPka, ionicStrength, lnBisulphate, totalFromFree, unIonisedShare } from './ammonia.ts'
import { crossing, dawnOxygen } from './dawn-oxygen.ts'
import { correctedOxygen, oxygenSaturation, oxygenSaturationPerKg } from './oxygen.ts'
import { practicalSalinity } from './salinity.ts'
import { judgeDay } from './water-compliance.ts'
import { judgeWater, strictest } from './water-judgement.ts'

const within = (low: number, high: number) => fc.double({ min: low, max: high, noNaN: true })

describe('salinity', () => {
  // Fofonoff & Millard 1983, check values of SAL78.
  it.each([
    [1, 15, 0, 35],
    [1.2, 20, 2_000, 37.245628],
    [0.65, 5, 1_500, 27.995347],
  ])('R = %d at %d °C, %d dbar is %d', (ratio, t, p, salinity) => {
    expect(practicalSalinity(ratio * 42.914, t, p)).toBeCloseTo(salinity, 5)
  })

  it('is nothing without conductivity, and never jumps at 2, where Hill’s extension takes over', () => {
    fc.assert(fc.property(within(-2, 35), (t) => practicalSalinity(0, t, 0) < 1e-12))
    for (let conductivity = 0.05; conductivity < 5; conductivity += 0.01) {
      const step = practicalSalinity(conductivity + 0.01, 20, 0) - practicalSalinity(conductivity, 20, 0)
      expect(step).toBeGreaterThan(0.003)
      expect(step).toBeLessThan(0.008)
    }
  })

  it('refuses what is saltier than the scale', () => {
    expect(() => practicalSalinity(90, 20, 0)).toThrow('适用范围')
  })
})

describe('oxygen at saturation', () => {
  // APHA 4500-O table, fresh water at 1 atm, mg/L.
  it.each([
    [0, 0, 14.621],
    [10, 0, 11.288],
    [20, 0, 9.092],
    [30, 0, 7.559],
    [40, 0, 6.412],
  ])('%d °C, S %d: %d mg/L', (t, salinity, mgL) => {
    expect(Math.abs(oxygenSaturation(t, salinity) - mgL)).toBeLessThan(0.001)
  })

  it('agrees with the check value of Garcia & Gordon, 274.610 µmol/kg at 10 °C and S 35', () => {
    expect(oxygenSaturationPerKg(10, 35)).toBeCloseTo(274.61, 2)
  })

  it('falls with heat and salt, rises with pressure', () => {
    fc.assert(
      fc.property(within(0, 39), within(0, 39), within(0.5, 1), (t, salinity, pressure) => {
        const here = oxygenSaturation(t, salinity, pressure)
        expect(oxygenSaturation(t + 1, salinity, pressure)).toBeLessThan(here)
        expect(oxygenSaturation(t, salinity + 1, pressure)).toBeLessThan(here)
        expect(oxygenSaturation(t, salinity, pressure + 0.1)).toBeGreaterThan(here)
        expect(correctedOxygen(6, t, salinity, salinity)).toBeCloseTo(6, 12)
      }),
    )
  })
})

describe('un-ionised ammonia', () => {
  it('gives the worked example', () => {
    const pka = ammoniumPka('epa_1989', 29, 18)
    expect(ionicStrength(18)).toBeCloseTo(0.3653, 4)
    expect(pka).toBeCloseTo(9.1579, 4)
    expect(0.8 * unIonisedShare(pka, 8.3)).toBeCloseTo(0.0974, 4)
  })

  it('agrees with Emerson’s table: 5.38 % at pH 8 and 25 °C', () => {
    expect(100 * unIonisedShare(ammoniumPka('emerson_1975', 25, 0), 8)).toBeCloseTo(5.38, 1)
  })

  it('turns the free into the total scale by sulphate (check value ln K = −2.30 at 25 °C, S 35)', () => {
    expect(lnBisulphate(25, 35)).toBeCloseTo(-2.3, 2)
    expect(totalFromFree(8.1, 25, 35)).toBeLessThan(8.1)
    expect(totalFromFree(8.1, 25, 0)).toBe(8.1)
  })

  it('rises with pH and temperature, and stays a share', () => {
    fc.assert(
      fc.property(within(0, 39), within(1, 39), within(4, 11), (t, salinity, ph) => {
        for (const method of ['emerson_1975', 'epa_1989', 'clegg_whitfield_1995'] as const) {
          const share = unIonisedShare(ammoniumPka(method, t, salinity), ph)
          expect(share).toBeGreaterThan(0)
          expect(share).toBeLessThan(1)
          expect(unIonisedShare(ammoniumPka(method, t, salinity), ph + 0.1)).toBeGreaterThan(share)
          expect(unIonisedShare(ammoniumPka(method, t + 1, salinity), ph)).toBeGreaterThan(share)
        }
      }),
    )
  })
})

const hour = 3_600_000

describe('dawn oxygen', () => {
  const [p1, p2, sunrise] = [{ ms: 0, doMgL: 7.2 }, { ms: 3 * hour, doMgL: 6.3 }, 9 * hour] as const

  it('draws the line on to sunrise', () => {
    expect(dawnOxygen(p1, p2, sunrise).doMgL).toBeCloseTo(4.5, 12)
    expect(crossing(p1, p2, sunrise, 4)).toBeNull()
    expect(crossing(p1, p2, sunrise, 5)).toBeCloseTo((7 + 1 / 3) * hour, 3)
    expect(crossing(p1, p2, sunrise, 8)).toBe(0)
  })

  it('refuses points too close, in the wrong order, or of another night', () => {
    expect(() => dawnOxygen(p1, { ms: 1.9 * hour, doMgL: 7 }, sunrise)).toThrow('2 小时')
    expect(() => dawnOxygen(p2, p1, sunrise)).toThrow('晚于')
    expect(() => dawnOxygen(p1, p2, 3 * hour)).toThrow('日出')
    expect(() => dawnOxygen(p1, p2, 20 * hour)).toThrow('同一夜')
  })

  it('is never negative, and the crossing lies on the line', () => {
    fc.assert(
      fc.property(within(0, 15), within(0, 15), within(2, 7), within(1, 8), within(0, 10), (a, b, gap, rest, limit) => {
        const [first, second] = [
          { ms: 0, doMgL: a },
          { ms: gap * hour, doMgL: b },
        ]
        const dawn = (gap + rest) * hour
        const { doMgL, perHour } = dawnOxygen(first, second, dawn)
        expect(doMgL).toBeGreaterThanOrEqual(0)
        const at = crossing(first, second, dawn, limit)
        if (at !== null && at > 0) {
          expect(a + (perHour * at) / hour).toBeCloseTo(limit, 6)
          expect(at).toBeLessThanOrEqual(dawn)
        }
      }),
    )
  })
})

describe('GB 11607 for a day', () => {
  const hours = (values: readonly number[]) => values.map((value, index) => ({ ms: index * hour, value }))
  const repeat = (count: number, value: number) => Array.from({ length: count }, () => value)

  it('asks for 16 hours above 5 mg/L', () => {
    expect(judgeDay('do', hours([...repeat(8, 5), ...repeat(16, 5.1)]), 0, 3_600).verdict).toBe('pass')
    expect(judgeDay('do', hours([...repeat(9, 5), ...repeat(15, 5.1)]), 0, 3_600).verdict).toBe('fail')
  })

  it('fails below 3 mg/L however short, and says nothing with less than 80 % seen', () => {
    expect(judgeDay('do', hours([2.9, ...repeat(23, 8)]), 0, 3_600).verdict).toBe('fail')
    expect(judgeDay('do', hours(repeat(19, 8)), 0, 3_600)).toMatchObject({ verdict: 'undecidable', hoursAbove5: 19 })
    expect(judgeDay('ph', hours([...repeat(23, 8.5), 8.6]), 0, 3_600).verdict).toBe('fail')
    expect(judgeDay('nh3', hours(repeat(24, 0.02)), 0, 3_600).verdict).toBe('pass')
  })
})

describe('limits for the animals', () => {
  const limits = {
    targetLow: 5,
    targetHigh: null,
    warnLow: 4,
    warnHigh: null,
    criticalLow: 3,
    criticalHigh: null,
    included: false,
    source: 'a',
  }

  it('takes the strictest of several', () => {
    const both = strictest([limits, { ...limits, warnLow: 4.5, warnHigh: 12, source: 'b' }])
    expect(both).toMatchObject({ warnLow: 4.5, warnHigh: 12, criticalLow: 3, source: 'a；b' })
    expect([2.9, 3, 4.4, 4.5, 5, 13].map((value) => judgeWater(value, both))).toEqual([
      'critical',
      'warn',
      'warn',
      'tolerable',
      'target',
      'warn',
    ])
  })

  it('is past the bound itself where the bound is included', () => {
    const ammonia = { ...limits, targetLow: null, warnLow: null, criticalLow: null, warnHigh: 0.1, included: true }
    expect(judgeWater(0.1, ammonia)).toBe('warn')
    expect(judgeWater(0.1, { ...ammonia, included: false })).toBe('target')
  })
})
