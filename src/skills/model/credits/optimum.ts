/** The 0–1 programme of recognition, as data for the solver, and the one answer among equally good ones. */
import { Problem } from '../../../platform/errors/problem.ts'
import { type LinearProblem, ProblemBuilder } from '../../../platform/solver/problem.ts'
import { solve } from '../../../platform/solver/solve.ts'
import { halvesOf, type Line } from './candidates.ts'
import type { OutcomeType } from './outcome.ts'

export type CapUse = { readonly limit: number; readonly used: number }

/** Caps with what is booked already, in half credits. */
export type Limits = { readonly total: CapUse; readonly byType: ReadonlyMap<OutcomeType, CapUse> }

const keyOf = ({ outcome, rule }: Line): string => JSON.stringify([outcome.id, rule.id])

/** Lines by what they have in common. */
const grouped = (lines: readonly Line[], key: (line: Line) => string): ReadonlyMap<string, readonly number[]> => {
  const groups = new Map<string, number[]>()
  lines.forEach((line, index) => {
    const group = groups.get(key(line))
    if (group === undefined) groups.set(key(line), [index])
    else group.push(index)
  })
  return groups
}

/** `fixed`: decisions taken already. `cost`: of each line. `best`: half credits to be reached, when known. */
const modelOf = (
  lines: readonly Line[],
  limits: Limits,
  cost: (index: number) => number,
  fixed: ReadonlyMap<number, boolean>,
  best: number | null,
): LinearProblem => {
  const builder = new ProblemBuilder('maximise')
  const taken = lines.map((_, index) => {
    const decision = fixed.get(index)
    const bounds =
      decision === undefined ? { lower: 0, upper: 1 } : { lower: Number(decision), upper: Number(decision) }
    return builder.variable(`line ${index}`, { ...bounds, integer: true, cost: cost(index) })
  })
  const at = (index: number): number => taken[index] ?? 0
  const halves = (index: number): number => lines[index]?.halves ?? 0
  const weighed = (indices: Iterable<number>) => [...indices].map((index) => [at(index), halves(index)] as const)
  const room = ({ limit, used }: CapUse): number => Math.max(0, limit - used)

  const used = new Map<string, number>()
  for (const [key, indices] of grouped(lines, keyOf)) {
    const rule = builder.binary(`rule ${key}`)
    used.set(key, rule)
    for (const index of indices)
      builder.atMost(
        `line under ${key}`,
        [
          [at(index), 1],
          [rule, -1],
        ],
        0,
      )
  }
  for (const [outcome, indices] of grouped(lines, (line) => line.outcome.id)) {
    const single = indices.filter((index) => lines[index]?.rule.multi !== true)
    const rules = new Set(single.map((index) => used.get(keyOf(lines[index] as Line)) ?? 0))
    if (rules.size > 1)
      builder.atMost(
        `outcome ${outcome} once`,
        [...rules].map((rule) => [rule, 1] as const),
        1,
      )
  }
  for (const [course, indices] of grouped(lines, (line) => `${line.course.kind} ${line.course.id}`)) {
    const first = lines[indices[0] ?? 0]
    if (first?.course.kind === 'electivePool') {
      builder.atMost(`pool ${course}`, weighed(indices), halvesOf(first.course.credits))
    } else
      builder.atMost(
        `course ${course} once`,
        indices.map((index) => [at(index), 1] as const),
        1,
      )
  }
  for (const [type, indices] of grouped(lines, (line) => line.outcome.type)) {
    const cap = limits.byType.get(type as OutcomeType)
    if (cap !== undefined) builder.atMost(`cap ${type}`, weighed(indices), room(cap))
  }
  builder.atMost('cap total', weighed(lines.keys()), room(limits.total))
  if (best !== null) builder.equal('best', weighed(lines.keys()), best)
  return builder.build()
}

const solved = async (problem: LinearProblem) => {
  const solution = await solve(problem, { timeLimitSeconds: 10 })
  if (solution.status !== 'optimal') throw Problem.field('/outcomes', 'too_hard', '成果与规则的组合过多，请分批认定')
  return solution
}

/** Lines settled in one solve: weights up to 2¹⁵ stay far above the solver's tolerance. */
const batch = 16

/**
 * Which lines to take: the most credits, then the earliest lines, one after another.
 * @throws Problem not_computable `too_hard` when the solver cannot prove its answer within 10 s
 */
export const choose = async (lines: readonly Line[], limits: Limits): Promise<readonly boolean[]> => {
  const first = await solved(modelOf(lines, limits, (index) => lines[index]?.halves ?? 0, new Map(), null))
  const best = Math.round(first.objective ?? 0)
  const fixed = new Map<number, boolean>()
  for (let from = 0; from < lines.length; from += batch) {
    const weight = (index: number) => (index >= from && index < from + batch ? 2 ** (from + batch - 1 - index) : 0)
    const { values } = await solved(modelOf(lines, limits, weight, fixed, best))
    for (let index = from; index < Math.min(lines.length, from + batch); index += 1) {
      fixed.set(index, values[index] === 1)
    }
  }
  return lines.map((_, index) => fixed.get(index) === true)
}
