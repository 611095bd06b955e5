import type { Market, MarketInput } from './market.ts'
import type { MatchRun } from './match.ts'

export type MatchResult = {
  readonly assignment: Readonly<Record<string, string | null>>
  /** `open` or `reserve:<group>` for everybody who was admitted. */
  readonly slots: Readonly<Record<string, string>>
  readonly unmatched: readonly string[]
  /** Why each of them has no place. */
  readonly unmatchedReasons: Readonly<Record<string, 'no_preferences' | 'below_all_minimums' | 'list_exhausted'>>
  /**
   * Programme → kind of seat → line: the score of the last admitted where the seats are full, else the minimum
   * (explicit mode: place on the priority list, from 1; its length where a seat is free).
   */
  readonly cutoffs: Readonly<Record<string, Readonly<Record<string, number>>>>
}

/** The run in the words of the policy. */
export const describeRun = (input: MarketInput, market: Market, run: MatchRun): MatchResult => {
  const slots = new Map<string, string>()
  const lines = new Map<string, Record<string, number>>()
  const applicants = input.applicants
  const lineOf = (programme: number, edge: number): number => {
    const applicant = applicants[market.edgeApplicant[edge] ?? 0]
    if (input.priorityMode === 'explicit') return (market.edgeRank[edge] ?? 0) + 1
    return applicant?.programmeScores?.[market.programmeIds[programme] ?? ''] ?? applicant?.score ?? 0
  }
  run.choices.forEach((choice, programme) => {
    const worst = new Map<number, number>()
    for (const [edge, group] of choice.admitted()) {
      const name = group === -1 ? 'open' : `reserve:${market.groupNames[group] ?? ''}`
      slots.set(market.applicantIds[market.edgeApplicant[edge] ?? 0] ?? '', name)
      const known = worst.get(group)
      if (known === undefined || (market.edgeRank[edge] ?? 0) > (market.edgeRank[known] ?? 0)) worst.set(group, edge)
    }
    const declared = input.programmes[programme]
    const free = (group: number): number => {
      if (input.priorityMode === 'explicit') return declared?.priority?.length ?? 0
      const reserve = declared?.reserves?.find((one) => one.group === market.groupNames[group])
      return (group === -1 ? declared?.minScore : reserve?.minScore) ?? 0
    }
    const cutoffs = Object.fromEntries(
      [-1, ...(market.reserves[programme] ?? []).map(([group]) => group)].map((group) => {
        const edge = worst.get(group)
        const full = choice.cutoff(group) !== null && edge !== undefined
        return [
          group === -1 ? 'open' : `reserve:${market.groupNames[group] ?? ''}`,
          full ? lineOf(programme, edge) : free(group),
        ]
      }),
    )
    lines.set(market.programmeIds[programme] ?? '', cutoffs)
  })
  const reasons = new Map<string, 'no_preferences' | 'below_all_minimums' | 'list_exhausted'>()
  const assignment = Object.fromEntries(
    applicants.map(({ id, preferences }, index) => {
      const edge = run.edge[index] ?? -1
      if (edge !== -1) return [id, market.programmeIds[market.edgeProgramme[edge] ?? 0] ?? null]
      const eligible = market.firstEdge[index] !== market.firstEdge[index + 1]
      const unfit = eligible ? 'list_exhausted' : 'below_all_minimums'
      reasons.set(id, preferences.length === 0 ? 'no_preferences' : unfit)
      return [id, null]
    }),
  )
  const unmatched = applicants.flatMap(({ id }, index) => (run.edge[index] === -1 ? [id] : []))
  return {
    assignment,
    slots: Object.fromEntries(slots),
    unmatched,
    unmatchedReasons: Object.fromEntries(reasons),
    cutoffs: Object.fromEntries(lines),
  }
}
