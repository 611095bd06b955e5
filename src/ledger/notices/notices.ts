import { randomUUID } from 'node:crypto'
import { and, eq, max, or, type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { fireEvent, openCase } from '../../platform/cases/cases.ts'
import type { Context } from '../../platform/context.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { requireVersion } from '../../platform/http/etag.ts'
import { after, containsText, decodeCursor, orderBy, toPage, type SortKey } from '../../platform/http/page.ts'
import { civilDateOf } from '../../platform/instants.ts'
import { organisation } from '../../platform/registers/tables.ts'
import type { NoticeDraft, NoticeList, NoticeRow, NoticesQuery } from '../api/notices/schema.ts'
import { requireTarget } from '../evidence/policy.ts'
import { reformDepartment, supervisionNotice } from '../tables.ts'

/** An answer after its day is late; without one the day itself has passed. */
export const isLate = (
  notice: { readonly answerDue: string; readonly answeredOn: string | null },
  asOf: string,
): boolean =>
  notice.answeredOn !== null && notice.answeredOn <= asOf
    ? notice.answeredOn > notice.answerDue
    : asOf > notice.answerDue

const select = (context: Context, where: SQL | undefined) =>
  context.tx
    .select({ notice: supervisionNotice, organisation: organisation.shortName })
    .from(supervisionNotice)
    .innerJoin(
      organisation,
      and(eq(organisation.county, supervisionNotice.county), eq(organisation.id, supervisionNotice.organisationId)),
    )
    .where(and(eq(supervisionNotice.county, context.actor.county), where))

type Selected = Awaited<ReturnType<typeof select>>[number]

const rowOf = (context: Context, { notice, organisation: name }: Selected): NoticeRow => ({
  id: notice.id,
  number: `督办单 ${notice.year}-${String(notice.serial).padStart(3, '0')}`,
  reformNo: notice.reformNo,
  targetId: notice.targetId,
  title: notice.title,
  demand: notice.demand,
  organisationId: notice.organisationId,
  organisation: name,
  state: notice.state,
  issuedOn: notice.issuedOn,
  issuedBy: notice.issuedByName,
  answerDue: notice.answerDue,
  answeredOn: notice.answeredOn,
  answer: notice.answer,
  escalatedOn: notice.escalatedOn,
  closedOn: notice.closedOn,
  late: isLate(notice, civilDateOf(context.clock.now())),
  caseId: notice.caseId,
  version: notice.version,
})

const newestFirst: readonly SortKey[] = [
  { column: supervisionNotice.year, direction: 'desc' },
  { column: supervisionNotice.serial, direction: 'desc' },
]

/** The notices that the actor sees: a department its own, the reform office and the leaders all. */
export const listNotices = async (
  context: Context,
  query: z.output<typeof NoticesQuery>,
): Promise<z.input<typeof NoticeList>> => {
  const rows = await select(
    context,
    and(
      query.reform === undefined ? undefined : eq(supervisionNotice.reformNo, query.reform),
      query.organisation === undefined
        ? undefined
        : sql`${supervisionNotice.organisationId}::text = ${query.organisation}`,
      query.state === undefined ? undefined : eq(supervisionNotice.state, query.state),
      query.q === undefined
        ? undefined
        : or(containsText(supervisionNotice.title, query.q), containsText(supervisionNotice.demand, query.q)),
      query.cursor === undefined ? undefined : after(newestFirst, decodeCursor(context.config, query.cursor)),
    ),
  )
    .orderBy(...orderBy(newestFirst))
    .limit(query.limit + 1)
  const page = toPage(context.config, rows, query.limit, ({ notice }) => [notice.year, notice.serial])
  return { rows: page.rows.map((row) => rowOf(context, row)), nextCursor: page.nextCursor }
}

/** @throws Problem not_found, also for another department's */
export const findNotice = async (context: Context, id: string): Promise<NoticeRow> => {
  const [row] = await select(context, eq(supervisionNotice.id, id))
  if (row === undefined) throw new Problem('not_found', '没有这份督办单')
  return rowOf(context, row)
}

const checkDraft = async (context: Context, draft: z.output<typeof NoticeDraft>): Promise<void> => {
  if (draft.targetId !== null) {
    const of = await requireTarget(context, draft.targetId)
    if (of.reformNo !== draft.reformNo) throw Problem.field('/targetId', 'other_reform', '该目标不属于这项改革')
  }
  const [responsible] = await context.tx
    .select({ no: reformDepartment.no })
    .from(reformDepartment)
    .where(
      and(
        eq(reformDepartment.county, context.actor.county),
        eq(reformDepartment.reformNo, draft.reformNo),
        sql`${reformDepartment.organisationId}::text = ${draft.organisationId}`,
      ),
    )
    .limit(1)
  if (responsible === undefined)
    throw Problem.field('/organisationId', 'not_responsible', '该单位不是这项改革的责任部门')
}

/** Issues a notice to a responsible department; its number runs through the year. Answer in five working days. */
export const issueNotice = async (context: Context, draft: z.output<typeof NoticeDraft>): Promise<NoticeRow> => {
  const { county, name } = context.actor
  await checkDraft(context, draft)
  const issuedOn = civilDateOf(context.clock.now())
  const year = Number(issuedOn.slice(0, 4))
  // Numbers without gaps or doubles: whoever issues takes his turn.
  await context.tx.execute(sql`SELECT pg_advisory_xact_lock(hashtext(${`supervision_notice ${county} ${year}`}))`)
  const [last] = await context.tx
    .select({ serial: max(supervisionNotice.serial) })
    .from(supervisionNotice)
    .where(and(eq(supervisionNotice.county, county), eq(supervisionNotice.year, year)))
  const id = randomUUID()
  const opened = await openCase(context, 'ledger.notice', {
    title: draft.title,
    subject: { table: 'supervision_notice', id },
    organisationId: draft.organisationId,
  })
  await context.tx.insert(supervisionNotice).values({
    county,
    id,
    year,
    serial: (last?.serial ?? 0) + 1,
    ...draft,
    state: 'issued',
    issuedOn,
    issuedByName: name,
    // The case's own clock; it has one from the first day.
    answerDue: opened.dueOn ?? issuedOn,
    caseId: opened.id,
  })
  return findNotice(context, id)
}

const fire = async (
  context: Context,
  id: string,
  ifMatch: string | null,
  event: string,
  firing: Parameters<typeof fireEvent>[3],
): Promise<NoticeRow> => {
  const notice = await findNotice(context, id)
  requireVersion(ifMatch, notice.version)
  await fireEvent(context, notice.caseId, event, firing)
  return findNotice(context, id)
}

export const receiveNotice = (context: Context, id: string, ifMatch: string | null): Promise<NoticeRow> =>
  fire(context, id, ifMatch, 'receive', {})

export const answerNotice = (
  context: Context,
  id: string,
  ifMatch: string | null,
  answer: string,
): Promise<NoticeRow> => fire(context, id, ifMatch, 'answer', { data: { answer } })

export const closeNotice = (context: Context, id: string, ifMatch: string | null, reason: string): Promise<NoticeRow> =>
  fire(context, id, ifMatch, 'close', { reason })

/** The county leader's word on an escalated notice stands in the history of its case. */
export const instructNotice = (
  context: Context,
  id: string,
  ifMatch: string | null,
  reason: string,
): Promise<NoticeRow> => fire(context, id, ifMatch, 'instruct', { reason })
