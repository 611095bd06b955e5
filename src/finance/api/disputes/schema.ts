import { z } from 'zod'
import { disputeStates, disputeSubjects } from '../../model/disputes.ts'

export const DisputeRow = z.strictObject({
  id: z.string(),
  householdId: z.string(),
  handlerId: z.string(),
  handler: z.string(),
  subject: z.enum(disputeSubjects),
  subjectId: z.string(),
  subjectTitle: z.string(),
  statement: z.string(),
  raisedOn: z.string(),
  dueOn: z.string().nullable(),
  state: z.enum(disputeStates),
  finding: z.string().nullable(),
  decidedOn: z.string().nullable(),
  caseId: z.string(),
  version: z.int(),
})
export type DisputeRow = z.infer<typeof DisputeRow>
export const DisputeList = z.strictObject({ rows: z.array(DisputeRow), nextCursor: z.string().nullable() })
export const DisputesQuery = z.strictObject({
  state: z.enum(disputeStates).optional(),
  cursor: z.string().max(2_000).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export const DisputeDraft = z.strictObject({
  subject: z.enum(disputeSubjects),
  subjectId: z.uuid(),
  statement: z.string().trim().min(4).max(500),
})
