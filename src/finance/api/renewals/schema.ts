import { z } from 'zod'
import { familyGrades } from '../../model/family-facts.ts'
import { Day } from '../../schemas.ts'

export const renewalStates = ['asked', 'approved', 'declined', 'signed', 'cancelled', 'lapsed'] as const

export const RenewalRow = z.strictObject({
  id: z.string(),
  contractId: z.string(),
  askedOn: z.string(),
  maturityOn: z.string(),
  state: z.enum(renewalStates),
  months: z.int(),
  annualRate: z.string().nullable(),
  newMaturityOn: z.string().nullable(),
  reason: z.string().nullable(),
  newContractId: z.string().nullable(),
  caseId: z.string(),
  version: z.int(),
})
export type RenewalRow = z.infer<typeof RenewalRow>

/** A loan that matures within sixty days, and what became of its renewal. */
export const MaturingRow = z.strictObject({
  contractId: z.string(),
  contractNo: z.string(),
  head: z.string(),
  village: z.string(),
  principalFen: z.int(),
  /** Due and not paid: must be settled before the new contract is signed. */
  unpaidFen: z.int(),
  annualRate: z.string(),
  maturityOn: z.string(),
  daysLeft: z.int(),
  /** balance × 0.1 % a day × 7 days: what a bridge loan would cost ([A], finance 4.9). */
  savedFen: z.int(),
  renewal: RenewalRow.nullable(),
})
export type MaturingRow = z.infer<typeof MaturingRow>
export const RenewalsReply = z.strictObject({
  asOf: z.string(),
  until: z.string(),
  months: z.array(z.strictObject({ month: z.string(), fen: z.int() })),
  rows: z.array(MaturingRow),
})
export type RenewalsReply = z.infer<typeof RenewalsReply>
export const RenewalDraft = z.strictObject({ contractId: z.uuid(), months: z.int().min(1).max(36).default(12) })
export const RenewalParams = z.strictObject({ id: z.uuid() })
/** The conditions that a person looks at; the class, arrears and the day of asking come from the records. */
export const RenewalApproval = z.strictObject({
  grade: z.enum(familyGrades),
  months: z.int().min(1).max(36),
  visitedOn: Day,
  lawfulOperation: z.boolean(),
  operating: z.boolean(),
  goodCredit: z.boolean(),
  noMisuse: z.boolean(),
  meetsIssueConditions: z.boolean(),
})
export const RenewalRefusal = z.strictObject({ reason: z.string().trim().min(4).max(500) })
