import { z } from 'zod'

export const AccessQuery = z.strictObject({
  cursor: z.string().max(2_000).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export const AccessRow = z.strictObject({
  id: z.string(),
  organisation: z.string(),
  actorName: z.string(),
  purpose: z.string(),
  categories: z.array(z.string()),
  at: z.string(),
})
export type AccessRow = z.infer<typeof AccessRow>
export const AccessList = z.strictObject({ rows: z.array(AccessRow), nextCursor: z.string().nullable() })
