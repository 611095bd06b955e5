import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bootstrap, residualDraws } from './bootstrap.ts'
import { separation } from './classification.ts'
import { seededRandom, sfc32 } from './random.ts'
import { kendall, ranks } from './ranks.ts'
import {
  coefficientOfVariation,
  mean,
  median,
  populationSd,
  quantile,
  sampleSd,
  sum,
  trimmedMean,
  weightedMean,
} from './summary.ts'
import { theilSen } from './theil-sen.ts'

const finite = fc.double({ min: -1e6, max: 1e6, noNaN: true })

describe('summary', () => {
  test('the tide sample of sea 4.9', () => {
    const tides = [
      3.92, 4.35, 3.78, 4.88, 4.02, 4.11, 3.85, 5.21, 4.27, 3.99, 4.46, 4.05, 3.7, 4.19, 4.63, 3.88, 4.3, 4.01, 4.95,
      4.08,
    ]
    expect(mean(tides)).toBeCloseTo(4.2315, 10)
    expect(sampleSd(tides)).toBeCloseTo(0.4105, 4)
  })

  test('sums do not lose small terms', () => {
    expect(sum([1e16, 1, -1e16])).toBe(1)
    expect(sum(Array.from({ length: 10 }, () => 0.1))).toBe(1)
  })

  test('population and sample', () => {
    expect(populationSd([2, 4, 4, 4, 5, 5, 7, 9])).toBe(2)
    expect(sampleSd([2, 4])).toBeCloseTo(Math.SQRT2, 15)
    expect(coefficientOfVariation([2, 4, 4, 4, 5, 5, 7, 9], 'population')).toBe(0.4)
    expect(coefficientOfVariation([-1, 1])).toBeNull()
    expect(weightedMean([1, 3], [3, 1])).toBe(1.5)
    expect(trimmedMean([4, 5, 3, 4, 4])).toBe(4)
    expect(trimmedMean([1, 2, 9, 9])).toBe(5.25)
  })

  test('empty samples have no figure', () => {
    expect([mean([]), median([]), populationSd([]), sampleSd([1]), weightedMean([], [])]).toEqual(Array(5).fill(null))
  })

  test('quantiles as R gives them for 1..10', () => {
    const values = [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]
    expect(quantile(values, 0.1, 7)).toBeCloseTo(1.9, 12)
    expect(quantile(values, 0.1, 6)).toBeCloseTo(1.1, 12)
    expect(quantile(values, 0.1, 5)).toBeCloseTo(1.5, 12)
    expect(quantile(values, 0.1, 1)).toBe(1)
    expect(quantile(values, 0.7, 1)).toBe(7)
    expect(quantile(values, 0.71, 1)).toBe(8)
    expect(median(values)).toBe(5.5)
    expect(() => quantile(values, 1.1)).toThrow()
  })

  test('quantiles lie in the sample, are monotone in p and turn with the sign', () => {
    fc.assert(
      fc.property(
        fc.array(finite, { minLength: 1, maxLength: 30 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (values, p, q) => {
          for (const type of [1, 5, 6, 7] as const) {
            const [low, high] = [quantile(values, Math.min(p, q), type), quantile(values, Math.max(p, q), type)]
            expect((low as number) <= (high as number) + 1e-9).toBe(true)
            expect(low as number).toBeGreaterThanOrEqual(Math.min(...values))
            expect(high as number).toBeLessThanOrEqual(Math.max(...values))
          }
          expect(
            quantile(
              values.map((value) => -value),
              1 - p,
            ),
          ).toBeCloseTo(-(quantile(values, p) as number), 3)
        },
      ),
    )
  })
})

describe('random', () => {
  test('sfc32 walks as its definition says', () => {
    const next = sfc32(0, 0, 0)
    // By hand: result = a + b + n with n = 1, 2, …; c collects the results.
    expect([next(), next(), next()]).toEqual([1, 2, 12])
  })

  test('a seed fixes the stream, another seed changes it', () => {
    const draw = (seed: number | string) => Array.from({ length: 5 }, seededRandom(seed).next)
    expect(draw(42)).toEqual(draw('42'))
    expect(draw(42)).not.toEqual(draw(43))
  })

  test('uniform and normal deviates have their moments', () => {
    const random = seededRandom('moments')
    const uniform = Array.from({ length: 20_000 }, random.next)
    expect(mean(uniform)).toBeCloseTo(0.5, 2)
    expect(populationSd(uniform)).toBeCloseTo(Math.sqrt(1 / 12), 2)
    const normal = Array.from({ length: 20_000 }, random.normal)
    expect(Math.abs(mean(normal) as number)).toBeLessThan(0.025)
    expect(populationSd(normal)).toBeCloseTo(1, 1)
  })

  test('integers are uniform (χ² of 7 cells) and shuffles keep the items', () => {
    const random = seededRandom(7)
    const cells = Array<number>(7).fill(0)
    for (let draw = 0; draw < 70_000; draw++) {
      const cell = random.integer(7)
      cells[cell] = (cells[cell] as number) + 1
    }
    expect(sum(cells.map((count) => (count - 10_000) ** 2 / 10_000))).toBeLessThan(22.5)
    const items = Array.from({ length: 50 }, (_, index) => index)
    expect(random.shuffle(items)).not.toEqual(items)
    expect(random.shuffle(items).sort((a, b) => a - b)).toEqual(items)
    expect(() => random.integer(0)).toThrow()
  })
})

describe('ranks', () => {
  test('equal totals share the best rank', () => {
    expect(ranks([90, 80, 90, 70])).toEqual([1, 3, 1, 4])
    expect(ranks([90, 80, 90, 70], 'average')).toEqual([1.5, 3, 1.5, 4])
    expect(ranks([90, 80, 90, 70], 'competition', 'ascending')).toEqual([3, 2, 3, 1])
    expect(ranks([0, -0])).toEqual([1, 1])
  })

  test('average ranks always sum to n(n+1)/2', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -5, max: 5 })), (values) => {
        expect(sum(ranks(values, 'average'))).toBe((values.length * (values.length + 1)) / 2)
      }),
    )
  })

  test('Kendall τ-b', () => {
    // R: cor(c(12,2,1,12,2), c(1,4,7,1,0), method = "kendall") = -0.4714045
    expect(kendall([12, 2, 1, 12, 2], [1, 4, 7, 1, 0]).tauB).toBeCloseTo(-0.4714045, 7)
    expect(kendall([1, 2, 3], [3, 2, 1]).tauB).toBe(-1)
    expect(kendall([1, 1], [1, 2]).tauB).toBeNull()
  })
})

describe('Theil–Sen', () => {
  test('one wild point does not move the line', () => {
    const line = theilSen([0, 1, 2, 3, 4, 5, 6].map((t) => ({ t, y: t === 5 ? 900 : 3 + 2 * t })))
    expect(line?.slope).toBe(2)
    expect(line?.intercept).toBe(3)
    expect(line?.residuals[5]).toBe(887)
  })

  test('no line through one day', () => {
    expect(theilSen([])).toBeNull()
    expect(
      theilSen([
        { t: 1, y: 1 },
        { t: 1, y: 2 },
      ]),
    ).toBeNull()
  })

  test('scales with y and shifts with t', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 12 }), (ys) => {
        const line = theilSen(ys.map((y, t) => ({ t, y })))
        const moved = theilSen(ys.map((y, t) => ({ t: t + 100, y: 4 * y + 8 })))
        expect(moved?.slope).toBeCloseTo(4 * (line?.slope as number), 8)
      }),
    )
  })
})

describe('bootstrap', () => {
  test('the band of a mean is that of the central limit theorem', () => {
    const random = seededRandom(1)
    const sample = Array.from({ length: 400 }, random.normal)
    const band = bootstrap(sample, (values) => mean(values) as number, { seed: 2022, level: 0.95 })
    const [centre, error] = [mean(sample) as number, (sampleSd(sample) as number) / 20]
    expect(band?.low).toBeCloseTo(centre - 1.96 * error, 1)
    expect(band?.high).toBeCloseTo(centre + 1.96 * error, 1)
    expect(bootstrap(sample, (values) => mean(values) as number, { seed: 2022, level: 0.95 })).toEqual(band)
  })

  test('residual draws contain nothing but point + residual', () => {
    expect(new Set(residualDraws(10, [-1, 2], { seed: 'x' }))).toEqual(new Set([9, 12]))
    expect(residualDraws(10, [], { seed: 'x' })).toBeNull()
    expect(bootstrap([], () => 0, { seed: 0 })).toBeNull()
  })
})

describe('separation', () => {
  test('a worked example with a tie', () => {
    const result = separation([
      { score: 0.9, positive: true },
      { score: 0.8, positive: false },
      { score: 0.8, positive: true },
      { score: 0.3, positive: false },
    ])
    // Pairs: 0.9 beats both; 0.8 ties one and beats one → (2 + ½ + 1) / 4.
    expect(result?.auc).toBe(0.875)
    expect(result?.gini).toBe(0.75)
    expect(result?.ks).toBe(0.5)
    expect(separation([{ score: 1, positive: true }])).toBeNull()
  })

  test('agrees with counting all pairs, and turns with the sign', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ score: fc.integer({ min: 0, max: 6 }), positive: fc.boolean() }), { maxLength: 40 }),
        (items) => {
          const result = separation(items)
          const [good, bad] = [items.filter((item) => item.positive), items.filter((item) => !item.positive)]
          expect(result === null).toBe(good.length === 0 || bad.length === 0)
          if (result === null) return
          let wins = 0
          for (const a of good) for (const b of bad) wins += a.score > b.score ? 1 : a.score === b.score ? 0.5 : 0
          expect(result.auc).toBeCloseTo(wins / (good.length * bad.length), 12)
          const turned = separation(items.map((item) => ({ ...item, score: -item.score })))
          expect(turned?.auc).toBeCloseTo(1 - result.auc, 12)
          expect(turned?.ks).toBeCloseTo(result.ks, 12)
          const doubled = separation(items.map((item) => ({ ...item, weight: 2 })))
          expect(doubled?.auc).toBeCloseTo(result.auc, 12)
        },
      ),
    )
  })
})
