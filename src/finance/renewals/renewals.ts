import { randomUUID } from 'node:crypto'
import { and, desc, eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { fireEvent, openCase } from '../../platform/cases/cases.ts'
import type { Context } from '../../platform/context.ts'
import { addDays, diffDays } from '../../platform/dates.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { requireVersion } from '../../platform/http/etag.ts'
import { civilDateOf } from '../../platform/instants.ts'
import { Rational, fenToNumber } from '../../platform/money.ts'
import type { MaturingRow, RenewalApproval, RenewalDraft, RenewalRow, RenewalsReply } from '../api/renewals/schema.ts'
import { contractState, readContract } from '../contracts/contracts.ts'
import { listContracts } from '../contracts/register.ts'
import { renewalRequest } from '../tables.ts'

/** Asked for at the earliest ([A], finance 4.9). */
export const renewalWindowDays = 60
const bridgeRate = Rational.of('0.001').times(7n)

const rowOf = (row: typeof renewalRequest.$inferSelect): RenewalRow => ({
  id: row.id,
  contractId: row.contractId,
  askedOn: row.askedOn,
  maturityOn: row.maturityOn,
  state: row.state,
  months: row.months,
  annualRate: row.annualRate,
  newMaturityOn: row.newMaturityOn,
  reason: row.reason,
  newContractId: row.newContractId,
  caseId: row.caseId,
  version: row.version,
})

/** @throws Problem not_found — also for one of another bank or family */
export const findRenewal = async (context: Context, id: string): Promise<RenewalRow> => {
  const [row] = await context.tx
    .select()
    .from(renewalRequest)
    .where(and(eq(renewalRequest.county, context.actor.county), eq(renewalRequest.id, id)))
  if (row === undefined) throw new Problem('not_found', '没有这份续贷申请')
  return rowOf(row)
}

/** 续贷日历: what matures in sixty days, whether its renewal was asked, and what a bridge loan would have cost. */
export const listMaturing = async (context: Context): Promise<RenewalsReply> => {
  const today = civilDateOf(context.clock.now())
  const until = addDays(today, renewalWindowDays)
  const requests = new Map<string, RenewalRow>()
  for (const row of await context.tx
    .select()
    .from(renewalRequest)
    .where(and(eq(renewalRequest.county, context.actor.county), sql`${renewalRequest.maturityOn} >= ${today}`))
    .orderBy(renewalRequest.askedOn))
    requests.set(row.contractId, rowOf(row))
  const rows: MaturingRow[] = []
  let cursor: string | undefined
  do {
    const page = await listContracts(context, {
      maturityFrom: today,
      maturityTo: until,
      sort: 'maturity',
      limit: 200,
      ...(cursor === undefined ? {} : { cursor }),
    })
    for (const row of page.rows) {
      const renewal = requests.get(row.id) ?? null
      if (row.principalFen === 0 && renewal?.state !== 'signed') continue
      rows.push({
        contractId: row.id,
        contractNo: row.contractNo,
        head: row.head,
        village: row.village,
        principalFen: row.principalFen,
        unpaidFen: row.unpaidFen,
        annualRate: row.annualRate,
        maturityOn: row.maturityOn,
        daysLeft: diffDays(today, row.maturityOn as typeof today),
        savedFen: fenToNumber(bridgeRate.times(BigInt(row.principalFen)).round()),
        renewal,
      })
    }
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  const months = new Map<string, number>()
  for (const { maturityOn, principalFen } of rows) {
    months.set(maturityOn.slice(0, 7), (months.get(maturityOn.slice(0, 7)) ?? 0) + principalFen)
  }
  return {
    asOf: today,
    until,
    months: [...months].toSorted().map(([month, fen]) => ({ month, fen })),
    rows,
  }
}

/**
 * A family, or its bank at the counter, asks to renew a loan without repaying its principal.
 * @throws Problem not_found, state_conflict `renewal_too_early`, `renewal_after_maturity`, `nothing_owed`, duplicate
 */
export const askRenewal = async (context: Context, draft: z.output<typeof RenewalDraft>): Promise<RenewalRow> => {
  const { county } = context.actor
  const { contract } = await readContract(context, draft.contractId)
  const { account, terms } = await contractState(context, contract.id)
  const today = civilDateOf(context.clock.now())
  const conflict = (code: string, message: string) => Problem.field('/contractId', code, message, 'state_conflict')
  if (account.principalFen === 0n) throw conflict('nothing_owed', '该贷款没有余额')
  if (today > terms.maturityOn) throw conflict('renewal_after_maturity', '贷款已到期，不能再申请续贷')
  if (diffDays(today, terms.maturityOn) > renewalWindowDays) {
    throw conflict('renewal_too_early', `到期前 ${renewalWindowDays} 天起可以申请续贷`)
  }
  const id = randomUUID()
  const { bankId, householdId } = contract
  const opened = await openCase(context, 'finance.renewal', {
    title: `无还本续贷：${contract.contractNo}`,
    subject: { table: 'renewal_request', id },
    organisationId: bankId,
    householdId,
  })
  await context.tx.insert(renewalRequest).values({
    county,
    id,
    contractId: contract.id,
    bankId,
    householdId,
    askedOn: today,
    maturityOn: terms.maturityOn,
    state: 'asked',
    months: draft.months,
    caseId: opened.id,
  })
  return findRenewal(context, id)
}

const fire = async (
  context: Context,
  id: string,
  ifMatch: string | null,
  event: string,
  firing: { readonly reason?: string; readonly data?: Record<string, unknown> } = {},
): Promise<RenewalRow> => {
  const row = await findRenewal(context, id)
  requireVersion(ifMatch, row.version)
  await fireEvent(context, row.caseId, event, firing)
  return findRenewal(context, id)
}

export const approveRenewal = (
  context: Context,
  id: string,
  ifMatch: string | null,
  approval: z.output<typeof RenewalApproval>,
) => fire(context, id, ifMatch, 'approve', { data: approval })

export const declineRenewal = (context: Context, id: string, ifMatch: string | null, reason: string) =>
  fire(context, id, ifMatch, 'decline', { reason })

export const signRenewal = (context: Context, id: string, ifMatch: string | null) => fire(context, id, ifMatch, 'sign')

/** Those of the own family, newest first. */
export const listRenewals = async (context: Context) => {
  const rows = await context.tx
    .select()
    .from(renewalRequest)
    .where(eq(renewalRequest.county, context.actor.county))
    .orderBy(desc(renewalRequest.askedOn))
    .limit(200)
  return { rows: rows.map(rowOf) }
}
