import { z } from 'zod'
import { deductionKinds } from '../../model/family-facts.ts'
import { AsOf } from '../../schemas.ts'

export const negativeKinds = [...deductionKinds, 'dishonest_debtor', 'fraud'] as const

export const NegativeRow = z.strictObject({
  id: z.string(),
  supplier: z.string(),
  kind: z.enum(negativeKinds),
  title: z.string(),
  documentNo: z.string(),
  decidedOn: z.string(),
  toldOn: z.string(),
  suppliedOn: z.string().nullable(),
  endedOn: z.string().nullable(),
  purgeOn: z.string().nullable(),
  statement: z.string().nullable(),
  version: z.int(),
})
export type NegativeRow = z.infer<typeof NegativeRow>
export const NegativeList = z.strictObject({ rows: z.array(NegativeRow), nextCursor: z.string().nullable() })
export const NegativesQuery = z.strictObject({
  household: z.uuid().optional(),
  cursor: z.string().max(2_000).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export const NegativeParams = z.strictObject({ id: z.uuid() })
/** The person is named by his whole identity number; it is not stored again. */
export const NegativeDraft = z.strictObject({
  identityNumber: z.string().trim().min(15).max(18),
  kind: z.enum(negativeKinds),
  title: z.string().trim().min(2).max(120),
  documentNo: z.string().trim().min(2).max(60),
  decidedOn: AsOf,
})
export const NegativeEnd = z.strictObject({ endedOn: AsOf })
export const NegativeStatement = z.strictObject({ statement: z.string().trim().min(4).max(500) })
