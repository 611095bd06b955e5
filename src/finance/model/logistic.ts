import { Problem } from '../../platform/errors/problem.ts'
import { twoSidedNormal } from './probability.ts'

/** Lower triangle of the Cholesky factor; null where the matrix is not positive definite. */
const cholesky = (matrix: readonly (readonly number[])[]): number[][] | null => {
  const lower: number[][] = matrix.map((row) => row.map(() => 0))
  for (let i = 0; i < matrix.length; i++) {
    const own = lower[i] as number[]
    for (let j = 0; j <= i; j++) {
      const other = lower[j] as number[]
      let sum = matrix[i]?.[j] ?? 0
      for (let k = 0; k < j; k++) sum -= (own[k] ?? 0) * (other[k] ?? 0)
      if (i === j) {
        if (!(sum > 1e-12 * Math.max(1, matrix[i]?.[i] ?? 0))) return null
        own[i] = Math.sqrt(sum)
      } else {
        own[j] = sum / (other[j] ?? 1)
      }
    }
  }
  return lower
}

const solveWith = (lower: readonly (readonly number[])[], right: readonly number[]): number[] => {
  const forward: number[] = []
  lower.forEach((row, i) => {
    let sum = right[i] ?? 0
    for (let k = 0; k < i; k++) sum -= (row[k] ?? 0) * (forward[k] ?? 0)
    forward.push(sum / (row[i] ?? 1))
  })
  const solution = forward.map(() => 0)
  for (let i = lower.length - 1; i >= 0; i--) {
    let sum = forward[i] ?? 0
    for (let k = i + 1; k < lower.length; k++) sum -= (lower[k]?.[i] ?? 0) * (solution[k] ?? 0)
    solution[i] = sum / (lower[i]?.[i] ?? 1)
  }
  return solution
}

/** Diagonal of the inverse of a positive definite matrix; null where it is singular. */
const inverseDiagonal = (matrix: readonly (readonly number[])[]): number[] | null => {
  const lower = cholesky(matrix)
  if (lower === null) return null
  return matrix.map((_, at) => {
    const unit = matrix.map((__, index) => (index === at ? 1 : 0))
    return solveWith(lower, unit)[at] ?? Number.NaN
  })
}

/** Variance inflation factors of the columns: diagonal of the inverse correlation matrix; Infinity where collinear. */
export const varianceInflation = (columns: readonly (readonly number[])[]): number[] => {
  const centred = columns.map((column) => {
    const mean = column.reduce((sum, value) => sum + value, 0) / column.length
    return column.map((value) => value - mean)
  })
  const product = (a: readonly number[], b: readonly number[]) =>
    a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0)
  const sizes = centred.map((column) => Math.sqrt(product(column, column)))
  const correlation = centred.map((a, i) =>
    centred.map((b, j) => (i === j ? 1 : product(a, b) / ((sizes[i] ?? 1) * (sizes[j] ?? 1)))),
  )
  return inverseDiagonal(correlation) ?? columns.map(() => Number.POSITIVE_INFINITY)
}

export type LogisticFit = {
  readonly intercept: number
  readonly coefficients: readonly number[]
  /** Of intercept and coefficients, in this order. */
  readonly standardErrors: readonly number[]
  readonly pValues: readonly number[]
  readonly steps: number
  readonly converged: boolean
}

const tolerance = 1e-8
const maxSteps = 50

/** ln(1 + e^x) without overflow. */
const softPlus = (x: number): number => (x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x)))

export const logistic = (x: number): number => (x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x)))

/**
 * Logistic regression by Newton's method (IRLS) with step halving; `ridge` punishes squared coefficients, not the
 * intercept. Stops when no parameter moves by more than 1e-8, after 50 steps at most.
 * @throws Problem not_computable `singular` when the columns are collinear
 */
export const fitLogistic = (
  columns: readonly (readonly number[])[],
  labels: readonly (0 | 1)[],
  ridge = 0,
): LogisticFit => {
  const size = columns.length + 1
  const rows = labels.map((_, row) => [1, ...columns.map((column) => column[row] ?? 0)])
  const linear = (beta: readonly number[], row: readonly number[]) => {
    let sum = 0
    for (let k = 0; k < size; k++) sum += (row[k] ?? 0) * (beta[k] ?? 0)
    return sum
  }
  const penalty = (beta: readonly number[]) =>
    beta.slice(1).reduce((sum, value) => sum + value * value, 0) * (ridge / 2)
  const loss = (beta: readonly number[]) =>
    rows.reduce((sum, row, index) => {
      const eta = linear(beta, row)
      return sum + softPlus(eta) - (labels[index] === 1 ? eta : 0)
    }, penalty(beta))
  const derivatives = (beta: readonly number[]) => {
    const gradient = beta.map((value, k) => (k === 0 ? 0 : -ridge * value))
    const hessian = beta.map((_, i) => beta.map((__, j) => (i === j && i > 0 ? ridge : 0)))
    rows.forEach((row, index) => {
      const p = logistic(linear(beta, row))
      const [miss, weight] = [(labels[index] ?? 0) - p, p * (1 - p)]
      for (let i = 0; i < size; i++) {
        const xi = row[i] ?? 0
        gradient[i] = (gradient[i] ?? 0) + xi * miss
        const line = hessian[i] as number[]
        for (let j = 0; j <= i; j++) line[j] = (line[j] ?? 0) + weight * xi * (row[j] ?? 0)
      }
    })
    for (let i = 0; i < size; i++) for (let j = i + 1; j < size; j++) (hessian[i] as number[])[j] = hessian[j]?.[i] ?? 0
    return { gradient, hessian }
  }
  let beta = Array.from({ length: size }, () => 0)
  let present = loss(beta)
  let [steps, converged] = [0, false]
  while (steps < maxSteps && !converged) {
    const { gradient, hessian } = derivatives(beta)
    const lower = cholesky(hessian)
    if (lower === null) {
      if (steps === 0) throw Problem.field('/columns', 'singular', '变量之间完全共线，无法拟合')
      // Perfectly separated classes: the likelihood has no maximum, the curvature is gone.
      break
    }
    const move = solveWith(lower, gradient)
    let factor = 1
    let tried = beta.map((value, k) => value + (move[k] ?? 0))
    let next = loss(tried)
    while (!(next <= present + 1e-12 * Math.abs(present)) && factor > 1e-6) {
      factor /= 2
      const shorter = factor
      tried = beta.map((value, k) => value + shorter * (move[k] ?? 0))
      next = loss(tried)
    }
    converged = move.every((value) => Math.abs(value * factor) <= tolerance)
    beta = tried
    present = next
    steps++
  }
  const spread = inverseDiagonal(derivatives(beta).hessian)
  const standardErrors = beta.map((_, k) => Math.sqrt(spread?.[k] ?? Number.NaN))
  const pValues = beta.map((value, k) => twoSidedNormal(value / (standardErrors[k] ?? Number.NaN)))
  const [intercept = 0, ...coefficients] = beta
  return { intercept, coefficients, standardErrors, pValues, steps, converged }
}
