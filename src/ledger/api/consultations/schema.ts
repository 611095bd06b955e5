import { z } from 'zod'
import { CivilDate } from '../targets/schema.ts'

export const ConsultationState = z.enum(['drafted', 'open', 'answered', 'closed'])
export const CommentRow = z.strictObject({
  id: z.string(),
  /** Masked: 王**. */
  author: z.string(),
  text: z.string(),
  madeOn: CivilDate,
  moderation: z.enum(['waiting', 'shown', 'hidden']),
  answer: z.string().nullable(),
  adopted: z.enum(['adopted', 'partly', 'not_adopted']).nullable(),
  adoptedReason: z.string().nullable(),
})
export const ConsultationRow = z.strictObject({
  id: z.string(),
  reformNo: z.int(),
  title: z.string(),
  openFrom: CivilDate,
  openTo: CivilDate,
  state: ConsultationState,
  comments: z.int(),
  answered: z.int(),
  organisation: z.string(),
  version: z.int(),
})
export const ConsultationReply = ConsultationRow.extend({
  introduction: z.string(),
  draftText: z.string(),
  fileId: z.string().nullable(),
  result: z.string().nullable(),
  list: z.array(CommentRow),
})
export const ConsultationList = z.strictObject({ rows: z.array(ConsultationRow) })
export const ConsultationParams = z.strictObject({ id: z.string().max(80) })
export const CommentParams = z.strictObject({ id: z.string().max(80), commentId: z.string().max(80) })
export const ConsultationDraft = z.strictObject({
  reformNo: z.int().min(1).max(99),
  targetId: z.string().max(80).nullable().default(null),
  title: z.string().trim().min(4).max(200),
  introduction: z.string().trim().max(4000),
  draftText: z.string().trim().min(10).max(200_000),
  fileId: z.string().max(80).nullable().default(null),
  openFrom: CivilDate,
  /** At least seven days after `openFrom` (ledger 5). */
  openTo: CivilDate,
})
export const CommentDraft = z.strictObject({
  author: z.string().trim().min(1).max(40),
  text: z.string().trim().min(4).max(2000),
})
export const CommentAnswer = z.strictObject({
  answer: z.string().trim().min(2).max(2000),
  adopted: z.enum(['adopted', 'partly', 'not_adopted']),
  /** Required unless adopted: why not. */
  reason: z.string().trim().max(1000).nullable().default(null),
})
export const CommentModeration = z.strictObject({ moderation: z.enum(['shown', 'hidden']) })
export const ConsultationClose = z.strictObject({ result: z.string().trim().min(4).max(10_000) })
export type ConsultationReply = z.infer<typeof ConsultationReply>
export type ConsultationRow = z.infer<typeof ConsultationRow>
