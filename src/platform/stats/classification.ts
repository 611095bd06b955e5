/** How well a score separates two groups. A higher score means more likely positive. */

export type Scored = { readonly score: number; readonly positive: boolean; readonly weight?: number }

export type RocPoint = {
  readonly threshold: number
  /** Share of negatives with score ≥ threshold. */
  readonly falsePositiveRate: number
  /** Share of positives with score ≥ threshold. */
  readonly truePositiveRate: number
}

export type Separation = {
  /** Mann–Whitney probability that a positive scores above a negative, ties ½. */
  readonly auc: number
  /** 2 AUC − 1. */
  readonly gini: number
  /** max |F₊ − F₋| over distinct scores. */
  readonly ks: number
  /** The score at which KS is reached first, from the top. */
  readonly ksThreshold: number
  readonly roc: readonly RocPoint[]
}

/** `null` when one of the groups is empty. Weights default to 1 and must be ≥ 0. O(n log n). */
export const separation = (items: readonly Scored[]): Separation | null => {
  const sorted = [...items].sort((a, b) => b.score - a.score)
  const weightOf = ({ weight = 1 }: Scored): number => {
    if (!(weight >= 0)) throw new RangeError(`weight ${weight}`)
    return weight
  }
  let [positives, negatives] = [0, 0]
  for (const item of sorted) {
    if (item.positive) positives += weightOf(item)
    else negatives += weightOf(item)
  }
  if (positives === 0 || negatives === 0) return null
  const roc: RocPoint[] = [{ threshold: Number.POSITIVE_INFINITY, falsePositiveRate: 0, truePositiveRate: 0 }]
  let [hits, alarms, area, ks, ksThreshold] = [0, 0, 0, 0, Number.POSITIVE_INFINITY]
  for (let index = 0; index < sorted.length; ) {
    const threshold = (sorted[index] as Scored).score
    let [newHits, newAlarms] = [0, 0]
    // Equal scores cannot be told apart: they enter together, which gives ties their half.
    for (; index < sorted.length && (sorted[index] as Scored).score === threshold; index++) {
      const item = sorted[index] as Scored
      if (item.positive) newHits += weightOf(item)
      else newAlarms += weightOf(item)
    }
    area += newAlarms * (hits + newHits / 2)
    hits += newHits
    alarms += newAlarms
    const point = { threshold, falsePositiveRate: alarms / negatives, truePositiveRate: hits / positives }
    roc.push(point)
    const gap = Math.abs(point.truePositiveRate - point.falsePositiveRate)
    if (gap > ks) [ks, ksThreshold] = [gap, threshold]
  }
  const auc = area / (positives * negatives)
  return { auc, gini: 2 * auc - 1, ks, ksThreshold, roc }
}
