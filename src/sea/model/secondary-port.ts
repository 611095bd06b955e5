/** Tide of a secondary port (副港) from the high and low waters of its primary port (sea 4.1). */
import type { TideExtreme } from './tide-prediction.ts'

/** Differences between the ports: minutes to add, factors on heights above mean sea level. */
export type PortDifferences = {
  readonly timeOffsetHighMin: number
  readonly timeOffsetLowMin: number
  readonly heightRatioHigh: number
  readonly heightRatioLow: number
}

/** Times shifted, heights above mean sea level multiplied; in order of time. */
export const secondaryExtremes = (
  primary: readonly TideExtreme[],
  { timeOffsetHighMin, timeOffsetLowMin, heightRatioHigh, heightRatioLow }: PortDifferences,
): TideExtreme[] =>
  primary
    .map(({ time, levelM, kind }) => ({
      time: time + (kind === 'high' ? timeOffsetHighMin : timeOffsetLowMin) * 60_000,
      levelM: levelM * (kind === 'high' ? heightRatioHigh : heightRatioLow),
      kind,
    }))
    .toSorted((a, b) => a.time - b.time)

/**
 * Level at `time` between two neighbouring extremes by half a cosine: flat at both, halfway at the middle. Null outside
 * the list. Method: Admiralty Tide Tables NP 159, simplified curve.
 */
export const cosineCurve = (extremes: readonly TideExtreme[], times: readonly number[]): (number | null)[] => {
  let at = 0
  return times.map((time) => {
    while (at + 2 < extremes.length && (extremes[at + 1]?.time ?? Infinity) < time) at++
    const [from, to] = [extremes[at], extremes[at + 1]]
    if (from === undefined || to === undefined || time < from.time || time > to.time) return null
    if (to.time === from.time) return from.levelM
    const phase = (Math.PI * (time - from.time)) / (to.time - from.time)
    return (from.levelM + to.levelM) / 2 + ((from.levelM - to.levelM) / 2) * Math.cos(phase)
  })
}
