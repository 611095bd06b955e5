import type { CivilDate } from '../../platform/dates.ts'

/** What is known of one paper behind a deliverable. */
export type EvidenceFact = {
  readonly kind: string
  readonly state: 'draft' | 'submitted' | 'verified' | 'returned'
  /** Date of the document itself: the day on which the fact became true. */
  readonly datedOn: CivilDate
  readonly submittedOn: CivilDate | null
}

export type DeliverableStanding = {
  readonly verified: boolean
  /** The day on which the last required kind was there. */
  readonly verifiedOn: CivilDate | null
  /** First hand-in that is still waiting or was accepted. */
  readonly submittedOn: CivilDate | null
  readonly missing: readonly string[]
}

/**
 * A deliverable stands on `asOf` when every required kind has a verified document dated on or before that day (ledger
 * §8 `ledger.deliverable_verified`). Without required kinds one verified document of any kind is enough.
 */
export const deliverableOn = (
  required: readonly string[],
  evidence: readonly EvidenceFact[],
  asOf: CivilDate,
): DeliverableStanding => {
  const known = evidence.filter(({ state, datedOn }) => state === 'verified' && datedOn <= asOf)
  const first = (facts: readonly EvidenceFact[]): CivilDate | null =>
    facts.reduce<CivilDate | null>(
      (earliest, { datedOn }) => (earliest === null || datedOn < earliest ? datedOn : earliest),
      null,
    )
  const days =
    required.length === 0 ? [first(known)] : required.map((kind) => first(known.filter((fact) => fact.kind === kind)))
  const missing = required.filter((_, index) => days[index] === null)
  const reached = days.filter((day) => day !== null)
  const verified = reached.length === days.length
  const handedIn = evidence
    .filter(({ state }) => state === 'submitted' || state === 'verified')
    .flatMap(({ submittedOn }) => (submittedOn !== null && submittedOn <= asOf ? [submittedOn] : []))
  return {
    verified,
    verifiedOn: verified ? reached.reduce((latest, day) => (day > latest ? day : latest)) : null,
    submittedOn: handedIn.length === 0 ? null : handedIn.reduce((earliest, day) => (day < earliest ? day : earliest)),
    missing,
  }
}
