import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Working } from '../../platform/explain.ts'
import { germanCredit } from './german-credit.testing.ts'
import { fitLogistic, logistic, varianceInflation } from './logistic.ts'
import { chiSquareTail, twoSidedNormal } from './probability.ts'
import { populationStability, scoreMetrics } from './score-metrics.ts'
import { type FitOptions, type Scaling, cardLines, fitScorecard, scoreRows } from './scorecard.ts'
import { type Breaks, binDefaults, binOf } from './woe-bins.ts'

const german = germanCredit()
const names = ['age_in_years', 'duration_in_month', 'credit_amount', 'status_of_existing_checking_account']
const chosen = names.map((name) => german.columns.findIndex((column) => column.name === name))
const columns = chosen.flatMap((at) => german.columns[at] ?? [])
const rows = german.rows.map((row) => chosen.map((at) => row[at] ?? null))
const breaks: Record<string, Breaks> = {
  age_in_years: [26, 35, 40],
  duration_in_month: [8, 16, 34, 44],
  credit_amount: [1400, 1800, 4000, 9200],
}
const options: FitOptions = { ...binDefaults, minIv: 0.02, maxVif: 5, ridge: 0, dropNonPositive: true }
const pdo = { method: 'pdo', points0: 600, odds0: 1 / 19, pdo: 50 } as const
const all = rows.map((_, index) => index)
const fit = (scaling: Scaling = pdo, train = all, change: Partial<FitOptions> = {}, working = Working.silent) =>
  fitScorecard(columns, rows, german.target, breaks, train, scaling, { ...options, ...change }, working)

describe('German credit, against Newton’s method in NumPy', () => {
  it('gives the same coefficients, AUC, KS and points', () => {
    const { model, train, test } = fit()
    expect(model.intercept).toBeCloseTo(-0.8485623574310217, 10)
    const expected = [0.8372302077664157, 0.7604217664529822, 0.7013571461707861, 0.9665885785287992]
    names.forEach((name, index) => expect(model.coefficients[name]).toBeCloseTo(expected[index] ?? 0, 10))
    expect(train?.auc).toBeCloseTo(0.7724452380952381, 12)
    expect(train?.ks).toBeCloseTo(0.4261904761904761, 12)
    expect(test).toBeNull()
    expect(cardLines(model)[0]?.points).toBeCloseTo(448.8144595753598, 8)
    expect(scoreRows(model, rows.slice(0, 1))[0]).toBeCloseTo(473.77271777150133, 8)
  })

  it('tells standard errors and p values in its working', () => {
    const working = new Working()
    fit(pdo, all, {}, working)
    const intercept = working.explain(null).working.find(({ label }) => label === '截距')
    expect(intercept?.inputs['标准误']?.value).toBe('0.0787054')
    expect(working.explain(null).warnings.map(({ code }) => code)).toEqual(['iv_suspicious'])
  })

  it('scores are the sum of the points of the bins, and 50 points double the odds', () => {
    const { model } = fit()
    const points = new Map(cardLines(model).map((line) => [`${line.name}|${line.bin}`, line.points]))
    scoreRows(model, rows).forEach((score, at) => {
      const parts = model.bins.map((binning, index) => {
        const label = binning.bins[binOf(binning, rows[at]?.[index] ?? null)]?.bin ?? ''
        return points.get(`${binning.name}|${label}`) ?? 0
      })
      expect(parts.reduce((sum, part) => sum + part, points.get('basepoints|') ?? 0)).toBeCloseTo(score, 8)
    })
    const doubled = fit({ ...pdo, odds0: 2 / 19 }).model
    expect((scoreRows(doubled, rows)[0] ?? 0) - (scoreRows(model, rows)[0] ?? 0)).toBeCloseTo(50, 8)
  })

  it('min_max gives the best record the most and the worst the least', () => {
    const { model } = fit({ method: 'min_max', min: 300, max: 850 })
    const perVariable = names.map((name) =>
      cardLines(model)
        .filter((line) => line.name === name)
        .map(({ points }) => points),
    )
    const base = cardLines(model)[0]?.points ?? 0
    expect(perVariable.reduce((sum, points) => sum + Math.max(...points), base)).toBeCloseTo(850, 8)
    expect(perVariable.reduce((sum, points) => sum + Math.min(...points), base)).toBeCloseTo(300, 8)
    const order = (scores: readonly number[]) =>
      scores.map((_, index) => index).toSorted((a, b) => (scores[a] ?? 0) - (scores[b] ?? 0) || a - b)
    expect(order(scoreRows(model, rows).map((score) => Number(score.toFixed(6))))).toEqual(
      order(scoreRows(fit().model, rows).map((score) => Number((score * 1).toFixed(6)))),
    )
  })

  it('learns from the training records only', () => {
    const train = all.filter((index) => index % 10 < 7)
    const fitted = fit(pdo, train)
    expect(fitted.model.bins[0]?.bins.reduce((sum, { count }) => sum + count, 0)).toBe(700)
    expect(fitted.test?.auc).toBeGreaterThan(0.7)
    const flipped = german.target.map((label, index): 0 | 1 => (index % 10 < 7 ? label : label === 1 ? 0 : 1))
    const blind = fitScorecard(columns, rows, flipped, breaks, train, pdo, options, Working.silent)
    expect(blind.model).toEqual(fitted.model)
    expect(blind.test?.auc).toBeCloseTo(1 - (fitted.test?.auc ?? 0), 12)
  })

  it('leaves out variables that tell nothing, repeat others or point the wrong way', () => {
    expect(Object.keys(fit(pdo, all, { minIv: 0.2 }).model.coefficients)).toEqual([
      'duration_in_month',
      'status_of_existing_checking_account',
    ])
    const twice = fitScorecard(
      [...columns, { name: 'copy', type: 'numeric' }],
      rows.map((row) => [...row, row[0] ?? null]),
      german.target,
      { ...breaks, copy: [26, 35, 40] },
      all,
      pdo,
      options,
      Working.silent,
    )
    expect(twice.model.bins).toHaveLength(5)
    expect(Object.keys(twice.model.coefficients)).toHaveLength(4)
    expect(() => fit(pdo, all, { minIv: 9 })).toThrow(
      expect.objectContaining({ errors: [expect.objectContaining({ code: 'no_variable' })] }),
    )
    const good = all.filter((index) => german.target[index] === 0)
    expect(() => fit(pdo, good)).toThrow(
      expect.objectContaining({ errors: [expect.objectContaining({ code: 'one_class', pointer: '/train' })] }),
    )
  })
})

describe('logistic regression', () => {
  it('meets the first-order condition, also with a ridge', () => {
    const sample = fc.array(
      fc.tuple(fc.double({ min: -2, max: 2, noNaN: true }), fc.constantFrom(0 as const, 1 as const)),
      {
        minLength: 12,
        maxLength: 40,
      },
    )
    fc.assert(
      fc.property(sample, fc.double({ min: 0.1, max: 5, noNaN: true }), (pairs, ridge) => {
        const x = pairs.map(([value]) => value)
        const labels = pairs.map(([, label]) => label)
        if (new Set(labels).size < 2 || new Set(x).size < 3) return
        const { intercept, coefficients, converged } = fitLogistic([x], labels, ridge)
        const beta = coefficients[0] ?? 0
        const misses = x.map((value, index) => (labels[index] ?? 0) - logistic(intercept + beta * value))
        expect(converged).toBe(true)
        expect(misses.reduce((sum, miss) => sum + miss, 0)).toBeCloseTo(0, 6)
        expect(misses.reduce((sum, miss, index) => sum + miss * (x[index] ?? 0), -ridge * beta)).toBeCloseTo(0, 6)
      }),
      { numRuns: 60 },
    )
  })

  it('does not hang on perfect separation, and refuses what is collinear', () => {
    const x = [1, 2, 3, 4, 5, 6]
    expect(fitLogistic([x], [0, 0, 0, 1, 1, 1]).coefficients[0]).toBeGreaterThan(5)
    expect(() => fitLogistic([x, x], [0, 1, 0, 1, 0, 1])).toThrow(/共线/)
    expect(varianceInflation([x, x])).toEqual([Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY])
    expect(
      varianceInflation([
        [1, -1, 1, -1],
        [1, 1, -1, -1],
      ]),
    ).toEqual([1, 1])
  })
})

it('tails of χ² and the normal distribution', () => {
  expect(chiSquareTail(3.841458820694124, 1)).toBeCloseTo(0.05, 12)
  expect(chiSquareTail(18.307038053275146, 10)).toBeCloseTo(0.05, 12)
  expect(chiSquareTail(0, 3)).toBe(1)
  expect(chiSquareTail(2, 2)).toBeCloseTo(Math.exp(-1), 14)
  expect(twoSidedNormal(1.959963984540054)).toBeCloseTo(0.05, 12)
})

describe('metrics', () => {
  const measure = (
    scores: number[],
    labels: (0 | 1)[],
    reference: number[] | null = null,
    direction: 'bad' | 'good' | null = null,
  ) => scoreMetrics(scores, labels, reference, direction, Working.silent)

  it('AUC of the textbook example: 0.75', () => {
    expect(measure([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1])).toEqual({ auc: 0.75, gini: 0.5, ks: 0.5, psi: null })
    expect(measure([0.5, 0.5], [0, 1]).auc).toBe(0.5)
  })

  it('reads probabilities upward, and asks of points which way they run', () => {
    expect(measure([0.9, 0.1], [0, 1]).auc).toBe(0)
    expect(measure([700, 500], [0, 1]).auc).toBe(1)
    expect(measure([700, 500], [0, 1], null, 'bad').auc).toBe(0)
    const working = new Working()
    scoreMetrics([700, 500], [0, 1], null, null, working)
    expect(working.explain(null).warnings.map(({ code }) => code)).toEqual(['direction_inferred'])
    expect(() => measure([1, 2], [1, 1])).toThrow(
      expect.objectContaining({ errors: [expect.objectContaining({ code: 'one_class', pointer: '/labels' })] }),
    )
  })

  it('AUC is the share of pairs, KS the widest gap, both blind to monotone changes', () => {
    const sample = fc.array(fc.tuple(fc.integer({ min: 0, max: 12 }), fc.constantFrom(0 as const, 1 as const)), {
      minLength: 2,
      maxLength: 30,
    })
    fc.assert(
      fc.property(sample, (pairs) => {
        const scores = pairs.map(([score]) => score)
        const labels = pairs.map(([, label]) => label)
        const of = (label: 0 | 1) => scores.filter((_, index) => labels[index] === label)
        const [goods, bads] = [of(0), of(1)]
        if (goods.length === 0 || bads.length === 0) return
        const { auc, ks, gini } = measure(scores, labels, null, 'bad')
        const won = bads.flatMap((bad) => goods.map((good) => (bad > good ? 1 : bad === good ? 0.5 : 0)))
        expect(auc).toBeCloseTo(won.reduce<number>((sum, point) => sum + point, 0) / won.length, 12)
        const below = (some: readonly number[], score: number) =>
          some.filter((one) => one <= score).length / some.length
        expect(ks).toBeCloseTo(
          Math.max(...scores.map((score) => Math.abs(below(bads, score) - below(goods, score)))),
          12,
        )
        expect(gini).toBeCloseTo(2 * auc - 1, 12)
        expect(
          measure(
            scores.map((score) => score ** 3 + 5),
            labels,
            null,
            'bad',
          ).auc,
        ).toBe(auc)
      }),
    )
  })

  it('PSI is 0 against itself and grows with the shift', () => {
    const reference = Array.from({ length: 100 }, (_, index) => index)
    expect(populationStability(reference, reference)).toBe(0)
    const shifted = (by: number) =>
      populationStability(
        reference.map((score) => score + by),
        reference,
      )
    expect(shifted(5)).toBeGreaterThan(0)
    expect(shifted(20)).toBeGreaterThan(shifted(5))
    // By hand: the lowest decile empty (half an observation), the highest twice as full.
    const moved = reference.map((score) => (score < 10 ? 99 : score))
    expect(populationStability(moved, reference)).toBeCloseTo((0.005 - 0.1) * Math.log(0.05) + 0.1 * Math.log(2), 12)
    expect(populationStability([1, 1, 1], [1, 1, 1])).toBe(0)
  })
})
