import { z } from 'zod'
import { CivilDate, EvidenceRow, LightCounts, LightState, TargetRow, TrendPoint } from '../targets/schema.ts'

export const ReformRow = z.strictObject({
  no: z.int(),
  name: z.string(),
  /** The words in brackets, or the name: fits a card. */
  shortName: z.string(),
  standing: z.string(),
  lead: z.string(),
  counts: LightCounts,
  light: LightState,
  /** The counted target due next, or the last one when all are past. */
  headline: TargetRow.nullable(),
  following: TargetRow.nullable(),
  /** Month ends of the headline's figure, twelve months up to `asOf`. */
  trend: z.array(TrendPoint),
})

export const ReformsReply = z.strictObject({
  asOf: CivilDate,
  year: z.int(),
  title: z.string(),
  total: z.int(),
  counts: LightCounts,
  reforms: z.array(ReformRow),
})

export const ColumnKey = z.enum(['name', 'standing', 'measures', 'milestones', 'landmarks', 'departments'])

export const ReformReply = ReformRow.extend({
  asOf: CivilDate,
  year: z.int(),
  /** The row of the official table, word for word. */
  columns: z.record(ColumnKey, z.string()),
  /** UTF-16 offsets into the column's text; one stretch may carry several targets. */
  spans: z.array(z.strictObject({ column: ColumnKey, from: z.int(), to: z.int(), targetId: z.string() })),
  departments: z.array(z.strictObject({ organisationId: z.string().nullable(), name: z.string(), lead: z.boolean() })),
  targets: z.array(TargetRow),
  evidence: z.array(EvidenceRow),
  projects: z.array(z.strictObject({ id: z.string(), name: z.string(), progress: z.number(), state: z.string() })),
})

export const ReformParams = z.strictObject({ no: z.coerce.number().int().min(1).max(99) })

export type ColumnKey = z.infer<typeof ColumnKey>
export type ReformRow = z.infer<typeof ReformRow>
export type ReformsReply = z.infer<typeof ReformsReply>
export type ReformReply = z.infer<typeof ReformReply>
