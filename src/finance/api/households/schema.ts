import { z } from 'zod'
import { Day } from '../../schemas.ts'

export const householdCategories = ['farming', 'mixed', 'fishing', 'other', 'low_income'] as const

export const FamilyRow = z.strictObject({
  id: z.string(),
  number: z.string().nullable(),
  head: z.string(),
  village: z.string(),
  villageCode: z.string(),
  members: z.int(),
})
export type FamilyRow = z.infer<typeof FamilyRow>
export const FamilyList = z.strictObject({ rows: z.array(FamilyRow), nextCursor: z.string().nullable() })
export const FamiliesQuery = z.strictObject({
  q: z.string().trim().max(40).optional(),
  cursor: z.string().max(2_000).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

/** What the credit side knows of a member; null while neither the family nor the village has said it. */
export const MemberFacts = z.strictObject({
  category: z.enum(householdCategories),
  works: z.boolean(),
  insured: z.boolean(),
  residentSince: Day,
  inTradeSince: Day.nullable().default(null),
})
export const MemberRow = z.strictObject({
  personId: z.string(),
  name: z.string(),
  relation: z.string(),
  birthYear: z.int().nullable(),
  adult: z.boolean(),
  facts: z
    .strictObject({
      category: z.enum(householdCategories),
      works: z.boolean(),
      insured: z.boolean(),
      residentSince: z.string(),
      inTradeSince: z.string().nullable(),
    })
    .nullable(),
})
export type MemberRow = z.infer<typeof MemberRow>
export const Family = FamilyRow.extend({ address: z.string(), memberRows: z.array(MemberRow) })
export type Family = z.infer<typeof Family>
export const FamilyParams = z.strictObject({ id: z.uuid() })
export const MemberParams = z.strictObject({ id: z.uuid(), person: z.uuid() })
