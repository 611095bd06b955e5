/** Surge (增水) from observed and predicted levels, and the quality of the observations (sea 4.2). */
import { median } from '../../platform/stats/summary.ts'
import type { LevelPoint } from './tide-analysis.ts'
import type { TideExtreme } from './tide-prediction.ts'

const minute = 60_000
const hour = 60 * minute

/** The flags of the house (QARTOD): 1 good, 3 suspect, 4 fail. */
export type QualityFlag = 1 | 3 | 4

export type QualityLimits = {
  /** Range: LAT − 2.5 to HAT + 4, m; null when the station's LAT and HAT are not known. */
  readonly lowestM: number | null
  readonly highestM: number | null
}

export type CheckedPoint = LevelPoint & { readonly qc: QualityFlag; readonly reason: QualityReason | null }
export type QualityReason = 'range' | 'rate' | 'flat' | 'spike'

const [maxRisePer10MinM, flatHours, spikeM] = [0.6, 3, 0.5]

/** Indexes of levels that stand still for three hours and more while the tide should move over 0.5 m. */
const flatRuns = (points: readonly LevelPoint[], predictedAt: (time: number) => number | null): Set<number> => {
  const flat = new Set<number>()
  // Of the run of equal levels: its first point, the first that is not marked yet, and the range of its predictions.
  let [first, marked, lowest, highest] = [0, 0, Infinity, -Infinity]
  points.forEach(({ time, levelM }, index) => {
    if (levelM !== points[first]?.levelM) [first, marked, lowest, highest] = [index, index, Infinity, -Infinity]
    const expected = predictedAt(time)
    if (expected !== null) [lowest, highest] = [Math.min(lowest, expected), Math.max(highest, expected)]
    const lasted = time - (points[first] as LevelPoint).time
    if (lasted < flatHours * hour || highest - lowest <= 0.5) return
    for (; marked <= index; marked++) flat.add(marked)
  })
  return flat
}

/**
 * Checks levels in order of time: range (fail), rise faster than 0.6 m in 10 minutes (suspect), a stuck gauge (fail),
 * 0.5 m off the median of five (suspect). The first reason that holds is given. Source: sea 4.2, after QARTOD Water Level v2.1.
 */
export const checkLevels = (
  points: readonly LevelPoint[],
  predictedAt: (time: number) => number | null,
  { lowestM, highestM }: QualityLimits,
): CheckedPoint[] => {
  const flat = flatRuns(points, predictedAt)
  return points.map((point, index): CheckedPoint => {
    const { time, levelM } = point
    if ((lowestM !== null && levelM < lowestM) || (highestM !== null && levelM > highestM)) {
      return { ...point, qc: 4, reason: 'range' }
    }
    if (flat.has(index)) return { ...point, qc: 4, reason: 'flat' }
    const window = points.slice(Math.max(0, index - 2), index + 3).map((each) => each.levelM)
    if (window.length === 5 && Math.abs(levelM - (median(window) ?? levelM)) > spikeM) {
      // On a steep tide sampled by the hour the middle of five is the point itself; only an outlier differs.
      return { ...point, qc: 3, reason: 'spike' }
    }
    const before = points[index - 1]
    if (before !== undefined) {
      const perTenMinutes = (Math.abs(levelM - before.levelM) * 10 * minute) / (time - before.time)
      // Hourly levels of a six-metre tide never rise so fast; 10-minute ones do only when something is wrong.
      if (perTenMinutes > maxRisePer10MinM) return { ...point, qc: 3, reason: 'rate' }
    }
    return { ...point, qc: 1, reason: null }
  })
}

/** Level between the points by straight lines; null outside, or in a gap of more than two hours. */
export const interpolator = (points: readonly LevelPoint[]): ((time: number) => number | null) => {
  return (time) => {
    let [low, high] = [0, points.length - 1]
    if (high < 0 || time < (points[0] as LevelPoint).time || time > (points[high] as LevelPoint).time) return null
    while (high - low > 1) {
      const mid = (low + high) >> 1
      if ((points[mid] as LevelPoint).time <= time) low = mid
      else high = mid
    }
    const [from, to] = [points[low] as LevelPoint, points[high] as LevelPoint]
    if (time === from.time) return from.levelM
    if (time === to.time) return to.levelM
    if (to.time - from.time > 2 * hour) return null
    return from.levelM + ((to.levelM - from.levelM) * (time - from.time)) / (to.time - from.time)
  }
}

/** Values kept in order, so that the median of a moving window costs a search and not a sort. */
class SortedWindow {
  readonly #values: number[] = []

  #place(value: number): number {
    let [low, high] = [0, this.#values.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#values[middle] as number) < value) low = middle + 1
      else high = middle
    }
    return low
  }

  add(value: number): void {
    this.#values.splice(this.#place(value), 0, value)
  }

  /** `value` was added before. */
  remove(value: number): void {
    this.#values.splice(this.#place(value), 1)
  }

  median(): number | null {
    const count = this.#values.length
    if (count === 0) return null
    const upper = this.#values[count >> 1] as number
    return count % 2 === 1 ? upper : ((this.#values[(count >> 1) - 1] as number) + upper) / 2
  }
}

export type SurgePoint = CheckedPoint & {
  readonly predictedM: number
  readonly surgeM: number
  /** Median of the good surges of the 25 hours up to here (two tides: the tide itself cancels). */
  readonly runningMedianM: number | null
}

export const surgeSeries = (
  checked: readonly CheckedPoint[],
  predictedAt: (time: number) => number | null,
): SurgePoint[] => {
  const series: SurgePoint[] = []
  const good: { readonly time: number; readonly surgeM: number }[] = []
  let first = 0
  const window = new SortedWindow()
  for (const point of checked) {
    const predictedM = predictedAt(point.time)
    if (predictedM === null) continue
    const surgeM = point.levelM - predictedM
    if (point.qc === 1) {
      good.push({ time: point.time, surgeM })
      window.add(surgeM)
    }
    for (
      let oldest = good[first];
      oldest !== undefined && oldest.time < point.time - 25 * hour;
      oldest = good[++first]
    ) {
      window.remove(oldest.surgeM)
    }
    series.push({ ...point, predictedM, surgeM, runningMedianM: window.median() })
  }
  return series
}

/**
 * The first instant from which the running median has stayed beyond ±0.30 m for 48 hours: the gauge's datum has
 * shifted, or a season's mean level is off; drafts are then not made automatically. Null when it never did.
 */
export const datumSuspectSince = (series: readonly SurgePoint[]): number | null => {
  let since: number | null = null
  for (const { time, runningMedianM } of series) {
    if (runningMedianM === null || Math.abs(runningMedianM) <= 0.3) since = null
    else since ??= time
    if (since !== null && time - since >= 48 * hour) return since
  }
  return null
}

/** Interior maxima of a predicted curve that stand out by 10 cm: its high waters. */
export const highWaters = (predicted: readonly LevelPoint[]): TideExtreme[] => {
  const highs: TideExtreme[] = []
  let lowest = Infinity
  let candidate: LevelPoint | null = null
  for (const point of predicted) {
    if (candidate === null || point.levelM > candidate.levelM) candidate = point
    if (candidate.levelM - point.levelM > 0.1) {
      // A curve that only falls from its start has no high water there.
      if (candidate.levelM - lowest > 0.1) highs.push({ ...candidate, kind: 'high' })
      lowest = point.levelM
      candidate = point
    }
    if (point.levelM < lowest) {
      lowest = point.levelM
      candidate = point
    }
  }
  return highs
}

export type SkewSurge = {
  readonly time: number
  readonly predictedHighM: number
  readonly observedHighM: number
  readonly observedAt: number
  readonly skewSurgeM: number
}

/** Highest observed level within three hours of each predicted high water, minus that high water. */
export const skewSurges = (series: readonly SurgePoint[], highs: readonly TideExtreme[]): SkewSurge[] =>
  highs.flatMap(({ time, levelM }) => {
    const near = series.filter((point) => point.qc < 4 && Math.abs(point.time - time) <= 3 * hour)
    const [first] = near
    if (first === undefined) return []
    const highest = near.reduce((best, point) => (point.levelM > best.levelM ? point : best), first)
    return [
      {
        time,
        predictedHighM: levelM,
        observedHighM: highest.levelM,
        observedAt: highest.time,
        skewSurgeM: highest.levelM - levelM,
      },
    ]
  })
