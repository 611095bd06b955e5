import type { Applicant, MarketInput, Programme } from './market.ts'
import { comparePublished, lottery } from './ranking.ts'

/**
 * The independent check of a result (skills 4.5). It shares no code with the matching but the order of two
 * applicants: it sorts where the engine keeps heaps, and finds a programme's seats anew from the set of those assigned.
 */

/** Applicant → programme or null; whoever is not named has no place. */
export type Assignment = ReadonlyMap<string, string | null>

export type Violation = {
  readonly applicant: string
  readonly programme: string
  /** Why, with whom it is compared: the worst admitted on that kind of seat. */
  readonly reason: string
  readonly slot?: string
  readonly admitted?: string
}

export type Verification = {
  readonly stable: boolean
  readonly blockingPairs: readonly Violation[]
  readonly quotaViolations: readonly { readonly programme: string; readonly quota: number; readonly assigned: number }[]
  readonly waste: readonly Violation[]
  readonly irrational: readonly Violation[]
}

type Seat = { readonly slot: string; readonly seats: number; readonly holders: readonly Applicant[] }

const without = (all: readonly Applicant[], taken: readonly Applicant[]): readonly Applicant[] => {
  const gone = new Set(taken)
  return all.filter((one) => !gone.has(one))
}

class Programmes {
  readonly #input: MarketInput
  readonly #places = new Map<string, ReadonlyMap<string, number>>()
  readonly #draws = new Map<string, Buffer>()

  constructor(input: MarketInput) {
    this.#input = input
    for (const { id, priority } of input.programmes) {
      if (priority) this.#places.set(id, new Map(priority.map((applicant, place) => [applicant, place])))
    }
  }

  #draw(id: string): Buffer {
    const known = this.#draws.get(id) ?? lottery(this.#input.seed, id)
    this.#draws.set(id, known)
    return known
  }

  scoreOf({ programmeScores, score }: Applicant, { id }: Programme): number {
    const composite = programmeScores !== undefined && Object.hasOwn(programmeScores, id)
    return (composite ? programmeScores[id] : score) ?? 0
  }

  /** Negative: `a` comes before `b`; 0: the policy admits or turns away both. */
  compare(programme: Programme, a: Applicant, b: Applicant): number {
    if (this.#input.priorityMode === 'explicit') {
      const places = this.#places.get(programme.id)
      return (places?.get(a.id) ?? 0) - (places?.get(b.id) ?? 0)
    }
    const published = comparePublished(
      { score: this.scoreOf(a, programme), tieBreaks: a.tieBreaks ?? [] },
      { score: this.scoreOf(b, programme), tieBreaks: b.tieBreaks ?? [] },
    )
    if (published !== 0 || this.#input.tiePolicy === 'admitAllTied' || a.id === b.id) return published
    return Buffer.compare(this.#draw(a.id), this.#draw(b.id))
  }

  mayTakeOpen(programme: Programme, applicant: Applicant): boolean {
    if (this.#input.priorityMode === 'explicit') return this.#places.get(programme.id)?.has(applicant.id) === true
    return this.scoreOf(applicant, programme) >= (programme.minScore ?? 0)
  }

  mayTakeReserve(programme: Programme, applicant: Applicant): boolean {
    const reserve = programme.reserves?.find(({ group }) => group === applicant.group)
    if (reserve === undefined) return false
    if (this.#input.priorityMode === 'explicit') return this.mayTakeOpen(programme, applicant)
    return this.scoreOf(applicant, programme) >= (reserve.minScore ?? programme.minScore ?? 0)
  }

  /** Takes the best of `pool` into `seats`, all of a tie that begins within them. */
  #take(programme: Programme, pool: readonly Applicant[], seats: number) {
    const sorted = pool.toSorted((a, b) => this.compare(programme, a, b))
    const last = sorted[Math.min(seats, sorted.length) - 1]
    const taken = last === undefined ? 0 : sorted.findLastIndex((one) => this.compare(programme, one, last) === 0) + 1
    return { holders: sorted.slice(0, taken), left: sorted.slice(taken) }
  }

  /** How the programme seats the best of `candidates`, slot by slot in the order of the policy. */
  seat(programme: Programme, candidates: readonly Applicant[]): readonly Seat[] {
    const reserves = programme.reserves ?? []
    const openSeats = programme.quota - reserves.reduce((sum, { seats }) => sum + seats, 0)
    let left = candidates
    const slots: Seat[] = []
    const fillOpen = (seats: number) => {
      const able = left.filter((one) => this.mayTakeOpen(programme, one))
      const { holders } = this.#take(programme, able, seats)
      slots.push({ slot: 'open', seats, holders })
      left = without(left, holders)
    }
    const fillReserves = () => {
      for (const { group, seats } of reserves) {
        const able = left.filter((one) => one.group === group && this.mayTakeReserve(programme, one))
        const { holders } = this.#take(programme, able, seats)
        slots.push({ slot: `reserve:${group}`, seats, holders })
        left = without(left, holders)
      }
    }
    const unfilled = () =>
      this.#input.revert
        ? slots
            .filter(({ slot }) => slot !== 'open')
            .reduce((sum, { seats, holders }) => sum + Math.max(0, seats - holders.length), 0)
        : 0
    if (this.#input.processing === 'reserveFirst') {
      fillReserves()
      fillOpen(openSeats + unfilled())
    } else {
      fillOpen(openSeats)
      fillReserves()
      fillOpen(unfilled())
    }
    return slots
  }
}

/** Checks an assignment: rationality, quotas, waste, justified envy, and that each programme chose by its own rule. */
export const verifyAssignment = (input: MarketInput, assignment: Assignment): Verification => {
  const programmes = new Programmes(input)
  const byId = new Map(input.programmes.map((programme) => [programme.id, programme]))
  const members = new Map<string, Applicant[]>(input.programmes.map(({ id }) => [id, []]))
  const irrational: Violation[] = []
  const quotaViolations: { programme: string; quota: number; assigned: number }[] = []
  const known = new Set(input.applicants.map(({ id }) => id))
  for (const [applicant, programme] of assignment) {
    if (!known.has(applicant)) {
      irrational.push({ applicant, programme: programme ?? '', reason: 'unknown_applicant' })
    }
  }
  for (const applicant of input.applicants) {
    const got = assignment.get(applicant.id)
    if (got == null) continue
    const programme = byId.get(got)
    if (programme === undefined)
      irrational.push({ applicant: applicant.id, programme: got, reason: 'unknown_programme' })
    else if (!applicant.preferences.includes(got)) {
      irrational.push({ applicant: applicant.id, programme: got, reason: 'not_on_list' })
      members.get(got)?.push(applicant)
    } else {
      if (!programmes.mayTakeOpen(programme, applicant) && !programmes.mayTakeReserve(programme, applicant)) {
        irrational.push({ applicant: applicant.id, programme: got, reason: 'not_eligible' })
      }
      members.get(got)?.push(applicant)
    }
  }
  const seats = new Map<string, readonly Seat[]>()
  for (const programme of input.programmes) {
    const assigned = members.get(programme.id) ?? []
    const slots = programmes.seat(programme, assigned)
    seats.set(programme.id, slots)
    const seated = slots.reduce((sum, { holders }) => sum + holders.length, 0)
    if (seated < assigned.length) {
      quotaViolations.push({ programme: programme.id, quota: programme.quota, assigned: assigned.length })
    }
  }
  const blockingPairs: Violation[] = []
  const waste: Violation[] = []
  for (const applicant of input.applicants) {
    const got = assignment.get(applicant.id)
    for (const id of applicant.preferences) {
      if (got === id) break
      const programme = byId.get(id)
      if (programme === undefined) continue
      for (const { slot, seats: offered, holders } of seats.get(id) ?? []) {
        const may =
          slot === 'open'
            ? programmes.mayTakeOpen(programme, applicant)
            : slot === `reserve:${applicant.group ?? ''}` && programmes.mayTakeReserve(programme, applicant)
        if (!may || offered <= 0) continue
        if (holders.length < offered) {
          waste.push({ applicant: applicant.id, programme: id, slot, reason: 'free_seat' })
          break
        }
        const worst = holders.at(-1)
        const order = worst === undefined ? 1 : programmes.compare(programme, applicant, worst)
        if (worst && (order < 0 || (order === 0 && input.tiePolicy === 'admitAllTied'))) {
          blockingPairs.push({
            applicant: applicant.id,
            programme: id,
            slot,
            reason: 'justified_envy',
            admitted: worst.id,
          })
          break
        }
      }
    }
  }
  const stable = [irrational, quotaViolations, waste, blockingPairs].every((list) => list.length === 0)
  return { stable, blockingPairs, quotaViolations, waste, irrational }
}
