import { type Random, seededRandom } from '../../../platform/stats/random.ts'
import { boundOf } from './bound.ts'
import type { CttInstance, Lecture } from './instance.ts'
import { compileProblem, type SearchProblem } from './problem.ts'
import { TimetableState } from './state.ts'

export type SolveOptions = {
  readonly seed: string
  /** Moves that are tried; the result depends on this number and the seed, not on the speed of the machine. */
  readonly iterations: number
  /** A timetable to begin with: lectures it lacks are added, surplus ones left out; the result is never worse. */
  readonly start?: readonly Lecture[]
  /** Asked now and then; the search ends early with what it has when it says true. */
  readonly expired: () => boolean
}

export type SolvedTimetable = {
  readonly lectures: readonly Lecture[]
  /** Costs as the search counted them. */
  readonly hard: number
  readonly soft: number
  /**
   * `optimal`: feasible and at the lower bound; `feasible`: best found; `infeasible`: hard violations are left;
   * `interrupted`: feasible, but the search was ended by the clock.
   */
  readonly status: 'optimal' | 'feasible' | 'infeasible' | 'interrupted'
  readonly lowerBound: number
  readonly impossible: readonly string[]
  readonly iterations: number
}

/**
 * The cooling: from a temperature at which a lecture may lose a day to one at which a single seat counts. A hard
 * violation weighs as much as `hardWeight` points.
 */
const schedule = { hot: 30, cold: 0.15, hardWeight: 100, swapShare: 0.45, pause: 1_024 } as const

/** Most constrained course first: clashes weigh by how little of the week is open. */
const inOrderOfDifficulty = ({ lectureCourse, openPeriods, clashing }: SearchProblem): readonly number[] => {
  const difficulty = openPeriods.map((open, course) => (1 + (clashing[course]?.length ?? 0)) / Math.max(1, open.length))
  const of = (lecture: number): number => difficulty[lectureCourse[lecture] ?? 0] ?? 0
  return [...lectureCourse.keys()].toSorted((a, b) => of(b) - of(a) || a - b)
}

/** Puts a lecture into the period with the fewest hard violations and the least load, and the best free room there. */
const placeGreedily = (problem: SearchProblem, state: TimetableState, load: Int32Array, lecture: number): void => {
  const course = problem.lectureCourse[lecture] ?? 0
  let [period, fewest] = [0, Number.POSITIVE_INFINITY]
  for (const candidate of problem.openPeriods[course] ?? []) {
    const full = (load[candidate] ?? 0) >= problem.rooms ? 1 : 0
    const violations =
      state.hardIn(course, candidate) + full + (load[candidate] ?? 0) / (problem.lectureCourse.length + 1)
    if (violations < fewest) [period, fewest] = [candidate, violations]
  }
  let [room, least] = [0, Number.POSITIVE_INFINITY]
  for (let candidate = 0; candidate < problem.rooms; candidate += 1) {
    const taken = state.isFree(candidate, period) ? 0 : 1e6
    const cost = taken + (problem.missingSeats[course * problem.rooms + candidate] ?? 0)
    if (cost < least) [room, least] = [candidate, cost]
  }
  state.put(lecture, period, room)
  load[period] = (load[period] ?? 0) + 1
}

const construct = (instance: CttInstance, problem: SearchProblem, start: readonly Lecture[]): TimetableState => {
  const state = new TimetableState(problem)
  const load = new Int32Array(problem.periods)
  const given = Map.groupBy(start, ({ course }) => course)
  const roomOf = new Map(instance.rooms.map(({ id }, index) => [id, index]))
  for (const [lecture, course] of problem.lectureCourse.entries()) {
    const next = given.get(instance.courses[course]?.id ?? '')?.shift()
    if (next === undefined) continue
    const period = next.day * instance.periodsPerDay + next.period
    state.put(lecture, period, roomOf.get(next.room) ?? 0)
    load[period] = (load[period] ?? 0) + 1
  }
  for (const lecture of inOrderOfDifficulty(problem)) {
    if (state.period[lecture] === -1) placeGreedily(problem, state, load, lecture)
  }
  return state
}

class Best {
  hard = Number.POSITIVE_INFINITY
  soft = Number.POSITIVE_INFINITY
  readonly #state: TimetableState
  readonly period: Int32Array
  readonly room: Int32Array

  constructor(state: TimetableState) {
    this.#state = state
    this.period = state.period.slice()
    this.room = state.room.slice()
    this.hard = state.hard
    this.soft = state.soft
  }

  keep(): void {
    const { hard, soft, period, room } = this.#state
    if (hard > this.hard || (hard === this.hard && soft >= this.soft)) return
    this.hard = hard
    this.soft = soft
    this.period.set(period)
    this.room.set(room)
  }
}

/** Tries one random move or swap at a temperature; true when it was made. */
const step = (problem: SearchProblem, state: TimetableState, random: Random, temperature: number): boolean => {
  const { lectureCourse, openPeriods, rooms } = problem
  const pick = (n: number): number => Math.floor(random.next() * n)
  const lecture = pick(lectureCourse.length)
  const swapping = random.next() < schedule.swapShare
  const accepts = (hard: number, soft: number): boolean => {
    const worse = schedule.hardWeight * hard + soft
    return worse <= 0 || random.next() < Math.exp(-worse / temperature)
  }
  if (swapping) {
    const other = pick(lectureCourse.length)
    if (lectureCourse[lecture] === lectureCourse[other]) return false
    const change = state.costOfSwap(lecture, other)
    if (!accepts(change.hard, change.soft)) return false
    state.swap(lecture, other, change)
  } else {
    const open = openPeriods[lectureCourse[lecture] ?? 0]
    const period = open?.[pick(open.length)] ?? 0
    const room = pick(rooms)
    const change = state.costOfMove(lecture, period, room)
    if (!accepts(change.hard, change.soft)) return false
    state.move(lecture, period, room, change)
  }
  return true
}

const anneal = (
  problem: SearchProblem,
  state: TimetableState,
  lowerBound: number,
  { seed, iterations, expired }: SolveOptions,
): { readonly best: Best; readonly tried: number; readonly ended: boolean } => {
  const best = new Best(state)
  const reached = () => best.hard === 0 && best.soft <= lowerBound
  const random = seededRandom(seed)
  const { hot, cold, pause } = schedule
  let tried = 0
  while (tried < iterations && problem.lectureCourse.length > 0 && !reached()) {
    if (expired()) return { best, tried, ended: true }
    const temperature = hot * (cold / hot) ** (tried / iterations)
    const until = Math.min(iterations, tried + pause)
    for (; tried < until; tried += 1) if (step(problem, state, random, temperature)) best.keep()
  }
  return { best, tried, ended: false }
}

/**
 * Finds a timetable: most constrained lectures first, then simulated annealing over moves and exchanges of lectures
 * (after Bellio, Ceschia, Di Gaspero, Schaerf and Urli 2016), hard violations costed and driven out. Rooms must not be
 * none where there are lectures.
 */
export const solveTimetable = (instance: CttInstance, options: SolveOptions): SolvedTimetable => {
  const problem = compileProblem(instance)
  const bound = boundOf(instance)
  const state = construct(instance, problem, options.start ?? [])
  const { best, tried, ended } = anneal(problem, state, bound.soft, options)
  const feasible = best.hard === 0
  const found = ended ? 'interrupted' : 'feasible'
  return {
    lectures: Array.from(problem.lectureCourse, (course, lecture) => ({
      course: instance.courses[course]?.id ?? '',
      room: instance.rooms[best.room[lecture] ?? 0]?.id ?? '',
      day: Math.floor((best.period[lecture] ?? 0) / instance.periodsPerDay),
      period: (best.period[lecture] ?? 0) % instance.periodsPerDay,
    })),
    hard: best.hard,
    soft: best.soft,
    status: !feasible ? 'infeasible' : best.soft <= bound.soft ? 'optimal' : found,
    lowerBound: bound.soft,
    impossible: bound.impossible,
    iterations: tried,
  }
}
