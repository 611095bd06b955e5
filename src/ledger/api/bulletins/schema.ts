import { z } from 'zod'
import { CivilDate, LightState } from '../targets/schema.ts'

export const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)
/** One row of the official table plus 实际进展 and 亮灯. */
export const BulletinRow = z.strictObject({
  no: z.int(),
  name: z.string(),
  standing: z.string(),
  measures: z.string(),
  milestones: z.string(),
  landmarks: z.string(),
  departments: z.string(),
  progress: z.string(),
  lights: z.array(z.strictObject({ targetId: z.string(), title: z.string(), light: LightState })),
  light: LightState,
})
export const BulletinHead = z.strictObject({
  month: Month,
  edition: z.int(),
  title: z.string(),
  asOf: CivilDate,
  state: z.enum(['draft', 'published']),
  publishedAt: z.iso.datetime().nullable(),
  digest: z.string().nullable(),
  version: z.int(),
})
export const BulletinReply = BulletinHead.extend({
  summary: z.string(),
  rows: z.array(BulletinRow),
  correction: z.string().nullable(),
})
export const BulletinList = z.strictObject({ rows: z.array(BulletinHead) })
export const BulletinParams = z.strictObject({ month: Month })
export const BulletinQuery = z.strictObject({ edition: z.coerce.number().int().min(1).optional() })
/** `{month}.docx`, `{month}.xlsx`, `{month}.pdf`. */
export const BulletinFileParams = z.strictObject({ file: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])\.(docx|xlsx|pdf)$/) })
export const BulletinCreate = z.strictObject({
  month: Month,
  /** Why a new edition of a published month is needed. */
  correction: z.string().trim().min(4).max(500).nullable().default(null),
})
export const BulletinEdit = z.strictObject({
  title: z.string().trim().min(4).max(120).optional(),
  summary: z.string().trim().max(4000).optional(),
  progress: z
    .array(z.strictObject({ no: z.int(), text: z.string().trim().max(4000) }))
    .max(99)
    .optional(),
})
export type BulletinReply = z.infer<typeof BulletinReply>
export type BulletinRow = z.infer<typeof BulletinRow>
