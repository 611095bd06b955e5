import { and, asc, desc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { organisation } from '../../platform/registers/tables.ts'
import type { ConsultationReply, ConsultationRow } from '../api/consultations/schema.ts'
import { consultation, consultationComment } from '../tables.ts'

type Row = typeof consultation.$inferSelect

const select = (context: Context, where: SQL | undefined) =>
  context.tx
    .select({ row: consultation, organisation: organisation.shortName })
    .from(consultation)
    .innerJoin(
      organisation,
      and(eq(organisation.county, consultation.county), eq(organisation.id, consultation.organisationId)),
    )
    .where(and(eq(consultation.county, context.actor.county), where))
    .orderBy(desc(consultation.openFrom), asc(consultation.id))

/** Comments that are shown, and how many of them are answered, by consultation. */
const countsOf = async (context: Context, ids: readonly string[]) => {
  if (ids.length === 0) return new Map<string, { comments: number; answered: number }>()
  const rows = await context.tx
    .select({
      id: consultationComment.consultationId,
      comments: sql<number>`count(*)::int`,
      answered: sql<number>`count(${consultationComment.answer})::int`,
    })
    .from(consultationComment)
    .where(
      and(
        eq(consultationComment.county, context.actor.county),
        inArray(consultationComment.consultationId, [...ids]),
        eq(consultationComment.moderation, 'shown'),
      ),
    )
    .groupBy(consultationComment.consultationId)
  return new Map(rows.map(({ id, ...counts }) => [id, counts]))
}

const rowOf = (
  row: Row,
  name: string,
  counts: { comments: number; answered: number } = { comments: 0, answered: 0 },
): ConsultationRow => ({
  id: row.id,
  reformNo: row.reformNo,
  title: row.title,
  openFrom: row.openFrom,
  openTo: row.openTo,
  state: row.state,
  ...counts,
  organisation: name,
  version: row.version,
})

/** Newest first; a visitor sees what was published. */
export const listConsultations = async (context: Context): Promise<{ rows: ConsultationRow[] }> => {
  const found = await select(context, undefined)
  const counts = await countsOf(
    context,
    found.map(({ row }) => row.id),
  )
  return { rows: found.map(({ row, organisation: name }) => rowOf(row, name, counts.get(row.id))) }
}

/** With its comments: a visitor sees those that are shown, officials also those that wait. @throws not_found */
export const viewConsultation = async (context: Context, id: string): Promise<ConsultationReply> => {
  const [found] = await select(context, eq(consultation.id, id))
  if (found === undefined) throw new Problem('not_found', '没有这次公开征求意见')
  const { row, organisation: name } = found
  const list = await context.tx
    .select({
      id: consultationComment.id,
      author: consultationComment.author,
      text: consultationComment.text,
      madeOn: consultationComment.madeOn,
      moderation: consultationComment.moderation,
      answer: consultationComment.answer,
      adopted: consultationComment.adopted,
      adoptedReason: consultationComment.adoptedReason,
    })
    .from(consultationComment)
    .where(and(eq(consultationComment.county, row.county), eq(consultationComment.consultationId, id)))
    .orderBy(asc(consultationComment.madeOn), asc(consultationComment.id))
  const counts = await countsOf(context, [id])
  return {
    ...rowOf(row, name, counts.get(id)),
    introduction: row.introduction,
    draftText: row.draftText,
    fileId: row.fileId,
    result: row.result,
    list,
  }
}
