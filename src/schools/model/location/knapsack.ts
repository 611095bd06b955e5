/** Nodes after which the linear bound is taken in place of the best whole choice: still a bound, never a wrong one. */
const nodeLimit = 3_000

export type Item = { readonly index: number; readonly profit: number; readonly weight: number }

export type Packed = {
  /** Most profit that fits, or an upper bound of it where `nodeLimit` was reached. */
  readonly profit: number
  readonly chosen: readonly number[]
}

/** Items of positive profit by profit per weight, weightless first; equal ones by their index. */
const byRatio = (items: Item[]): Item[] =>
  items.sort((a, b) => b.profit * a.weight - a.profit * b.weight || a.index - b.index)

/** Fractional knapsack: greedy by ratio (Dantzig 1957). `chosen` holds the items that fit more than half. */
export const packFraction = (items: Item[], capacity: number): Packed => {
  let [room, profit] = [capacity, 0]
  const chosen: number[] = []
  for (const item of byRatio(items)) {
    if (item.weight <= room) {
      room -= item.weight
      profit += item.profit
      chosen.push(item.index)
    } else {
      const share = room / item.weight
      if (share > 0.5) chosen.push(item.index)
      return { profit: profit + item.profit * share, chosen }
    }
  }
  return { profit, chosen }
}

/** 0-1 knapsack by depth-first branch and bound (Horowitz & Sahni 1974), real weights. */
export const packWhole = (items: Item[], capacity: number): Packed => {
  const sorted = byRatio(items)
  const bound = (from: number, room: number): number => {
    let [left, sum] = [room, 0]
    for (let at = from; at < sorted.length; at++) {
      const { profit, weight } = sorted[at] as Item
      if (weight > left) return sum + (profit * left) / weight
      left -= weight
      sum += profit
    }
    return sum
  }
  let [best, nodes] = [-1, 0]
  let bestChosen: number[] = []
  const taken: number[] = []
  const visit = (at: number, room: number, profit: number): void => {
    if (++nodes > nodeLimit) return
    if (profit > best) {
      best = profit
      bestChosen = [...taken]
    }
    const item = sorted[at]
    if (item === undefined || profit + bound(at, room) <= best + 1e-12 * Math.max(1, best)) return
    if (item.weight <= room) {
      taken.push(item.index)
      visit(at + 1, room - item.weight, profit + item.profit)
      taken.pop()
    }
    visit(at + 1, room, profit)
  }
  visit(0, capacity, 0)
  return { profit: nodes > nodeLimit ? Math.max(best, bound(0, capacity)) : best, chosen: bestChosen }
}
