import { ProblemBuilder } from '../../../platform/solver/problem.ts'
import type { TeacherFlag, TransferProblem } from './transfer-problem.ts'

/**
 * The transfer problem as a mixed-integer one. While teachers move inside one stage, pupils and totals stay, so the
 * variance V_j = Σ (N_s/N)(T_sj/N_s − x̄_j)² is a separable convex function of whole counts: unit steps up and down with
 * growing slopes give it exactly, without further integers. Whole outflows by group and inflows by type make the flows
 * between schools a transport problem, whose vertices are whole.
 */
export type TransferModel = {
  readonly builder: ProblemBuilder
  readonly out: readonly number[]
  /** `type|school` → inflow. */
  readonly inflow: ReadonlyMap<string, number>
  readonly flows: readonly { readonly group: number; readonly to: number; readonly variable: number }[]
  /** V_j ÷ x̄_j² as a constant and terms; its root is the coefficient. */
  readonly squared: ReadonlyMap<
    TeacherFlag,
    { readonly now: number; readonly terms: readonly (readonly [number, number])[] }
  >
  /** Change of the count of a flag at a school. */
  readonly change: (flag: TeacherFlag, school: number) => (readonly [number, number])[]
}

/** Mean of a flag per pupil. */
export const meanOf = ({ schools, counts }: TransferProblem, flag: TeacherFlag): number =>
  counts[flag].reduce((sum, count) => sum + count, 0) / schools.reduce((sum, { pupils }) => sum + pupils, 0)

export const transferModel = (
  problem: TransferProblem,
  flags: readonly TeacherFlag[],
  moveCost: number,
): TransferModel => {
  const { schools, groups, counts, limits } = problem
  const builder = new ProblemBuilder('minimise')
  const out = groups.map(({ teachers, destinations }) =>
    builder.variable('', { upper: destinations.length === 0 ? 0 : teachers.length, integer: true, cost: moveCost }),
  )
  const inflow = new Map<string, number>()
  const flows: { group: number; to: number; variable: number }[] = []
  groups.forEach(({ type, teachers, destinations }, group) => {
    for (const to of destinations) {
      const key = `${type}|${to}`
      if (!inflow.has(key)) inflow.set(key, builder.variable('', { integer: true }))
      flows.push({ group, to, variable: builder.variable('', { upper: teachers.length }) })
    }
  })
  const byGroup = Map.groupBy(flows, ({ group }) => group)
  groups.forEach((_, group) => {
    const own = byGroup.get(group) ?? []
    builder.equal('', [[out[group] as number, -1], ...own.map(({ variable }) => [variable, 1] as const)], 0)
  })
  const byTarget = Map.groupBy(flows, ({ group, to }) => `${groups[group]?.type}|${to}`)
  for (const [key, variable] of inflow) {
    builder.equal('', [[variable, -1], ...(byTarget.get(key) ?? []).map((flow) => [flow.variable, 1] as const)], 0)
  }
  const typeOf = new Map(groups.map(({ type, subject, flags: own }) => [type, { subject, flags: own }] as const))
  const arriving = (school: number, fits: (type: number) => boolean): (readonly [number, number])[] =>
    [...typeOf.keys()].flatMap((type) => {
      const variable = inflow.get(`${type}|${school}`)
      return variable === undefined || !fits(type) ? [] : [[variable, 1] as const]
    })
  const leaving = (school: number, fits: (type: number) => boolean): (readonly [number, number])[] =>
    groups.flatMap((group, at) =>
      group.school === school && fits(group.type) ? [[out[at] as number, -1] as const] : [],
    )
  const change = (flag: TeacherFlag, school: number): (readonly [number, number])[] => {
    const fits = (type: number): boolean => typeOf.get(type)?.flags.includes(flag) ?? false
    return [...arriving(school, fits), ...leaving(school, fits)]
  }

  builder.atMost(
    '',
    out.map((variable) => [variable, 1] as const),
    limits.maxMoves,
  )
  schools.forEach((school, index) => {
    const room = problem.headcountRoom[index] ?? 0
    builder.row('', -room, [...arriving(index, () => true), ...leaving(index, () => true)], room)
    const here = groups.filter((group) => group.school === index)
    for (const type of new Set(here.map((group) => group.type))) {
      const most = problem.outRoom.get(`${index}|${type}`) ?? 0
      builder.atLeast(
        '',
        leaving(index, (one) => one === type),
        -most,
      )
    }
    for (const subject of new Set(here.map((group) => group.subject))) {
      if (subject === null) continue
      const fits = (type: number): boolean => typeOf.get(type)?.subject === subject
      const count = problem.taught.get(`${index}|${subject}`) ?? 0
      // One who may not go already stays.
      const free = here
        .filter((group) => group.subject === subject)
        .reduce((sum, { teachers }) => sum + teachers.length, 0)
      if (free === count) builder.atLeast('', [...arriving(index, fits), ...leaving(index, fits)], 1 - count)
    }
    if (limits.floor === null) return
    for (const flag of ['R1', 'R2', 'R3'] as const) {
      const least = Math.ceil(limits.floor[flag] * school.pupils - 1e-9)
      const now = counts[flag][index] ?? 0
      if (now >= least) builder.atLeast('', change(flag, index), least - now)
    }
  })

  const pupils = schools.reduce((sum, school) => sum + school.pupils, 0)
  const squared = new Map<TeacherFlag, { now: number; terms: readonly (readonly [number, number])[] }>()
  for (const flag of flags) {
    const mean = meanOf(problem, flag)
    const terms: (readonly [number, number])[] = []
    let constant = 0
    const free = groups.filter((group) => group.flags.includes(flag))
    schools.forEach((school, index) => {
      if (school.pupils === 0) return
      const now = counts[flag][index] ?? 0
      const at = (count: number): number => (school.pupils / pupils) * (count / school.pupils / mean - 1) ** 2
      constant += at(now)
      const size = (some: typeof free): number => some.reduce((sum, { teachers }) => sum + teachers.length, 0)
      const up = Math.min(
        limits.maxMoves,
        size(free.filter((group) => group.school !== index && group.destinations.includes(index))),
      )
      const down = Math.min(limits.maxMoves, size(free.filter((group) => group.school === index)))
      const link: (readonly [number, number])[] = [...change(flag, index)]
      for (let k = 0; k < up; k++) {
        const step = builder.variable('', { upper: 1 })
        link.push([step, -1])
        terms.push([step, at(now + k + 1) - at(now + k)])
      }
      for (let k = 0; k < down; k++) {
        const step = builder.variable('', { upper: 1 })
        link.push([step, 1])
        terms.push([step, at(now - k - 1) - at(now - k)])
      }
      builder.equal('', link, 0)
    })
    squared.set(flag, { now: constant, terms })
  }
  return { builder, out, inflow, flows, squared, change }
}
