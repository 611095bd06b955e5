import { Problem } from '../../../platform/errors/problem.ts'

/** Which p sites to open, and who goes where (schools 4.10). */
export type LocationProblem = {
  readonly demands: number
  readonly sites: number
  /** Cost of demand i at site j at `j * demands + i`; Infinity where j cannot serve i. */
  readonly cost: Float64Array
  /** What a demand takes of a capacity. */
  readonly load: Float64Array
  /** Per site; null: unlimited. */
  readonly capacity: Float64Array | null
  readonly p: number
  readonly keep: readonly boolean[]
  readonly closed: readonly boolean[]
  /** Each demand is served by one site as a whole. */
  readonly singleSource: boolean
}

export const costOf = (problem: LocationProblem, demand: number, site: number): number =>
  problem.cost[site * problem.demands + demand] ?? Number.POSITIVE_INFINITY

/** Costs are whole numbers: a bound may then be rounded up. */
export const hasWholeCosts = (problem: LocationProblem): boolean =>
  problem.cost.every((cost) => cost === Number.POSITIVE_INFINITY || Number.isInteger(cost)) &&
  (problem.capacity === null || problem.singleSource)

/** A proved lower bound, rounded up where every solution is a whole number. */
export const roundedBound = (bound: number, whole: boolean): number => (whole ? Math.ceil(bound - 1e-6) : bound)

/** The bound leaves no better solution. */
export const proves = (bound: number, objective: number): boolean =>
  bound >= objective - 1e-9 * Math.max(1, Math.abs(objective))

/**
 * Refuses what has no solution for reasons that can be named.
 * @throws Problem not_computable: `p_out_of_range`, `distance_unreachable` (with the demands), `capacity_insufficient`
 *   (with the shortfall)
 */
export const checkSolvable = (problem: LocationProblem, nameOf: (demand: number) => string): void => {
  const usable = Array.from({ length: problem.sites }, (_, site) => site).filter((site) => !problem.closed[site])
  const kept = usable.filter((site) => problem.keep[site]).length
  if (problem.p > usable.length || problem.p < kept)
    throw Problem.field('/p', 'p_out_of_range', `开办数须在 ${kept} 与 ${usable.length} 之间`)
  const unreachable: string[] = []
  for (let demand = 0; demand < problem.demands; demand++) {
    if (usable.every((site) => costOf(problem, demand, site) === Number.POSITIVE_INFINITY))
      unreachable.push(nameOf(demand))
  }
  if (unreachable.length > 0) {
    const told = unreachable.slice(0, 20).join('、')
    throw Problem.field('', 'distance_unreachable', `${unreachable.length} 个需求点无可达的校址：${told}`)
  }
  const { capacity } = problem
  if (capacity === null) return
  const total = problem.load.reduce((sum, load) => sum + load, 0)
  const size = (site: number): number => capacity[site] ?? 0
  const largest = usable
    .toSorted((a, b) => Number(problem.keep[b]) - Number(problem.keep[a]) || size(b) - size(a))
    .slice(0, problem.p)
  const available = largest.reduce((sum, site) => sum + size(site), 0)
  if (available < total * (1 - 1e-12))
    throw Problem.field(
      '/capacity',
      'capacity_insufficient',
      `最大的 ${problem.p} 个校址共可容 ${available}，需求 ${total}，缺 ${total - available}`,
    )
  const most = Math.max(...usable.map(size))
  const tooLarge = problem.load.findIndex((load) => load > most)
  if (problem.singleSource && tooLarge >= 0)
    throw Problem.field(
      '/capacity',
      'capacity_insufficient',
      `需求点${nameOf(tooLarge)}的 ${problem.load[tooLarge]} 超过最大的单个容量 ${most}，缺 ${(problem.load[tooLarge] ?? 0) - most}`,
    )
}
