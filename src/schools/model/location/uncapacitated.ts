import { interchange, nearestCost } from './interchange.ts'
import { lagrangian, type LagrangianState, startingPrices } from './lagrangian.ts'
import { costOf, hasWholeCosts, type LocationProblem, proves, roundedBound } from './location-problem.ts'

export type LocationSolution = {
  readonly status: 'optimal' | 'feasible' | 'infeasible' | 'timeLimit'
  readonly objective: number | null
  readonly bound: number | null
  readonly open: readonly number[]
  /** Site of each demand; the one with the largest share where demands may be split. */
  readonly assignment: readonly number[]
  /** Only where demands may be split: who gets which share of it where. */
  readonly shares?: readonly { readonly demand: number; readonly site: number; readonly share: number }[]
}

const [rootIterations, nodeIterations] = [600, 80]

/**
 * Nodes of the search tree after which the answer is given with its gap: a budget of work, the same on every machine,
 * that takes about ten seconds.
 */
const nodeLimitOf = ({ demands, sites }: LocationProblem): number =>
  Math.max(20, Math.min(1_500, Math.floor(3e9 / (demands * sites * nodeIterations))))

type Node = {
  readonly bound: number
  readonly prices: Float64Array
  readonly keep: readonly boolean[]
  readonly closed: readonly boolean[]
  readonly frequency: Float64Array
}

/** Each demand at its nearest open site; the first of equal ones. */
export const assignNearest = (problem: LocationProblem, open: readonly number[]): number[] =>
  Array.from({ length: problem.demands }, (_, demand) =>
    open.reduce((best, site) => (costOf(problem, demand, site) < costOf(problem, demand, best) ? site : best)),
  )

/**
 * Sites that every better solution opens, or never opens, at these prices: opening an unchosen site instead of the
 * worst chosen one, or closing a chosen one for the best unchosen, already costs more than the incumbent.
 */
export const fixByPrices = (
  { bound, siteValues, open }: LagrangianState,
  keep: readonly boolean[],
  closed: readonly boolean[],
  upper: number,
  wholeCosts: boolean,
): { keep: boolean[]; closed: boolean[] } => {
  let [worstChosen, bestOther] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
  siteValues.forEach((value, site) => {
    if (open[site] && !keep[site]) worstChosen = Math.max(worstChosen, value)
    if (!open[site] && !closed[site]) bestOther = Math.min(bestOther, value)
  })
  const hopeless = (least: number): boolean => proves(roundedBound(least, wholeCosts), upper)
  return {
    keep: keep.map((kept, site) => kept || (open[site] === 1 && hopeless(bound - (siteValues[site] ?? 0) + bestOther))),
    closed: closed.map(
      (shut, site) => shut || (open[site] === 0 && hopeless(bound + (siteValues[site] ?? 0) - worstChosen)),
    ),
  }
}

/**
 * p-median without capacities: Lagrangian bound, interchange from the sets that it opens, fixing by prices, and best
 * first branch and bound over the sites that are left open.
 */
export const solveUncapacitated = (problem: LocationProblem, late: () => boolean): LocationSolution => {
  const wholeCosts = hasWholeCosts(problem)
  let best: { open: readonly number[]; objective: number } = { open: [], objective: Number.POSITIVE_INFINITY }
  const tried = new Set<string>()
  let searches = 0
  const tryOpen = (sites: readonly number[]): number => {
    const key = sites.toSorted((a, b) => a - b).join()
    if (tried.has(key)) return best.objective
    tried.add(key)
    let found = { open: sites, objective: nearestCost(problem, sites) }
    // The descent costs as much as several iterations: from the first sets, and from those that come close.
    if (searches < 6 || found.objective < best.objective * 1.01) {
      searches++
      found = interchange(problem, sites, 200)
    }
    if (found.objective < best.objective) best = found
    return best.objective
  }
  const solveNode = (node: Omit<Node, 'bound' | 'frequency'>, iterations: number): LagrangianState =>
    lagrangian(problem, {
      iterations,
      tryOpen,
      wholeCosts,
      start: node.prices,
      keep: node.keep,
      closed: node.closed,
      upper: best.objective,
      late,
    })
  const root = { prices: startingPrices(problem), keep: problem.keep, closed: problem.closed }
  const first = solveNode(root, rootIterations)
  const queue: Node[] = []
  const remember = (
    state: LagrangianState,
    keep: readonly boolean[],
    closed: readonly boolean[],
    parent = Number.NEGATIVE_INFINITY,
  ): void => {
    const bound = Math.max(parent, roundedBound(state.bound, wholeCosts))
    if (proves(bound, best.objective)) return
    const fixed = fixByPrices(state, keep, closed, best.objective, wholeCosts)
    queue.push({ bound, prices: state.prices, frequency: state.frequency, ...fixed })
  }
  remember(first, root.keep, root.closed)
  const nodeLimit = nodeLimitOf(problem)
  let nodes = 0
  while (queue.length > 0 && nodes < nodeLimit && !late()) {
    queue.sort((a, b) => b.bound - a.bound)
    const node = queue.pop() as Node
    if (proves(node.bound, best.objective)) continue
    nodes++
    const kept = node.keep.filter(Boolean).length
    const free = node.keep.flatMap((keep, site) => (keep || node.closed[site] ? [] : [site]))
    if (kept === problem.p || kept + free.length === problem.p) {
      // Nothing is left to decide: the set is a solution, and its cost is exact.
      tryOpen(node.keep.flatMap((keep, site) => (keep || (kept < problem.p && !node.closed[site]) ? [site] : [])))
      continue
    }
    if (kept > problem.p || kept + free.length < problem.p) continue
    const doubt = (site: number): number => Math.abs((node.frequency[site] ?? 0) - 0.5)
    const branch = free.reduce((a, b) => (doubt(b) < doubt(a) ? b : a))
    for (const opens of [true, false]) {
      const keep = node.keep.with(branch, opens || node.keep[branch] === true)
      const closed = node.closed.with(branch, !opens)
      remember(solveNode({ prices: node.prices, keep, closed }, nodeIterations), keep, closed, node.bound)
    }
  }
  if (!Number.isFinite(best.objective))
    return {
      status: queue.length === 0 ? 'infeasible' : 'timeLimit',
      objective: null,
      bound: null,
      open: [],
      assignment: [],
    }
  const bound = Math.min(best.objective, ...queue.map((node) => node.bound))
  const proved = proves(bound, best.objective)
  return {
    status: proved ? 'optimal' : 'feasible',
    objective: best.objective,
    bound: proved ? best.objective : bound,
    open: best.open,
    assignment: assignNearest(problem, best.open),
  }
}
