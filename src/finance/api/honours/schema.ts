import { z } from 'zod'
import { honourLevels } from '../../model/family-facts.ts'
import { AsOf } from '../../schemas.ts'

export const honourKinds = ['honour', 'public_service'] as const
export const honourStates = ['claimed', 'confirmed', 'ended'] as const

export const HonourRow = z.strictObject({
  id: z.string(),
  householdId: z.string(),
  /** Masked for everybody but the family. */
  holder: z.string(),
  kind: z.enum(honourKinds),
  level: z.enum(honourLevels),
  title: z.string(),
  issuer: z.string(),
  issuedOn: z.string(),
  endsOn: z.string(),
  state: z.enum(honourStates),
  version: z.int(),
})
export type HonourRow = z.infer<typeof HonourRow>
export const HonourList = z.strictObject({ rows: z.array(HonourRow), nextCursor: z.string().nullable() })
export const HonoursQuery = z.strictObject({
  household: z.uuid().optional(),
  state: z.enum(honourStates).optional(),
  cursor: z.string().max(2_000).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export const HonourParams = z.strictObject({ id: z.uuid() })
export const HonourDraft = z.strictObject({
  /** The village names the family; a family leaves it out. */
  householdId: z.uuid().optional(),
  kind: z.enum(honourKinds),
  level: z.enum(honourLevels),
  title: z.string().trim().min(2).max(80),
  issuer: z.string().trim().min(2).max(80),
  issuedOn: AsOf,
})
