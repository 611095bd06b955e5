import { separation } from '../../platform/stats/classification.ts'
import { populationStability } from './score-metrics.ts'
import type { Fitted, ScorecardModel } from './scorecard.ts'
import { type Binning, type Cell, binOf } from './woe-bins.ts'

/** A point of a curve: shares of the good and the bad at or below a score. */
export type CurvePoint = { readonly score: number; readonly good: number; readonly bad: number }
export type Decile = {
  readonly from: number
  readonly to: number
  readonly count: number
  readonly expected: number
  readonly observed: number
}

/** How good a card is and how it was found out (finance 4.5); scores are points, more is better. */
export type ModelReport = {
  readonly rows: number
  readonly bads: number
  readonly trainRows: number
  readonly testRows: number
  readonly train: { readonly auc: number; readonly ks: number } | null
  readonly test: { readonly auc: number; readonly ks: number } | null
  /** Of the test records, at most 80 points. */
  readonly curve: readonly CurvePoint[]
  /** Test against training sample. */
  readonly psi: number
  readonly variables: readonly {
    readonly name: string
    readonly iv: number
    readonly used: boolean
    /** Stability of the variable's bins, test against training; null for one without bins. */
    readonly csi: number | null
  }[]
  readonly deciles: readonly Decile[]
  readonly warnings: readonly string[]
}

const mostPoints = 80

/** Cumulative shares of both groups from the lowest score up; equal scores enter together. */
export const cumulativeCurve = (scores: readonly number[], labels: readonly (0 | 1)[]): readonly CurvePoint[] => {
  const found = separation(scores.map((score, index) => ({ score: -score, positive: labels[index] === 1 })))
  if (found === null) return []
  const points = found.roc.map(({ threshold, falsePositiveRate, truePositiveRate }) => ({
    score: -threshold,
    good: falsePositiveRate,
    bad: truePositiveRate,
  }))
  const step = Math.max(1, Math.ceil(points.length / mostPoints))
  return points
    .filter((_, index) => index % step === 0 || index === points.length - 1)
    .map((point) => ({ ...point, score: Number.isFinite(point.score) ? point.score : 0 }))
}

/** Probability of bad that a score of this model stands for, and the observed share, by tenths of the records. */
const calibration = (
  { scaling }: ScorecardModel,
  scores: readonly number[],
  labels: readonly (0 | 1)[],
): readonly Decile[] => {
  if (scaling.method !== 'pdo') return []
  const slope = scaling.pdo / Math.LN2
  const shift = scaling.points0 + slope * Math.log(scaling.odds0)
  const probability = (score: number) => 1 / (1 + Math.exp((score - shift) / slope))
  const order = scores.map((score, index) => ({ score, bad: labels[index] ?? 0 })).toSorted((a, b) => a.score - b.score)
  return Array.from({ length: 10 }, (_, tenth) => {
    const part = order.slice(Math.floor((tenth * order.length) / 10), Math.floor(((tenth + 1) * order.length) / 10))
    const mean = (of: (one: { score: number; bad: number }) => number) =>
      part.length === 0 ? 0 : part.reduce((sum, one) => sum + of(one), 0) / part.length
    return {
      from: part[0]?.score ?? 0,
      to: part.at(-1)?.score ?? 0,
      count: part.length,
      expected: mean(({ score }) => probability(score)),
      observed: mean(({ bad }) => bad),
    }
  })
}

/** Σ (aᵢ − eᵢ) ln(aᵢ ÷ eᵢ) over the bins of a variable; an empty cell counts as half a record. */
export const characteristicStability = (
  binning: Binning,
  actual: readonly Cell[],
  reference: readonly Cell[],
): number => {
  const shares = (cells: readonly Cell[]) => {
    const counts = binning.bins.map(() => 0)
    for (const cell of cells) {
      const at = binOf(binning, cell)
      if (counts[at] !== undefined) counts[at] += 1
    }
    return counts.map((count) => (count === 0 ? 0.5 : count) / Math.max(1, cells.length))
  }
  const expected = shares(reference)
  return shares(actual).reduce((sum, a, index) => {
    const e = expected[index] ?? a
    return sum + (a - e) * Math.log(a / e)
  }, 0)
}

/** The report of a fitted card; `scores` of all records in their order. */
export const modelReport = (
  { model, train, test }: Fitted,
  sample: { readonly rows: readonly (readonly Cell[])[]; readonly target: readonly (0 | 1)[] },
  scores: readonly number[],
  trainIndices: readonly number[],
  warnings: readonly string[],
): ModelReport => {
  const isTrain = new Set(trainIndices)
  const testIndices = sample.rows.map((_, index) => index).filter((index) => !isTrain.has(index))
  const scoresOf = (indices: readonly number[]) => indices.map((index) => scores[index] ?? 0)
  const labelsOf = (indices: readonly number[]) => indices.map((index) => sample.target[index] ?? 0)
  const cellsOf = (indices: readonly number[], column: number) =>
    indices.map((index) => sample.rows[index]?.[column] ?? null)
  return {
    rows: sample.rows.length,
    bads: sample.target.filter((label) => label === 1).length,
    trainRows: trainIndices.length,
    testRows: testIndices.length,
    train,
    test,
    curve: cumulativeCurve(scoresOf(testIndices), labelsOf(testIndices)),
    psi: populationStability(scoresOf(testIndices), scoresOf(trainIndices)),
    variables: model.bins
      .map((binning, column) => ({
        name: binning.name,
        iv: binning.iv,
        used: model.coefficients[binning.name] !== undefined,
        csi:
          binning.bins.length === 0
            ? null
            : characteristicStability(binning, cellsOf(testIndices, column), cellsOf(trainIndices, column)),
      }))
      .toSorted((a, b) => b.iv - a.iv),
    deciles: calibration(model, scoresOf(testIndices), labelsOf(testIndices)),
    warnings,
  }
}
