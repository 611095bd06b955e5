/** Means, spreads and quantiles. An empty sample has no figure: functions answer `null`, never 0 or NaN. */

/** Sum with Neumaier's compensation: 1e16 + 1 − 1e16 is 1, whatever the order. */
export const sum = (values: Iterable<number>): number => {
  let total = 0
  let lost = 0
  for (const value of values) {
    const next = total + value
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total
    total = next
  }
  return total + lost
}

export const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : sum(values) / values.length

/** Σ wᵢxᵢ ÷ Σ wᵢ; `null` when the weights sum to 0. Lists of different length are a defect of the caller. */
export const weightedMean = (values: readonly number[], weights: readonly number[]): number | null => {
  if (values.length !== weights.length) throw new RangeError('values and weights differ in length')
  const total = sum(weights)
  return total === 0 ? null : sum(values.map((value, index) => value * (weights[index] ?? 0))) / total
}

const squaredDeviations = (values: readonly number[]): number => {
  const centre = sum(values) / values.length
  return sum(values.map((value) => (value - centre) ** 2))
}

/** Standard deviation of the whole population: divisor n. */
export const populationSd = (values: readonly number[]): number | null =>
  values.length === 0 ? null : Math.sqrt(squaredDeviations(values) / values.length)

/** Standard deviation estimated from a sample: divisor n − 1; `null` below two values. */
export const sampleSd = (values: readonly number[]): number | null =>
  values.length < 2 ? null : Math.sqrt(squaredDeviations(values) / (values.length - 1))

/** Standard deviation ÷ |mean|; `null` when the mean is 0. `kind` decides the divisor. */
export const coefficientOfVariation = (
  values: readonly number[],
  kind: 'population' | 'sample' = 'sample',
): number | null => {
  const centre = mean(values)
  const spread = kind === 'population' ? populationSd(values) : sampleSd(values)
  return centre === null || centre === 0 || spread === null ? null : spread / Math.abs(centre)
}

/**
 * How a quantile lies between two values (Hyndman & Fan 1996).
 * 7: (n−1)p, the default of R, NumPy and Excel's PERCENTILE.INC. 6: (n+1)p, PERCENTILE.EXC, hydrology's m/(n+1).
 * 5: np + ½, Hazen. 1: inverse of the empirical distribution, always a value that occurred.
 */
export type QuantileType = 1 | 5 | 6 | 7

/** Quantile of values that are sorted ascending already. */
export const quantileOfSorted = (sorted: readonly number[], p: number, type: QuantileType = 7): number | null => {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`quantile ${p}`)
  const n = sorted.length
  if (n === 0) return null
  // A rank such as 0.7 × 10 = 7.000000000000001 must not slip to the next value.
  const exactly = (rank: number) => (Math.abs(rank - Math.round(rank)) < 1e-9 ? Math.round(rank) : rank)
  const at = (index: number) => sorted[Math.min(Math.max(index, 0), n - 1)] as number
  if (type === 1) return at(Math.ceil(exactly(n * p)) - 1)
  const rank = exactly(type === 7 ? (n - 1) * p + 1 : type === 6 ? (n + 1) * p : n * p + 0.5)
  const below = Math.floor(rank)
  const [low, high] = [at(below - 1), at(below)]
  return low + (high - low) * (rank - below)
}

export const ascending = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b)

export const quantile = (values: readonly number[], p: number, type: QuantileType = 7): number | null =>
  quantileOfSorted(ascending(values), p, type)

export const median = (values: readonly number[]): number | null => quantile(values, 0.5)

/** Mean without the lowest and the highest value, once each, when there are at least `from` values (skills 4.7). */
export const trimmedMean = (values: readonly number[], from = 5): number | null =>
  mean(values.length >= from && values.length > 2 ? ascending(values).slice(1, -1) : values)
