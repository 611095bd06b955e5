/** Neighbouring classes merged so that the information value is as large as it can be (finance 4.5). */

export const monotoneChoices = ['none', 'auto', 'ascending', 'descending'] as const
export type Monotone = (typeof monotoneChoices)[number]

export type MergeLimits = {
  readonly leastCount: number
  readonly maxBins: number
  /** How the bad rate must run from bin to bin. `auto`: both ways are tried, the better is kept. */
  readonly monotone: Monotone
}

type Merge = { readonly ends: readonly number[]; readonly iv: number }

/** A zero cell gets half an observation here; the reported figures smooth the whole variable. */
export const informationOf = (good: number, bad: number, goods: number, bads: number): number => {
  const half = good === 0 || bad === 0 ? 0.5 : 0
  const [badShare, goodShare] = [(bad + half) / bads, (good + half) / goods]
  return (badShare - goodShare) * Math.log(badShare / goodShare)
}

class Classes {
  readonly size: number
  readonly #goods: readonly number[]
  readonly #bads: readonly number[]
  readonly #allGoods: number
  readonly #allBads: number

  constructor(good: readonly number[], bad: readonly number[], allGoods: number, allBads: number) {
    const running = (counts: readonly number[]) => {
      let sum = 0
      return [0, ...counts.map((count) => (sum += count))]
    }
    this.size = good.length
    this.#goods = running(good)
    this.#bads = running(bad)
    this.#allGoods = allGoods
    this.#allBads = allBads
  }

  good(from: number, to: number): number {
    return (this.#goods[to] ?? 0) - (this.#goods[from] ?? 0)
  }

  bad(from: number, to: number): number {
    return (this.#bads[to] ?? 0) - (this.#bads[from] ?? 0)
  }

  count(from: number, to: number): number {
    return this.good(from, to) + this.bad(from, to)
  }

  iv(from: number, to: number): number {
    return informationOf(this.good(from, to), this.bad(from, to), this.#allGoods, this.#allBads)
  }

  /** −1, 0, 1 as the bad rate of the first class is below, equal to or above that of the second; without division. */
  compareRates(a: readonly [number, number], b: readonly [number, number]): number {
    return Math.sign(this.bad(...a) * this.count(...b) - this.bad(...b) * this.count(...a))
  }
}

const none: Merge = { ends: [], iv: Number.NEGATIVE_INFINITY }

/** More bins for nothing are no gain: doubles differ in the last digits. */
const isBetter = (iv: number, than: number): boolean => iv > than + 1e-12

const freeMerge = (classes: Classes, { leastCount, maxBins }: MergeLimits): Merge => {
  const { size } = classes
  // best[to]: the best merge of the first `to` classes into the present number of bins.
  let best: Merge[] = Array.from({ length: size + 1 }, (_, to) => (to === 0 ? { ends: [], iv: 0 } : none))
  let found = none
  for (let bins = 1; bins <= maxBins; bins++) {
    const next: Merge[] = Array.from({ length: size + 1 }, () => none)
    for (let to = bins; to <= size; to++) {
      let [from, iv] = [-1, Number.NEGATIVE_INFINITY]
      for (let start = bins - 1; start < to; start++) {
        const before = best[start]?.iv ?? Number.NEGATIVE_INFINITY
        if (before === Number.NEGATIVE_INFINITY || classes.count(start, to) < leastCount) continue
        const sum = before + classes.iv(start, to)
        if (sum > iv) [from, iv] = [start, sum]
      }
      if (from >= 0) next[to] = { ends: [...(best[from]?.ends ?? []), to], iv }
    }
    best = next
    const whole = best[size] ?? none
    if (isBetter(whole.iv, found.iv)) found = whole
  }
  return found
}

const monotoneMerge = (classes: Classes, { leastCount, maxBins }: MergeLimits, direction: 1 | -1): Merge => {
  const { size } = classes
  type Last = Merge & { readonly from: number }
  // last[to]: merges of the first `to` classes, one for each start of the last bin.
  let last: Last[][] = Array.from({ length: size + 1 }, () => [])
  let found = none
  for (let bins = 1; bins <= maxBins; bins++) {
    const next: Last[][] = Array.from({ length: size + 1 }, () => [])
    for (let to = 1; to <= size; to++) {
      for (let from = 0; from < to; from++) {
        if (classes.count(from, to) < leastCount) continue
        if (bins === 1) {
          if (from === 0) next[to]?.push({ from, ends: [to], iv: classes.iv(0, to) })
          continue
        }
        let before: Last | undefined
        for (const merge of last[from] ?? []) {
          const runs = classes.compareRates([from, to], [merge.from, from]) * direction > 0
          if (runs && (before === undefined || merge.iv > before.iv)) before = merge
        }
        if (before !== undefined) {
          next[to]?.push({ from, ends: [...before.ends, to], iv: before.iv + classes.iv(from, to) })
        }
      }
    }
    last = next
    for (const merge of last[size] ?? []) if (isBetter(merge.iv, found.iv)) found = merge
  }
  return found
}

/**
 * Ends (exclusive) of the merged bins over classes that stand in order, by exact dynamic programming: at most `maxBins`
 * bins of at least `leastCount` observations each. One bin where nothing else fits.
 */
export const bestMerge = (
  good: readonly number[],
  bad: readonly number[],
  totals: { readonly goods: number; readonly bads: number },
  limits: MergeLimits,
): readonly number[] => {
  const classes = new Classes(good, bad, totals.goods, totals.bads)
  const fitting = { ...limits, leastCount: Math.min(limits.leastCount, classes.count(0, classes.size)) }
  const directions = { none: [], auto: [1, -1], ascending: [1], descending: [-1] } as const
  const merges =
    limits.monotone === 'none'
      ? [freeMerge(classes, fitting)]
      : directions[limits.monotone].map((direction) => monotoneMerge(classes, fitting, direction))
  const [first = none, second = none] = merges
  return isBetter(second.iv, first.iv) ? second.ends : first.ends
}
