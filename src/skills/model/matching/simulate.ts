import { compileMarket } from './compile.ts'
import type { MarketInput } from './market.ts'
import { deferredAcceptance, type Mechanism, serialDictatorship } from './match.ts'
import { describeRun } from './result.ts'
import { type Assignment, verifyAssignment } from './verify.ts'

/** A policy tried on frozen preferences (skills 11.2); what it does not name stays as in the input. */
export type Alternative = {
  readonly name: string
  readonly mechanism?: Mechanism | undefined
  readonly processing?: MarketInput['processing'] | undefined
  readonly tiePolicy?: MarketInput['tiePolicy'] | undefined
  readonly revert?: boolean | undefined
  /** Lists are cut after so many preferences. */
  readonly listLength?: number | undefined
  /** Programme ids, batch by batch: who is placed in a batch leaves. Programmes named in none come last together. */
  readonly batches?: readonly (readonly string[])[] | undefined
}

export type GroupFigures = { readonly applicants: number; readonly placed: number; readonly firstChoice: number }

export type Simulation = {
  readonly name: string
  readonly applicants: number
  readonly placed: number
  readonly unmatched: number
  readonly firstChoice: number
  /** Mean place on their own full list of those placed, from 1; null when nobody is. */
  readonly meanPlace: number | null
  /** Applicants who rank higher than an admitted one, or see a free seat, at a programme they prefer to their result. */
  readonly envious: number
  /** Of them, those whose grievance lies in another batch than their place. */
  readonly crossBatchEnvy: number
  readonly reservedSeatsUsed: number
  /** Whom the policy places better or worse than the first policy does, by their own lists. */
  readonly better: number
  readonly worse: number
  /** By group, `''` for applicants of none. */
  readonly groups: ReadonlyMap<string, GroupFigures>
  /** Largest difference between two groups in the share of applicants placed, 0–1. */
  readonly placedShareGap: number
}

type Outcome = { readonly assignment: Assignment; readonly slots: ReadonlyMap<string, string> }

const runOnce = (input: MarketInput, mechanism: Mechanism): Outcome => {
  const market = compileMarket(input)
  const run = (mechanism === 'deferred_acceptance' ? deferredAcceptance : serialDictatorship)(market, input)
  return describeRun(input, market, run)
}

/**
 * One round after another, each with its own programmes and those who have no place yet (early batch, general batch,
 * skills 4.4). Lists keep their order; priority lists keep only those still there.
 */
export const matchInBatches = (
  input: MarketInput,
  batches: readonly (readonly string[])[],
  mechanism: Mechanism,
): Outcome => {
  const named = new Set(batches.flat())
  const rest = input.programmes.flatMap(({ id }) => (named.has(id) ? [] : [id]))
  const assignment = new Map<string, string | null>(input.applicants.map(({ id }) => [id, null]))
  const slots = new Map<string, string>()
  for (const batch of rest.length > 0 ? [...batches, rest] : batches) {
    const open = new Set(batch)
    const waiting = input.applicants.filter(({ id }) => assignment.get(id) === null)
    const present = new Set(waiting.map(({ id }) => id))
    const outcome = runOnce(
      {
        ...input,
        listLimit: null,
        applicants: waiting.map((applicant) => ({
          ...applicant,
          preferences: applicant.preferences.filter((id) => open.has(id)),
          programmeScores:
            applicant.programmeScores &&
            Object.fromEntries(Object.entries(applicant.programmeScores).filter(([id]) => open.has(id))),
        })),
        programmes: input.programmes.flatMap((programme) =>
          open.has(programme.id)
            ? [{ ...programme, priority: programme.priority?.filter((id) => present.has(id)) }]
            : [],
        ),
      },
      mechanism,
    )
    for (const [id, programme] of outcome.assignment) if (programme !== null) assignment.set(id, programme)
    for (const [id, slot] of outcome.slots) slots.set(id, slot)
  }
  return { assignment, slots }
}

const apply = (input: MarketInput, { processing, tiePolicy, revert, listLength }: Alternative): MarketInput => ({
  ...input,
  processing: processing ?? input.processing,
  tiePolicy: tiePolicy ?? input.tiePolicy,
  revert: revert ?? input.revert,
  applicants:
    listLength === undefined
      ? input.applicants
      : input.applicants.map((one) => ({ ...one, preferences: one.preferences.slice(0, listLength) })),
})

const figuresOf = (
  input: MarketInput,
  market: MarketInput,
  { name, batches }: Alternative,
  { assignment, slots }: Outcome,
  placeOf: ReadonlyMap<string, number>,
  basis: ReadonlyMap<string, number>,
): Simulation => {
  const { blockingPairs, waste } = verifyAssignment(market, assignment)
  const batchOf = new Map((batches ?? []).flatMap((batch, index) => batch.map((id) => [id, index] as const)))
  const crosses = ({ applicant, programme }: { applicant: string; programme: string }): boolean => {
    const got = assignment.get(applicant)
    return got != null && batchOf.get(got) !== batchOf.get(programme)
  }
  const grievances = [...blockingPairs, ...waste]
  const groups = new Map<string, { applicants: number; placed: number; firstChoice: number }>()
  let [placed, firstChoice, places, better, worse] = [0, 0, 0, 0, 0]
  for (const { id, group } of input.applicants) {
    const figures = groups.get(group ?? '') ?? { applicants: 0, placed: 0, firstChoice: 0 }
    groups.set(group ?? '', figures)
    const place = placeOf.get(id) ?? Number.POSITIVE_INFINITY
    const before = basis.get(id) ?? Number.POSITIVE_INFINITY
    better += place < before ? 1 : 0
    worse += place > before ? 1 : 0
    figures.applicants += 1
    if (place === Number.POSITIVE_INFINITY) continue
    placed += 1
    places += place
    figures.placed += 1
    if (place === 1) {
      firstChoice += 1
      figures.firstChoice += 1
    }
  }
  const shares = [...groups.values()].map((one) => one.placed / one.applicants)
  return {
    name,
    applicants: input.applicants.length,
    placed,
    unmatched: input.applicants.length - placed,
    firstChoice,
    meanPlace: placed === 0 ? null : places / placed,
    envious: new Set(grievances.map(({ applicant }) => applicant)).size,
    crossBatchEnvy: new Set(grievances.filter(crosses).map(({ applicant }) => applicant)).size,
    reservedSeatsUsed: [...slots.values()].filter((slot) => slot !== 'open').length,
    better,
    worse,
    groups,
    placedShareGap: shares.length === 0 ? 0 : Math.max(...shares) - Math.min(...shares),
  }
}

/**
 * Runs frozen preferences under several policies and tells what each would have done, the first being the one compared
 * with. Envy is judged against the lists as cut by the policy.
 * @throws Problem not_computable as `compileMarket` and `serialDictatorship` do
 */
export const simulatePolicies = (input: MarketInput, alternatives: readonly Alternative[]): readonly Simulation[] => {
  compileMarket(input)
  let basis: ReadonlyMap<string, number> | undefined
  return alternatives.map((alternative) => {
    const market = apply(input, alternative)
    const mechanism = alternative.mechanism ?? 'deferred_acceptance'
    const outcome =
      alternative.batches === undefined
        ? runOnce(market, mechanism)
        : matchInBatches(market, alternative.batches, mechanism)
    const placeOf = new Map(
      input.applicants.flatMap(({ id, preferences }) => {
        const got = outcome.assignment.get(id)
        return got == null ? [] : [[id, preferences.indexOf(got) + 1] as const]
      }),
    )
    basis ??= placeOf
    return figuresOf(input, market, alternative, outcome, placeOf, basis)
  })
}
