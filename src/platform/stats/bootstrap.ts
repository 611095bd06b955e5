/** Resampling with a seed. */
import { seededRandom } from './random.ts'
import { ascending, quantileOfSorted } from './summary.ts'

export type Band = {
  readonly low: number
  readonly high: number
  /** The statistic of every resample, ascending. */
  readonly draws: readonly number[]
}

/**
 * Percentile bootstrap: `draws` resamples of the same size with replacement, the statistic of each, and the central
 * `level` of them (0.9: 5th to 95th percentile, type 7). `null` for an empty sample.
 * Source: B. Efron, Annals of Statistics 7 (1979).
 */
export const bootstrap = <T>(
  sample: readonly T[],
  statistic: (resample: readonly T[]) => number,
  options: { readonly draws?: number; readonly level?: number; readonly seed: number | string },
): Band | null => {
  if (sample.length === 0) return null
  const { draws = 1000, level = 0.9, seed } = options
  if (draws < 1 || !(level > 0 && level < 1)) throw new RangeError('draws ≥ 1 and 0 < level < 1')
  const random = seededRandom(seed)
  const values = ascending(
    Array.from({ length: draws }, () => statistic(sample.map(() => sample[random.integer(sample.length)] as T))),
  )
  const tail = (1 - level) / 2
  return {
    low: quantileOfSorted(values, tail) ?? Number.NaN,
    high: quantileOfSorted(values, 1 - tail) ?? Number.NaN,
    draws: values,
  }
}

/**
 * A point plus one resampled residual per draw, ascending: the spread of a forecast (ledger 4.4). `null` without
 * residuals.
 */
export const residualDraws = (
  point: number,
  residuals: readonly number[],
  options: { readonly draws?: number; readonly seed: number | string },
): readonly number[] | null => {
  if (residuals.length === 0) return null
  const random = seededRandom(options.seed)
  return ascending(
    Array.from(
      { length: options.draws ?? 1000 },
      () => point + (residuals[random.integer(residuals.length)] as number),
    ),
  )
}
