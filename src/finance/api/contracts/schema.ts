import { z } from 'zod'
import { loanEventTypes } from '../../model/contract-account.ts'
import { priceModes } from '../../model/price.ts'
import { Day, Fen, PositiveFen, Rate } from '../../schemas.ts'

const Amounts = {
  principalFen: z.int(),
  duePrincipalFen: z.int(),
  interestFen: z.int(),
  penaltyFen: z.int(),
  costFen: z.int(),
}
export const ContractRow = z.strictObject({
  id: z.string(),
  contractNo: z.string(),
  bankId: z.string(),
  householdId: z.string(),
  villageCode: z.string(),
  mode: z.string(),
  method: z.string(),
  pool: z.boolean(),
  purpose: z.string(),
  agreedFen: z.int(),
  annualRate: z.string(),
  /** What the published pricing tables gave on the day of signing; null for contracts from before the platform. */
  modelRate: z.string().nullable(),
  signedOn: z.string(),
  maturityOn: z.string(),
  renewalOf: z.string().nullable(),
})
export const contractStates = ['signed', 'open', 'overdue', 'closed'] as const
/** One line of the register: what it owes today beside what was signed. */
export const ContractListRow = ContractRow.extend({
  /** Head of the household, masked. */
  head: z.string(),
  village: z.string(),
  principalFen: z.int(),
  /** Due and not paid: principal, interest, penalty, costs. */
  unpaidFen: z.int(),
  state: z.enum(contractStates),
})
export type ContractListRow = z.infer<typeof ContractListRow>
export const ContractView = ContractRow.extend({
  head: z.string(),
  village: z.string(),
  bank: z.string(),
  asOf: z.string(),
  /** Interest that runs since the last due date and is not due yet. */
  accruedFen: z.int(),
  /** All instalments, past and future, as the events stand. */
  plan: z.array(
    z.strictObject({
      due: z.string(),
      principalFen: z.int(),
      interestFen: z.int(),
      totalFen: z.int(),
      closingFen: z.int(),
    }),
  ),
  account: z.strictObject({
    ...Amounts,
    disbursedFen: z.int(),
    writtenOffFen: z.int(),
    unpaidSince: z.string().nullable(),
    daysPastDue: z.int(),
    closed: z.boolean(),
  }),
  terms: z.strictObject({ annualRate: z.string(), maturityOn: z.string() }),
  events: z.array(
    z.strictObject({
      no: z.int(),
      type: z.enum(loanEventTypes),
      effectiveOn: z.string(),
      bookedOn: z.string(),
      ...Amounts,
      reversesNo: z.int().nullable(),
      annualRate: z.string().nullable(),
      maturityOn: z.string().nullable(),
      reason: z.string().nullable(),
    }),
  ),
  /** How many events there are: what is booked next must rest on all of them. */
  version: z.int(),
})
export type ContractView = z.infer<typeof ContractView>
export const ContractList = z.strictObject({ rows: z.array(ContractListRow), nextCursor: z.string().nullable() })
export const ContractsQuery = z.strictObject({
  household: z.uuid().optional(),
  state: z.enum(contractStates).optional(),
  mode: z.enum(priceModes).optional(),
  /** Beginning of the contract number. */
  q: z.string().trim().max(40).optional(),
  maturityFrom: Day.optional(),
  maturityTo: Day.optional(),
  sort: z.enum(['signed', '-signed', 'maturity', '-maturity']).default('-signed'),
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export const ContractParams = z.strictObject({ id: z.uuid() })
export const ContractDay = z.strictObject({ asOf: Day.optional() })

const reason = z.string().trim().min(4).max(500)
const on = { effectiveOn: Day }
/** What a bank books on a contract. Money out is booked by the application's own step. */
export const Booking = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('due'), ...on, principalFen: Fen, interestFen: Fen }),
  z.strictObject({ type: z.literal('penalty'), ...on, penaltyFen: Fen, costFen: Fen.default(0) }),
  z.strictObject({ type: z.literal('repay'), ...on, amountFen: PositiveFen }),
  z.strictObject({ type: z.literal('prepay'), ...on, principalFen: PositiveFen }),
  z.strictObject({ type: z.literal('payoff'), ...on }),
  z.strictObject({ type: z.literal('extend'), ...on, maturityOn: Day, reason }),
  z.strictObject({ type: z.literal('reprice'), ...on, annualRate: Rate }),
  z.strictObject({ type: z.literal('restructure'), ...on, annualRate: Rate, maturityOn: Day, reason }),
  z.strictObject({ type: z.literal('write_off'), ...on, reason }),
  z.strictObject({ type: z.literal('reverse'), no: z.int().min(1), reason }),
])
/** 无还本续贷: a new contract takes the whole balance over. */
export const Renewal = z.strictObject({
  contractNo: z.string().trim().min(4).max(40),
  annualRate: Rate,
  maturityOn: Day,
})
