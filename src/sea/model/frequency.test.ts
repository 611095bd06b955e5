import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Working } from '../../platform/explain.ts'
import { parseDate } from '../../platform/dates.ts'
import { checkCrest, dikeGrade, waveRunup } from './dikes.ts'
import {
  type Distribution,
  checkSample,
  exceedanceOf,
  gevByLMoments,
  gevMoments,
  gumbelByLMoments,
  gumbelByLambda,
  lMomentsOf,
  momentsOf,
  pearson3ByLMoments,
  pearson3Deviate,
  plottingPositions,
  quantileOf,
} from './frequency.ts'
import { gammaQuantileUpper, incompleteGamma, lnGamma, normalQuantile } from './gamma.ts'

const years = [
  3.92, 4.35, 3.78, 4.88, 4.02, 4.11, 3.85, 5.21, 4.27, 3.99, 4.46, 4.05, 3.7, 4.19, 4.63, 3.88, 4.3, 4.01, 4.95, 4.08,
]
const returnPeriods = [2, 10, 20, 50, 100, 200]

describe('worked example of 20 years', () => {
  const moments = momentsOf(years)
  it('has the moments of the spec', () => {
    expect(moments.mean).toBeCloseTo(4.2315, 4)
    expect(moments.sd).toBeCloseTo(0.4105, 4)
    expect(moments.cs).toBeCloseTo(1.0485, 4)
  })
  it.each([
    [
      'P-III moments',
      { kind: 'pearson3', ...momentsOf(years) } as Distribution,
      [4.161, 4.782, 5.005, 5.284, 5.485, 5.681],
    ],
    ['Gumbel λ', gumbelByLambda(years), [4.172, 4.882, 5.153, 5.503, 5.766, 6.028]],
    ['Gumbel L-moments', gumbelByLMoments(lMomentsOf(years)), [4.162, 4.782, 5.019, 5.326, 5.556, 5.785]],
  ])('%s', (_name, distribution, expected) => {
    returnPeriods.forEach((t, index) => expect(quantileOf(distribution, 1 / t)).toBeCloseTo(expected[index] ?? 0, 3))
  })
  it('the reduced variate of 20 years has mean 0.5236 and sd 1.0628', () => {
    // λ = (y − ȳ)/σ: two quantiles give back both.
    const unit = gumbelByLambda(years.map((_, index) => index))
    expect(unit.kind).toBe('gumbel')
    const table = Array.from({ length: 20 }, (_, m) => -Math.log(-Math.log((m + 1) / 21)))
    const mean = table.reduce((sum, y) => sum + y, 0) / 20
    expect(mean).toBeCloseTo(0.5236, 4)
    expect(Math.sqrt(table.reduce((sum, y) => sum + (y - mean) ** 2, 0) / 20)).toBeCloseTo(1.0628, 4)
  })
})

describe('special functions', () => {
  it('agree with tables', () => {
    expect(lnGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 13)
    expect(lnGamma(101)).toBeCloseTo(363.7393755555635, 10)
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 12)
    expect(normalQuantile(1e-6)).toBeCloseTo(-4.753424308822899, 9)
    expect(incompleteGamma(3, 2.5).q).toBeCloseTo(0.5438131158833297, 12)
    // Φ of the Pearson III tables: Cs 1.0, P 1 % is 3.02; Cs 0 is the normal 2.33.
    expect(pearson3Deviate(1, 0.01)).toBeCloseTo(3.0226, 4)
    expect(pearson3Deviate(0, 0.01)).toBeCloseTo(2.3263, 4)
    expect(pearson3Deviate(-1, 0.01)).toBeCloseTo(1.5884, 4)
  })
  it('invert each other over four decades of shape', () => {
    const shape = fc.double({ min: -1.5, max: 5, noNaN: true }).map((power) => 10 ** power)
    const tail = fc.double({ min: -6, max: -0.0001, noNaN: true }).map((power) => 10 ** power)
    fc.assert(
      fc.property(shape, tail, (a, q) => {
        const x = gammaQuantileUpper(a, q)
        const found = incompleteGamma(a, x)
        expect(Math.abs(found.q - q)).toBeLessThan(1e-9 * Math.max(1, Math.sqrt(a)) + 1e-7 * q)
      }),
      { numRuns: 300 },
    )
  })
  it('Cs near 0 joins the normal without a step', () => {
    for (const p of [0.5, 0.1, 0.01, 0.001]) {
      expect(pearson3Deviate(0.0011, p)).toBeCloseTo(pearson3Deviate(0, p), 2)
      expect(pearson3Deviate(0.0011, p)).toBeCloseTo(-pearson3Deviate(-0.0011, 1 - p), 9)
    }
  })
})

describe('distributions', () => {
  const distribution: fc.Arbitrary<Distribution> = fc.oneof(
    fc.record({
      kind: fc.constant('pearson3' as const),
      mean: fc.double({ min: -5, max: 10, noNaN: true }),
      sd: fc.double({ min: 0.05, max: 3, noNaN: true }),
      cs: fc.double({ min: -3, max: 5, noNaN: true }),
    }),
    fc.record({
      kind: fc.constant('gumbel' as const),
      loc: fc.double({ min: -5, max: 10, noNaN: true }),
      scale: fc.double({ min: 0.05, max: 3, noNaN: true }),
    }),
    fc.record({
      kind: fc.constant('gev' as const),
      loc: fc.double({ min: -5, max: 10, noNaN: true }),
      scale: fc.double({ min: 0.05, max: 3, noNaN: true }),
      shape: fc.constantFrom(-0.3, -0.1, 0, 0.1, 0.3),
    }),
  )
  it('exceedance inverts the quantile, and a rarer level is not lower', () => {
    const p = fc.double({ min: 0.001, max: 0.95, noNaN: true })
    fc.assert(
      fc.property(distribution, p, p, (one, a, b) => {
        const level = quantileOf(one, a)
        expect(exceedanceOf(one, level)).toBeCloseTo(a, 6)
        expect(quantileOf(one, Math.min(a, b))).toBeGreaterThanOrEqual(quantileOf(one, Math.max(a, b)))
      }),
      { numRuns: 300 },
    )
  })
  it('L-moments of a large sample of quantiles give the parameters back', () => {
    const n = 4_000
    const sampleOf = (one: Distribution) => Array.from({ length: n }, (_, index) => quantileOf(one, (index + 0.5) / n))
    const gev = gevByLMoments(lMomentsOf(sampleOf({ kind: 'gev', loc: 4, scale: 0.3, shape: -0.1 })))
    expect(gev).toMatchObject({ kind: 'gev' })
    expect(gev.kind === 'gev' && Math.abs(gev.shape + 0.1)).toBeLessThan(0.01)
    const p3 = pearson3ByLMoments(lMomentsOf(sampleOf({ kind: 'pearson3', mean: 4, sd: 0.4, cs: 1 })))
    expect(p3.kind === 'pearson3' && Math.abs(p3.cs - 1)).toBeLessThan(0.02)
    expect(gevMoments(4, 0.3, 1.1e-4).sd).toBeCloseTo(gevMoments(4, 0.3, 0).sd, 3)
  })
  it('shifts and scales with its sample', () => {
    const moved = years.map((value) => 2 * value + 3)
    for (const fit of [
      (sample: readonly number[]): Distribution => ({ kind: 'pearson3', ...momentsOf(sample) }),
      gumbelByLambda,
      (sample: readonly number[]) => gevByLMoments(lMomentsOf(sample)),
      (sample: readonly number[]) => pearson3ByLMoments(lMomentsOf(sample)),
    ]) {
      expect(quantileOf(fit(moved), 0.02)).toBeCloseTo(2 * quantileOf(fit(years), 0.02) + 3, 8)
    }
  })
  it('refuses nine years and a constant', () => {
    expect(() => checkSample(years.slice(0, 9))).toThrow('至少需要 10 个')
    expect(() => checkSample(Array<number>(12).fill(4))).toThrow('样本各值相同')
  })
  it('places historic extremes by their own period', () => {
    const points = plottingPositions(years, { values: [5.6], periodYears: 100, inRecord: 0 })
    expect(points[0]).toEqual({ value: 5.6, p: 1 / 101, historic: true })
    expect(points).toHaveLength(21)
    points.forEach(({ p }, index) => index > 0 && expect(p).toBeGreaterThan(points[index - 1]?.p ?? 1))
    expect(plottingPositions(years, null)[0]?.p).toBeCloseTo(1 / 21, 12)
    expect(plottingPositions(years, { values: [5.21], periodYears: 80, inRecord: 1 })).toHaveLength(20)
  })
})

describe('dikes', () => {
  const nothing = {
    farmlandMu: 0,
    cityPopulation: 0,
    importantIndustrialBase: false,
    specialTarget: false,
    islandCounty: false,
  }
  it.each([
    [{ farmlandMu: 50_000 }, 3],
    [{ farmlandMu: 49_999 }, 4],
    [{ farmlandMu: 1_000 }, 5],
    [{ farmlandMu: 999 }, null],
    [{ farmlandMu: 500, islandCounty: true }, 5],
    [{ farmlandMu: 5_000, islandCounty: true }, 3],
    [{ cityPopulation: 1_500_000 }, 1],
    [{ cityPopulation: 500_000 }, 2],
    [{ cityPopulation: 200_000 }, 3],
    [{ cityPopulation: 199_999 }, 4],
    [{ farmlandMu: 60_000, importantIndustrialBase: true }, 2],
    [{ specialTarget: true }, 1],
  ])('%j is grade %s', (behind, grade) => {
    const found = dikeGrade({ ...nothing, ...behind }, Working.silent)
    expect(found).toEqual({ grade, minReturnPeriod: grade === null ? null : [200, 100, 50, 20, 10][grade - 1] })
  })
  it('run-up and crest of the worked example', () => {
    const waves = { hm0M: 1.5, periodS: 6, slopeTan: 0.4, gammaF: 0.55, gammaB: 1, gammaBeta: 1 }
    expect(waveRunup(waves, Working.silent)).toBeCloseTo(2.51, 2)
    const crest = { designTideM: 5.284, runupM: 2.51, freeboardM: 0.4 }
    const status = (crestM: number) => checkCrest({ ...crest, crestM }, null, Working.silent)
    expect(status(8.05)).toEqual({ requiredM: 8.194, deficitM: 0.144, status: 'deficient' })
    expect([status(8.194).status, status(8.2939).status, status(8.294).status]).toEqual(['marginal', 'marginal', 'ok'])
    const survey = { surveyedOn: parseDate('2019-09-30'), asOf: parseDate('2022-09-30') }
    expect(checkCrest({ ...crest, crestM: 9 }, survey, Working.silent).status).toBe('ok')
    const later = { ...survey, asOf: parseDate('2022-10-01') }
    expect(checkCrest({ ...crest, crestM: 9 }, later, Working.silent).status).toBe('unverified')
  })
})
