import { median } from '../../platform/stats/summary.ts'
import { flag, grain, testBit } from './quality-flags.ts'

export type SpikeLimits = { readonly low: number; readonly high: number }

type Series = {
  readonly times: Float64Array
  readonly values: Float64Array
  readonly flags: Uint8Array
  readonly failed: Uint8Array
  readonly gapMs: number
}

/** The newest point has no next one yet: it is held against the median of this many before it. */
const provisionalPoints = 5
/** A spike of several points hides its own size until the furthest is out; what lasts longer is no spike. */
const longestSpike = 3

/**
 * |vᵢ − (vᵢ₋₁ + vᵢ₊₁)/2| above `high` fails, above `low` is suspect. The furthest out is judged first, and its neighbours
 * anew without it: a spike does not take them along. A point without a next one (the newest, the last before a gap)
 * is held against the median of the last five; one after a gap is not evaluated.
 */
export const spikeTest = (
  { times, values, flags, failed, gapMs }: Series,
  { low, high }: SpikeLimits,
  mark: (index: number, worse: number) => void,
): void => {
  const count = values.length
  const usable = (index: number): boolean => (flags[index] as number) < flag.fail
  const isAfterGap = (index: number): boolean => ((failed[index] as number) & testBit.gap) !== 0
  const near = (from: number, to: number): boolean => (times[to] as number) - (times[from] as number) <= gapMs

  const deviation = (index: number): number => {
    if (!usable(index) || isAfterGap(index)) return 0
    const value = values[index] as number
    let previous = index - 1
    while (previous >= 0 && !usable(previous)) previous--
    if (previous < 0) return 0
    let next = index + 1
    while (next < count && !usable(next) && near(index, next)) next++
    if (next < count && usable(next) && near(index, next)) {
      return Math.abs(value - ((values[previous] as number) + (values[next] as number)) / 2)
    }
    const recent: number[] = []
    for (let at = previous; at >= 0 && recent.length < provisionalPoints; at--) {
      if (usable(at)) recent.push(values[at] as number)
      if (isAfterGap(at)) break
    }
    const centre = median(recent)
    return centre === null ? 0 : Math.abs(value - centre)
  }

  const out: { index: number; size: number }[] = []
  for (let index = 0; index < count; index++) {
    const size = deviation(index)
    if (size > low + grain) out.push({ index, size })
  }
  for (let round = 0; round < longestSpike; round++) {
    out.sort((a, b) => b.size - a.size || a.index - b.index)
    let found = false
    for (const { index, size } of out) {
      if (size <= high + grain) break
      if (deviation(index) <= high + grain) continue
      mark(index, flag.fail)
      found = true
    }
    if (!found) break
    for (const candidate of out) candidate.size = deviation(candidate.index)
  }
  for (const { index } of out) {
    if (deviation(index) > low + grain) mark(index, flag.suspect)
  }
}
