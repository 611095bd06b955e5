import { randomUUID } from 'node:crypto'
import { and, desc, eq, sql } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { contentDigest } from '../../platform/files/store.ts'
import { requireVersion } from '../../platform/http/etag.ts'
import { organisation } from '../../platform/registers/tables.ts'
import { checkSheet } from '../../platform/sheets/check.ts'
import type { SheetText } from '../../platform/sheets/workbook.ts'
import type { BatchView } from '../api/whitelist/schema.ts'
import { insertMany } from '../bulk.ts'
import { whitelistBatch, whitelistEntry } from '../tables.ts'
import { type WhitelistRow, checkRows } from './check.ts'
import { whitelistSheet } from './sheet.ts'

type Batch = typeof whitelistBatch.$inferSelect

const shownErrors = 500

/** The bank at whose desk the actor sits. @throws Problem forbidden */
export const requireOwnBank = async (context: Context): Promise<{ readonly id: string; readonly code: string }> => {
  const [bank] = await context.tx
    .select({ id: organisation.id, code: organisation.code })
    .from(organisation)
    .where(
      and(
        eq(organisation.county, context.actor.county),
        sql`${organisation.id}::text = ${context.actor.organisationId ?? ''}`,
        eq(organisation.kind, 'bank'),
      ),
    )
  if (bank === undefined) throw new Problem('forbidden', '该账号不属于银行')
  return bank
}

/** What an approval would do: entries that are new, changed, the same, and those of the last list that are not in it. */
const effectOf = async (context: Context, batch: Batch): Promise<BatchView['effect']> => {
  const { rows } = await context.tx.execute<
    Record<'added' | 'changed' | 'unchanged' | 'missing' | 'taken_back', number>
  >(sql`
    WITH fresh AS (SELECT * FROM whitelist_entry WHERE county = ${batch.county} AND batch_id = ${batch.id}),
      live AS (SELECT * FROM whitelist_entry WHERE county = ${batch.county} AND bank_id = ${batch.bankId} AND state = 'active'
        AND batch_id IS DISTINCT FROM ${batch.id})
    SELECT count(*) FILTER (WHERE f.id IS NOT NULL AND l.id IS NULL AND f.state_reason IS NULL)::int AS added,
      count(*) FILTER (WHERE f.id IS NOT NULL AND f.state_reason IS NOT NULL)::int AS taken_back,
      count(*) FILTER (WHERE f.state_reason IS NULL AND l.id IS NOT NULL AND (f.limit_fen, f.annual_rate::numeric, f.mode, f.valid_to)
        IS DISTINCT FROM (l.limit_fen, l.annual_rate::numeric, l.mode, l.valid_to))::int AS changed,
      count(*) FILTER (WHERE f.state_reason IS NULL AND (f.limit_fen, f.annual_rate::numeric, f.mode, f.valid_to)
        = (l.limit_fen, l.annual_rate::numeric, l.mode, l.valid_to))::int AS unchanged,
      count(*) FILTER (WHERE f.id IS NULL)::int AS missing
    FROM fresh f FULL JOIN live l ON l.household_id = f.household_id`)
  const [row] = rows
  return {
    added: row?.added ?? 0,
    changed: row?.changed ?? 0,
    unchanged: row?.unchanged ?? 0,
    missing: row?.missing ?? 0,
    takenBack: row?.taken_back ?? 0,
  }
}

const viewOf = async (context: Context, batch: Batch): Promise<BatchView> => ({
  id: batch.id,
  batchNo: batch.batchNo,
  filename: batch.filename,
  digest: batch.digest,
  rows: batch.rows,
  errorCount: batch.errors.length,
  errors: batch.errors.slice(0, shownErrors).map((error) => ({ ...error })),
  state: batch.state,
  mine: batch.uploadedBy === context.actor.id,
  uploadedAt: batch.uploadedAt.toISOString(),
  decidedAt: batch.decidedAt?.toISOString() ?? null,
  effect: batch.state === 'checked' ? await effectOf(context, batch) : null,
  version: batch.version,
})

/** @throws Problem not_found — also for one of another bank */
export const findBatch = async (context: Context, id: string): Promise<Batch> => {
  const [batch] = await context.tx
    .select()
    .from(whitelistBatch)
    .where(and(eq(whitelistBatch.county, context.actor.county), eq(whitelistBatch.id, id)))
  if (batch === undefined) throw new Problem('not_found', '没有这个批次')
  return batch
}

export const viewBatch = async (context: Context, id: string): Promise<BatchView> =>
  viewOf(context, await findBatch(context, id))

export const listBatches = async (context: Context) => {
  const batches = await context.tx
    .select()
    .from(whitelistBatch)
    .where(eq(whitelistBatch.county, context.actor.county))
    .orderBy(desc(whitelistBatch.uploadedAt))
    .limit(100)
  return {
    rows: batches.map((batch) => ({
      id: batch.id,
      batchNo: batch.batchNo,
      filename: batch.filename,
      rows: batch.rows,
      errorCount: batch.errors.length,
      state: batch.state,
      uploadedAt: batch.uploadedAt.toISOString(),
    })),
  }
}

const entryOf = (row: WhitelistRow, batch: Pick<Batch, 'county' | 'id' | 'bankId'>, at: Date) => ({
  county: batch.county,
  id: randomUUID(),
  bankId: batch.bankId,
  batchId: batch.id,
  householdId: row.householdId,
  limitFen: row.limitFen,
  annualRate: row.annualRate,
  mode: row.mode,
  product: row.product,
  validFrom: row.validFrom,
  validTo: row.validTo,
  state: 'waiting' as const,
  // A row that takes an entry back says so until it is approved.
  stateReason: row.state === 'active' ? null : row.state,
  createdAt: at,
  updatedAt: at,
})

/**
 * Takes in a sheet: every row is checked, nothing holds before a second person approves. The same file again is the same
 * batch. @throws Problem forbidden
 */
export const uploadBatch = async (
  context: Context,
  upload: { readonly filename: string; readonly bytes: Uint8Array },
  sheet: SheetText,
): Promise<BatchView> => {
  const bank = await requireOwnBank(context)
  const { county } = context.actor
  const digest = contentDigest(upload.bytes)
  const [same] = await context.tx
    .select()
    .from(whitelistBatch)
    .where(
      and(eq(whitelistBatch.county, county), eq(whitelistBatch.bankId, bank.id), eq(whitelistBatch.digest, digest)),
    )
  if (same !== undefined) return viewOf(context, same)
  const cells = checkSheet(whitelistSheet, sheet)
  const spoilt = new Set(cells.errors.map(({ row }) => row))
  const checked = await checkRows(
    context,
    bank,
    cells.rows.filter(({ row }) => !spoilt.has(row)),
  )
  const errors = [...cells.errors, ...checked.errors].toSorted((a, b) => a.row - b.row)
  const now = context.clock.now()
  const batch: Batch = {
    county,
    id: randomUUID(),
    bankId: bank.id,
    batchNo: String(cells.rows[0]?.values['batchNo'] ?? '').slice(0, 60),
    filename: upload.filename.slice(-200),
    digest,
    rows: sheet.rows.length,
    errors,
    state: 'checked',
    uploadedBy: context.actor.id,
    uploadedAt: now,
    decidedBy: null,
    decidedAt: null,
    version: 1,
  }
  await context.tx.insert(whitelistBatch).values(batch)
  if (errors.length === 0) {
    await insertMany(
      context.tx,
      whitelistEntry,
      checked.rows.map((row) => entryOf(row, batch, now)),
    )
  }
  return viewOf(context, batch)
}

const decided = async (context: Context, id: string, ifMatch: string | null, state: 'approved' | 'rejected') => {
  const batch = await findBatch(context, id)
  requireVersion(ifMatch, batch.version)
  if (batch.state !== 'checked') throw new Problem('state_conflict', '这个批次已经办理')
  if (state === 'approved' && batch.uploadedBy === context.actor.id) {
    throw Problem.field('', 'second_person_required', '名单须由另一人审核', 'forbidden')
  }
  if (state === 'approved' && batch.errors.length > 0) {
    throw Problem.field('', 'rows_wrong', `还有 ${batch.errors.length} 处错误，改正后重新上传`, 'state_conflict')
  }
  return batch
}

const endWaiting = (batch: Batch, state: 'withdrawn') => sql`
  UPDATE whitelist_entry SET state = ${state}, state_reason = 'batch_rejected'
  WHERE county = ${batch.county} AND batch_id = ${batch.id} AND state = 'waiting'`

const close = async (context: Context, batch: Batch, state: Batch['state']): Promise<BatchView> => {
  // Who uploaded may drop his own batch; the second signature is the approver's alone.
  const second = state === 'approved' ? { decidedBy: context.actor.id } : {}
  await context.tx
    .update(whitelistBatch)
    .set({ state, ...second, decidedAt: context.clock.now(), version: batch.version + 1 })
    .where(and(eq(whitelistBatch.county, batch.county), eq(whitelistBatch.id, batch.id)))
  return viewBatch(context, batch.id)
}

/** The list holds: earlier entries of the same families end, families that it takes back lose theirs. */
export const approveBatch = async (context: Context, id: string, ifMatch: string | null): Promise<BatchView> => {
  const batch = await decided(context, id, ifMatch, 'approved')
  const mine = sql`county = ${batch.county} AND batch_id = ${batch.id} AND state = 'waiting'`
  await context.tx.execute(sql`
    UPDATE whitelist_entry e SET state = coalesce(f.state_reason, 'expired'), state_reason = 'replaced'
    FROM whitelist_entry f
    WHERE f.county = ${batch.county} AND f.batch_id = ${batch.id} AND f.state = 'waiting' AND e.county = f.county
      AND e.bank_id = f.bank_id AND e.household_id = f.household_id AND e.state = 'active'`)
  await context.tx.execute(sql`
    UPDATE whitelist_entry SET state = coalesce(state_reason, 'active') WHERE ${mine}`)
  return close(context, batch, 'approved')
}

export const rejectBatch = async (context: Context, id: string, ifMatch: string | null): Promise<BatchView> => {
  const batch = await decided(context, id, ifMatch, 'rejected')
  await context.tx.execute(endWaiting(batch, 'withdrawn'))
  return close(context, batch, 'rejected')
}
