import { z } from 'zod'
import { CivilDate, EvidenceRow } from '../targets/schema.ts'

export const EvidenceKind = EvidenceRow.shape.kind
export const EvidenceState = EvidenceRow.shape.state

export const EvidenceQuery = z.strictObject({
  reform: z.coerce.number().int().min(1).max(99).optional(),
  target: z.string().max(80).optional(),
  state: EvidenceState.optional(),
  organisation: z.string().max(80).optional(),
  /** Words of the title. */
  q: z.string().trim().max(80).optional(),
  cursor: z.string().max(2000).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export const EvidenceList = z.strictObject({ rows: z.array(EvidenceRow), nextCursor: z.string().nullable() })

export const EvidenceDraft = z.strictObject({
  targetId: z.string().max(80),
  kind: EvidenceKind,
  title: z.string().trim().min(2).max(200),
  /** Date of the document itself, not of the upload; decides from which day the target counts as delivered. */
  datedOn: CivilDate,
  /** File in the platform's store. */
  fileId: z.string().max(80).nullable(),
  /** false = kept as a draft, seen as such by everybody, until it is handed in. */
  submit: z.boolean().default(true),
})
export const EvidenceMend = EvidenceDraft.omit({ submit: true })
export const EvidenceParams = z.strictObject({ id: z.string().max(80) })
export const EvidenceVerdict = z.strictObject({ reason: z.string().trim().min(2).max(500) })
export const EvidenceVerify = z.strictObject({ reason: z.string().trim().max(500).optional() })
export { EvidenceRow }
