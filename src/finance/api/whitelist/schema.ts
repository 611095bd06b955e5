import { z } from 'zod'

export const batchStates = ['checked', 'approved', 'rejected'] as const
export const entryStates = ['waiting', 'active', 'suspended', 'expired', 'withdrawn'] as const

const Head = {
  id: z.string(),
  batchNo: z.string(),
  filename: z.string(),
  rows: z.int(),
  errorCount: z.int(),
  state: z.enum(batchStates),
  uploadedAt: z.string(),
}
export const BatchHead = z.strictObject(Head)
export type BatchHead = z.infer<typeof BatchHead>
export const BatchList = z.strictObject({ rows: z.array(BatchHead) })
export const BatchView = z.strictObject({
  ...Head,
  digest: z.string(),
  /** At most 500; all of them in errors.xlsx. */
  errors: z.array(z.strictObject({ row: z.int(), column: z.string(), code: z.string(), message: z.string() })),
  /** Uploaded by the reader, who then may not approve it. */
  mine: z.boolean(),
  decidedAt: z.string().nullable(),
  /** What an approval would do, against the list in force; null once it is decided. */
  effect: z
    .strictObject({
      added: z.int(),
      changed: z.int(),
      unchanged: z.int(),
      /** On the list in force and not in the sheet: they stay as they are. */
      missing: z.int(),
      takenBack: z.int(),
    })
    .nullable(),
  version: z.int(),
})
export type BatchView = z.infer<typeof BatchView>
export const BatchParams = z.strictObject({ id: z.uuid() })

export const EntryRow = z.strictObject({
  id: z.string(),
  householdId: z.string(),
  head: z.string(),
  village: z.string(),
  limitFen: z.int(),
  annualRate: z.string(),
  mode: z.string(),
  product: z.string(),
  validFrom: z.string(),
  validTo: z.string(),
  state: z.enum(entryStates),
  stateReason: z.string().nullable(),
  sentOn: z.string().nullable(),
})
export type EntryRow = z.infer<typeof EntryRow>
export const EntryList = z.strictObject({ rows: z.array(EntryRow), nextCursor: z.string().nullable() })
export const EntriesQuery = z.strictObject({
  state: z.enum(entryStates).optional(),
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

const receiptStates = ['waiting', 'accepted', 'refused'] as const
export const OutboundRow = z.strictObject({
  id: z.string(),
  no: z.string(),
  rows: z.int(),
  accepted: z.int(),
  refused: z.int(),
  digest: z.string(),
  sentAt: z.string(),
})
export type OutboundRow = z.infer<typeof OutboundRow>
export const OutboundList = z.strictObject({ rows: z.array(OutboundRow), waiting: z.int() })
/** What the matching platform gives back, row by row. */
export const Receipts = z.strictObject({
  receipts: z
    .array(
      z.strictObject({
        entryId: z.uuid(),
        state: z.enum(receiptStates).exclude(['waiting']),
        receiptNo: z.string().trim().min(1).max(60),
        reason: z.string().trim().max(200).nullable().default(null),
      }),
    )
    .min(1)
    .max(100_000),
})
