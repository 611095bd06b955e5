/**
 * Frequency analysis of annual extremes (sea 4.9): Pearson III (SL 44-2006), Gumbel (GB/T 17839-2011, JTS 145-2015), and
 * generalised extreme value. Levels in metres; `p` is the probability of being exceeded in a year.
 */
import { Problem } from '../../platform/errors/problem.ts'
import { mean as meanOf, populationSd, sampleSd } from '../../platform/stats/summary.ts'
import { gamma, gammaQuantileUpper, incompleteGamma, lnGamma, normalQuantile } from './gamma.ts'

export type Moments = {
  readonly n: number
  readonly mean: number
  readonly sd: number
  /** null when the mean is 0. Depends on the datum's zero: never carry a Cv from one datum to another. */
  readonly cv: number | null
  readonly cs: number
}

export type LMoments = { readonly l1: number; readonly l2: number; readonly t3: number; readonly t4: number }

export type Distribution =
  | { readonly kind: 'pearson3'; readonly mean: number; readonly sd: number; readonly cs: number }
  | { readonly kind: 'gumbel'; readonly loc: number; readonly scale: number }
  | { readonly kind: 'gev'; readonly loc: number; readonly scale: number; readonly shape: number }

const euler = 0.5772156649015329

/** Below this |Cs| the Pearson III is the normal distribution. */
const symmetric = 0.001

/** @throws Problem not_computable: fewer than 10 values, or all equal. */
export const checkSample = (sample: readonly number[]): void => {
  if (sample.length < 10) {
    throw Problem.field('/sample', 'too_few', `样本只有 ${sample.length} 个，频率分析至少需要 10 个`)
  }
  if (sample.every((value) => value === sample[0]))
    throw Problem.field('/sample', 'constant', '样本各值相同，不能作频率分析')
}

/** Mean, s with n − 1, Cs = n Σd³ / ((n−1)(n−2)s³). */
export const momentsOf = (sample: readonly number[]): Moments => {
  const n = sample.length
  const mean = meanOf(sample) ?? 0
  const sd = sampleSd(sample) ?? 0
  const cubes = sample.reduce((sum, value) => sum + (value - mean) ** 3, 0)
  return { n, mean, sd, cv: mean === 0 ? null : sd / mean, cs: (n * cubes) / ((n - 1) * (n - 2) * sd ** 3) }
}

/** Unbiased sample L-moments. Source: Hosking & Wallis, Regional Frequency Analysis (1997), 2.7. */
export const lMomentsOf = (sample: readonly number[]): LMoments => {
  const sorted = sample.toSorted((a, b) => a - b)
  const n = sorted.length
  let [b0, b1, b2, b3] = [0, 0, 0, 0]
  sorted.forEach((value, j) => {
    b0 += value / n
    b1 += (value * j) / (n * (n - 1))
    b2 += (value * j * (j - 1)) / (n * (n - 1) * (n - 2))
    b3 += (value * j * (j - 1) * (j - 2)) / (n * (n - 1) * (n - 2) * (n - 3))
  })
  const l2 = 2 * b1 - b0
  return { l1: b0, l2, t3: (6 * b2 - 6 * b1 + b0) / l2, t4: (20 * b3 - 30 * b2 + 12 * b1 - b0) / l2 }
}

/** Pearson III by L-moments. Source: Hosking & Wallis (1997), A.9. */
export const pearson3ByLMoments = ({ l1, l2, t3 }: LMoments): Distribution => {
  const size = Math.abs(t3)
  if (size < 1e-6) return { kind: 'pearson3', mean: l1, sd: l2 * Math.sqrt(Math.PI), cs: 0 }
  let alpha: number
  if (size < 1 / 3) {
    const z = 3 * Math.PI * size ** 2
    alpha = (1 + 0.2906 * z) / (z + 0.1882 * z ** 2 + 0.0442 * z ** 3)
  } else {
    const z = 1 - size
    alpha =
      (0.36067 * z - 0.59567 * z ** 2 + 0.25361 * z ** 3) / (1 - 2.78861 * z + 2.56096 * z ** 2 - 0.77045 * z ** 3)
  }
  const sd = l2 * Math.sqrt(Math.PI * alpha) * Math.exp(lnGamma(alpha) - lnGamma(alpha + 0.5))
  return { kind: 'pearson3', mean: l1, sd, cs: (Math.sign(t3) * 2) / Math.sqrt(alpha) }
}

/** Gumbel's λ method: S is the population sd, ȳn and σn those of −ln(−ln(m/(n+1))). Source: JTS 145-2015 annex. */
export const gumbelByLambda = (sample: readonly number[]): Distribution => {
  const n = sample.length
  const reduced = Array.from({ length: n }, (_, index) => -Math.log(-Math.log((index + 1) / (n + 1))))
  const scale = (populationSd(sample) ?? 0) / (populationSd(reduced) ?? 1)
  return { kind: 'gumbel', loc: (meanOf(sample) ?? 0) - (meanOf(reduced) ?? 0) * scale, scale }
}

export const gumbelByLMoments = ({ l1, l2 }: LMoments): Distribution => {
  const scale = l2 / Math.LN2
  return { kind: 'gumbel', loc: l1 - euler * scale, scale }
}

/** Gumbel with the mean and sd given: s = π·scale/√6. */
export const gumbelByMoments = (mean: number, sd: number): Distribution => {
  const scale = (sd * Math.sqrt(6)) / Math.PI
  return { kind: 'gumbel', loc: mean - euler * scale, scale }
}

/** GEV by L-moments; shape κ > 0 has an upper end. Source: Hosking, Wallis & Wood, Technometrics 27 (1985). */
export const gevByLMoments = ({ l1, l2, t3 }: LMoments): Distribution => {
  const c = 2 / (3 + t3) - Math.LN2 / Math.log(3)
  const shape = 7.859 * c + 2.9554 * c ** 2
  if (Math.abs(shape) < 1e-6) return { ...gumbelParts({ l1, l2 }), kind: 'gev', shape: 0 }
  const g = shape > -1 ? gamma(1 + shape) : Number.NaN
  const scale = (l2 * shape) / ((1 - 2 ** -shape) * g)
  return { kind: 'gev', loc: l1 - (scale * (1 - g)) / shape, scale, shape }
}

const gumbelParts = ({ l1, l2 }: Pick<LMoments, 'l1' | 'l2'>) => ({
  loc: l1 - (euler * l2) / Math.LN2,
  scale: l2 / Math.LN2,
})

/** Mean and sd of a GEV; shape > −0.5, below which it has no variance. */
export const gevMoments = (
  loc: number,
  scale: number,
  shape: number,
): { readonly mean: number; readonly sd: number } => {
  // Γ(1+2κ) − Γ(1+κ)² loses all its digits near 0, where the distribution is Gumbel's to 1e-4.
  if (Math.abs(shape) < 1e-4) return { mean: loc + euler * scale, sd: (Math.PI * scale) / Math.sqrt(6) }
  const [g1, g2] = [gamma(1 + shape), gamma(1 + 2 * shape)]
  return { mean: loc + (scale * (1 - g1)) / shape, sd: (scale * Math.sqrt(g2 - g1 ** 2)) / Math.abs(shape) }
}

/** Standardised deviate Φ of the Pearson III: (Cs/2)·Γ⁻¹(1−p; α) − 2/Cs, α = 4/Cs²; negative Cs by reflection. */
export const pearson3Deviate = (cs: number, p: number): number => {
  if (Math.abs(cs) < symmetric) return -normalQuantile(p)
  if (cs < 0) return -pearson3Deviate(-cs, 1 - p)
  return (cs / 2) * gammaQuantileUpper(4 / cs ** 2, p) - 2 / cs
}

/** Level that is exceeded with probability `p` a year, 0 < p < 1. */
export const quantileOf = (distribution: Distribution, p: number): number => {
  switch (distribution.kind) {
    case 'pearson3':
      return distribution.mean + distribution.sd * pearson3Deviate(distribution.cs, p)
    case 'gumbel':
      return distribution.loc - distribution.scale * Math.log(-Math.log1p(-p))
    case 'gev': {
      const { loc, scale, shape } = distribution
      const y = -Math.log(-Math.log1p(-p))
      return shape === 0 ? loc + scale * y : loc + (scale * -Math.expm1(-shape * y)) / shape
    }
  }
}

/** Probability that `level` is exceeded in a year; the inverse of `quantileOf`. */
export const exceedanceOf = (distribution: Distribution, level: number): number => {
  switch (distribution.kind) {
    case 'pearson3': {
      const { mean, sd, cs } = distribution
      const deviate = (level - mean) / sd
      if (Math.abs(cs) < symmetric) {
        const { p, q } = incompleteGamma(0.5, deviate ** 2 / 2)
        return deviate > 0 ? q / 2 : (1 + p) / 2
      }
      const alpha = 4 / cs ** 2
      const x = (deviate + 2 / cs) * (2 / cs)
      const { p, q } = incompleteGamma(alpha, x)
      return cs > 0 ? q : p
    }
    case 'gumbel':
      return -Math.expm1(-Math.exp(-(level - distribution.loc) / distribution.scale))
    case 'gev': {
      const { loc, scale, shape } = distribution
      const t = (level - loc) / scale
      if (shape === 0) return -Math.expm1(-Math.exp(-t))
      const inside = 1 - shape * t
      if (inside <= 0) return shape > 0 ? 0 : 1
      return -Math.expm1(-(inside ** (1 / shape)))
    }
  }
}

export type PlottingPosition = { readonly value: number; readonly p: number; readonly historic: boolean }

/**
 * Empirical exceedance, descending: m/(n+1). With `a` historic extremes over N years, of which l lie in the record:
 * M/(N+1) for them, and a/(N+1) + (1 − a/(N+1))(m − l)/(n − l + 1) for the rest. Source: SL 44-2006 annex A.
 */
export const plottingPositions = (
  record: readonly number[],
  historic: { readonly values: readonly number[]; readonly periodYears: number; readonly inRecord: number } | null,
): PlottingPosition[] => {
  const descending = record.toSorted((x, y) => y - x)
  const n = record.length
  if (historic === null) {
    return descending.map((value, index) => ({ value, p: (index + 1) / (n + 1), historic: false }))
  }
  const { values, periodYears, inRecord: l } = historic
  const a = values.length
  const share = a / (periodYears + 1)
  const extremes = values
    .toSorted((x, y) => y - x)
    .map((value, index) => ({ value, p: (index + 1) / (periodYears + 1), historic: true }))
  // The l largest of the record are among the historic extremes already.
  const rest = descending.slice(l).map((value, index) => {
    const m = index + l + 1
    return { value, p: share + ((1 - share) * (m - l)) / (n - l + 1), historic: false }
  })
  return [...extremes, ...rest]
}
