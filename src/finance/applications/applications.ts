import { randomUUID } from 'node:crypto'
import { type SQL, and, eq } from 'drizzle-orm'
import type { z } from 'zod'
import { fireEvent, openCase } from '../../platform/cases/cases.ts'
import type { Context } from '../../platform/context.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { requireVersion } from '../../platform/http/etag.ts'
import { after, decodeCursor, orderBy, toPage } from '../../platform/http/page.ts'
import { civilDateOf } from '../../platform/instants.ts'
import { requireConsent } from '../../platform/registers/consents.ts'
import { household, organisation } from '../../platform/registers/tables.ts'
import type {
  ApplicationDraft,
  ApplicationRow,
  ApplicationsQuery,
  Approval,
  Refusal,
} from '../api/applications/schema.ts'
import { requireBank, requirePerson } from '../consents/consents.ts'
import { householdNames } from '../customers/names.ts'
import { creditPurpose } from '../model/consent-terms.ts'
import { loanApplication, whitelistEntry } from '../tables.ts'

const columns = {
  id: loanApplication.id,
  bankId: loanApplication.bankId,
  bank: organisation.name,
  householdId: loanApplication.householdId,
  villageCode: loanApplication.villageCode,
  askedOn: loanApplication.askedOn,
  askedFen: loanApplication.askedFen,
  months: loanApplication.months,
  purpose: loanApplication.purpose,
  mode: loanApplication.mode,
  method: loanApplication.method,
  state: loanApplication.state,
  whitelistEntryId: loanApplication.whitelistEntryId,
  grantedFen: loanApplication.grantedFen,
  annualRate: loanApplication.annualRate,
  offerDigest: loanApplication.offerDigest,
  offerUntil: loanApplication.offerUntil,
  reasons: loanApplication.reasons,
  decidedOn: loanApplication.decidedOn,
  disbursedOn: loanApplication.disbursedOn,
  contractId: loanApplication.contractId,
  caseId: loanApplication.caseId,
  version: loanApplication.version,
}
const newestFirst = [
  { column: loanApplication.askedOn, direction: 'desc' },
  { column: loanApplication.id, direction: 'desc' },
] as const

const select = async (context: Context, where: SQL | undefined, limit: number): Promise<ApplicationRow[]> => {
  const rows = await context.tx
    .select(columns)
    .from(loanApplication)
    .innerJoin(
      organisation,
      and(eq(organisation.county, loanApplication.county), eq(organisation.id, loanApplication.bankId)),
    )
    .where(and(eq(loanApplication.county, context.actor.county), where))
    .orderBy(...orderBy(newestFirst))
    .limit(limit)
  const nameOf = await householdNames(
    context,
    rows.map(({ householdId }) => householdId),
  )
  return rows.map(({ whitelistEntryId, askedFen, grantedFen, ...row }) => ({
    ...row,
    ...nameOf(row.householdId),
    askedFen: Number(askedFen),
    grantedFen: grantedFen === null ? null : Number(grantedFen),
    fromWhitelist: whitelistEntryId !== null,
  }))
}

/** Those of the actor's bank, or of his own household. */
export const listApplications = async (context: Context, query: z.output<typeof ApplicationsQuery>) =>
  toPage(
    context.config,
    await select(
      context,
      and(
        query.state === undefined ? undefined : eq(loanApplication.state, query.state),
        query.cursor === undefined ? undefined : after(newestFirst, decodeCursor(context.config, query.cursor)),
      ),
      query.limit + 1,
    ),
    query.limit,
    ({ askedOn, id }) => [askedOn, id],
  )

/** @throws Problem not_found — also for one of another bank or family */
export const findApplication = async (context: Context, id: string): Promise<ApplicationRow> => {
  const [row] = await select(context, eq(loanApplication.id, id), 1)
  if (row === undefined) throw new Problem('not_found', '没有这份贷款申请')
  return row
}

/**
 * A family asks a bank for a loan, with the consent of the member who asks.
 * @throws Problem forbidden without that consent, not_computable `unknown_bank`
 */
export const applyForLoan = async (
  context: Context,
  draft: z.output<typeof ApplicationDraft>,
): Promise<ApplicationRow> => {
  const { county } = context.actor
  const { personId, householdId } = requirePerson(context)
  const bank = await requireBank(context, draft.bankId, '/bankId')
  await requireConsent(context, {
    personId,
    controllerId: draft.bankId,
    purpose: creditPurpose,
    dataCategories: ['family', 'assets'],
  })
  const today = civilDateOf(context.clock.now())
  const [home] = await context.tx
    .select({ areaCode: household.areaCode })
    .from(household)
    .where(and(eq(household.county, county), eq(household.id, householdId)))
  if (home === undefined) throw new Problem('not_found', '没有找到该户')
  const [entry] = await context.tx
    .select({ id: whitelistEntry.id, validTo: whitelistEntry.validTo })
    .from(whitelistEntry)
    .where(
      and(
        eq(whitelistEntry.county, county),
        eq(whitelistEntry.bankId, draft.bankId),
        eq(whitelistEntry.householdId, householdId),
        eq(whitelistEntry.state, 'active'),
      ),
    )
  const id = randomUUID()
  const opened = await openCase(context, 'finance.application', {
    title: `贷款申请：${bank}`,
    subject: { table: 'loan_application', id },
    organisationId: draft.bankId,
    householdId,
  })
  await context.tx.insert(loanApplication).values({
    county,
    id,
    ...draft,
    askedFen: BigInt(draft.askedFen),
    householdId,
    personId,
    villageCode: home.areaCode,
    askedOn: today,
    whitelistEntryId: entry !== undefined && entry.validTo >= today ? entry.id : null,
    state: 'submitted',
    online: true,
    caseId: opened.id,
  })
  return findApplication(context, id)
}

/** Fires one event of the application's case as the actor, if he read this version. */
const fire = async (
  context: Context,
  id: string,
  ifMatch: string | null,
  event: string,
  firing: { readonly reason?: string; readonly data?: Record<string, unknown> } = {},
): Promise<ApplicationRow> => {
  const row = await findApplication(context, id)
  requireVersion(ifMatch, row.version)
  if (row.caseId === null) throw new Problem('state_conflict', '该申请办理于平台启用之前')
  await fireEvent(context, row.caseId, event, firing)
  return findApplication(context, id)
}

export const approveApplication = (
  context: Context,
  id: string,
  ifMatch: string | null,
  approval: z.output<typeof Approval>,
) => fire(context, id, ifMatch, 'approve', { data: approval })

export const declineApplication = (
  context: Context,
  id: string,
  ifMatch: string | null,
  { reason, reasons }: z.output<typeof Refusal>,
) => fire(context, id, ifMatch, 'decline', { reason, data: { reasons } })

/** @throws Problem state_conflict `offer_changed` when the offer is not the one that was shown */
export const signOffer = (context: Context, id: string, ifMatch: string | null, offerDigest: string) =>
  fire(context, id, ifMatch, 'sign', { data: { offerDigest } })

export const disburseApplication = (context: Context, id: string, ifMatch: string | null) =>
  fire(context, id, ifMatch, 'disburse')

export const cancelApplication = (context: Context, id: string, ifMatch: string | null) =>
  fire(context, id, ifMatch, 'cancel')
