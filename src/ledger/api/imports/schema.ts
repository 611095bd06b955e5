import { z } from 'zod'
import { Comparator } from '../targets/schema.ts'

export const ImportState = z.enum(['uploaded', 'previewed', 'confirmed', 'discarded'])
export const PreviewTarget = z.strictObject({
  key: z.string(),
  column: z.enum(['measures', 'milestones', 'landmarks']),
  itemNo: z.int(),
  kind: z.enum(['figure', 'deliverable']),
  text: z.string(),
  from: z.int(),
  to: z.int(),
  comparator: Comparator,
  threshold: z.number().nullable(),
  baseline: z.number().nullable(),
  benchmark: z.string().nullable(),
  unit: z.string(),
  due: z.string(),
  /** Proposed binding, or the one kept from before. */
  indicatorId: z.string().nullable(),
  indicatorTitle: z.string().nullable(),
  connected: z.boolean(),
  kept: z.boolean(),
})
export const PreviewReform = z.strictObject({
  no: z.int(),
  name: z.string(),
  standing: z.string(),
  measures: z.string(),
  milestones: z.string(),
  landmarks: z.string(),
  departments: z.array(z.strictObject({ name: z.string(), organisationId: z.string().nullable() })),
  targets: z.array(PreviewTarget),
})
export const ImportProblem = z.strictObject({
  row: z.int().nullable(),
  column: z.string().nullable(),
  code: z.string(),
  message: z.string(),
})
export const ImportDiff = z.strictObject({
  no: z.int(),
  change: z.enum(['added', 'removed', 'changed']),
  columns: z.array(z.strictObject({ column: z.string(), before: z.string(), after: z.string() })),
  targetsAdded: z.int(),
  targetsRemoved: z.int(),
  bindingsKept: z.int(),
})
export const ImportReply = z.strictObject({
  id: z.string(),
  filename: z.string(),
  digest: z.string(),
  year: z.int(),
  title: z.string(),
  state: ImportState,
  reforms: z.array(PreviewReform),
  problems: z.array(ImportProblem),
  /** Null on a first import. */
  diff: z.array(ImportDiff).nullable(),
  effect: z.strictObject({
    reforms: z.int(),
    measures: z.int(),
    milestones: z.int(),
    landmarks: z.int(),
    targets: z.int(),
  }),
  caseId: z.string(),
  version: z.int(),
})
export const ImportList = z.strictObject({
  rows: z.array(
    z.strictObject({
      id: z.string(),
      filename: z.string(),
      year: z.int(),
      state: ImportState,
      uploadedAt: z.iso.datetime(),
      uploadedBy: z.string(),
    }),
  ),
})
export const ImportParams = z.strictObject({ id: z.string().max(80) })
export const ImportFields = z.strictObject({ year: z.coerce.number().int().min(2020).max(2100) })
export type ImportReply = z.infer<typeof ImportReply>
