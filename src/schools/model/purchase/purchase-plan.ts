import type { ResourceIndicator } from '../resource-indicators.ts'
import { type BuyingOrder, buyingOrder, fewestLots, lotsOf } from './buying-order.ts'
import { coefficientWith, type Lots, type PurchaseItem } from './purchase-problem.ts'

export const source = '教督〔2017〕6号差异系数；可分离凸函数的逐单位分配（Fox 1966），所给方案即最优'

type PerIndicator = Partial<Record<ResourceIndicator, number>>

export type PurchasePlan = {
  /** Plans are exact: a plan is the best there is, or there is none. */
  readonly status: 'optimal' | 'infeasible'
  readonly lots: ReadonlyMap<ResourceIndicator, Lots>
  readonly costFen: number
  readonly before: Readonly<PerIndicator>
  readonly after: Readonly<PerIndicator> | null
  readonly binding: readonly string[]
  /** Where a target cannot be reached: the lowest coefficients within the most that schools can take. */
  readonly reachable: Readonly<PerIndicator> | null
}

type Chosen = { readonly item: PurchaseItem; readonly order: BuyingOrder; readonly count: number }

const planOf = (chosen: readonly Chosen[], ids: readonly string[], before: PerIndicator): PurchasePlan => {
  const lots = new Map(chosen.map(({ item, order, count }) => [item.indicator, lotsOf(item, order, count)]))
  return {
    status: 'optimal',
    lots,
    costFen: chosen.reduce((sum, { item, count }) => sum + count * item.lotCostFen, 0),
    before,
    after: Object.fromEntries(
      chosen.map(({ item }) => [item.indicator, coefficientWith(item, lots.get(item.indicator) ?? [])]),
    ),
    binding: chosen.flatMap(({ item }) =>
      (lots.get(item.indicator) ?? []).flatMap((count, school) =>
        count > 0 && count === item.mostLots[school] ? [`most:${item.indicator}:${ids[school] ?? ''}`] : [],
      ),
    ),
    reachable: null,
  }
}

const coefficientsNow = (items: readonly PurchaseItem[]): PerIndicator =>
  Object.fromEntries(items.map((item) => [item.indicator, coefficientWith(item, [])]))

/** The cheapest purchase that brings every coefficient to its target; indicators do not compete. */
export const planForTarget = (
  items: readonly PurchaseItem[],
  ids: readonly string[],
  targetOf: (indicator: ResourceIndicator) => number,
): PurchasePlan => {
  const before = coefficientsNow(items)
  const chosen: Chosen[] = []
  const reachable: PerIndicator = {}
  for (const item of items) {
    const order = buyingOrder(item)
    const count = fewestLots(order, targetOf(item.indicator))
    if (count === null) reachable[item.indicator] = order.lowest.at(-1) ?? 0
    else chosen.push({ item, order, count })
  }
  return chosen.length === items.length
    ? planOf(chosen, ids, before)
    : { status: 'infeasible', lots: new Map(), costFen: 0, before, after: null, binding: [], reachable }
}

/** Halvings of a level: to less than the tolerance of a coefficient. */
const halvings = 34

/** The lowest level that the worst coefficient can be brought to for `budgetFen`, and the cheapest way to it. */
export const planForBudget = (
  items: readonly PurchaseItem[],
  ids: readonly string[],
  budgetFen: number,
): PurchasePlan => {
  const before = coefficientsNow(items)
  const orders = items.map(buyingOrder)
  const countsAt = (level: number): readonly number[] | null => {
    const counts: number[] = []
    let cost = 0
    for (const [at, item] of items.entries()) {
      const count = fewestLots(orders[at] as BuyingOrder, level)
      if (count === null) return null
      counts.push(count)
      cost += count * item.lotCostFen
    }
    return cost <= budgetFen ? counts : null
  }
  let [fails, holds] = [0, Math.max(...Object.values(before))]
  let counts = countsAt(0)
  if (counts === null) {
    counts = items.map(() => 0)
    for (let round = 0; round < halvings; round++) {
      const middle = (fails + holds) / 2
      const found = countsAt(middle)
      if (found === null) fails = middle
      else [counts, holds] = [found, middle]
    }
  }
  const chosen = items.map((item, at) => ({ item, order: orders[at] as BuyingOrder, count: counts[at] ?? 0 }))
  const plan = planOf(chosen, ids, before)
  const cheapest = Math.min(...items.map(({ lotCostFen }) => lotCostFen))
  return { ...plan, binding: [...(budgetFen - plan.costFen < cheapest ? ['budget'] : []), ...plan.binding] }
}
