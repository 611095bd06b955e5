import { createHash, randomUUID } from 'node:crypto'
import { and, desc, eq, isNull, lte, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { asCounty, systemContext } from '../../platform/database/system-context.ts'
import { addYears } from '../../platform/dates.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { requireVersion } from '../../platform/http/etag.ts'
import { decodeCursor, toPage } from '../../platform/http/page.ts'
import { accountProfile } from '../../platform/identity/tables.ts'
import { civilDateOf } from '../../platform/instants.ts'
import { defineJob } from '../../platform/jobs/job.ts'
import { notify } from '../../platform/notices/notify.ts'
import { findPersonByIdentityNumber } from '../../platform/registers/persons.ts'
import { householdMember, organisation } from '../../platform/registers/tables.ts'
import type { NegativeDraft, NegativeRow, NegativesQuery } from '../api/negatives/schema.ts'
import { negativePurge, negativeRecord } from '../tables.ts'

/** 征信业管理条例第十六条: five years from the day on which the behaviour ended. */
const keptYears = 5

const rowOf = (row: typeof negativeRecord.$inferSelect): NegativeRow => ({
  id: row.id,
  supplier: row.supplier,
  kind: row.kind,
  title: row.title,
  documentNo: row.documentNo,
  decidedOn: row.decidedOn,
  toldOn: row.toldOn,
  suppliedOn: row.suppliedOn,
  endedOn: row.endedOn,
  purgeOn: row.purgeOn,
  statement: row.statement,
  version: row.version,
})

/** Those of the own family, those that the actor's office supplied, or those that a consent opens to his bank. */
export const listNegatives = async (context: Context, query: z.output<typeof NegativesQuery>) => {
  const position = query.cursor === undefined ? undefined : decodeCursor(context.config, query.cursor)
  const rows = await context.tx
    .select()
    .from(negativeRecord)
    .where(
      and(
        eq(negativeRecord.county, context.actor.county),
        query.household === undefined ? undefined : eq(negativeRecord.householdId, query.household),
        position === undefined
          ? undefined
          : sql`(${negativeRecord.decidedOn}, ${negativeRecord.id}) < (${String(position[0])}::date, ${String(position[1])}::uuid)`,
      ),
    )
    .orderBy(desc(negativeRecord.decidedOn), desc(negativeRecord.id))
    .limit(query.limit + 1)
  const page = toPage(context.config, rows, query.limit, ({ decidedOn, id }) => [decidedOn, id])
  return { ...page, rows: page.rows.map(rowOf) }
}

const find = async (context: Context, id: string): Promise<typeof negativeRecord.$inferSelect> => {
  const [row] = await context.tx
    .select()
    .from(negativeRecord)
    .where(and(eq(negativeRecord.county, context.actor.county), eq(negativeRecord.id, id)))
  if (row === undefined) throw new Problem('not_found', '没有这条信息')
  return row
}

const accountsOf = (context: Context, householdId: string): Promise<readonly string[]> =>
  asCounty(context, 'finance.negatives', async ({ tx }) =>
    (
      await tx
        .select({ account: accountProfile.account })
        .from(accountProfile)
        .where(
          and(
            eq(accountProfile.county, context.actor.county),
            eq(accountProfile.householdId, householdId),
            isNull(accountProfile.disabledAt),
          ),
        )
    ).map(({ account }) => account),
  )

/**
 * Registers negative information and tells the family; no bank sees it before it is supplied, on a later day.
 * @throws Problem not_computable `unknown_person`, `no_household`
 */
export const recordNegative = async (context: Context, draft: z.output<typeof NegativeDraft>): Promise<NegativeRow> => {
  const { actor } = context
  if (actor.organisationId === null) throw new Problem('forbidden', '该账号没有所属机构')
  const known = await findPersonByIdentityNumber(context, draft.identityNumber)
  if (known === null) throw Problem.field('/identityNumber', 'unknown_person', '辖区内没有该证件号码的人员')
  const [home] = await context.tx
    .select({ householdId: householdMember.householdId, areaCode: householdMember.areaCode })
    .from(householdMember)
    .where(
      and(
        eq(householdMember.county, actor.county),
        eq(householdMember.personId, known.id),
        isNull(householdMember.until),
      ),
    )
  if (home === undefined) throw Problem.field('/identityNumber', 'no_household', '该人员没有登记在任何一户')
  const [own] = await context.tx
    .select({ name: organisation.name })
    .from(organisation)
    .where(and(eq(organisation.county, actor.county), eq(organisation.id, actor.organisationId)))
  const id = randomUUID()
  await context.tx.insert(negativeRecord).values({
    county: actor.county,
    id,
    householdId: home.householdId,
    personId: known.id,
    supplierId: actor.organisationId,
    supplier: own?.name ?? '',
    kind: draft.kind,
    title: draft.title,
    documentNo: draft.documentNo,
    decidedOn: draft.decidedOn,
    toldOn: civilDateOf(context.clock.now()),
  })
  await notify(context, {
    recipients: await accountsOf(context, home.householdId),
    kind: 'finance.negative',
    title: '有一条不良信息将报送给您授权的银行',
    text: `${own?.name ?? ''}：${draft.title}（${draft.documentNo}）。您可以先说明情况或提出异议。`,
    href: '/finance/my/disputes',
  })
  return rowOf(await find(context, id))
}

/**
 * Supplies it to the banks that a consent names; not on the day on which the person was told.
 * @throws Problem state_conflict `not_told`
 */
export const supplyNegative = async (context: Context, id: string, ifMatch: string | null): Promise<NegativeRow> => {
  const row = await find(context, id)
  requireVersion(ifMatch, row.version)
  const today = civilDateOf(context.clock.now())
  if (row.suppliedOn !== null) throw new Problem('state_conflict', '该信息已报送')
  if (row.toldOn >= today) {
    throw Problem.field('', 'not_told', '须先告知本人，次日起才能报送（征信业管理条例第十五条）', 'state_conflict')
  }
  return update(context, id, { suppliedOn: today, version: row.version + 1 })
}

const update = async (
  context: Context,
  id: string,
  set: Partial<typeof negativeRecord.$inferInsert>,
): Promise<NegativeRow> => {
  await context.tx
    .update(negativeRecord)
    .set(set)
    .where(and(eq(negativeRecord.county, context.actor.county), eq(negativeRecord.id, id)))
  return rowOf(await find(context, id))
}

/** The behaviour has ended: from that day five years run, then the record is purged. */
export const endNegative = async (
  context: Context,
  id: string,
  ifMatch: string | null,
  { endedOn }: { readonly endedOn: Parameters<typeof addYears>[0] },
): Promise<NegativeRow> => {
  const row = await find(context, id)
  requireVersion(ifMatch, row.version)
  if (endedOn < row.decidedOn) throw Problem.field('/endedOn', 'dates_order', '终止日期不能早于认定日期')
  return update(context, id, { endedOn, purgeOn: addYears(endedOn, keptYears), version: row.version + 1 })
}

/** What the family says; banks read it with the record. */
export const stateNegative = async (
  context: Context,
  id: string,
  ifMatch: string | null,
  statement: string,
): Promise<NegativeRow> => {
  const row = await find(context, id)
  requireVersion(ifMatch, row.version)
  if (row.householdId !== context.actor.householdId) throw new Problem('forbidden', '只有本人家庭可以说明')
  return update(context, id, { statement, version: row.version + 1 })
}

/** Takes what is five years past out of the books, and leaves the proof that it was done. Gives the number of records. */
export const purgeNegatives = async (context: Context): Promise<number> => {
  const { county } = context.actor
  const now = context.clock.now()
  const today = civilDateOf(now)
  const gone = await context.tx
    .delete(negativeRecord)
    .where(and(eq(negativeRecord.county, county), lte(negativeRecord.purgeOn, today)))
    .returning({ id: negativeRecord.id })
  if (gone.length === 0) return 0
  const ids = gone.map(({ id }) => id).toSorted()
  await context.tx.insert(negativePurge).values({
    county,
    on: today,
    records: ids.length,
    digest: createHash('sm3').update(ids.join('\n')).digest('hex'),
    purgedAt: now,
  })
  return ids.length
}

export const purgeJob = defineJob({
  name: 'finance.purge_negative_information',
  title: '到期删除不良信息',
  schedule: '20 1 * * *',
  missed: 'once',
  run: (app, run) =>
    systemContext(app, run.county, 'finance.purge_negative_information', async (context) => {
      await purgeNegatives(context)
    }),
})
