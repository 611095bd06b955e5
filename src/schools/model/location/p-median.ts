import { solveCapacitated } from './capacitated.ts'
import { checkSolvable, type LocationProblem } from './location-problem.ts'
import { type LocationSolution, solveUncapacitated } from './uncapacitated.ts'

/** Sources of the method; the working of the calculator names them. */
export const source = 'Beasley (1993) Lagrangean heuristics for location problems；Whitaker (1983)；HiGHS'

/**
 * p-median with a proved lower bound. `optimal` only where bound and objective meet. The search is bounded by counts of
 * iterations and nodes, so that equal requests get equal answers; `secondsLeft` is a guard.
 * @throws Problem not_computable: as `checkSolvable`
 */
export const solveLocation = async (
  problem: LocationProblem,
  secondsLeft: () => number,
  nameOf: (demand: number) => string = String,
): Promise<LocationSolution> => {
  checkSolvable(problem, nameOf)
  return problem.capacity === null
    ? solveUncapacitated(problem, () => secondsLeft() < 0)
    : solveCapacitated(problem, secondsLeft)
}
