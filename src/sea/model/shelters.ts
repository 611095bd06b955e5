/** Who goes to which shelter (sea 4.10): a transport problem, or with whole units and opening costs a mixed-integer one. */
import { Problem } from '../../platform/errors/problem.ts'
import { ProblemBuilder, type LinearProblem } from '../../platform/solver/problem.ts'
import type { Solution } from '../../platform/solver/solve.ts'

export type EvacuationUnit = {
  readonly id: string
  readonly people: number
  readonly vulnerable: number
}

export type Shelter = {
  readonly id: string
  /** Usable places. */
  readonly capacity: number
  readonly open: boolean
  /** CN85; null: not known, not checked. */
  readonly floorElevationM: number | null
}

export type Route = { readonly unit: string; readonly shelter: string; readonly km: number }

export type AssignmentOptions = {
  /** Longest way by road, km. */
  readonly maxKm: number
  /** Expected total tide, CN85; a shelter's floor must lie 0.5 m above it. */
  readonly expectedLevelM: number | null
  /** A unit goes to one shelter as a whole. */
  readonly keepTogether: boolean
  /** What opening a shelter costs, in person-kilometres; 0: nothing. */
  readonly openingCost: number
}

export type Assignment = { readonly unit: string; readonly shelter: string; readonly people: number }

export type ShadowPrice = {
  readonly shelter: string
  /** Person-kilometres (weighted) that one more place here saves; null: it would shelter one more person instead. */
  readonly personKmSaved: number | null
}

export type AssignmentResult = {
  readonly assignments: readonly Assignment[]
  readonly unassigned: readonly { readonly unit: string; readonly people: number }[]
  /** Σ people × km, unweighted. */
  readonly personKm: number
  readonly shadowPrices: readonly ShadowPrice[]
}

/** Leaving a person without a place costs more than any way: places come before kilometres. */
const unassignedCost = 1e6
/** Floor above the expected level, m. */
const floorMarginM = 0.5

export type AssignmentProblem = {
  readonly problem: LinearProblem
  readonly pairs: readonly { readonly route: Route; readonly variable: number; readonly share: number }[]
  readonly left: readonly { readonly unit: EvacuationUnit; readonly variable: number }[]
  readonly rows: ReadonlyMap<string, number>
}

const indexById = <T extends { readonly id: string }>(items: readonly T[], pointer: string): Map<string, T> => {
  const byId = new Map<string, T>()
  items.forEach((item, index) => {
    if (byId.has(item.id)) throw Problem.field(`${pointer}/${index}/id`, 'duplicate', `“${item.id}”重复`)
    byId.set(item.id, item)
  })
  return byId
}

/** 1 + 2 × share of vulnerable people: their kilometres count three times. */
const weightOf = ({ people, vulnerable }: EvacuationUnit): number => 1 + (people === 0 ? 0 : (2 * vulnerable) / people)

/**
 * Minimise Σ w d x + M Σ u: everybody is somewhere or left over, no shelter is over its places; no way longer than
 * `maxKm`, no closed shelter, none too low. @throws Problem not_computable: unknown or repeated id.
 */
export const assignmentProblem = (
  units: readonly EvacuationUnit[],
  shelters: readonly Shelter[],
  routes: readonly Route[],
  { maxKm, expectedLevelM, keepTogether, openingCost }: AssignmentOptions,
): AssignmentProblem => {
  const [unitById, shelterById] = [indexById(units, '/units'), indexById(shelters, '/shelters')]
  const seen = new Set<string>()
  const builder = new ProblemBuilder('minimise')
  const pairs: { route: Route; variable: number; share: number }[] = []
  routes.forEach((route, index) => {
    const [unit, shelter] = [unitById.get(route.unit), shelterById.get(route.shelter)]
    if (unit === undefined)
      throw Problem.field(`/distanceKm/${index}/unit`, 'unknown_unit', `没有转移单元“${route.unit}”`)
    if (shelter === undefined) {
      throw Problem.field(`/distanceKm/${index}/shelter`, 'unknown_shelter', `没有避灾点“${route.shelter}”`)
    }
    const key = JSON.stringify([route.unit, route.shelter])
    if (seen.has(key)) throw Problem.field(`/distanceKm/${index}`, 'duplicate', '同一单元与避灾点的距离重复')
    seen.add(key)
    const low =
      expectedLevelM !== null &&
      shelter.floorElevationM !== null &&
      shelter.floorElevationM < expectedLevelM + floorMarginM
    if (route.km > maxKm || !shelter.open || low || unit.people === 0) return
    // Whole units: the variable is yes or no, and `share` the people it moves.
    const share = keepTogether ? unit.people : 1
    const variable = builder.variable(`${route.unit}→${route.shelter}`, {
      cost: weightOf(unit) * route.km * share,
      upper: keepTogether ? 1 : unit.people,
      integer: keepTogether,
    })
    pairs.push({ route, variable, share })
  })
  const left = units.map((unit) => {
    const variable = builder.variable(`${unit.id} left`, {
      cost: unassignedCost * (keepTogether ? unit.people : 1),
      upper: keepTogether ? 1 : unit.people,
      integer: keepTogether,
    })
    const own = pairs.filter(({ route }) => route.unit === unit.id)
    builder.equal(
      unit.id,
      [...own.map((pair) => [pair.variable, 1] as const), [variable, 1]],
      keepTogether ? 1 : unit.people,
    )
    return { unit, variable }
  })
  const rows = new Map<string, number>()
  for (const shelter of shelters) {
    const own = pairs.filter(({ route }) => route.shelter === shelter.id)
    const places = own.map((pair) => [pair.variable, pair.share] as const)
    if (openingCost > 0) {
      const opened = builder.binary(`${shelter.id} opened`, openingCost)
      rows.set(shelter.id, builder.atMost(shelter.id, [...places, [opened, -shelter.capacity]], 0))
    } else rows.set(shelter.id, builder.atMost(shelter.id, places, shelter.capacity))
  }
  return { problem: builder.build(), pairs, left, rows }
}

/** Reads a solution; vertices of a transport problem are whole numbers, rounding only removes the solver's dust. */
export const readAssignment = (
  { pairs, left, rows }: AssignmentProblem,
  { values, duals }: Solution,
): AssignmentResult => {
  const moved = pairs
    .map(({ route, variable, share }) => ({ ...route, people: Math.round((values[variable] ?? 0) * share) }))
    .filter(({ people }) => people > 0)
  const sheltered = new Map<string, number>()
  for (const { unit, people } of moved) sheltered.set(unit, (sheltered.get(unit) ?? 0) + people)
  return {
    assignments: moved.map(({ unit, shelter, people }) => ({ unit, shelter, people })),
    unassigned: left.flatMap(({ unit }) => {
      const people = unit.people - (sheltered.get(unit.id) ?? 0)
      return people > 0 ? [{ unit: unit.id, people }] : []
    }),
    personKm: moved.reduce((sum, { people, km }) => sum + people * km, 0),
    shadowPrices:
      duals === null
        ? []
        : [...rows].map(([shelter, row]) => {
            const saved = Math.max(0, -(duals[row] ?? 0))
            return { shelter, personKmSaved: saved > unassignedCost / 2 ? null : saved }
          }),
  }
}
