import { createTidePredictor } from '@neaps/tide-predictor'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import golden from '../../../data/sea/tide-golden-kanmen.json' with { type: 'json' }
import { Working } from '../../platform/explain.ts'
import { convertDatum } from './datums.ts'
import { cosineCurve, secondaryExtremes } from './secondary-port.ts'
import { analyseTide } from './tide-analysis.ts'
import { constituentModel } from './tide-constituents.ts'
import { type KnownConstituents, knownConstituents, tideExtremes, tideLevels } from './tide-prediction.ts'
import { kanmenId, tideStations } from './tide-stations.ts'

const hour = 3_600_000
const kanmen = tideStations.get(kanmenId)?.constituents ?? []
const known = knownConstituents(kanmen)

const peer = createTidePredictor(
  kanmen.map(({ name, amplitudeM, phaseDeg }) => ({ name, amplitude: amplitudeM, phase: phaseDeg })),
)

describe('prediction', () => {
  it('knows all 50 constituents of Kanmen', () => {
    expect(kanmen).toHaveLength(50)
    expect(known.skipped).toEqual([])
  })

  it('gives the worked example: lows and highs of 2023-08-03 within 2 minutes and 2 cm', () => {
    const start = Date.parse('2023-08-02T16:00:00Z')
    const expected = [
      ['2023-08-02T19:45:41Z', -2.1, 'low'],
      ['2023-08-03T01:47:51Z', 2.606, 'high'],
      ['2023-08-03T08:01:01Z', -3.328, 'low'],
      ['2023-08-03T14:32:03Z', 2.995, 'high'],
    ] as const
    const extremes = tideExtremes(known, start, start + 24 * hour)
    expect(extremes).toHaveLength(4)
    extremes.forEach(({ time, levelM, kind }, index) => {
      const [at, level, type] = expected[index] as (typeof expected)[number]
      expect(Math.abs(time - Date.parse(at))).toBeLessThan(120_000)
      expect(Math.abs(levelM - level)).toBeLessThan(0.02)
      expect(kind).toBe(type)
    })
    expect(tideLevels(known, start + 11 * hour, start + 11 * hour, 600)[0]).toBeCloseTo(2.141, 2)
  })

  it.each(golden.cases.map((each) => [each.case, each] as const))('agrees with the fixture %s', (_name, each) => {
    const extremes = tideExtremes(known, Date.parse(each.start), Date.parse(each.end))
    expect(extremes).toHaveLength(each.extremes.length)
    each.extremes.forEach(({ time, high, level_m_above_TLT }, index) => {
      const ours = extremes[index]
      expect(Math.abs((ours?.time ?? 0) - Date.parse(time))).toBeLessThan(10 * 60_000)
      expect(Math.abs((ours?.levelM ?? 0) + 3.555 - level_m_above_TLT)).toBeLessThan(0.12)
      expect(ours?.kind).toBe(high ? 'high' : 'low')
    })
  })

  it('agrees with @neaps/tide-predictor within 0.01 mm, whatever span and step', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: Date.UTC(1930, 0, 1) / 600_000, max: Date.UTC(2090, 0, 1) / 600_000 }),
        fc.constantFrom(60, 300, 600, 3600, 86_400),
        fc.integer({ min: 2, max: 900 }),
        (block, step, count) => {
          // The library rounds the start down to a whole step.
          const start = Math.floor((block * 600_000) / (step * 1000)) * step * 1000
          const end = start + count * step * 1000
          const ours = tideLevels(known, start, end, step)
          const theirs = peer.getTimelinePrediction({ start: new Date(start), end: new Date(end), timeFidelity: step })
          expect(ours).toHaveLength(theirs.length)
          const furthest = theirs.reduce((most, { level }, at) => Math.max(most, Math.abs(level - (ours[at] ?? 9))), 0)
          expect(furthest).toBeLessThan(1e-5)
        },
      ),
      { numRuns: 30 },
    )
  })

  it('adds: two sets together give the sum of both', () => {
    const part = (from: number, to: number): KnownConstituents => knownConstituents(kanmen.slice(from, to))
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 49 }), fc.integer({ min: 0, max: 1e6 }), (cut, hours) => {
        const start = Date.UTC(1970, 0, 1) + hours * hour
        const span = [start, start + 48 * hour, 1800] as const
        const [all, a, b] = [
          tideLevels(known, ...span),
          tideLevels(part(0, cut), ...span),
          tideLevels(part(cut, 50), ...span),
        ]
        all.forEach((level, index) => expect((a[index] ?? 0) + (b[index] ?? 0)).toBeCloseTo(level, 9))
      }),
      { numRuns: 20 },
    )
  })

  it('skips names that the list lacks and finds names in any case', () => {
    const { known: found, skipped } = knownConstituents([
      { name: 'lambda2', amplitudeM: 1, phaseDeg: 0 },
      { name: 'constructor', amplitudeM: 1, phaseDeg: 0 },
      { name: 'Z0', amplitudeM: 1, phaseDeg: 0 },
    ])
    expect(found.map(({ model }) => model.name)).toEqual(['lambda2'])
    expect(skipped).toEqual(['constructor', 'Z0'])
  })
})

describe('analysis', () => {
  const record = (days: number, stepHours = 1) => {
    const start = Date.UTC(2022, 2, 3, 5)
    return Array.from(tideLevels(known, start, start + days * 24 * hour, stepHours * 3600), (level, index) => ({
      time: start + index * stepHours * hour,
      levelM: level + 0.25,
    }))
  }

  it('gives back the constants of a year within 1 mm and 1°', () => {
    const { constituents, meanM, residualRmsM } = analyseTide(record(369), null)
    for (const name of ['M2', 'S2', 'N2', 'K2', 'K1', 'O1', 'P1']) {
      const [fitted, real] = [
        constituents.find((each) => each.name === name),
        kanmen.find((each) => each.name === name),
      ]
      expect(Math.abs((fitted?.amplitudeM ?? 0) - (real?.amplitudeM ?? 9))).toBeLessThan(0.003)
      const turn = Math.abs((fitted?.phaseDeg ?? 0) - (real?.phaseDeg ?? 99))
      expect(Math.min(turn, 360 - turn)).toBeLessThan(1)
    }
    expect(meanM).toBeCloseTo(0.25, 3)
    expect(residualRmsM).toBeLessThan(0.03)
  })

  it('gains by inferring K2 and P1 from the primary port on 30 days', () => {
    const errorOf = (primary: typeof kanmen | null) => {
      const { constituents, meanM } = analyseTide(record(30), primary)
      const later = Date.UTC(2022, 8, 10)
      const own = tideLevels(knownConstituents(constituents), later, later + 15 * 24 * hour, 3600)
      const real = tideLevels(known, later, later + 15 * 24 * hour, 3600)
      expect(meanM).toBeCloseTo(0.25, 0)
      return Math.sqrt(own.reduce((total, level, at) => total + (level - (real[at] ?? 0)) ** 2, 0) / own.length)
    }
    const [alone, inferred] = [errorOf(null), errorOf(kanmen)]
    expect(inferred).toBeLessThan(alone)
    // Six months on, with the season (SA 0.12 m) unknown to a record of 30 days.
    expect(inferred).toBeLessThan(0.3)
  })

  it.each([1, 2, 3])('asks of a record every %i hours only for what is slower than half a cycle a step', (step) => {
    const { constituents, residualRmsM } = analyseTide(record(369, step), null)
    const periods = constituents.map(({ name }) => 360 / (constituentModel(name)?.speed ?? 0))
    expect(Math.min(...periods)).toBeGreaterThan(2 * step)
    for (const { amplitudeM, stdErrM } of constituents) {
      expect(amplitudeM).toBeLessThan(2)
      expect(stdErrM).toBeLessThan(0.01)
    }
    const m2 = constituents.find(({ name }) => name === 'M2')
    expect(m2?.amplitudeM).toBeCloseTo(1.8769, 2)
    expect(residualRmsM).toBeLessThan(0.05)
  })

  it('refuses 14 days, gaps over a quarter and constant columns', () => {
    expect(() => analyseTide(record(14), null)).toThrow('资料不足 15 天')
    expect(() =>
      analyseTide(
        record(30).filter((_, index) => index % 24 < 12 || index < 24),
        null,
      ),
    ).toThrow('缺测超过 25%')
    expect(() => analyseTide(record(60, 6), null)).toThrow('采样间隔')
  })
})

describe('secondary port and datums', () => {
  it('the curve meets the extremes and stays between them', () => {
    const high = { time: 0, levelM: 3, kind: 'high' } as const
    const low = { time: 6 * hour, levelM: -2, kind: 'low' } as const
    const port = secondaryExtremes([high, low], {
      timeOffsetHighMin: 35,
      timeOffsetLowMin: 40,
      heightRatioHigh: 1.1,
      heightRatioLow: 1.05,
    })
    expect(port.map(({ levelM }) => levelM)).toEqual([3 * 1.1, -2 * 1.05])
    const times = Array.from({ length: 60 }, (_, index) => index * 400_000)
    const levels = cosineCurve(port, times)
    const given = levels.filter((level) => level !== null)
    expect(Math.max(...given)).toBeLessThanOrEqual(3.3 + 1e-12)
    expect(Math.min(...given)).toBeGreaterThanOrEqual(-2.1 - 1e-12)
    expect(given.toSorted((a, b) => b - a)).toEqual(given)
    expect(cosineCurve(port, [port[0]?.time ?? 0, port[1]?.time ?? 0, 7 * hour])).toEqual([
      3.3000000000000003,
      -2.1,
      null,
    ])
  })

  it('converting there and back gives the level again', () => {
    const figure = fc.integer({ min: -20_000, max: 20_000 }).map((millimetres) => millimetres / 1000)
    fc.assert(
      fc.property(figure, figure, figure, (level, a, b) => {
        const offsets = { CN85: a, TLT: b }
        const there = convertDatum(level, 'CN85', 'TLT', offsets, Working.silent)
        expect(convertDatum(there, 'TLT', 'CN85', offsets, Working.silent)).toBeCloseTo(level, 5)
      }),
    )
  })
})
