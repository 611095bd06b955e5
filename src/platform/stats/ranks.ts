/** Ranks and rank correlation. */
import { ascending } from './summary.ts'

/**
 * Ranks from 1, in the order of the input. 'competition': equal values share the best rank, the next one skips
 * (1 1 3), as tables of merit are read; 'average': they share the mean rank (1.5 1.5 3), as statistics needs it.
 */
export const ranks = (
  values: readonly number[],
  ties: 'competition' | 'average' = 'competition',
  order: 'descending' | 'ascending' = 'descending',
): number[] => {
  const sorted = ascending(values)
  const first = new Map<number, number>()
  const count = new Map<number, number>()
  sorted.forEach((value, index) => {
    const key = value === 0 ? 0 : value
    if (!first.has(key)) first.set(key, index)
    count.set(key, (count.get(key) ?? 0) + 1)
  })
  return values.map((value) => {
    const key = value === 0 ? 0 : value
    const [start, size] = [first.get(key) ?? 0, count.get(key) ?? 1]
    const best = order === 'ascending' ? start + 1 : sorted.length - start - size + 1
    return ties === 'competition' ? best : best + (size - 1) / 2
  })
}

export type Kendall = { readonly tauB: number | null; readonly concordant: number; readonly discordant: number }

/**
 * Kendall's τ-b by pairs, O(n²): (C − D) ÷ √((n₀ − tiesX)(n₀ − tiesY)). `tauB` is null when one side is constant.
 * Source: M. G. Kendall, Biometrika 33 (1945).
 */
export const kendall = (x: readonly number[], y: readonly number[]): Kendall => {
  if (x.length !== y.length) throw new RangeError('lists differ in length')
  let [concordant, discordant, tiesX, tiesY] = [0, 0, 0, 0]
  for (let i = 0; i < x.length; i++) {
    for (let j = i + 1; j < x.length; j++) {
      const dx = Math.sign((x[i] as number) - (x[j] as number))
      const dy = Math.sign((y[i] as number) - (y[j] as number))
      if (dx === 0) tiesX++
      if (dy === 0) tiesY++
      if (dx * dy > 0) concordant++
      else if (dx * dy < 0) discordant++
    }
  }
  const pairs = (x.length * (x.length - 1)) / 2
  const scale = Math.sqrt((pairs - tiesX) * (pairs - tiesY))
  return { tauB: scale === 0 ? null : (concordant - discordant) / scale, concordant, discordant }
}
