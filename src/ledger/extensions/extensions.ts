import { randomUUID } from 'node:crypto'
import { and, desc, eq, sql, type SQL } from 'drizzle-orm'
import type { z } from 'zod'
import { fireEvent, openCase } from '../../platform/cases/cases.ts'
import type { Context } from '../../platform/context.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { requireVersion } from '../../platform/http/etag.ts'
import { civilDateOf } from '../../platform/instants.ts'
import { organisation } from '../../platform/registers/tables.ts'
import type { ExtensionDraft, ExtensionGrant, ExtensionRow, ExtensionsQuery } from '../api/extensions/schema.ts'
import { requireResponsible, requireTarget } from '../evidence/policy.ts'
import { target, targetExtension } from '../tables.ts'

const select = (context: Context, where: SQL | undefined): Promise<ExtensionRow[]> =>
  context.tx
    .select({
      id: targetExtension.id,
      targetId: targetExtension.targetId,
      reformNo: target.reformNo,
      targetText: target.text,
      organisationId: targetExtension.organisationId,
      organisation: organisation.shortName,
      originalDue: targetExtension.originalDue,
      askedFor: targetExtension.askedFor,
      grantedTo: targetExtension.grantedTo,
      reason: targetExtension.reason,
      decisionReason: targetExtension.decisionReason,
      state: targetExtension.state,
      askedOn: targetExtension.askedOn,
      decidedOn: targetExtension.decidedOn,
      caseId: targetExtension.caseId,
      version: targetExtension.version,
    })
    .from(targetExtension)
    .innerJoin(target, and(eq(target.county, targetExtension.county), eq(target.id, targetExtension.targetId)))
    .innerJoin(
      organisation,
      and(eq(organisation.county, targetExtension.county), eq(organisation.id, targetExtension.organisationId)),
    )
    .where(and(eq(targetExtension.county, context.actor.county), where))
    .orderBy(desc(targetExtension.askedOn), desc(targetExtension.id))

export const listExtensions = async (context: Context, query: z.output<typeof ExtensionsQuery>) => ({
  rows: await select(
    context,
    and(
      query.state === undefined ? undefined : eq(targetExtension.state, query.state),
      query.target === undefined ? undefined : eq(targetExtension.targetId, query.target),
      query.organisation === undefined
        ? undefined
        : sql`${targetExtension.organisationId}::text = ${query.organisation}`,
    ),
  ),
})

/** @throws Problem not_found */
export const findExtension = async (context: Context, id: string): Promise<ExtensionRow> => {
  const [row] = await select(context, eq(targetExtension.id, id))
  if (row === undefined) throw new Problem('not_found', '没有这份延期申请')
  return row
}

/** A responsible department asks for a later date; one request at a time. @throws forbidden, state_conflict */
export const askExtension = async (context: Context, draft: z.output<typeof ExtensionDraft>): Promise<ExtensionRow> => {
  const { county } = context.actor
  const of = await requireTarget(context, draft.targetId)
  const organisationId = await requireResponsible(context, of)
  if (draft.askedFor <= of.due) throw Problem.field('/askedFor', 'not_later', `申请的时限须晚于原时限 ${of.due}`)
  const [waiting] = await context.tx
    .select({ id: targetExtension.id })
    .from(targetExtension)
    .where(
      and(eq(targetExtension.county, county), eq(targetExtension.targetId, of.id), eq(targetExtension.state, 'asked')),
    )
  if (waiting !== undefined) throw new Problem('state_conflict', '该目标已有一份延期申请待审批')
  const id = randomUUID()
  const opened = await openCase(context, 'ledger.extension', {
    title: `延期：${of.title}`,
    subject: { table: 'target_extension', id },
    data: { targetId: of.id },
    organisationId,
  })
  await context.tx.insert(targetExtension).values({
    county,
    id,
    ...draft,
    organisationId,
    originalDue: of.due,
    state: 'asked',
    askedOn: civilDateOf(context.clock.now()),
    caseId: opened.id,
  })
  return findExtension(context, id)
}

/** Grants a date, which may be earlier than the one asked for. The table's own date stays. */
export const grantExtension = async (
  context: Context,
  id: string,
  ifMatch: string | null,
  { grantedTo, reason }: z.output<typeof ExtensionGrant>,
): Promise<ExtensionRow> => {
  const row = await findExtension(context, id)
  requireVersion(ifMatch, row.version)
  await fireEvent(context, row.caseId, 'grant', { reason, data: { grantedTo } })
  return findExtension(context, id)
}

export const refuseExtension = async (
  context: Context,
  id: string,
  ifMatch: string | null,
  reason: string,
): Promise<ExtensionRow> => {
  const row = await findExtension(context, id)
  requireVersion(ifMatch, row.version)
  await fireEvent(context, row.caseId, 'refuse', { reason })
  return findExtension(context, id)
}
