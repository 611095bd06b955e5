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
 * The market as arrays. Applicants are numbered best first where one order holds for all programmes (`ordered`), else
 * as they were written; `inputOf` leads back to the input. An *edge* is one acceptable preference; the edges of applicant `a` are
 * `firstEdge[a] … firstEdge[a + 1] - 1` in the order of his list.
 */
export type Market = {
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
  readonly quota: Float64Array
  /** Per programme: [group, seats] in declared order. */
  readonly reserves: readonly (readonly (readonly [group: number, seats: number])[])[]
  /** Pairs of which only one side lists the other; explicit mode only. */
  readonly ignored: readonly { readonly applicant: string; readonly programme: string }[]
  readonly ordered: boolean
  readonly inputOf: Int32Array
}

/** Longest list by default (skills 4.4); in explicit mode the priority lists bound it. */
export const defaultListLimit = 10
