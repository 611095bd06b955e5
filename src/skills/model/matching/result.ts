import { scoreFor } from './compile.ts'
import type { Market, MarketInput } from './market.ts'
import type { MatchRun } from './match.ts'

export type UnmatchedReason = 'no_preferences' | 'below_all_minimums' | 'list_exhausted'

export type MatchResult = {
  readonly assignment: ReadonlyMap<string, string | null>
  /** `open` or `reserve:<group>` for everybody who was admitted. */
  readonly slots: ReadonlyMap<string, string>
  readonly unmatched: readonly string[]
  /** Why each of them has no place. */
  readonly unmatchedReasons: ReadonlyMap<string, UnmatchedReason>
  readonly cutoffs: Cutoffs
}

/**
 * Programme → kind of seat → line: the score of the last admitted where the seats are full, else the minimum
 * (explicit mode: place on the priority list, from 1; its length where a seat is free). Null where the programme has
 * no seat of the kind: no score would have been enough.
 */
export type Cutoffs = ReadonlyMap<string, ReadonlyMap<string, number | null>>

const slotName = (market: Market, group: number): string =>
  group === -1 ? 'open' : `reserve:${market.groupNames[group] ?? ''}`

const cutoffsOf = (input: MarketInput, market: Market, run: MatchRun, programme: number) => {
  const choice = run.choices[programme]
  const declared = input.programmes[programme]
  const worst = new Map<number, number>()
  for (const [edge, group] of choice?.admitted() ?? []) {
    const known = worst.get(group)
    if (known === undefined || (market.edgeRank[edge] ?? 0) > (market.edgeRank[known] ?? 0)) worst.set(group, edge)
  }
  const explicit = input.priorityMode === 'explicit'
  const lineOf = (edge: number): number => {
    const applicant = input.applicants[market.inputOf[market.edgeApplicant[edge] ?? 0] ?? 0]
    if (explicit) return (market.edgeRank[edge] ?? 0) + 1
    return applicant === undefined ? 0 : scoreFor(applicant, declared?.id ?? '')
  }
  const free = (group: number): number => {
    if (explicit) return declared?.priority?.length ?? 0
    const reserve = declared?.reserves?.find((one) => one.group === market.groupNames[group])
    return reserve?.minScore ?? declared?.minScore ?? 0
  }
  const groups = [-1, ...(market.reserves[programme] ?? []).map(([group]) => group)]
  return new Map(
    groups.map((group) => {
      const edge = worst.get(group)
      const full = choice?.full(group) === true
      const line = edge === undefined ? null : lineOf(edge)
      return [slotName(market, group), full ? line : free(group)] as const
    }),
  )
}

/** The run in the words of the policy. */
export const describeRun = (input: MarketInput, market: Market, run: MatchRun): MatchResult => {
  const slots = new Map<string, string>()
  for (const choice of run.choices) {
    for (const [edge, group] of choice.admitted()) {
      slots.set(
        input.applicants[market.inputOf[market.edgeApplicant[edge] ?? 0] ?? 0]?.id ?? '',
        slotName(market, group),
      )
    }
  }
  const assignment = new Map<string, string | null>()
  const reasons = new Map<string, UnmatchedReason>()
  const marketOf = new Int32Array(market.inputOf.length)
  market.inputOf.forEach((index, a) => {
    marketOf[index] = a
  })
  input.applicants.forEach(({ id, preferences }, index) => {
    const a = marketOf[index] ?? 0
    const edge = run.edge[a] ?? -1
    assignment.set(id, edge === -1 ? null : (market.programmeIds[market.edgeProgramme[edge] ?? 0] ?? null))
    if (edge !== -1) return
    const asked = input.priorityMode === 'explicit' || market.firstEdge[a] !== market.firstEdge[a + 1]
    const unfit = asked ? 'list_exhausted' : 'below_all_minimums'
    reasons.set(id, preferences.length === 0 ? 'no_preferences' : unfit)
  })
  return {
    assignment,
    slots,
    unmatched: [...reasons.keys()],
    unmatchedReasons: reasons,
    cutoffs: new Map(input.programmes.map(({ id }, programme) => [id, cutoffsOf(input, market, run, programme)])),
  }
}
