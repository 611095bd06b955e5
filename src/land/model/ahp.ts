/** Weights from pairwise judgements: analytic hierarchy process (land 4.16). */
import { Problem } from '../../platform/errors/problem.ts'

export type Matrix = readonly (readonly number[])[]

/**
 * Random index for n = 1…10 (T. L. Saaty, The Analytic Hierarchy Process, 1980): with it CI/RI reproduces the
 * consistency ratios of Saaty's published examples.
 */
export const randomIndex = [0, 0, 0.58, 0.9, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49] as const

/** Judgements below this ratio are accepted (Saaty). */
export const acceptedRatio = 0.1

/** a·(1/a) may miss 1 by this much: 0.333 for a third is taken. */
const reciprocalTolerance = 2e-3

/** 1/9 written with few decimals is still on the scale. */
const scaleTolerance = 2e-3

const field = (row: number, column: number) => `/matrix/${row}/${column}`

/** @throws Problem not_computable `not_square`, `too_many_criteria`, `not_positive`, `diagonal`, `not_reciprocal`, `scale` */
export const checkJudgements = (matrix: Matrix, anyScale: boolean): void => {
  const n = matrix.length
  const ragged = matrix.findIndex((row) => row.length !== n)
  if (n === 0 || ragged >= 0) throw Problem.field(`/matrix/${Math.max(0, ragged)}`, 'not_square', '判断矩阵须为方阵')
  if (n > randomIndex.length) {
    throw Problem.field('/matrix', 'too_many_criteria', `准则不得超过 ${randomIndex.length} 个，请分层`)
  }
  const each = (fails: (value: number, i: number, j: number) => boolean, code: string, message: string) => {
    matrix.forEach((row, i) => {
      const j = row.findIndex((value, column) => fails(value, i, column))
      if (j >= 0) throw Problem.field(field(i, j), code, message)
    })
  }
  each((value) => !(value > 0), 'not_positive', '判断值须大于 0')
  each((value, i, j) => i === j && value !== 1, 'diagonal', '对角线须为 1')
  each(
    (value, i, j) => Math.abs(value * (matrix[j]?.[i] ?? 0) - 1) > reciprocalTolerance,
    'not_reciprocal',
    '对称位置的判断值须互为倒数',
  )
  const [low, high] = [1 / 9 - scaleTolerance, 9 + scaleTolerance]
  each((value) => !anyScale && (value < low || value > high), 'scale', '判断值须在 1/9 至 9 之间')
}

const product = (matrix: Matrix, vector: readonly number[]): number[] =>
  matrix.map((row) => row.reduce((total, value, index) => total + value * (vector[index] ?? 0), 0))

const normalised = (vector: readonly number[]): number[] => {
  const total = vector.reduce((a, b) => a + b, 0)
  return vector.map((value) => value / total)
}

const precision = 1e-12
/** A positive matrix converges geometrically; hostile scales stop here, within rounding of what floats can give. */
const mostRounds = 100_000

/** Principal right eigenvector by power iteration, normalised to 1. */
const principal = (matrix: Matrix): number[] => {
  let weights = matrix.map(() => 1 / matrix.length)
  for (let round = 0; round < mostRounds; round++) {
    const next = normalised(product(matrix, weights))
    const moved = next.reduce((most, value, index) => Math.max(most, Math.abs(value - (weights[index] ?? 0))), 0)
    weights = next
    if (moved < precision) break
  }
  return weights
}

export type Judgement = {
  readonly row: number
  readonly column: number
  readonly value: number
  /** wᵢ/wⱼ */
  readonly implied: number
  /** |ln aᵢⱼ − ln wᵢ/wⱼ| */
  readonly deviation: number
}

export type AhpResult = {
  readonly weights: readonly number[]
  readonly weightsGeometricMean: readonly number[]
  readonly lambdaMax: number
  readonly ci: number
  readonly ri: number
  readonly cr: number
  readonly consistent: boolean
  /** The three judgements that hurt consistency most, worst first; none for up to two criteria. */
  readonly worst: readonly Judgement[]
}

/** Weights, and how far the judgements contradict each other. @throws as `checkJudgements` */
export const ahp = (matrix: Matrix, anyScale: boolean): AhpResult => {
  checkJudgements(matrix, anyScale)
  const n = matrix.length
  const weights = principal(matrix)
  const image = product(matrix, weights)
  const lambdaMax = image.reduce((total, value, index) => total + value / (weights[index] ?? 1), 0) / n
  const ri = randomIndex[n - 1] ?? 0
  const ci = n <= 2 ? 0 : Math.max(0, (lambdaMax - n) / (n - 1))
  const cr = ri === 0 ? 0 : ci / ri
  const judgements = matrix.flatMap((row, i) =>
    row.flatMap((value, j): Judgement[] => {
      if (j <= i || n <= 2) return []
      const implied = (weights[i] ?? 1) / (weights[j] ?? 1)
      return [{ row: i, column: j, value, implied, deviation: Math.abs(Math.log(value) - Math.log(implied)) }]
    }),
  )
  judgements.sort((a, b) => b.deviation - a.deviation || a.row - b.row || a.column - b.column)
  return {
    weights,
    weightsGeometricMean: normalised(
      matrix.map((row) => Math.exp(row.reduce((total, value) => total + Math.log(value), 0) / n)),
    ),
    lambdaMax,
    ci,
    ri,
    cr,
    consistent: cr < acceptedRatio,
    worst: judgements.slice(0, 3),
  }
}

/** Judgements of several people: element-wise geometric mean, which keeps reciprocity (Aczél & Saaty 1983). */
export const groupJudgements = (matrices: readonly Matrix[]): number[][] => {
  const [first = []] = matrices
  return first.map((row, i) =>
    row.map((_, j) => {
      const logs = matrices.reduce((total, matrix) => total + Math.log(matrix[i]?.[j] ?? 1), 0)
      return i === j ? 1 : Math.exp(logs / matrices.length)
    }),
  )
}
