import { scoreFor } from './compile.ts'
import type { Applicant, MarketInput, Programme } from './market.ts'
import type { MatchResult } from './result.ts'

/** One preference of an applicant against the line of a kind of seat: what the family reads (skills 4.5). */
export type Rung = {
  /** Place on the list, from 1. */
  readonly place: number
  readonly programme: string
  readonly slot: string
  /** Score of the last admitted, or place on the priority list in explicit mode; null: no such seat. */
  readonly cutoff: number | null
  /** Own score, or own place; null when the programme does not list him. */
  readonly own: number | null
  /**
   * `admitted`; `below_minimum`; `below_cutoff`; `lost_tie`: level with the last admitted, behind by the published
   * keys or the lot; `no_seat`; `not_needed`: placed on a dearer preference, or on another kind of seat there.
   */
  readonly outcome: 'admitted' | 'below_minimum' | 'below_cutoff' | 'lost_tie' | 'no_seat' | 'not_needed'
}

const ownOf = (input: MarketInput, applicant: Applicant, programme: Programme): number | null => {
  if (input.priorityMode === 'score') return scoreFor(applicant, programme.id)
  const place = programme.priority?.indexOf(applicant.id) ?? -1
  return place === -1 ? null : place + 1
}

/**
 * Why an applicant got his place: every preference up to the one he got, with each kind of seat he might take.
 */
export const ladderOf = (input: MarketInput, result: MatchResult, applicant: Applicant): readonly Rung[] => {
  const programmes = new Map(input.programmes.map((programme) => [programme.id, programme]))
  const explicit = input.priorityMode === 'explicit'
  const got = result.assignment.get(applicant.id)
  const held = result.slots.get(applicant.id)
  let placed = false
  return applicant.preferences.flatMap((id, index) => {
    const programme = programmes.get(id)
    if (programme === undefined) return []
    const own = ownOf(input, applicant, programme)
    const reserve = programme.reserves?.find(({ group }) => group === applicant.group)
    const kinds = [
      { slot: 'open', minimum: programme.minScore ?? 0 },
      ...(reserve === undefined
        ? []
        : [{ slot: `reserve:${reserve.group}`, minimum: reserve.minScore ?? programme.minScore ?? 0 }]),
    ]
    const rungs = kinds.map(({ slot, minimum }): Rung => {
      const cutoff = result.cutoffs.get(id)?.get(slot) ?? null
      const outcome = (): Rung['outcome'] => {
        if (got === id && held === slot) return 'admitted'
        if (placed || got === id) return 'not_needed'
        if (own === null || (!explicit && own < minimum)) return 'below_minimum'
        if (cutoff === null) return 'no_seat'
        return own === cutoff ? 'lost_tie' : 'below_cutoff'
      }
      return { place: index + 1, programme: id, slot, cutoff, own, outcome: outcome() }
    })
    placed ||= got === id
    return rungs
  })
}
