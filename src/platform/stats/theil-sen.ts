/** Theil–Sen line: the median of pairwise slopes; up to 29 % of wild points do not move it far. */
import { median } from './summary.ts'

export type Point = { readonly t: number; readonly y: number }

export type Line = { readonly slope: number; readonly intercept: number; readonly residuals: readonly number[] }

/**
 * Slope = median of (yⱼ − yᵢ)/(tⱼ − tᵢ) over pairs of different t; intercept = median of y − slope·t (ledger 4.4).
 * `null` below two different t. Units: slope in y per unit of t. O(n²).
 * Source: P. K. Sen, JASA 63 (1968) 1379.
 */
export const theilSen = (points: readonly Point[]): Line | null => {
  const slopes: number[] = []
  points.forEach((a, index) => {
    for (const b of points.slice(index + 1)) if (a.t !== b.t) slopes.push((b.y - a.y) / (b.t - a.t))
  })
  const slope = median(slopes)
  if (slope === null) return null
  const intercept = median(points.map(({ t, y }) => y - slope * t)) ?? 0
  return { slope, intercept, residuals: points.map(({ t, y }) => y - (intercept + slope * t)) }
}
