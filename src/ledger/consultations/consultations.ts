import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import type { z } from 'zod'
import { fireEvent, openCase } from '../../platform/cases/cases.ts'
import type { Context } from '../../platform/context.ts'
import { diffDays, parseDate } from '../../platform/dates.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { file } from '../../platform/files/tables.ts'
import { requireVersion } from '../../platform/http/etag.ts'
import { maskName } from '../../platform/identifiers/mask.ts'
import { civilDateOf } from '../../platform/instants.ts'
import type { CommentAnswer, CommentDraft, CommentModeration, ConsultationDraft } from '../api/consultations/schema.ts'
import { requireReformDepartment, requireTarget } from '../evidence/policy.ts'
import { consultation, consultationComment } from '../tables.ts'
import { shortestDays } from './case.ts'

type Draft = z.output<typeof ConsultationDraft>

const checkDraft = async (context: Context, draft: Draft): Promise<string> => {
  if (diffDays(parseDate(draft.openFrom), parseDate(draft.openTo)) < shortestDays) {
    throw Problem.field('/openTo', 'too_short', `公开征求意见不得少于 ${shortestDays} 天`)
  }
  if (draft.targetId !== null) {
    const of = await requireTarget(context, draft.targetId)
    if (of.reformNo !== draft.reformNo) throw Problem.field('/targetId', 'other_reform', '该目标不属于这项改革')
    if (of.kind !== 'deliverable') throw Problem.field('/targetId', 'not_deliverable', '该目标不以佐证核验')
  }
  if (draft.fileId !== null) {
    const [found] = await context.tx
      .select({ audience: file.audience })
      .from(file)
      .where(and(eq(file.county, context.actor.county), eq(file.id, draft.fileId)))
    if (found === undefined) throw Problem.field('/fileId', 'unknown_file', '没有找到该文件')
  }
  return requireReformDepartment(context, draft.reformNo)
}

/** A draft of a responsible department; nobody outside sees it before it opens. Returns its id. */
export const draftConsultation = async (context: Context, draft: Draft): Promise<string> => {
  const organisationId = await checkDraft(context, draft)
  const id = randomUUID()
  const opened = await openCase(context, 'ledger.consultation', {
    title: draft.title,
    subject: { table: 'consultation', id },
    organisationId,
  })
  await context.tx
    .insert(consultation)
    .values({ county: context.actor.county, id, ...draft, organisationId, state: 'drafted', caseId: opened.id })
  return id
}

/** The row of the actor's own department at the version that he read. @throws not_found, forbidden, stale */
const own = async (context: Context, id: string, ifMatch: string | null) => {
  const [row] = await context.tx
    .select()
    .from(consultation)
    .where(and(eq(consultation.county, context.actor.county), eq(consultation.id, id)))
  if (row === undefined) throw new Problem('not_found', '没有这次公开征求意见')
  if (row.organisationId !== context.actor.organisationId) throw new Problem('forbidden', '只能办理本部门的征求意见')
  requireVersion(ifMatch, row.version)
  return row
}

/** @throws Problem state_conflict once it was published */
export const editConsultation = async (
  context: Context,
  id: string,
  ifMatch: string | null,
  draft: Draft,
): Promise<void> => {
  const row = await own(context, id, ifMatch)
  if (row.state !== 'drafted') throw new Problem('state_conflict', '已发布的征求意见稿不能修改')
  await checkDraft(context, draft)
  const changed = await context.tx
    .update(consultation)
    .set({ ...draft, version: row.version + 1 })
    .where(and(eq(consultation.county, row.county), eq(consultation.id, id), eq(consultation.version, row.version)))
    .returning({ id: consultation.id })
  if (changed.length === 0) throw new Problem('stale', '刚被他人修改，请重新载入')
}

/** Publishes it. @throws not_computable `too_short` when fewer than seven days would be left */
export const openConsultation = async (context: Context, id: string, ifMatch: string | null): Promise<void> => {
  await fireEvent(context, (await own(context, id, ifMatch)).caseId, 'open')
}

/** After the last day, when every comment that is shown has its answer. */
export const finishConsultation = async (context: Context, id: string, ifMatch: string | null): Promise<void> => {
  await fireEvent(context, (await own(context, id, ifMatch)).caseId, 'finish')
}

/** Publishes what became of the comments; for a target of the table this is handed in as evidence. */
export const closeConsultation = async (
  context: Context,
  id: string,
  ifMatch: string | null,
  result: string,
): Promise<void> => {
  await fireEvent(context, (await own(context, id, ifMatch)).caseId, 'close', { data: { result } })
}

/**
 * Anybody comments while it is open; the comment is seen after moderation. The name is kept masked: nobody needs more
 * to answer it. @throws state_conflict outside its days
 */
export const comment = async (context: Context, id: string, draft: z.output<typeof CommentDraft>) => {
  const { county } = context.actor
  const [row] = await context.tx
    .select({ state: consultation.state, openFrom: consultation.openFrom, openTo: consultation.openTo })
    .from(consultation)
    .where(and(eq(consultation.county, county), eq(consultation.id, id)))
  if (row === undefined) throw new Problem('not_found', '没有这次公开征求意见')
  const madeOn = civilDateOf(context.clock.now())
  if (row.state !== 'open' || madeOn < row.openFrom || madeOn > row.openTo) {
    throw new Problem('state_conflict', `不在征求意见期间（${row.openFrom} 至 ${row.openTo}）`)
  }
  const values = {
    id: randomUUID(),
    author: maskName(draft.author),
    text: draft.text,
    madeOn,
    moderation: 'waiting' as const,
    answer: null,
    adopted: null,
    adoptedReason: null,
  }
  // No RETURNING: a visitor may not read a comment that waits for moderation, not even his own.
  await context.tx.insert(consultationComment).values({ county, consultationId: id, ...values })
  return values
}

const change = async (
  context: Context,
  id: string,
  commentId: string,
  values: Partial<typeof consultationComment.$inferInsert>,
): Promise<void> => {
  const row = await own(context, id, '*')
  if (row.state !== 'open') throw new Problem('state_conflict', '征求意见已答复完毕，不能再修改')
  const changed = await context.tx
    .update(consultationComment)
    .set(values)
    .where(
      and(
        eq(consultationComment.county, row.county),
        eq(consultationComment.consultationId, id),
        eq(consultationComment.id, commentId),
      ),
    )
    .returning({ id: consultationComment.id })
  if (changed.length === 0) throw new Problem('not_found', '没有这条意见')
}

export const moderateComment = (
  context: Context,
  id: string,
  commentId: string,
  { moderation }: z.output<typeof CommentModeration>,
): Promise<void> => change(context, id, commentId, { moderation })

/** An answer says whether the comment is adopted, and why not. */
export const answerComment = async (
  context: Context,
  id: string,
  commentId: string,
  { answer, adopted, reason }: z.output<typeof CommentAnswer>,
): Promise<void> => {
  if (adopted !== 'adopted' && (reason ?? '') === '') {
    throw Problem.field('/reason', 'required', '未采纳或部分采纳的，须说明理由')
  }
  await change(context, id, commentId, { answer, adopted, adoptedReason: reason })
}
