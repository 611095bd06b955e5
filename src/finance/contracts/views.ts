import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import type { CivilDate } from '../../platform/dates.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { requireVersion } from '../../platform/http/etag.ts'
import { civilDateOf } from '../../platform/instants.ts'
import { fenToNumber } from '../../platform/money.ts'
import type { Booking, Renewal } from '../api/contracts/schema.ts'
import type { Amounts } from '../model/contract-account.ts'
import { householdNames } from '../customers/names.ts'
import { accruedOn, instalmentPlan } from '../model/instalment-plan.ts'
import {
  contractState,
  extend,
  lockContract,
  payOff,
  prepay,
  readContract,
  recordDue,
  recordPenalty,
  renewContract,
  repay,
  reprice,
  restructure,
  reverseEvent,
  signContract,
  writeOff,
} from './contracts.ts'
import { planTermsOf } from './plan-terms.ts'
import { bankNames, contractFields } from './register.ts'

const numbersOf = (amounts: Amounts) => ({
  principalFen: fenToNumber(amounts.principalFen),
  duePrincipalFen: fenToNumber(amounts.duePrincipalFen),
  interestFen: fenToNumber(amounts.interestFen),
  penaltyFen: fenToNumber(amounts.penaltyFen),
  costFen: fenToNumber(amounts.costFen),
})

/** A contract with all its events, and what it owes on a day. @throws Problem not_found */
export const viewContract = async (context: Context, id: string, asOf?: CivilDate) => {
  const day = asOf ?? civilDateOf(context.clock.now())
  const { contract, events } = await readContract(context, id)
  const { account, terms } = await contractState(context, id, { asOf: day })
  const { disbursedFen, writtenOffFen, unpaidSince, daysPastDue, closed } = account
  const known = events.filter(({ effectiveOn }) => effectiveOn <= day)
  const nameOf = await householdNames(context, [contract.householdId])
  const bankOf = await bankNames(context)
  return {
    ...contractFields(contract),
    ...nameOf(contract.householdId),
    bank: bankOf(contract.bankId),
    asOf: day,
    accruedFen: fenToNumber(accruedOn(planTermsOf(contract), known, day)),
    plan: instalmentPlan(planTermsOf(contract), known).map(
      ({ due, principalFen, interestFen, totalFen, closingFen }) => ({
        due,
        principalFen: fenToNumber(principalFen),
        interestFen: fenToNumber(interestFen),
        totalFen: fenToNumber(totalFen),
        closingFen: fenToNumber(closingFen),
      }),
    ),
    account: {
      ...numbersOf(account),
      disbursedFen: fenToNumber(disbursedFen),
      writtenOffFen: fenToNumber(writtenOffFen),
      unpaidSince,
      daysPastDue,
      closed,
    },
    terms,
    events: events.map((event) => ({ ...event, ...numbersOf(event) })),
    version: events.length,
  }
}

/** Who repays all that is not due settles the loan: its interest to the day is then collected too. */
const requirePart = async (context: Context, id: string, asked: { effectiveOn: CivilDate; principalFen: number }) => {
  const { account } = await contractState(context, id, { asOf: asked.effectiveOn })
  if (BigInt(asked.principalFen) === account.principalFen - account.duePrincipalFen) {
    throw Problem.field('/principalFen', 'use_payoff', '归还全部本金请办理提前结清')
  }
}

const bookOne = async (context: Context, id: string, booking: z.output<typeof Booking>): Promise<unknown> => {
  switch (booking.type) {
    case 'due':
      return recordDue(context, id, {
        ...booking,
        principalFen: BigInt(booking.principalFen),
        interestFen: BigInt(booking.interestFen),
      })
    case 'penalty':
      return recordPenalty(context, id, {
        ...booking,
        penaltyFen: BigInt(booking.penaltyFen),
        costFen: BigInt(booking.costFen),
      })
    case 'repay':
      return repay(context, id, { ...booking, amountFen: BigInt(booking.amountFen) })
    case 'prepay':
      await requirePart(context, id, booking)
      return prepay(context, id, { ...booking, principalFen: BigInt(booking.principalFen) })
    case 'payoff':
      return payOff(context, id, booking)
    case 'extend':
      return extend(context, id, booking)
    case 'reprice':
      return reprice(context, id, booking)
    case 'restructure':
      return restructure(context, id, booking)
    case 'write_off':
      return writeOff(context, id, booking)
    case 'reverse':
      return reverseEvent(context, id, booking)
  }
}

/** Books one event on the stream that the actor read: another event since then is `stale`. */
export const bookEvent = async (
  context: Context,
  id: string,
  ifMatch: string | null,
  booking: z.output<typeof Booking>,
) => {
  await lockContract(context, id)
  const { events } = await readContract(context, id)
  requireVersion(ifMatch, events.length)
  await bookOne(context, id, booking)
  return viewContract(context, id)
}

/** Signs the renewing contract and moves the whole balance to it, in one transaction. */
export const renew = async (context: Context, id: string, ifMatch: string | null, draft: z.output<typeof Renewal>) => {
  await lockContract(context, id)
  const { contract, events } = await readContract(context, id)
  requireVersion(ifMatch, events.length)
  const { account } = await contractState(context, id)
  const next = await signContract(context, {
    contractNo: draft.contractNo,
    bankId: contract.bankId,
    householdId: contract.householdId,
    villageCode: contract.villageCode,
    mode: contract.mode,
    method: contract.method,
    pool: contract.pool,
    purpose: contract.purpose,
    agreedFen: account.principalFen,
    annualRate: draft.annualRate,
    signedOn: civilDateOf(context.clock.now()),
    maturityOn: draft.maturityOn,
    renewalOf: contract.id,
  })
  await renewContract(context, id, next)
  return viewContract(context, next)
}
