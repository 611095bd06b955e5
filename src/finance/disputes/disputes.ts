import { randomUUID } from 'node:crypto'
import { type SQL, and, desc, eq, isNull, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { openCase } from '../../platform/cases/cases.ts'
import { caseTable } from '../../platform/cases/tables.ts'
import type { Context } from '../../platform/context.ts'
import { asCounty } from '../../platform/database/system-context.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { decodeCursor, toPage } from '../../platform/http/page.ts'
import { membership } from '../../platform/identity/tables.ts'
import { civilDateOf } from '../../platform/instants.ts'
import { organisation } from '../../platform/registers/tables.ts'
import type { DisputeDraft, DisputeRow, DisputesQuery } from '../api/disputes/schema.ts'
import { requirePerson } from '../consents/consents.ts'
import { assetClassTitle } from '../model/asset-classes.ts'
import { assetValuation, familyAsset, familyDispute, familyHonour, familySheet, negativeRecord } from '../tables.ts'

const select = async (context: Context, where: SQL | undefined, limit: number): Promise<DisputeRow[]> => {
  const rows = await context.tx
    .select({ dispute: familyDispute, handler: organisation.name, dueOn: caseTable.dueOn })
    .from(familyDispute)
    .innerJoin(
      organisation,
      and(eq(organisation.county, familyDispute.county), eq(organisation.id, familyDispute.handlerId)),
    )
    .leftJoin(caseTable, and(eq(caseTable.county, familyDispute.county), eq(caseTable.id, familyDispute.caseId)))
    .where(and(eq(familyDispute.county, context.actor.county), where))
    .orderBy(desc(familyDispute.raisedOn), desc(familyDispute.id))
    .limit(limit)
  return rows.map(({ dispute, handler, dueOn }) => ({
    id: dispute.id,
    householdId: dispute.householdId,
    handlerId: dispute.handlerId,
    handler,
    subject: dispute.subject,
    subjectId: dispute.subjectId,
    subjectTitle: dispute.subjectTitle,
    statement: dispute.statement,
    raisedOn: dispute.raisedOn,
    dueOn: dispute.decidedOn === null ? dueOn : null,
    state: dispute.state,
    finding: dispute.finding,
    decidedOn: dispute.decidedOn,
    caseId: dispute.caseId,
    version: dispute.version,
  }))
}

/** Those of the own family, or those that the actor's office must verify. */
export const listDisputes = async (context: Context, query: z.output<typeof DisputesQuery>) => {
  const position = query.cursor === undefined ? undefined : decodeCursor(context.config, query.cursor)
  const rows = await select(
    context,
    and(
      query.state === undefined ? undefined : eq(familyDispute.state, query.state),
      position === undefined
        ? undefined
        : sql`(${familyDispute.raisedOn}, ${familyDispute.id}) < (${String(position[0])}::date, ${String(position[1])}::uuid)`,
    ),
    query.limit + 1,
  )
  return toPage(context.config, rows, query.limit, ({ raisedOn, id }) => [raisedOn, id])
}

type Subject = { readonly title: string; readonly handlerId: string }

/** The organisation of the account that signed a valuation. */
const officeOf = (context: Context, account: string): Promise<string | null> =>
  asCounty(context, 'finance.dispute', async ({ tx }) => {
    const [row] = await tx
      .select({ id: membership.organisationId })
      .from(membership)
      .where(
        and(eq(membership.county, context.actor.county), eq(membership.account, account), isNull(membership.until)),
      )
    return row?.id ?? null
  })

const villageOffice = async (context: Context, villageCode: string): Promise<string | null> => {
  const [row] = await context.tx
    .select({ id: organisation.id })
    .from(organisation)
    .where(
      and(
        eq(organisation.county, context.actor.county),
        eq(organisation.kind, 'village'),
        eq(organisation.areaCode, villageCode),
        isNull(organisation.closedOn),
      ),
    )
  return row?.id ?? null
}

/** What is disputed, as the family may see it, and who must verify it. */
const subjectOf = async (context: Context, { subject, subjectId }: z.output<typeof DisputeDraft>): Promise<Subject> => {
  const { county } = context.actor
  const { tx } = context
  const none = () => Problem.field('/subjectId', 'unknown_subject', '没有这条记录', 'not_found')
  const handled = (title: string, handlerId: string | null): Subject => {
    if (handlerId === null) throw Problem.field('/subjectId', 'no_handler', '该记录没有负责核查的机构')
    return { title, handlerId }
  }
  switch (subject) {
    case 'asset': {
      const [asset] = await tx
        .select({ title: familyAsset.title, class: familyAsset.class })
        .from(familyAsset)
        .where(and(eq(familyAsset.county, county), eq(familyAsset.id, subjectId)))
      if (asset === undefined) throw none()
      const [valuation] = await tx
        .select({ valuedBy: assetValuation.valuedBy })
        .from(assetValuation)
        .where(and(eq(assetValuation.county, county), eq(assetValuation.assetId, subjectId)))
        .orderBy(desc(assetValuation.no))
        .limit(1)
      if (valuation === undefined) throw Problem.field('/subjectId', 'not_valued', '该资产尚未估值，可直接更正申报')
      return handled(`${assetClassTitle[asset.class]}：${asset.title}`, await officeOf(context, valuation.valuedBy))
    }
    case 'honour': {
      const [honour] = await tx
        .select()
        .from(familyHonour)
        .where(and(eq(familyHonour.county, county), eq(familyHonour.id, subjectId)))
      if (honour === undefined) throw none()
      return handled(honour.title, await villageOffice(context, honour.villageCode))
    }
    case 'negative': {
      const [negative] = await tx
        .select()
        .from(negativeRecord)
        .where(and(eq(negativeRecord.county, county), eq(negativeRecord.id, subjectId)))
      if (negative === undefined) throw none()
      return handled(negative.title, negative.supplierId)
    }
    case 'assessment': {
      const [sheet] = await tx
        .select()
        .from(familySheet)
        .where(and(eq(familySheet.county, county), eq(familySheet.id, subjectId)))
      if (sheet === undefined) throw none()
      return handled(`${sheet.asOf} 家庭资产负债表与信用分`, sheet.bankId)
    }
  }
}

/** A member says that something on the family's record is wrong. One open dispute a record. */
export const raiseDispute = async (context: Context, draft: z.output<typeof DisputeDraft>): Promise<DisputeRow> => {
  const { county } = context.actor
  const { personId, householdId } = requirePerson(context)
  const { title, handlerId } = await subjectOf(context, draft)
  const id = randomUUID()
  const opened = await openCase(context, 'finance.dispute', {
    title: `异议：${title}`,
    subject: { table: 'family_dispute', id },
    organisationId: handlerId,
    householdId,
  })
  await context.tx.insert(familyDispute).values({
    ...draft,
    county,
    id,
    householdId,
    personId,
    handlerId,
    subjectTitle: title,
    raisedOn: civilDateOf(context.clock.now()),
    state: 'raised',
    caseId: opened.id,
  })
  const [row] = await select(context, eq(familyDispute.id, id), 1)
  if (row === undefined) throw new Problem('internal')
  return row
}
