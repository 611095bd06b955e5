import { and, eq } from 'drizzle-orm'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import type { CivilDate } from '../../platform/dates.ts'
import { requireVersion } from '../../platform/http/etag.ts'
import { after, decodeCursor, orderBy, toPage } from '../../platform/http/page.ts'
import { civilDateOf } from '../../platform/instants.ts'
import { fenToNumber } from '../../platform/money.ts'
import type { Booking, ContractsQuery, Renewal } from '../api/contracts/schema.ts'
import type { Amounts } from '../model/contract-account.ts'
import { loanContract } from '../tables.ts'
import {
  contractState,
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

const newestFirst = [
  { column: loanContract.signedOn, direction: 'desc' },
  { column: loanContract.id, direction: 'desc' },
] as const

const rowOf = (row: typeof loanContract.$inferSelect) => ({
  id: row.id,
  contractNo: row.contractNo,
  bankId: row.bankId,
  householdId: row.householdId,
  villageCode: row.villageCode,
  mode: row.mode,
  method: row.method,
  pool: row.pool,
  purpose: row.purpose,
  agreedFen: fenToNumber(row.agreedFen),
  annualRate: row.annualRate,
  signedOn: row.signedOn,
  maturityOn: row.maturityOn,
  renewalOf: row.renewalOf,
})

/** Those of the actor's bank or household; auditors see all. */
export const listContracts = async (context: Context, query: z.output<typeof ContractsQuery>) => {
  const rows = await context.tx
    .select()
    .from(loanContract)
    .where(
      and(
        eq(loanContract.county, context.actor.county),
        query.household === undefined ? undefined : eq(loanContract.householdId, query.household),
        query.cursor === undefined ? undefined : after(newestFirst, decodeCursor(context.config, query.cursor)),
      ),
    )
    .orderBy(...orderBy(newestFirst))
    .limit(query.limit + 1)
  const page = toPage(context.config, rows, query.limit, ({ signedOn, id }) => [signedOn, id])
  return { ...page, rows: page.rows.map(rowOf) }
}

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
  return {
    ...rowOf(contract),
    asOf: day,
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

const bookOne = (context: Context, id: string, booking: z.output<typeof Booking>): Promise<unknown> => {
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
      return prepay(context, id, { ...booking, principalFen: BigInt(booking.principalFen) })
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
  const { events } = await readContract(context, id)
  requireVersion(ifMatch, events.length)
  await bookOne(context, id, booking)
  return viewContract(context, id)
}

/** Signs the renewing contract and moves the whole balance to it, in one transaction. */
export const renew = async (context: Context, id: string, ifMatch: string | null, draft: z.output<typeof Renewal>) => {
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
