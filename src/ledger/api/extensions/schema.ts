import { z } from 'zod'
import { CivilDate } from '../targets/schema.ts'

export const ExtensionState = z.enum(['asked', 'granted', 'refused'])
export const ExtensionRow = z.strictObject({
  id: z.string(),
  targetId: z.string(),
  reformNo: z.int(),
  targetText: z.string(),
  organisationId: z.string(),
  organisation: z.string(),
  originalDue: CivilDate,
  askedFor: CivilDate,
  grantedTo: CivilDate.nullable(),
  reason: z.string(),
  decisionReason: z.string().nullable(),
  state: ExtensionState,
  askedOn: CivilDate,
  decidedOn: CivilDate.nullable(),
  caseId: z.string(),
  version: z.int(),
})
export const ExtensionsQuery = z.strictObject({
  state: ExtensionState.optional(),
  target: z.string().max(80).optional(),
  organisation: z.string().max(80).optional(),
})
export const ExtensionList = z.strictObject({ rows: z.array(ExtensionRow) })
export const ExtensionDraft = z.strictObject({
  targetId: z.string().max(80),
  askedFor: CivilDate,
  reason: z.string().trim().min(4).max(1000),
})
export const ExtensionParams = z.strictObject({ id: z.string().max(80) })
/** What a grant brings with it in the history of its case. */
export const ExtensionTerm = z.strictObject({ grantedTo: CivilDate })
export const ExtensionGrant = z.strictObject({ grantedTo: CivilDate, reason: z.string().trim().min(2).max(500) })
export const ExtensionRefuse = z.strictObject({ reason: z.string().trim().min(2).max(500) })
export type ExtensionRow = z.infer<typeof ExtensionRow>
