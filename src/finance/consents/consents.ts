import { and, desc, eq, inArray, isNull, or, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { fireEvent } from '../../platform/cases/cases.ts'
import type { Context } from '../../platform/context.ts'
import { asCounty } from '../../platform/database/system-context.ts'
import { addMonths } from '../../platform/dates.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { membership } from '../../platform/identity/tables.ts'
import { civilDateOf } from '../../platform/instants.ts'
import { giveConsent, withdrawConsent } from '../../platform/registers/consents.ts'
import { consent, organisation } from '../../platform/registers/tables.ts'
import type { ConsentDraft, ConsentRow } from '../api/consents/schema.ts'
import { consentCategories, consentMonths, consentText, creditPurpose } from '../model/consent-terms.ts'
import { familyScoreResult, familySheet, loanApplication, whitelistEntry } from '../tables.ts'

/** The actor as a person; officials at their desks have none. @throws Problem forbidden */
export const requirePerson = (context: Context): { readonly personId: string; readonly householdId: string } => {
  const { personId, householdId } = context.actor
  if (personId === null || householdId === null) throw new Problem('forbidden', '该账号没有关联农户')
  return { personId, householdId }
}

/** To whom a family may open its records: the banks, and the offices that employ valuers. */
export const listControllers = async (context: Context) => {
  const { county } = context.actor
  const valuers = await asCounty(context, 'finance.consent', ({ tx }) =>
    tx
      .selectDistinct({ id: membership.organisationId })
      .from(membership)
      .where(and(eq(membership.county, county), eq(membership.role, 'valuer'), isNull(membership.until))),
  )
  const offices = valuers.flatMap(({ id }) => (id === null ? [] : [id]))
  const rows = await context.tx
    .select({ id: organisation.id, name: organisation.name, kind: organisation.kind })
    .from(organisation)
    .where(
      and(
        eq(organisation.county, county),
        isNull(organisation.closedOn),
        or(eq(organisation.kind, 'bank'), offices.length === 0 ? undefined : inArray(organisation.id, offices)),
      ),
    )
    .orderBy(organisation.code)
  return { rows: rows.map(({ id, name, kind }) => ({ id, name, lends: kind === 'bank' })) }
}

/** @throws Problem not_computable `unknown_controller` */
const requireController = async (context: Context, id: string): Promise<string> => {
  const found = (await listControllers(context)).rows.find((row) => row.id === id)
  if (found === undefined) throw Problem.field('/bankId', 'unknown_controller', '没有这家银行或评估机构')
  return found.name
}

/** @throws Problem not_computable `unknown_bank` */
export const requireBank = async (context: Context, id: string, pointer: string): Promise<string> => {
  const [bank] = await context.tx
    .select({ name: organisation.name })
    .from(organisation)
    .where(
      and(
        eq(organisation.county, context.actor.county),
        sql`${organisation.id}::text = ${id}`,
        eq(organisation.kind, 'bank'),
        isNull(organisation.closedOn),
      ),
    )
  if (bank === undefined) throw Problem.field(pointer, 'unknown_bank', '没有这家银行')
  return bank.name
}

const select = async (context: Context): Promise<readonly ConsentRow[]> => {
  const rows = await context.tx
    .select({
      id: consent.id,
      bankId: consent.controllerId,
      bank: organisation.name,
      categories: consent.dataCategories,
      textDigest: consent.textDigest,
      validFrom: consent.validFrom,
      validUntil: consent.validUntil,
      withdrawnAt: consent.withdrawnAt,
    })
    .from(consent)
    .innerJoin(organisation, and(eq(organisation.county, consent.county), eq(organisation.id, consent.controllerId)))
    .where(
      and(
        eq(consent.county, context.actor.county),
        eq(consent.personId, requirePerson(context).personId),
        sql`${creditPurpose} = ANY (${consent.purposes})`,
      ),
    )
    .orderBy(desc(consent.validFrom), desc(consent.id))
  const now = context.clock.now()
  return rows.map(({ categories, validFrom, validUntil, withdrawnAt, ...row }) => ({
    ...row,
    categories: consentCategories.filter((each) => categories.includes(each)),
    validFrom: validFrom.toISOString(),
    validUntil: validUntil.toISOString(),
    withdrawnAt: withdrawnAt?.toISOString() ?? null,
    state: withdrawnAt !== null ? 'withdrawn' : validUntil <= now ? 'expired' : 'given',
  }))
}

export const listConsents = async (context: Context) => ({ rows: await select(context) })

/** A member lets a bank see categories of his data for at most a year. An earlier consent to the same bank ends. */
export const giveBankConsent = async (context: Context, draft: z.output<typeof ConsentDraft>): Promise<ConsentRow> => {
  const { personId } = requirePerson(context)
  const bank = await requireController(context, draft.bankId)
  const now = context.clock.now()
  await context.tx
    .update(consent)
    .set({ withdrawnAt: now })
    .where(
      and(
        eq(consent.county, context.actor.county),
        eq(consent.personId, personId),
        sql`${consent.controllerId}::text = ${draft.bankId}`,
        isNull(consent.withdrawnAt),
      ),
    )
  const until = addMonths(civilDateOf(now), consentMonths)
  const id = await giveConsent(context, {
    personId,
    controllerId: draft.bankId,
    purposes: [creditPurpose],
    dataCategories: draft.categories,
    text: consentText(bank, draft.categories),
    validUntil: new Date(`${until}T00:00:00+08:00`),
  })
  return (await select(context)).find((row) => row.id === id) ?? Promise.reject(new Problem('internal'))
}

/** What a bank had made of the family's data loses effect: past lawful acts stand, nothing new rests on it. */
const stopProcessing = async (context: Context, bankId: string, householdId: string): Promise<void> => {
  const { county } = context.actor
  const today = civilDateOf(context.clock.now())
  const ended = { endedOn: today, endReason: 'consent_withdrawn' }
  await asCounty(context, 'finance.consent', async (whole) => {
    const of = (table: typeof familySheet | typeof familyScoreResult) =>
      and(eq(table.county, county), eq(table.bankId, bankId), eq(table.householdId, householdId), isNull(table.endedOn))
    await whole.tx.update(familySheet).set(ended).where(of(familySheet))
    await whole.tx.update(familyScoreResult).set(ended).where(of(familyScoreResult))
    await whole.tx
      .update(whitelistEntry)
      .set({ state: 'suspended', stateReason: 'consent_withdrawn' })
      .where(
        and(
          eq(whitelistEntry.county, county),
          eq(whitelistEntry.bankId, bankId),
          eq(whitelistEntry.householdId, householdId),
          inArray(whitelistEntry.state, ['active', 'waiting']),
        ),
      )
    const open = await whole.tx
      .select({ caseId: loanApplication.caseId })
      .from(loanApplication)
      .where(
        and(
          eq(loanApplication.county, county),
          eq(loanApplication.bankId, bankId),
          eq(loanApplication.householdId, householdId),
          inArray(loanApplication.state, ['submitted', 'more_info', 'approved']),
        ),
      )
    for (const { caseId } of open) {
      if (caseId !== null) await fireEvent(whole, caseId, 'cancel', { reason: '申请人撤回授权' })
    }
  })
}

/**
 * Withdraws a consent: in this very transaction the bank's view of the rows closes, its sheets and scores of the family
 * end, whitelist entries are suspended and open applications stop.
 * @throws Problem not_found, state_conflict
 */
export const withdrawBankConsent = async (context: Context, id: string): Promise<ConsentRow> => {
  const { householdId } = requirePerson(context)
  const given = (await select(context)).find((row) => row.id === id)
  if (given === undefined) throw new Problem('not_found', '没有这份授权')
  await withdrawConsent(context, id)
  await stopProcessing(context, given.bankId, householdId)
  return (await select(context)).find((row) => row.id === id) ?? given
}
