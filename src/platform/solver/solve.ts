/**
 * HiGHS (MIT) compiled to WebAssembly. One runtime per process or worker, a fresh native model per solve, freed before
 * the answer is given: no option, basis or solution leaks from one call into the next, and equal problems with equal
 * seeds give equal answers.
 */
import loadHighs, { type Highs, type ModelData } from 'highs'
import type { LinearProblem } from './problem.ts'

export type SolveStatus =
  /** Proved best within the gap asked for. */
  | 'optimal'
  /** A limit was reached with a feasible answer in hand; `bound` and `gap` tell how far it may be from the best. */
  | 'feasible'
  | 'infeasible'
  | 'unbounded'
  /** A limit was reached with no answer. */
  | 'timeLimit'

export type SolveOptions = {
  /** Seconds of wall clock, default 20. */
  readonly timeLimitSeconds?: number
  /** Relative gap at which a mixed-integer answer counts as optimal, default 1e-6. */
  readonly relativeGap?: number
  /** Nodes of the search tree, default without limit: a budget that is the same on every machine. */
  readonly nodeLimit?: number
  readonly seed?: number
}

export type Solution = {
  readonly status: SolveStatus
  /** Objective of the answer; null without one. */
  readonly objective: number | null
  /** No answer can be better than this; null when nothing was proved. */
  readonly bound: number | null
  /** |objective − bound| ÷ |objective|; 0 when both agree, null without an answer or a bound. */
  readonly gap: number | null
  /** By index of the variable; integers are whole; empty without an answer. */
  readonly values: readonly number[]
  /** Continuous problems only: change of the objective per unit of the row's limit (shadow price), and reduced costs. */
  readonly duals: readonly number[] | null
  readonly reducedCosts: readonly number[] | null
  readonly seconds: number
}

/** Problems beyond this would not fit into the 32-bit memory of the solver. */
export const solverLimits = { variables: 500_000, rows: 500_000, coefficients: 10_000_000 } as const

let runtime: Promise<Highs> | null = null

/** Loads the runtime once. Its memory grows with the largest problem: `recycleAbove` drops it afterwards. */
const ready = (): Promise<Highs> => {
  runtime ??= loadHighs({ print: () => {}, printErr: () => {} })
  return runtime
}

/** A runtime that has grown beyond this is dropped after the solve, because WebAssembly never gives memory back. */
const recycleAbove = 512 * 1024 * 1024

const modelOf = (problem: LinearProblem): ModelData => {
  const coefficients = problem.rows.reduce((count, row) => count + row.terms.length, 0)
  const { variables, rows } = problem
  if (
    variables.length > solverLimits.variables ||
    rows.length > solverLimits.rows ||
    coefficients > solverLimits.coefficients
  ) {
    throw new RangeError(
      `problem too large: ${variables.length} variables, ${rows.length} rows, ${coefficients} coefficients`,
    )
  }
  const starts = new Int32Array(rows.length + 1)
  const indices = new Int32Array(coefficients)
  const values = new Float64Array(coefficients)
  let filled = 0
  rows.forEach((row, index) => {
    for (const [variable, coefficient] of row.terms) {
      indices[filled] = variable
      values[filled++] = coefficient
    }
    starts[index + 1] = filled
  })
  // Always minimise: bound and duals then have one meaning, and are turned back below.
  const turn = problem.sense === 'maximise' ? -1 : 1
  return {
    numCols: variables.length,
    numRows: rows.length,
    offset: turn * problem.offset,
    colCost: variables.map((variable) => turn * variable.cost),
    colLower: variables.map((variable) => variable.lower),
    colUpper: variables.map((variable) => variable.upper),
    rowLower: rows.map((row) => row.lower),
    rowUpper: rows.map((row) => row.upper),
    matrix: { format: 'csr', numRows: rows.length, numCols: variables.length, starts, indices, values },
    ...(variables.some((variable) => variable.integer)
      ? { integrality: variables.map((variable) => (variable.integer ? 1 : 0)) }
      : {}),
  }
}

const statusOf = (code: number, hasAnswer: boolean): SolveStatus => {
  if (code === 7) return 'optimal'
  if (code === 8) return 'infeasible'
  if (code === 9 || code === 10) return 'unbounded'
  if (code >= 11 && code <= 17) return hasAnswer ? 'feasible' : 'timeLimit'
  throw new Error(`HiGHS stopped with model status ${code}`)
}

const none = { objective: null, bound: null, gap: null, values: [], duals: null, reducedCosts: null } as const

/**
 * Solves in this thread, which is blocked meanwhile: small problems only; requests use `solveInWorker`.
 * "Unbounded or infeasible, not distinguished" is settled by a second run without presolve.
 * @throws RangeError for a problem beyond `solverLimits`; Error when the solver itself fails.
 */
export const solve = async (problem: LinearProblem, options: SolveOptions = {}): Promise<Solution> => {
  const { timeLimitSeconds = 20, relativeGap = 1e-6, nodeLimit, seed = 0 } = options
  const data = modelOf(problem)
  // HiGHS calls a problem without variables empty and gives no solution: it is the offset, if the rows allow zero.
  if (problem.variables.length === 0) {
    if (problem.rows.some(({ lower, upper }) => lower > 0 || upper < 0))
      return { ...none, status: 'infeasible', seconds: 0 }
    const { offset } = problem
    return {
      status: 'optimal',
      objective: offset,
      bound: offset,
      gap: 0,
      values: [],
      duals: null,
      reducedCosts: null,
      seconds: 0,
    }
  }
  const highs = await ready()
  const turn = problem.sense === 'maximise' ? -1 : 1
  const mixed = problem.variables.some((variable) => variable.integer)
  try {
    return highs.withModel(data, (model) => {
      model.options.set('output_flag', false)
      model.options.set('time_limit', timeLimitSeconds)
      model.options.set('mip_rel_gap', relativeGap)
      if (nodeLimit !== undefined) model.options.set('mip_max_nodes', nodeLimit)
      model.options.set('random_seed', seed)
      let { modelStatus } = model.run()
      if (modelStatus === 9) {
        model.clearSolver()
        model.options.set('presolve', 'off')
        modelStatus = model.run().modelStatus
      }
      const seconds = model.getRunTime()
      const hasAnswer = Number(model.info.get('primal_solution_status')) === 2
      const status = statusOf(modelStatus, hasAnswer)
      if (status !== 'optimal' && status !== 'feasible') return { ...none, status, seconds }
      const { colValue, colDual, rowDual } = model.getSolution()
      const objective = turn * model.getObjectiveValue()
      const proved = mixed
        ? turn * Number(model.info.get('mip_dual_bound'))
        : status === 'optimal'
          ? objective
          : Number.NaN
      const bound = Number.isFinite(proved) && Math.abs(proved) < 1e300 ? proved : null
      const values = Array.from(colValue, (value, index) =>
        problem.variables[index]?.integer ? Math.round(value) : value,
      )
      const gap =
        bound === null ? null : objective === bound ? 0 : Math.abs(objective - bound) / Math.abs(objective || 1e-9)
      const priced = !mixed && status === 'optimal'
      return {
        status,
        objective,
        bound,
        gap,
        values,
        duals: priced ? Array.from(rowDual, (value) => turn * value) : null,
        reducedCosts: priced ? Array.from(colDual, (value) => turn * value) : null,
        seconds,
      }
    })
  } finally {
    if (highs.memoryBytes > recycleAbove) runtime = null
  }
}
