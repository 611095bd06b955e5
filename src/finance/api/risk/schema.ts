import { z } from 'zod'
import { riskClasses } from '../../model/risk-class.ts'

export const RiskRow = z.strictObject({
  id: z.string(),
  contractNo: z.string(),
  head: z.string(),
  village: z.string(),
  principalFen: z.int(),
  daysPastDue: z.int(),
  floor: z.enum(riskClasses),
  article: z.string(),
  class: z.enum(riskClasses),
  reviewedOn: z.string().nullable(),
})
export type RiskRow = z.infer<typeof RiskRow>
export const RiskView = z.strictObject({
  asOf: z.string(),
  totalFen: z.int(),
  classes: z.array(z.strictObject({ class: z.enum(riskClasses), fen: z.int(), loans: z.int(), share: z.number() })),
  villages: z.array(z.strictObject({ code: z.string(), name: z.string(), fen: z.int(), share: z.number() })),
  /** Σ share² of the villages. */
  hhi: z.number(),
  /** Loans that are not normal, longest past due first. */
  rows: z.array(RiskRow),
})
export type RiskView = z.infer<typeof RiskView>
export const RiskParams = z.strictObject({ id: z.uuid() })
export const RiskReview = z.strictObject({
  judged: z.enum(riskClasses),
  reason: z.string().trim().min(4).max(500),
})
