import { Problem } from '../../../platform/errors/problem.ts'
import { Working } from '../../../platform/explain.ts'
import { ProblemBuilder } from '../../../platform/solver/problem.ts'
import { type Solution, solve } from '../../../platform/solver/solve.ts'
import { disparity } from '../disparity.ts'
import { meanOf, type TransferModel, transferModel } from './transfer-model.ts'
import { type TeacherFlag, teacherFlags, type TransferProblem, type TransferTeacher } from './transfer-problem.ts'

export type Move = {
  readonly teacher: string
  readonly from: string
  readonly to: string
  readonly km: number | null
  readonly consent: 'yes' | 'conditional'
  /** The indicators that the teacher counts in. */
  readonly indicators: readonly TeacherFlag[]
}

export type Coefficients = Partial<Record<TeacherFlag, number>>

export type TransferPlan = {
  readonly status: 'optimal' | 'feasible' | 'infeasible' | 'timeLimit'
  readonly moves: readonly Move[]
  readonly before: Coefficients
  readonly after: Coefficients | null
  /** Fewest moves that any plan needs (target), or lowest coefficient (budget with one indicator); null: not proved. */
  readonly bound: number | null
  readonly gap: number | null
  readonly binding: readonly string[]
  /** Where the target cannot be reached: the coefficients of the plan that comes closest to it. */
  readonly reachable: Coefficients | null
}

export type TransferMode =
  | { readonly kind: 'target'; readonly target: Coefficients }
  | { readonly kind: 'budget' | 'fair'; readonly per: Readonly<Record<TeacherFlag, number>> }

/** Nodes of the search tree: the same on every machine. */
const nodeLimit = 30_000
const slack = 1e-9

/** Coefficients of 4.2 with these counts, for the indicators that the county has at all. */
const coefficients = ({ schools }: TransferProblem, counts: TransferProblem['counts']): Coefficients =>
  Object.fromEntries(
    teacherFlags
      .filter((flag) => counts[flag].some((count) => count > 0))
      .map((flag) => {
        const rows = schools.map(({ id, pupils }, index) => ({ id, pupils, quantity: counts[flag][index] ?? 0 }))
        return [flag, disparity(rows, 1, Working.silent).cv]
      }),
  )

type Read = { readonly moves: readonly Move[]; readonly after: Coefficients }

/** Who goes where: with outflows and inflows settled, the shortest ways; a transport problem with whole vertices. */
const read = async (problem: TransferProblem, model: TransferModel, { values }: Solution): Promise<Read> => {
  const builder = new ProblemBuilder('minimise')
  const flows = model.flows.map(({ group, to }) => {
    const from = problem.groups[group]?.school ?? 0
    return { group, to, from, variable: builder.variable('', { cost: problem.km(from, to) ?? 0 }) }
  })
  const byGroup = Map.groupBy(flows, ({ group }) => group)
  const byTarget = Map.groupBy(flows, ({ group, to }) => `${problem.groups[group]?.type}|${to}`)
  for (const [group, own] of byGroup)
    builder.equal(
      '',
      own.map(({ variable }) => [variable, 1] as const),
      values[model.out[group] as number] ?? 0,
    )
  for (const [key, own] of byTarget)
    builder.equal(
      '',
      own.map(({ variable }) => [variable, 1] as const),
      values[model.inflow.get(key) as number] ?? 0,
    )
  const shortest = await solve(builder.build())
  const left = new Map<number, TransferTeacher[]>(problem.groups.map((group, at) => [at, [...group.teachers]]))
  const counts = { R1: [...problem.counts.R1], R2: [...problem.counts.R2], R3: [...problem.counts.R3] }
  const moves = flows.flatMap(({ group, from, to, variable }) => {
    const number = Math.round(shortest.values[variable] ?? 0)
    return (left.get(group) ?? []).splice(0, number).map((teacher): Move => {
      const indicators = problem.groups[group]?.flags ?? []
      for (const flag of indicators) {
        counts[flag][from] = (counts[flag][from] ?? 0) - 1
        counts[flag][to] = (counts[flag][to] ?? 0) + 1
      }
      return {
        teacher: teacher.id,
        from: problem.schools[from]?.id ?? '',
        to: problem.schools[to]?.id ?? '',
        km: problem.km(from, to),
        consent: teacher.consent === 'yes' ? 'yes' : 'conditional',
        indicators,
      }
    })
  })
  return { moves: moves.toSorted((a, b) => (a.teacher < b.teacher ? -1 : 1)), after: coefficients(problem, counts) }
}

const bindingOf = (problem: TransferProblem, { moves, after }: Read, target: Coefficients): string[] => {
  const net = new Map<string, number>()
  for (const { from, to } of moves) {
    net.set(from, (net.get(from) ?? 0) - 1)
    net.set(to, (net.get(to) ?? 0) + 1)
  }
  return [
    ...(moves.length > 0 && moves.length === problem.limits.maxMoves ? ['maxMoves'] : []),
    ...problem.schools.flatMap(({ id }, index) => {
      const change = Math.abs(net.get(id) ?? 0)
      return change > 0 && change === problem.headcountRoom[index] ? [`headcount:${id}`] : []
    }),
    ...teacherFlags
      .filter((flag) => (after[flag] ?? 0) > (target[flag] ?? Number.POSITIVE_INFINITY) * 0.98)
      .map((flag) => `target:${flag}`),
  ]
}

const timed = (secondsLeft: () => number) => ({ timeLimitSeconds: Math.max(0.5, secondsLeft()), nodeLimit })

/** The plan that comes closest: min max V_j ÷ (t_j x̄_j)². */
const closest = async (
  problem: TransferProblem,
  target: Coefficients,
  flags: readonly TeacherFlag[],
  secondsLeft: () => number,
) => {
  const model = transferModel(problem, flags, 0)
  const worst = model.builder.variable('', { cost: 1 })
  for (const flag of flags) {
    const { now, terms } = model.squared.get(flag) ?? { now: 0, terms: [] }
    const square = (target[flag] ?? 1) ** 2
    model.builder.atMost(
      '',
      [...terms.map(([variable, slope]) => [variable, slope / square] as const), [worst, -1]],
      -now / square,
    )
  }
  const solution = await solve(model.builder.build(), timed(secondsLeft))
  return solution.objective === null ? null : (await read(problem, model, solution)).after
}

const fewest = async (
  problem: TransferProblem,
  target: Coefficients,
  secondsLeft: () => number,
): Promise<TransferPlan> => {
  const flags = teacherFlags.filter((flag) => target[flag] !== undefined)
  for (const flag of flags) {
    if (meanOf(problem, flag) === 0)
      throw Problem.field(`/target/${flag}`, 'zero_mean', '全县均值为 0，差异系数没有意义')
  }
  const before = coefficients(problem, problem.counts)
  const reaches = (after: Coefficients): boolean =>
    flags.every((flag) => (after[flag] ?? 0) <= (target[flag] ?? 0) + slack)
  const empty = { before, moves: [], binding: [], reachable: null }
  if (reaches(before)) return { ...empty, status: 'optimal', after: before, bound: 0, gap: 0 }
  let bound = 0
  // The solver may overstep a row by a millionth: such a plan is refused, and asked for again a little stricter.
  for (const strict of [0, 1e-5]) {
    const model = transferModel(problem, flags, 1)
    for (const flag of flags) {
      const { now, terms } = model.squared.get(flag) ?? { now: 0, terms: [] }
      const square = (target[flag] ?? 0) ** 2
      const scale = 1 / Math.max(square, 1e-6)
      model.builder.atMost(
        '',
        terms.map(([variable, slope]) => [variable, slope * scale] as const),
        (square - now) * scale - strict,
      )
    }
    const solution = await solve(model.builder.build(), { ...timed(secondsLeft), relativeGap: 1e-4 })
    if (solution.status === 'infeasible') {
      if (strict > 0) break
      return {
        ...empty,
        status: 'infeasible',
        after: null,
        bound: null,
        gap: null,
        reachable: await closest(problem, target, flags, secondsLeft),
      }
    }
    bound = Math.max(bound, Math.ceil((solution.bound ?? 0) - 1e-4))
    if (solution.objective === null) break
    const plan = await read(problem, model, solution)
    if (!reaches(plan.after)) continue
    const count = plan.moves.length
    const proved = bound >= count
    const gap = (count - Math.min(bound, count)) / count
    return {
      ...plan,
      status: proved ? 'optimal' : 'feasible',
      before,
      bound: Math.min(bound, count),
      gap,
      binding: bindingOf(problem, plan, target),
      reachable: null,
    }
  }
  return { ...empty, status: 'timeLimit', after: null, bound: bound === 0 ? null : bound, gap: null }
}

const sumOf = (values: Coefficients): number => Object.values(values).reduce((sum, value) => sum + value, 0)

/**
 * Lowest mean coefficient for a number of moves: each round minimises the tangent Σ V_j ÷ (2·CV_j·x̄_j²) of Σ CV_j at
 * the last plan (at most three rounds; the best is kept). `fair` first lifts the school that lacks most.
 */
const lowest = async (
  problem: TransferProblem,
  mode: Extract<TransferMode, { kind: 'budget' | 'fair' }>,
  secondsLeft: () => number,
): Promise<TransferPlan> => {
  const flags = teacherFlags.filter((flag) => meanOf(problem, flag) > 0)
  const before = coefficients(problem, problem.counts)
  const limitWorst = (model: TransferModel, worst: number | null, least: number): void => {
    for (const flag of flags) {
      problem.schools.forEach(({ pupils }, index) => {
        const needed = mode.per[flag] * pupils
        const now = problem.counts[flag][index] ?? 0
        if (needed === 0) return
        const terms = model.change(flag, index)
        if (worst === null) model.builder.atLeast('', terms, least * needed - now - 1e-7)
        else model.builder.atLeast('', [...terms, [worst, -needed]], -now)
      })
    }
  }
  let least: number | null = null
  if (mode.kind === 'fair') {
    const model = transferModel(problem, [], 0)
    const worst = model.builder.variable('', { upper: 1, cost: -1 })
    limitWorst(model, worst, 0)
    least = -((await solve(model.builder.build(), timed(secondsLeft))).objective ?? 0)
  }
  let best: Read = { moves: [], after: before }
  let [bound, complete]: [number | null, boolean] = [null, false]
  let point = before
  for (let round = 0; round < 3 && flags.length > 0; round++) {
    const model = transferModel(problem, flags, 1e-9)
    if (least !== null) limitWorst(model, null, least)
    const level = model.builder.variable('', { cost: 1, lower: Number.NEGATIVE_INFINITY })
    const terms = flags.flatMap((flag) => {
      const weight = 1 / (2 * Math.max(point[flag] ?? 0, 1e-3))
      return (model.squared.get(flag)?.terms ?? []).map(([variable, slope]) => [variable, slope * weight] as const)
    })
    model.builder.atMost('', [...terms, [level, -1]], 0)
    const solution = await solve(model.builder.build(), { ...timed(secondsLeft), relativeGap: 1e-4 })
    if (solution.objective === null) break
    const plan = await read(problem, model, solution)
    const [only] = flags
    if (flags.length === 1 && only !== undefined && solution.bound !== null) {
      const now = model.squared.get(only)?.now ?? 0
      bound = Math.sqrt(Math.max(0, now + solution.bound * 2 * Math.max(point[only] ?? 0, 1e-3)))
      complete = solution.status === 'optimal'
    }
    const better = sumOf(plan.after) < sumOf(best.after) - 1e-12
    if (better || (round === 0 && mode.kind === 'fair')) best = plan
    else break
    if (flags.length === 1) break
    point = plan.after
  }
  const reached = sumOf(best.after)
  if (bound !== null) bound = Math.min(bound, reached)
  const gap = bound === null || reached === 0 ? null : (reached - bound) / reached
  return {
    ...best,
    status: complete ? 'optimal' : 'feasible',
    before,
    bound,
    gap,
    binding: bindingOf(problem, best, {}),
    reachable: null,
  }
}

/**
 * Solves for the fewest moves to a target, or for the most balance with a number of moves. Coefficients before and
 * after are recomputed by the official formula; `optimal` only where proved.
 * @throws Problem not_computable (`zero_mean`)
 */
export const transferPlan = (
  problem: TransferProblem,
  mode: TransferMode,
  secondsLeft: () => number,
): Promise<TransferPlan> =>
  mode.kind === 'target' ? fewest(problem, mode.target, secondsLeft) : lowest(problem, mode, secondsLeft)
