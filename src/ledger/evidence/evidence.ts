import { randomUUID } from 'node:crypto'
import { and, eq, sql, type SQL } from 'drizzle-orm'
import type { z } from 'zod'
import { fireEvent, openCase } from '../../platform/cases/cases.ts'
import type { Context } from '../../platform/context.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { photoKinds } from '../../platform/files/kind.ts'
import { file } from '../../platform/files/tables.ts'
import { requireVersion } from '../../platform/http/etag.ts'
import { after, containsText, decodeCursor, orderBy, toPage, type SortKey } from '../../platform/http/page.ts'
import { civilDateOf } from '../../platform/instants.ts'
import { organisation } from '../../platform/registers/tables.ts'
import type { EvidenceDraft, EvidenceList, EvidenceQuery, EvidenceRow } from '../api/evidence/schema.ts'
import { evidence, target } from '../tables.ts'
import { requireResponsible, requireTarget } from './policy.ts'

type Row = z.input<typeof EvidenceRow>

const columns = {
  id: evidence.id,
  targetId: evidence.targetId,
  reformNo: target.reformNo,
  kind: evidence.kind,
  title: evidence.title,
  fileId: evidence.fileId,
  datedOn: evidence.datedOn,
  organisationId: evidence.organisationId,
  organisation: organisation.shortName,
  state: evidence.state,
  submittedBy: evidence.submittedByName,
  verifiedBy: evidence.verifiedByName,
  verifiedOn: evidence.verifiedOn,
  reason: evidence.reason,
  caseId: evidence.caseId,
  version: evidence.version,
}

const select = (context: Context, where: SQL | undefined) =>
  context.tx
    .select(columns)
    .from(evidence)
    .innerJoin(target, and(eq(target.county, evidence.county), eq(target.id, evidence.targetId)))
    .innerJoin(
      organisation,
      and(eq(organisation.county, evidence.county), eq(organisation.id, evidence.organisationId)),
    )
    .where(and(eq(evidence.county, context.actor.county), where))

const newestFirst: readonly SortKey[] = [
  { column: evidence.datedOn, direction: 'desc' },
  { column: evidence.id, direction: 'asc' },
]

/** Evidence as the actor sees it, newest document first. */
export const listEvidence = async (
  context: Context,
  query: z.output<typeof EvidenceQuery>,
): Promise<z.input<typeof EvidenceList>> => {
  const rows = await select(
    context,
    and(
      query.reform === undefined ? undefined : eq(target.reformNo, query.reform),
      query.target === undefined ? undefined : eq(evidence.targetId, query.target),
      query.state === undefined ? undefined : eq(evidence.state, query.state),
      query.organisation === undefined ? undefined : sql`${evidence.organisationId}::text = ${query.organisation}`,
      query.q === undefined ? undefined : containsText(evidence.title, query.q),
      query.cursor === undefined ? undefined : after(newestFirst, decodeCursor(context.config, query.cursor)),
    ),
  )
    .orderBy(...orderBy(newestFirst))
    .limit(query.limit + 1)
  return toPage(context.config, rows, query.limit, ({ datedOn, id }) => [datedOn, id])
}

/** @throws Problem not_found */
export const findEvidence = async (context: Context, id: string): Promise<Row> => {
  const [row] = await select(context, eq(evidence.id, id))
  if (row === undefined) throw new Problem('not_found', '没有这份佐证')
  return row
}

type Draft = Omit<z.output<typeof EvidenceDraft>, 'submit'>

/** A photo must be a picture, every other kind a paper; nothing is dated after today. */
const checkDraft = async (context: Context, draft: Draft): Promise<void> => {
  if (draft.datedOn > civilDateOf(context.clock.now())) {
    throw Problem.field('/datedOn', 'future', '材料的落款日期不能晚于今天')
  }
  if (draft.fileId === null) return
  const [found] = await context.tx
    .select({ kind: file.kind })
    .from(file)
    .where(and(eq(file.county, context.actor.county), eq(file.id, draft.fileId)))
  if (found === undefined) throw Problem.field('/fileId', 'unknown_file', '没有找到该文件')
  if (draft.kind === 'photo' && !photoKinds.includes(found.kind)) {
    throw Problem.field('/fileId', 'not_a_photo', '“照片”类佐证须上传图片')
  }
}

/** `recordIsProof`: what was done is on record here (a closed consultation), no paper is needed. */
type Opening = { readonly submit: boolean; readonly recordIsProof?: boolean }

/**
 * Enters evidence for a target of the actor's own department and, with `submit`, hands it in.
 * @throws Problem forbidden (another department's target); not_computable at `/targetId`, `/datedOn`, `/fileId`
 */
export const enterEvidence = async (
  context: Context,
  draft: Draft,
  opening: Opening = { submit: true },
): Promise<Row> => {
  const { county } = context.actor
  const of = await requireTarget(context, draft.targetId)
  const organisationId = await requireResponsible(context, of)
  await checkDraft(context, draft)
  const id = randomUUID()
  const opened = await openCase(context, 'ledger.evidence', {
    title: `佐证：${draft.title}`,
    subject: { table: 'evidence', id },
    data: { targetId: draft.targetId, recordIsProof: opening.recordIsProof ?? false },
    organisationId,
  })
  await context.tx.insert(evidence).values({ county, id, ...draft, organisationId, state: 'draft', caseId: opened.id })
  if (opening.submit) await fireEvent(context, opened.id, 'submit')
  return findEvidence(context, id)
}

/** The row at the version that the actor read; the lock of its case keeps two verdicts apart. */
const atVersion = async (context: Context, id: string, ifMatch: string | null) => {
  const [row] = await context.tx
    .select()
    .from(evidence)
    .where(and(eq(evidence.county, context.actor.county), eq(evidence.id, id)))
  if (row === undefined) throw new Problem('not_found', '没有这份佐证')
  requireVersion(ifMatch, row.version)
  return row
}

/** Changes a draft or returned evidence of the own department. @throws Problem state_conflict once it is handed in */
export const mendEvidence = async (
  context: Context,
  id: string,
  ifMatch: string | null,
  draft: Draft,
): Promise<Row> => {
  const row = await atVersion(context, id, ifMatch)
  if (row.organisationId !== context.actor.organisationId) throw new Problem('forbidden', '只能修改本部门的佐证')
  if (row.state !== 'draft' && row.state !== 'returned') {
    throw new Problem('state_conflict', '佐证已报送，退回后才能修改')
  }
  if (draft.targetId !== row.targetId) throw Problem.field('/targetId', 'fixed', '佐证不能改到别的目标')
  await checkDraft(context, draft)
  const { kind, title, datedOn, fileId } = draft
  const changed = await context.tx
    .update(evidence)
    .set({ kind, title, datedOn, fileId, version: row.version + 1 })
    .where(and(eq(evidence.county, row.county), eq(evidence.id, id), eq(evidence.version, row.version)))
    .returning({ id: evidence.id })
  if (changed.length === 0) throw new Problem('stale', '佐证刚被他人修改，请重新载入')
  return findEvidence(context, id)
}

/** Hands in a draft, or hands in again what was returned. */
export const submitEvidence = async (context: Context, id: string, ifMatch: string | null): Promise<Row> => {
  const row = await atVersion(context, id, ifMatch)
  await fireEvent(context, row.caseId, 'submit')
  return findEvidence(context, id)
}

/** The reform office finds it true. @throws Problem forbidden `second_person_required` for the one who submitted */
export const verifyEvidence = async (
  context: Context,
  id: string,
  ifMatch: string | null,
  reason?: string,
): Promise<Row> => {
  const row = await atVersion(context, id, ifMatch)
  await fireEvent(context, row.caseId, 'verify', { reason })
  return findEvidence(context, id)
}

/** Sends it back with the reason; the department mends and hands in again. */
export const returnEvidence = async (
  context: Context,
  id: string,
  ifMatch: string | null,
  reason: string,
): Promise<Row> => {
  const row = await atVersion(context, id, ifMatch)
  await fireEvent(context, row.caseId, 'return', { reason })
  return findEvidence(context, id)
}
