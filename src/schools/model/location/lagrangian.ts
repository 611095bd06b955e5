import { type Item, packFraction, packWhole } from './knapsack.ts'
import { type LocationProblem, proves, roundedBound } from './location-problem.ts'

/** Best multipliers found and what they prove. */
export type LagrangianState = {
  readonly bound: number
  readonly prices: Float64Array
  /** Value of opening a site at those prices (≤ 0), and whether it was among the p best. */
  readonly siteValues: Float64Array
  readonly open: Uint8Array
  /** How often each site was chosen, as a share of the iterations. */
  readonly frequency: Float64Array
}

export type LagrangianOptions = {
  readonly iterations: number
  /** Improves the incumbent from a set of sites; answers its objective. */
  readonly tryOpen: (sites: readonly number[], bound: number) => number
  readonly wholeCosts: boolean
  readonly start: Float64Array
  readonly keep: readonly boolean[]
  readonly closed: readonly boolean[]
  readonly upper: number
  readonly late: () => boolean
}

/** Starting prices: the second smallest cost of each demand, at which every site is worth something. */
export const startingPrices = ({ demands, sites, cost }: LocationProblem): Float64Array => {
  const prices = new Float64Array(demands)
  for (let demand = 0; demand < demands; demand++) {
    let [first, second] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
    for (let site = 0; site < sites; site++) {
      const value = cost[site * demands + demand] as number
      if (value < first) [first, second] = [value, first]
      else if (value < second) second = value
    }
    prices[demand] = Number.isFinite(second) ? second : first
  }
  return prices
}

/**
 * Lower bound of the p-median problem: every demand may be served any number of times at the price λ_i for each time
 * beyond one; sites then decide alone (with capacities by a knapsack), and the p best are opened. Prices follow the
 * subgradient 1 − (times served) with the Polyak step θ(UB − LB)/‖g‖² (Held & Karp 1971; Beasley 1993).
 */
export const lagrangian = (problem: LocationProblem, options: LagrangianOptions): LagrangianState => {
  const { demands, sites, cost, load, capacity, p } = problem
  const { keep, closed, wholeCosts, tryOpen, late } = options
  const prices = Float64Array.from(options.start)
  const values = new Float64Array(sites)
  const served = new Int32Array(demands)
  const chosen: (readonly number[])[] = Array.from({ length: sites }, () => [])
  const counts = new Float64Array(sites)
  const usable = Array.from({ length: sites }, (_, site) => site).filter((site) => !closed[site])
  let best: Omit<LagrangianState, 'frequency'> = {
    bound: Number.NEGATIVE_INFINITY,
    prices,
    siteValues: values,
    open: new Uint8Array(sites),
  }
  let [upper, theta, stalled, done] = [options.upper, 2, 0, 0]
  for (; done < options.iterations; done++) {
    for (const site of usable) {
      const column = site * demands
      if (capacity === null) {
        let value = 0
        for (let demand = 0; demand < demands; demand++) {
          const saved = (cost[column + demand] as number) - (prices[demand] as number)
          if (saved < 0) value += saved
        }
        values[site] = value
      } else {
        const items: Item[] = []
        for (let demand = 0; demand < demands; demand++) {
          const profit = (prices[demand] as number) - (cost[column + demand] as number)
          if (profit > 0) items.push({ index: demand, profit, weight: load[demand] as number })
        }
        const packed = (problem.singleSource ? packWhole : packFraction)(items, capacity[site] as number)
        values[site] = -packed.profit
        chosen[site] = packed.chosen
      }
    }
    const order = usable.toSorted(
      (a, b) => Number(keep[b]) - Number(keep[a]) || (values[a] as number) - (values[b] as number) || a - b,
    )
    const open = order.slice(0, p)
    let bound = 0
    for (const price of prices) bound += price
    for (const site of open) {
      bound += values[site] as number
      counts[site] = (counts[site] as number) + 1
    }
    if (bound > best.bound + 1e-9 * Math.max(1, Math.abs(bound))) {
      const flags = new Uint8Array(sites)
      for (const site of open) flags[site] = 1
      best = { bound, prices: Float64Array.from(prices), siteValues: Float64Array.from(values), open: flags }
      stalled = 0
    } else if (++stalled >= 20) {
      theta /= 2
      stalled = 0
    }
    upper = Math.min(upper, tryOpen(open, bound))
    if (proves(roundedBound(best.bound, wholeCosts), upper) || theta < 0.002 || late()) break
    served.fill(0)
    for (const site of open) {
      if (capacity === null) {
        const column = site * demands
        for (let demand = 0; demand < demands; demand++) {
          if ((cost[column + demand] as number) < (prices[demand] as number)) served[demand]!++
        }
      } else for (const demand of chosen[site] as readonly number[]) served[demand]!++
    }
    let norm = 0
    for (const times of served) norm += (1 - times) ** 2
    if (norm === 0) {
      // Everybody is served once: with whole knapsacks this is a solution of the cost of the bound, so it was taken
      // already; only a cut fraction can bring us here, and other prices may help.
      if (capacity === null) break
      theta /= 2
      continue
    }
    const target = Number.isFinite(upper) ? upper : best.bound + 0.05 * Math.abs(best.bound) + 1
    const step = (theta * Math.max(1.02 * target - bound, 1e-9)) / norm
    for (let demand = 0; demand < demands; demand++) {
      prices[demand] = (prices[demand] as number) + step * (1 - (served[demand] as number))
    }
  }
  return { ...best, frequency: counts.map((count) => count / Math.max(1, done)) }
}
