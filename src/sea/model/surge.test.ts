import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Working } from '../../platform/explain.ts'
import { colours } from './colours.ts'
import { checkLevels, datumSuspectSince, highWaters, interpolator, skewSurges, surgeSeries } from './surge.ts'
import { checkWarningLevels, surgeLevel } from './surge-level.ts'

const hour = 3_600_000
const tenMinutes = hour / 6
const tide = (time: number) => 2.5 * Math.cos((2 * Math.PI * time) / (12.42 * hour))
const record = (hours: number, surge: (time: number) => number = () => 0) =>
  Array.from({ length: hours * 6 + 1 }, (_, index) => ({
    time: index * tenMinutes,
    levelM: tide(index * tenMinutes) + surge(index * tenMinutes),
  }))
const open = { lowestM: null, highestM: null }

describe('quality of readings', () => {
  const predictedAt = (time: number) => tide(time)
  it('passes a clean tide', () => {
    expect(checkLevels(record(48), predictedAt, open).every(({ qc }) => qc === 1)).toBe(true)
  })
  it('finds a spike, a stuck gauge and a level out of range', () => {
    const points = record(48).map((point, index) => ({
      ...point,
      levelM: index === 50 ? point.levelM + 1.2 : index >= 100 && index <= 125 ? 0.5 : index === 200 ? 9 : point.levelM,
    }))
    const checked = checkLevels(points, predictedAt, { lowestM: -6, highestM: 7 })
    expect(checked[50]).toMatchObject({ qc: 3, reason: 'spike' })
    expect(checked[118]).toMatchObject({ qc: 4, reason: 'flat' })
    expect(checked[200]).toMatchObject({ qc: 4, reason: 'range' })
    expect(checked[10]).toMatchObject({ qc: 1 })
  })
})

describe('surge', () => {
  it('is what was added to the tide, at high water too', () => {
    const points = record(60, () => 0.4)
    const series = surgeSeries(checkLevels(points, tide, open), tide)
    for (const { surgeM, runningMedianM } of series) {
      expect(surgeM).toBeCloseTo(0.4, 9)
      expect(runningMedianM).toBeCloseTo(0.4, 9)
    }
    const highs = highWaters(record(60))
    expect(highs.map(({ time }) => Math.round(time / tenMinutes))).toEqual([75, 149, 224, 298])
    for (const { skewSurgeM } of skewSurges(series, highs)) expect(skewSurgeM).toBeCloseTo(0.4, 9)
  })
  it('suspects the datum after 48 hours beyond 0.30 m, not before', () => {
    const since = (hours: number) =>
      datumSuspectSince(
        surgeSeries(
          checkLevels(
            record(hours, () => 0.42),
            tide,
            open,
          ),
          tide,
        ),
      )
    expect(since(47)).toBeNull()
    expect(since(48)).toBe(0)
  })
  it('does not bridge a gap of more than two hours', () => {
    const at = interpolator([
      { time: 0, levelM: 1 },
      { time: 2 * hour, levelM: 2 },
      { time: 5 * hour, levelM: 3 },
    ])
    expect([at(hour), at(2 * hour), at(3 * hour), at(5 * hour), at(6 * hour)]).toEqual([1.5, 2, null, 3, null])
  })
})

describe('storm-surge level', () => {
  const levels = { blue: 390, yellow: 415, orange: 440, red: 475 }
  const none = { blueBySurge: false, surgeCm: null }
  it('a level that is reached counts, a tenth of a millimetre below does not', () => {
    expect(surgeLevel(440, levels, none, Working.silent)).toEqual({ colour: 'orange', marginToNextCm: 35, next: 'red' })
    expect(surgeLevel(439.96, levels, none, Working.silent).colour).toBe('orange')
    expect(surgeLevel(439.94, levels, none, Working.silent).colour).toBe('yellow')
    expect(surgeLevel(475, levels, none, Working.silent)).toEqual({ colour: 'red', marginToNextCm: null, next: null })
    expect(surgeLevel(389, levels, none, Working.silent)).toEqual({ colour: null, marginToNextCm: 1, next: 'blue' })
  })
  it('a higher tide never has a lower colour, and the margin leads exactly to the next', () => {
    const rank = (total: number) => {
      const { colour } = surgeLevel(total, levels, none, Working.silent)
      return colour === null ? -1 : colours.indexOf(colour)
    }
    const tenths = fc.integer({ min: 0, max: 6000 }).map((value) => value / 10)
    fc.assert(
      fc.property(tenths, tenths, (a, b) => {
        expect(rank(Math.max(a, b))).toBeGreaterThanOrEqual(rank(Math.min(a, b)))
        const { marginToNextCm, next } = surgeLevel(a, levels, none, Working.silent)
        if (marginToNextCm === null || next === null) return
        expect(surgeLevel(a + marginToNextCm, levels, none, Working.silent).colour).toBe(next)
        expect(surgeLevel(a + marginToNextCm - 0.1, levels, none, Working.silent).colour).not.toBe(next)
      }),
    )
  })
  it('refuses levels that do not increase', () => {
    expect(() => checkWarningLevels({ ...levels, orange: 415 }, '/warnCm')).toThrow('橙色警戒潮位须高于黄色警戒潮位')
  })
})
