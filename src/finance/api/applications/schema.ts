import { z } from 'zod'
import { familyGrades, honourLevels } from '../../model/family-facts.ts'
import { repaymentMethods } from '../../model/loan-terms.ts'
import { priceModes } from '../../model/price.ts'

export const applicationStates = [
  'submitted',
  'more_info',
  'approved',
  'declined',
  'signed',
  'disbursed',
  'cancelled',
  'expired',
] as const
/** Why a bank declines; at least one is told (PIPL art. 24). */
export const declineReasons = [
  'income',
  'net_assets',
  'leverage',
  'credit_history',
  'purpose',
  'score',
  'exposure',
  'material',
] as const
const maxLoanFen = 500_000_000

export const ApplicationRow = z.strictObject({
  id: z.string(),
  bankId: z.string(),
  bank: z.string(),
  householdId: z.string(),
  /** Head of the household, masked. */
  head: z.string(),
  village: z.string(),
  villageCode: z.string(),
  askedOn: z.string(),
  askedFen: z.int(),
  months: z.int(),
  purpose: z.string(),
  mode: z.enum(priceModes),
  method: z.enum(repaymentMethods),
  state: z.enum(applicationStates),
  fromWhitelist: z.boolean(),
  grantedFen: z.int().nullable(),
  annualRate: z.string().nullable(),
  offerDigest: z.string().nullable(),
  offerUntil: z.string().nullable(),
  reasons: z.array(z.string()),
  decidedOn: z.string().nullable(),
  disbursedOn: z.string().nullable(),
  contractId: z.string().nullable(),
  caseId: z.string().nullable(),
  version: z.int(),
})
export type ApplicationRow = z.infer<typeof ApplicationRow>
export const ApplicationList = z.strictObject({ rows: z.array(ApplicationRow), nextCursor: z.string().nullable() })
export const ApplicationsQuery = z.strictObject({
  state: z.enum(applicationStates).optional(),
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export const ApplicationParams = z.strictObject({ id: z.uuid() })
export const ApplicationDraft = z.strictObject({
  bankId: z.uuid(),
  askedFen: z
    .number()
    .int()
    .refine((fen) => fen >= 100_000 && fen <= maxLoanFen, {
      params: { code: 'amount_range' },
      error: '申请金额须在 1 000 元至 500 万元之间',
    }),
  months: z.int().min(1).max(60),
  purpose: z.string().trim().min(2).max(60),
  mode: z.enum(priceModes),
  method: z.enum(repaymentMethods),
})
export const Approval = z.strictObject({
  grantedFen: z.int().min(100_000).max(maxLoanFen),
  months: z.int().min(1).max(60),
  grade: z.enum(familyGrades),
  honour: z.enum(honourLevels).nullable().default(null),
  lowIncome: z.boolean().default(false),
})
export const Refusal = z.strictObject({
  reasons: z.array(z.enum(declineReasons)).min(1).max(declineReasons.length),
  reason: z.string().trim().min(4).max(500),
})
export const Signature = z.strictObject({ offerDigest: z.string().regex(/^[0-9a-f]{64}$/) })
