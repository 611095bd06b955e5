import { z } from 'zod'
import { consentCategories } from '../../model/consent-terms.ts'

export const ConsentRow = z.strictObject({
  id: z.string(),
  bankId: z.string(),
  bank: z.string(),
  categories: z.array(z.enum(consentCategories)),
  textDigest: z.string(),
  validFrom: z.string(),
  validUntil: z.string(),
  withdrawnAt: z.string().nullable(),
  state: z.enum(['given', 'withdrawn', 'expired']),
})
export type ConsentRow = z.infer<typeof ConsentRow>
export const ConsentList = z.strictObject({ rows: z.array(ConsentRow) })
export const ConsentDraft = z.strictObject({
  bankId: z.uuid(),
  categories: z.array(z.enum(consentCategories)).min(1).max(consentCategories.length),
})
export const ConsentParams = z.strictObject({ id: z.uuid() })
export const ControllerList = z.strictObject({
  rows: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      /** A bank; else an office that only values. */
      lends: z.boolean(),
    }),
  ),
})
