import { createHmac } from 'node:crypto'
import { checkMarket } from './market-faults.ts'

/** Which seats are filled first where a programme keeps some for a group (skills 4.4): part of the published policy. */
export type Processing = 'reserveFirst' | 'openFirst'
export type TiePolicy = 'strict' | 'admitAllTied'

export type Applicant = {
  readonly id: string
  /** Total score; needed in priority mode `score`. */
  readonly score?: number | null | undefined
  /** Weighted composite for programmes that interview: programme id → score. */
  readonly programmeScores?: Readonly<Record<string, number>> | undefined
  /** Further keys, best first compared: Chinese + maths + English, maths, Chinese, science (skills 4.3). */
  readonly tieBreaks?: readonly number[] | undefined
  readonly group?: string | null | undefined
  /** Programme ids, dearest first. */
  readonly preferences: readonly string[]
}

export type Reserve = { readonly group: string; readonly seats: number; readonly minScore?: number | undefined }

export type Programme = {
  readonly id: string
  readonly quota: number
  readonly minScore?: number | undefined
  /** Applicant ids, best first; priority mode `explicit` only. */
  readonly priority?: readonly string[] | undefined
  readonly reserves?: readonly Reserve[] | undefined
}

export type MarketInput = {
  readonly priorityMode: 'score' | 'explicit'
  readonly processing: Processing
  readonly tiePolicy: TiePolicy
  /** Unfilled reserved seats become open ones. */
  readonly revert: boolean
  readonly applicants: readonly Applicant[]
  readonly programmes: readonly Programme[]
  readonly seed: string
  /** Longest list allowed; null for no limit. */
  readonly listLimit: number | null
  readonly maxScore: number | null
  /** The groups of the policy; null where it names none. */
  readonly groups: readonly string[] | null
}

/**
 * The market as arrays. An *edge* is one acceptable preference; the edges of applicant `a` are
 * `firstEdge[a] … firstEdge[a + 1] - 1` in the order of his list.
 */
export type Market = {
  readonly applicantIds: readonly string[]
  readonly programmeIds: readonly string[]
  readonly firstEdge: Int32Array
  readonly edgeApplicant: Int32Array
  readonly edgeProgramme: Int32Array
  /** Place in the programme's order, lower is better; equal only for ties that the policy admits together. */
  readonly edgeRank: Int32Array
  readonly edgeOpen: Uint8Array
  readonly edgeReserve: Uint8Array
  readonly group: Int32Array
  readonly groupNames: readonly string[]
  readonly quota: Int32Array
  /** Per programme: [group, seats] in declared order. */
  readonly reserves: readonly (readonly (readonly [group: number, seats: number])[])[]
  readonly ignored: readonly { readonly applicant: string; readonly programme: string }[]
}

/** Uniform draw of an applicant under a seed that was committed before lists were locked (skills 4.3). */
export const lottery = (seed: string, applicant: string): Buffer =>
  createHmac('sha256', seed).update(applicant).digest()

/** Longest list by default (skills 4.4); in explicit mode the priority lists bound it. */
export const defaultListLimit = 10

/** Order of two applicants for one programme: score, published keys; negative when `a` comes first. */
export const comparePublished = (
  a: { readonly score: number; readonly tieBreaks: readonly number[] },
  b: { readonly score: number; readonly tieBreaks: readonly number[] },
): number => {
  if (a.score !== b.score) return b.score - a.score
  const length = Math.max(a.tieBreaks.length, b.tieBreaks.length)
  for (let index = 0; index < length; index += 1) {
    const difference = (b.tieBreaks[index] ?? 0) - (a.tieBreaks[index] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

type Ranked = {
  readonly score: number
  readonly tieBreaks: readonly number[]
  readonly id: string
  readonly index: number
}

/** Ranks from 0; the lottery decides what the published keys leave tied, unless the policy admits all of them. */
const rank = (entries: Ranked[], input: MarketInput): Int32Array => {
  entries.sort(comparePublished)
  const ranks = new Int32Array(entries.length)
  let from = 0
  while (from < entries.length) {
    const first = entries[from]
    let to = from + 1
    while (to < entries.length && comparePublished(first as Ranked, entries[to] as Ranked) === 0) to += 1
    const tied = entries.slice(from, to)
    if (tied.length > 1 && input.tiePolicy === 'strict') {
      const drawn = tied.map((entry) => ({ entry, draw: lottery(input.seed, entry.id) }))
      drawn.sort((a, b) => Buffer.compare(a.draw, b.draw))
      drawn.forEach(({ entry }, place) => {
        entries[from + place] = entry
      })
    }
    for (let place = from; place < to; place += 1) {
      ranks[place] = input.tiePolicy === 'strict' ? place : from
    }
    from = to
  }
  return ranks
}

const commonRanks = (input: MarketInput): Int32Array => {
  const entries = input.applicants.map(
    (applicant, index): Ranked => ({
      score: applicant.score ?? 0,
      tieBreaks: applicant.tieBreaks ?? [],
      id: applicant.id,
      index,
    }),
  )
  const ranks = rank(entries, input)
  const byApplicant = new Int32Array(entries.length)
  entries.forEach(({ index }, place) => {
    byApplicant[index] = ranks[place] ?? 0
  })
  return byApplicant
}

/**
 * Checks the input and lays it out as arrays. Preferences for which the applicant is below every minimum are left
 * out; in explicit mode those that only one side lists go to `ignored`.
 * @throws Problem not_computable with pointer and code of every fault (at most 50)
 */
export const compileMarket = (input: MarketInput): Market => {
  const programmeIndex = new Map(input.programmes.map(({ id }, index) => [id, index]))
  const applicantIndex = new Map(input.applicants.map(({ id }, index) => [id, index]))
  checkMarket(input, programmeIndex, applicantIndex)
  const explicit = input.priorityMode === 'explicit'
  const groupNames = [
    ...new Set(input.programmes.flatMap(({ reserves = [] }) => reserves.map((reserve) => reserve.group))),
  ]
  const groupIndex = new Map(groupNames.map((name, index) => [name, index]))
  const reserves = input.programmes.map(({ reserves: list = [] }) =>
    list.map((reserve) => [groupIndex.get(reserve.group) ?? -1, reserve.seats] as const),
  )
  const reserveMinimum = input.programmes.map(
    ({ reserves: list = [] }) => new Map(list.map((reserve) => [reserve.group, reserve.minScore ?? 0])),
  )
  const priorities = explicit
    ? input.programmes.map(({ priority = [] }) => new Map(priority.map((id, place) => [id, place])))
    : []
  const composite = !explicit && input.applicants.some((applicant) => applicant.programmeScores !== undefined)
  const common = explicit || composite ? null : commonRanks(input)

  const count = input.applicants.reduce((sum, applicant) => sum + applicant.preferences.length, 0)
  const firstEdge = new Int32Array(input.applicants.length + 1)
  const edgeApplicant = new Int32Array(count)
  const edgeProgramme = new Int32Array(count)
  const edgeRank = new Int32Array(count)
  const edgeOpen = new Uint8Array(count)
  const edgeReserve = new Uint8Array(count)
  const ignored: { applicant: string; programme: string }[] = []
  const perProgramme: Ranked[][] = composite ? input.programmes.map(() => []) : []
  let edge = 0
  input.applicants.forEach((applicant, a) => {
    firstEdge[a] = edge
    for (const id of applicant.preferences) {
      const p = programmeIndex.get(id) ?? 0
      const place = explicit ? priorities[p]?.get(applicant.id) : 0
      if (place === undefined) {
        ignored.push({ applicant: applicant.id, programme: id })
        continue
      }
      const score = applicant.programmeScores?.[id] ?? applicant.score ?? 0
      const minimum = reserveMinimum[p]?.get(applicant.group ?? '')
      const open = explicit || score >= (input.programmes[p]?.minScore ?? 0)
      const reserve = applicant.group != null && minimum !== undefined && (explicit || score >= minimum)
      if (!open && !reserve) continue
      edgeApplicant[edge] = a
      edgeProgramme[edge] = p
      edgeOpen[edge] = open ? 1 : 0
      edgeReserve[edge] = reserve ? 1 : 0
      edgeRank[edge] = explicit ? place : (common?.[a] ?? 0)
      perProgramme[p]?.push({ score, tieBreaks: applicant.tieBreaks ?? [], id: applicant.id, index: edge })
      edge += 1
    }
  })
  firstEdge[input.applicants.length] = edge
  for (const entries of perProgramme) {
    const ranks = rank(entries, input)
    entries.forEach(({ index }, place) => {
      edgeRank[index] = ranks[place] ?? 0
    })
  }
  if (explicit) {
    const listed = new Set(input.applicants.flatMap(({ id, preferences }) => preferences.map((p) => `${p}\n${id}`)))
    for (const { id, priority = [] } of input.programmes) {
      for (const applicant of priority) {
        if (!listed.has(`${id}\n${applicant}`)) ignored.push({ applicant, programme: id })
      }
    }
  }
  return {
    applicantIds: input.applicants.map(({ id }) => id),
    programmeIds: input.programmes.map(({ id }) => id),
    firstEdge,
    edgeApplicant: edgeApplicant.subarray(0, edge),
    edgeProgramme: edgeProgramme.subarray(0, edge),
    edgeRank: edgeRank.subarray(0, edge),
    edgeOpen: edgeOpen.subarray(0, edge),
    edgeReserve: edgeReserve.subarray(0, edge),
    group: Int32Array.from(input.applicants, ({ group }) => (group == null ? -1 : (groupIndex.get(group) ?? -1))),
    groupNames,
    quota: Int32Array.from(input.programmes, ({ quota }) => quota),
    reserves,
    ignored,
  }
}
