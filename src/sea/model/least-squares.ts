/** Linear least squares by normal equations and Cholesky: columns of a tide are bounded and nearly orthogonal. */

export type Fit = {
  readonly coefficients: Float64Array
  /** Covariance of the coefficients for a residual variance of 1, row by row. */
  readonly inverse: Float64Array
}

/**
 * Accumulates A'A and A'b row by row, so that a year of hourly levels needs no matrix of its own.
 */
export class NormalEquations {
  readonly #size: number
  readonly #matrix: Float64Array
  readonly #right: Float64Array

  constructor(size: number) {
    this.#size = size
    this.#matrix = new Float64Array(size * size)
    this.#right = new Float64Array(size)
  }

  add(row: Float64Array, value: number): void {
    const n = this.#size
    for (let i = 0; i < n; i++) {
      const factor = row[i] as number
      if (factor === 0) continue
      this.#right[i] = (this.#right[i] as number) + factor * value
      for (let j = 0; j <= i; j++)
        this.#matrix[i * n + j] = (this.#matrix[i * n + j] as number) + factor * (row[j] as number)
    }
  }

  /** Null when the columns depend on each other: the record cannot tell them apart. */
  solve(): Fit | null {
    const n = this.#size
    const lower = this.#cholesky()
    if (lower === null) return null
    const solveFor = (right: Float64Array): Float64Array => {
      const x = Float64Array.from(right)
      for (let i = 0; i < n; i++) {
        for (let j = 0; j < i; j++) x[i] = (x[i] as number) - (lower[i * n + j] as number) * (x[j] as number)
        x[i] = (x[i] as number) / (lower[i * n + i] as number)
      }
      for (let i = n - 1; i >= 0; i--) {
        for (let j = i + 1; j < n; j++) x[i] = (x[i] as number) - (lower[j * n + i] as number) * (x[j] as number)
        x[i] = (x[i] as number) / (lower[i * n + i] as number)
      }
      return x
    }
    const inverse = new Float64Array(n * n)
    for (let column = 0; column < n; column++) {
      const unit = new Float64Array(n)
      unit[column] = 1
      inverse.set(solveFor(unit), column * n)
    }
    return { coefficients: solveFor(this.#right), inverse }
  }

  #cholesky(): Float64Array | null {
    const n = this.#size
    const lower = new Float64Array(n * n)
    for (let i = 0; i < n; i++) {
      for (let j = 0; j <= i; j++) {
        let sum = this.#matrix[i * n + j] as number
        for (let k = 0; k < j; k++) sum -= (lower[i * n + k] as number) * (lower[j * n + k] as number)
        if (i === j) {
          if (!(sum > 1e-9 * (this.#matrix[i * n + i] as number))) return null
          lower[i * n + i] = Math.sqrt(sum)
        } else lower[i * n + j] = sum / (lower[j * n + j] as number)
      }
    }
    return lower
  }
}
