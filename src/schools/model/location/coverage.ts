import { ProblemBuilder } from '../../../platform/solver/problem.ts'
import { solve, type SolveStatus } from '../../../platform/solver/solve.ts'
import { type LocationProblem, costOf } from './location-problem.ts'

/** Church & ReVelle (1974). */
export const source = '最大覆盖选址（Church & ReVelle 1974）；HiGHS'

export type Coverage = {
  readonly status: SolveStatus
  /** Pupils within the radius of an open site. */
  readonly covered: number | null
  /** No choice covers more. */
  readonly bound: number | null
  readonly open: readonly number[]
  readonly uncovered: readonly number[]
}

/** Nodes of the search tree: the same on every machine. */
const nodeLimit = 20_000

/**
 * The p sites that cover the most load within `radius`: max Σ w_i z_i with z_i ≤ Σ y_j over the sites in reach. The
 * cost of the problem is the distance.
 */
export const solveCoverage = async (
  problem: LocationProblem,
  radius: number,
  timeLimitSeconds: number,
): Promise<Coverage> => {
  const { demands, sites, load, p, keep, closed } = problem
  const builder = new ProblemBuilder('maximise')
  const opened = Array.from({ length: sites }, (_, site) =>
    builder.variable('', { lower: keep[site] ? 1 : 0, upper: closed[site] ? 0 : 1, integer: true }),
  )
  const reach = (demand: number): number[] =>
    opened.filter((_, site) => !closed[site] && costOf(problem, demand, site) <= radius)
  for (let demand = 0; demand < demands; demand++) {
    // With whole y the largest z is whole by itself.
    const covered = builder.variable('', { upper: 1, cost: load[demand] as number })
    builder.atMost('', [[covered, 1], ...reach(demand).map((variable) => [variable, -1] as const)], 0)
  }
  builder.equal(
    '',
    opened.map((variable) => [variable, 1] as const),
    p,
  )
  const solution = await solve(builder.build(), { timeLimitSeconds, nodeLimit, relativeGap: 1e-9 })
  if (solution.objective === null)
    return { status: solution.status, covered: null, bound: null, open: [], uncovered: [] }
  const open = opened.flatMap((variable, site) => ((solution.values[variable] ?? 0) > 0.5 ? [site] : []))
  const uncovered = Array.from({ length: demands }, (_, demand) => demand).filter((demand) =>
    open.every((site) => costOf(problem, demand, site) > radius),
  )
  const missing = new Set(uncovered)
  const covered = load.reduce((sum, each, demand) => (missing.has(demand) ? sum : sum + each), 0)
  const bound = solution.status === 'optimal' ? covered : solution.bound
  return { status: solution.status, covered, bound, open, uncovered }
}
