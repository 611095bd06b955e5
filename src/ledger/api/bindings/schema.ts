import { z } from 'zod'
import { CivilDate, Comparator, EvidenceRow } from '../targets/schema.ts'

/** Threshold and baseline stand in `unit`: the indicator's where it is connected, else the text's. */
export const BindingRow = z.strictObject({
  targetId: z.string(),
  reformNo: z.int(),
  no: z.int(),
  text: z.string(),
  kind: z.enum(['figure', 'deliverable']),
  indicatorId: z.string().nullable(),
  /** false = the module that computes the figure is not connected (未接入). */
  connected: z.boolean(),
  scope: z.strictObject({ kind: z.string(), id: z.string() }).nullable(),
  comparator: Comparator,
  threshold: z.number().nullable(),
  baseline: z.number().nullable(),
  benchmark: z.string().nullable(),
  unit: z.string(),
  due: CivilDate,
  counted: z.boolean(),
  requiredKinds: z.array(EvidenceRow.shape.kind),
  boundBy: z.enum(['proposal', 'hand']),
  /** Why it was bound by hand. */
  reason: z.string().nullable(),
  version: z.int(),
})
export const BindingList = z.strictObject({ rows: z.array(BindingRow) })
export const BindingParams = z.strictObject({ id: z.string().max(80) })
/** Threshold and baseline stand in the unit of the chosen indicator. */
export const BindingEdit = z.strictObject({
  kind: z.enum(['figure', 'deliverable']),
  indicatorId: z.string().max(80).nullable(),
  scope: z
    .strictObject({ kind: z.string().max(40), id: z.string().max(80) })
    .nullable()
    .default(null),
  comparator: Comparator,
  threshold: z.number().nullable(),
  baseline: z.number().nullable().default(null),
  benchmark: z.string().max(80).nullable().default(null),
  requiredKinds: z.array(EvidenceRow.shape.kind).max(6).default([]),
  counted: z.boolean(),
  /** Why it is bound so; kept with the binding and in the audit log. */
  reason: z.string().trim().min(2).max(500),
})
export type BindingRow = z.infer<typeof BindingRow>
