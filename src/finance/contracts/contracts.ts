import { and, asc, eq, sql } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { type CivilDate, addDays, addMonths, diffDays } from '../../platform/dates.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { civilDateOf } from '../../platform/instants.ts'
import type { Fen } from '../../platform/money.ts'
import {
  type Account,
  type Amounts,
  type LoanEvent,
  type LoanEventType,
  type Terms,
  type View,
  accountOn,
  components,
  noAmounts,
  refuseUnsound,
  settle,
  termsOn,
} from '../model/contract-account.ts'
import { accruedOn } from '../model/instalment-plan.ts'
import { loanContract, loanEvent } from '../tables.ts'
import { planTermsOf } from './plan-terms.ts'

export type Contract = typeof loanContract.$inferSelect
export type ContractDraft = Omit<typeof loanContract.$inferInsert, 'county' | 'id' | 'createdAt' | 'updatedAt'>

/** A date column holds civil dates by its type. */
const civil = (date: string): CivilDate => date as CivilDate

/** An event with the words that were given for it. */
export type BookedEvent = LoanEvent & { readonly reason: string | null }

/** A row of loan_event as the models read it. */
export const bookedEvent = (row: typeof loanEvent.$inferSelect): BookedEvent => ({
  no: row.no,
  type: row.type,
  effectiveOn: civil(row.effectiveOn),
  bookedOn: civil(row.bookedOn),
  principalFen: row.principalFen,
  duePrincipalFen: row.duePrincipalFen,
  interestFen: row.interestFen,
  penaltyFen: row.penaltyFen,
  costFen: row.costFen,
  reversesNo: row.reversesNo,
  annualRate: row.annualRate,
  maturityOn: row.maturityOn === null ? null : civil(row.maturityOn),
  reason: row.reason,
})

const today = (context: Context): CivilDate => civilDateOf(context.clock.now())

/** Signs a contract; nothing is paid out yet. @throws Problem forbidden, duplicate, not_computable `future_date` */
export const signContract = async (context: Context, draft: ContractDraft): Promise<string> => {
  if (draft.signedOn > today(context)) throw Problem.field('/signedOn', 'future_date', '签订日期不能晚于今天')
  const [signed] = await context.tx
    .insert(loanContract)
    .values({ ...draft, county: context.actor.county })
    .returning({ id: loanContract.id })
  if (signed === undefined) throw new Problem('internal')
  return signed.id
}

/** @throws Problem not_found when there is none, or it is not the actor's to see */
export const readContract = async (
  context: Context,
  id: string,
): Promise<{ readonly contract: Contract; readonly events: readonly BookedEvent[] }> => {
  const { county } = context.actor
  const [contract] = await context.tx
    .select()
    .from(loanContract)
    .where(and(eq(loanContract.county, county), sql`${loanContract.id}::text = ${id}`))
  if (contract === undefined) throw new Problem('not_found', '没有这份贷款合同')
  const rows = await context.tx
    .select()
    .from(loanEvent)
    .where(and(eq(loanEvent.county, county), eq(loanEvent.contractId, contract.id)))
    .orderBy(asc(loanEvent.no))
  return { contract, events: rows.map(bookedEvent) }
}

/**
 * Holds a contract to the end of the transaction: what was read of it afterwards stays true until it is written. Rows of
 * a contract are never updated, so there is no row to lock.
 */
export const lockContract = async (context: Context, id: string): Promise<void> => {
  await context.tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${id}, 331022))`)
}

const viewOf = (context: Context, view: Partial<View>): View => ({
  asOf: view.asOf ?? today(context),
  knownOn: view.knownOn ?? today(context),
})

/** What a contract owes and which terms hold, today or on any past day, as known then. */
export const contractState = async (
  context: Context,
  id: string,
  view: Partial<View> = {},
): Promise<{ readonly account: Account; readonly terms: Terms }> => {
  const { contract, events } = await readContract(context, id)
  const at = viewOf(context, view)
  const signed = { annualRate: contract.annualRate, maturityOn: civil(contract.maturityOn) }
  return { account: accountOn(events, at), terms: termsOn(signed, events, at) }
}

type Booking = Partial<Amounts> & {
  readonly type: LoanEventType
  readonly effectiveOn: CivilDate
  readonly reversesNo?: number
  readonly annualRate?: string
  readonly maturityOn?: CivilDate
  readonly reason?: string
}

/**
 * Appends one event after trying the whole stream with it. Two who book at once: the second waits for the first.
 */
const book = async (context: Context, id: string, booking: Booking): Promise<LoanEvent> => {
  await lockContract(context, id)
  const { contract, events } = await readContract(context, id)
  const bookedOn = today(context)
  if (booking.effectiveOn > bookedOn) throw Problem.field('/effectiveOn', 'future_date', '生效日期不能晚于今天')
  const { reason, ...change } = booking
  const event: LoanEvent = {
    ...noAmounts,
    reversesNo: null,
    annualRate: null,
    maturityOn: null,
    ...change,
    no: (events.at(-1)?.no ?? 0) + 1,
    bookedOn,
  }
  refuseUnsound([...events, event], contract.agreedFen)
  await context.tx.insert(loanEvent).values({
    ...event,
    county: contract.county,
    contractId: contract.id,
    reason: reason ?? null,
    recordedBy: context.actor.id,
    recordedAt: context.clock.now(),
  })
  return event
}

type On = { readonly effectiveOn: CivilDate }

/** 放款. */
export const disburse = async (context: Context, id: string, { effectiveOn, amountFen }: On & { amountFen: Fen }) =>
  book(context, id, { type: 'disburse', effectiveOn, principalFen: positive(amountFen) })

/** An instalment falls due (到期应还). */
export const recordDue = (
  context: Context,
  id: string,
  { effectiveOn, principalFen, interestFen }: On & { principalFen: Fen; interestFen: Fen },
) => book(context, id, { type: 'due', effectiveOn, duePrincipalFen: principalFen, interestFen })

/** 罚息与复利, 费用. */
export const recordPenalty = (
  context: Context,
  id: string,
  { effectiveOn, penaltyFen, costFen = 0n }: On & { penaltyFen: Fen; costFen?: Fen },
) => book(context, id, { type: 'penalty', effectiveOn, penaltyFen, costFen })

/** A payment settles what is due on its day, in the lawful order. @throws Problem not_computable `payment_exceeds_due` */
export const repay = async (context: Context, id: string, { effectiveOn, amountFen }: On & { amountFen: Fen }) => {
  await lockContract(context, id)
  const { account } = await contractState(context, id, { asOf: effectiveOn })
  return book(context, id, { type: 'repay', effectiveOn, ...settle(account, positive(amountFen)) })
}

/** 提前还款 of principal that is not due; interest to the day is booked as due and repaid beside it. */
export const prepay = async (context: Context, id: string, { effectiveOn, principalFen }: On & { principalFen: Fen }) =>
  book(context, id, { type: 'prepay', effectiveOn, principalFen: -positive(principalFen) })

/**
 * 提前结清: the interest run to the day falls due on it and is paid with all that was due before; the rest of the
 * principal is prepaid. @throws Problem not_computable `nothing_owed`
 */
export const payOff = async (context: Context, id: string, { effectiveOn }: On): Promise<void> => {
  await lockContract(context, id)
  const { contract, events } = await readContract(context, id)
  const before = accountOn(events, viewOf(context, { asOf: effectiveOn }))
  const interestFen = accruedOn(planTermsOf(contract), events, effectiveOn)
  const principalFen = before.principalFen - before.duePrincipalFen
  if (interestFen > 0n) await recordDue(context, id, { effectiveOn, principalFen: 0n, interestFen })
  if (principalFen > 0n) await prepay(context, id, { effectiveOn, principalFen })
  const { account } = await contractState(context, id, { asOf: effectiveOn })
  const amountFen = components.reduce((sum, each) => (each === 'principalFen' ? sum : sum + account[each]), 0n)
  if (amountFen > 0n) await repay(context, id, { effectiveOn, amountFen })
  else if (principalFen === 0n) throw Problem.field('', 'nothing_owed', '该贷款已结清，没有应还款项')
}

/**
 * 展期: a later maturity by agreement, the rate stays. All extensions of a loan of up to a year together are no longer
 * than it was, of up to five years half as long, of others three years (贷款通则第十二条).
 * @throws Problem not_computable `dates_order`, `extension_too_long`
 */
export const extend = async (context: Context, id: string, asked: On & { maturityOn: CivilDate; reason: string }) => {
  const { contract } = await readContract(context, id)
  const { terms } = await contractState(context, id, { asOf: asked.effectiveOn })
  if (asked.maturityOn <= terms.maturityOn) {
    throw Problem.field('/maturityOn', 'dates_order', `展期后的到期日须晚于 ${terms.maturityOn}`)
  }
  const [from, until] = [civil(contract.signedOn), civil(contract.maturityOn)]
  const days = diffDays(from, until)
  const latest =
    until <= addMonths(from, 12)
      ? addDays(until, days)
      : until <= addMonths(from, 60)
        ? addDays(until, Math.floor(days / 2))
        : addMonths(until, 36)
  if (asked.maturityOn > latest) {
    throw Problem.field('/maturityOn', 'extension_too_long', `按贷款通则第十二条，该贷款最迟可展期至 ${latest}`)
  }
  return book(context, id, { type: 'extend', ...asked })
}

/** 调整利率. */
export const reprice = (context: Context, id: string, { effectiveOn, annualRate }: On & { annualRate: string }) =>
  book(context, id, { type: 'reprice', effectiveOn, annualRate })

/** 重组: new rate and maturity by agreement. */
export const restructure = (context: Context, id: string, terms: On & Terms & { reason: string }) =>
  book(context, id, { type: 'restructure', ...terms })

/** 核销 of all that is owed on the day. */
export const writeOff = async (context: Context, id: string, { effectiveOn, reason }: On & { reason: string }) => {
  await lockContract(context, id)
  const { account } = await contractState(context, id, { asOf: effectiveOn })
  return book(context, id, {
    type: 'write_off',
    effectiveOn,
    reason,
    principalFen: -account.principalFen,
    duePrincipalFen: -account.duePrincipalFen,
    interestFen: -account.interestFen,
    penaltyFen: -account.penaltyFen,
    costFen: -account.costFen,
  })
}

/** 冲正 of a booked event; the reason is kept. */
export const reverseEvent = (context: Context, id: string, { no, reason }: { no: number; reason: string }) =>
  book(context, id, { type: 'reverse', effectiveOn: today(context), reversesNo: no, reason })

/**
 * 无还本续贷: the new contract takes over the whole balance of the old one, today and not after its maturity. Nothing but
 * principal may be owed; the interest run since the last due date falls due with it.
 * @throws Problem state_conflict `renewal_arrears`, `renewal_after_maturity`, `renewal_amount`, `renewal_of_another`
 */
export const renewContract = async (context: Context, oldId: string, newId: string): Promise<void> => {
  await lockContract(context, oldId)
  const effectiveOn = today(context)
  const conflict = (code: string, message: string) => Problem.field('', code, message, 'state_conflict')
  const [old, next] = [await readContract(context, oldId), await readContract(context, newId)]
  const { account, terms } = await contractState(context, oldId)
  if (next.contract.renewalOf !== old.contract.id || next.contract.householdId !== old.contract.householdId) {
    throw conflict('renewal_of_another', '新合同不是这份合同的续贷')
  }
  if (account.interestFen + account.penaltyFen + account.costFen > 0n) {
    throw conflict('renewal_arrears', '续贷前须结清利息、罚息和费用')
  }
  if (effectiveOn > terms.maturityOn) throw conflict('renewal_after_maturity', '贷款已到期，不能再办理续贷')
  if (next.contract.agreedFen !== account.principalFen || account.principalFen === 0n) {
    throw conflict('renewal_amount', `续贷金额须等于原贷款余额 ${account.principalFen} 分`)
  }
  await book(context, oldId, {
    type: 'renew',
    effectiveOn,
    principalFen: -account.principalFen,
    duePrincipalFen: -account.duePrincipalFen,
  })
  await book(context, newId, { type: 'renew', effectiveOn, principalFen: account.principalFen })
  // Interest that has run since the last due date is owed on the old contract from today on.
  const interestFen = accruedOn(planTermsOf(old.contract), old.events, effectiveOn)
  if (interestFen > 0n) await recordDue(context, oldId, { effectiveOn, principalFen: 0n, interestFen })
}

const positive = (amount: Fen): Fen => {
  if (amount <= 0n) throw Problem.field('/amountFen', 'amount_range', '金额须大于 0')
  return amount
}
