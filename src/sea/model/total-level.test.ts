import { describe, expect, it } from 'vitest'
import { Working } from '../../platform/explain.ts'
import { calibrateSetup } from './setup-calibration.ts'
import { sectionLevel } from './surge-level.ts'
import { inverseBarometer, windSetup } from './surge-nowcast.ts'
import { totalLevel } from './total-level.ts'

const silent = Working.silent

describe('total level', () => {
  it('adds datum, rise and surge; the rise stands on its own line', () => {
    const working = new Working()
    const trend = { mmPerYear: 3.6, epochMid: 1988, year: 2048 }
    const found = totalLevel({ predictedHighM: -1.2, mslInCn85M: 0.25, surgeM: -0.3 }, trend, working)
    expect(found).toEqual({ predictedCn85M: -0.95, seaLevelRiseM: 0.216, totalM: -1.034, totalCm: -103.4 })
    expect(working.explain(null).working.map(({ label }) => label)).toContain('海平面上升')
  })
})

describe('shore section', () => {
  const warnCm = { blue: 390, yellow: 415, orange: 440, red: 475 }
  const of = (...totals: number[]) => totals.map((totalCm, index) => ({ station: `s${index}`, warnCm, totalCm }))
  it('has the highest colour of its gauges; of equals the one nearest to the next decides', () => {
    expect(sectionLevel(of(389, 420, 430), false, silent)).toMatchObject({ colour: 'yellow', decidedBy: 's2' })
    expect(sectionLevel(of(480, 430), false, silent)).toMatchObject({ colour: 'red', decidedBy: 's0' })
    expect(sectionLevel(of(300, 389.9), false, silent)).toMatchObject({ colour: null, decidedBy: null })
  })
  it('is blue by surge only where no gauge reaches a level', () => {
    expect(sectionLevel(of(300), true, silent)).toMatchObject({ colour: 'blue', decidedBy: null })
    expect(sectionLevel(of(300, 440), true, silent)).toMatchObject({ colour: 'orange', decidedBy: 's1' })
  })
})

describe('calibration', () => {
  const site = { setupAxisDeg: 0, fetchKm: 40, depthM: 12 }
  const storm = (windMs: number, angleDeg: number, pressureHpa: number, error = 0) => ({
    windMs,
    angleDeg,
    pressureHpa,
    surgeM:
      inverseBarometer(pressureHpa) +
      windSetup(
        {
          eastMs: windMs * Math.sin((angleDeg * Math.PI) / 180),
          northMs: windMs * Math.cos((angleDeg * Math.PI) / 180),
        },
        site,
      ) +
      error,
  })
  it('finds the fetch from which the storms were made', () => {
    const found = calibrateSetup([storm(22, 30, 998), storm(30, 0, 980), storm(25, -60, 990)], 12)
    expect(found.fetchKm).toBeCloseTo(40, 9)
    expect(found.hindcastRmsM).toBeCloseTo(0, 12)
  })
  it('shows the error it leaves', () => {
    const storms = [storm(30, 0, 980, 0.1), storm(30, 0, 980, -0.1), storm(30, 0, 980)]
    const found = calibrateSetup(storms, 12)
    expect(found.fetchKm).toBeCloseTo(40, 9)
    expect(found.hindcastRmsM).toBeCloseTo(Math.sqrt(0.02 / 3), 9)
    expect(found.hindcastM[0]).toBeCloseTo(storms[2]?.surgeM ?? 0, 9)
  })
  it('refuses calm and offshore wind', () => {
    expect(() => calibrateSetup([storm(0, 0, 1000), storm(0, 0, 1001), storm(0, 0, 1002)], 12)).toThrow('有效风区')
    const against = { windMs: 20, angleDeg: 180, pressureHpa: 1010, surgeM: 0.5 }
    expect(() => calibrateSetup([against, against, against], 12)).toThrow('有效风区')
  })
})
