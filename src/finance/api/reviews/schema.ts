import { z } from 'zod'
import { Fen } from '../../schemas.ts'

export const roundStates = ['open', 'closed', 'cancelled'] as const
export const RoundRow = z.strictObject({
  id: z.string(),
  villageCode: z.string(),
  village: z.string(),
  title: z.string(),
  openedOn: z.string(),
  closedOn: z.string().nullable(),
  state: z.enum(roundStates),
  caseId: z.string().nullable(),
  families: z.int(),
  version: z.int(),
})
export type RoundRow = z.infer<typeof RoundRow>
export const RoundList = z.strictObject({ rows: z.array(RoundRow), nextCursor: z.string().nullable() })
export const RoundsQuery = z.strictObject({
  cursor: z.string().max(2_000).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
})
export const RoundParams = z.strictObject({ id: z.uuid() })
export const RoundDraft = z.strictObject({ title: z.string().trim().min(2).max(80) })

/** Blind: while the round is open it tells how many have spoken, never what. */
export const RoundFamily = z.strictObject({
  householdId: z.string(),
  head: z.string(),
  reviewers: z.int(),
  recused: z.int(),
  mean: z.int().nullable(),
  suggestedFen: z.int().nullable(),
})
export type RoundFamily = z.infer<typeof RoundFamily>
export const Round = RoundRow.extend({ familyRows: z.array(RoundFamily) })
export type Round = z.infer<typeof Round>

/** One reviewer's paper on one family. The reviewer is a resident of the village, named by person. */
export const Ballot = z.strictObject({
  householdId: z.uuid(),
  reviewerId: z.uuid(),
  recused: z.boolean().default(false),
  points: z.int().min(0).max(100).nullable().default(null),
  suggestedFen: Fen.nullable().default(null),
})
export const Resident = z.strictObject({ personId: z.string(), name: z.string(), householdId: z.string() })
export const ResidentList = z.strictObject({ rows: z.array(Resident) })
export const ResidentsQuery = z.strictObject({ q: z.string().trim().max(40).optional() })
