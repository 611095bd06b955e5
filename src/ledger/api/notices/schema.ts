import { z } from 'zod'
import { CivilDate } from '../targets/schema.ts'

export const NoticeState = z.enum(['issued', 'received', 'answered', 'closed', 'escalated'])

export const NoticeRow = z.strictObject({
  id: z.string(),
  /** 督办单 2022-017. */
  number: z.string(),
  reformNo: z.int(),
  targetId: z.string().nullable(),
  title: z.string(),
  demand: z.string(),
  organisationId: z.string(),
  organisation: z.string(),
  state: NoticeState,
  issuedOn: CivilDate,
  issuedBy: z.string(),
  /** Five working days after issue (ledger 5). */
  answerDue: CivilDate,
  answeredOn: CivilDate.nullable(),
  answer: z.string().nullable(),
  escalatedOn: CivilDate.nullable(),
  closedOn: CivilDate.nullable(),
  late: z.boolean(),
  caseId: z.string(),
  version: z.int(),
})
export const NoticesQuery = z.strictObject({
  reform: z.coerce.number().int().optional(),
  organisation: z.string().max(80).optional(),
  state: NoticeState.optional(),
  /** Words of title or demand. */
  q: z.string().trim().max(80).optional(),
  cursor: z.string().max(2000).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export const NoticeList = z.strictObject({ rows: z.array(NoticeRow), nextCursor: z.string().nullable() })
export const NoticeDraft = z.strictObject({
  reformNo: z.int().min(1).max(99),
  targetId: z.string().max(80).nullable().default(null),
  organisationId: z.string().max(80),
  title: z.string().trim().min(4).max(120),
  demand: z.string().trim().min(4).max(2000),
})
export const NoticeParams = z.strictObject({ id: z.string().max(80) })
export const NoticeAnswer = z.strictObject({ answer: z.string().trim().min(4).max(4000) })
export const NoticeClose = z.strictObject({ reason: z.string().trim().min(2).max(500) })
export type NoticeRow = z.infer<typeof NoticeRow>
