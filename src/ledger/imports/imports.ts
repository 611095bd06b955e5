import { randomUUID } from 'node:crypto'
import { and, desc, eq } from 'drizzle-orm'
import { fireEvent, openCase } from '../../platform/cases/cases.ts'
import type { Context } from '../../platform/context.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { type ReceivedFile, storeFile } from '../../platform/files/files.ts'
import { requireVersion } from '../../platform/http/etag.ts'
import type { ImportReply } from '../api/imports/schema.ts'
import type { ReadTable } from '../model/reform-table.ts'
import { tableImport } from '../tables.ts'
import { storeTable } from './confirm.ts'
import { blocking, foreignTable, previewReply } from './preview.ts'

type ImportRecord = typeof tableImport.$inferSelect

/** Upload → preview: the table is read and shown; the ledger itself does not change. `table` was read from `file`. */
export const previewImport = async (
  context: Context,
  file: ReceivedFile,
  table: ReadTable,
  year: number,
): Promise<ImportReply> => {
  const stored = await storeFile(context, file)
  const foreign = await foreignTable(context, table)
  const id = randomUUID()
  const opened = await openCase(context, 'ledger.import', {
    title: `导入附表：${file.filename.slice(0, 80)}`,
    subject: { table: 'table_import', id },
    data: {},
    organisationId: context.actor.organisationId,
  })
  const record = {
    county: context.actor.county,
    id,
    filename: file.filename.slice(-200),
    digest: stored.digest,
    bytes: file.sizeBytes,
    year,
    title: table.title.slice(0, 500),
    reading: { ...table, problems: [...foreign, ...table.problems] },
    state: 'previewed' as const,
    uploadedByName: context.actor.name,
    uploadedAt: context.clock.now(),
    caseId: opened.id,
    version: 1,
  }
  const [row] = await context.tx.insert(tableImport).values(record).returning()
  if (row === undefined) throw new Error('the import was not stored')
  await fireEvent(context, opened.id, 'preview')
  return previewReply(context, row)
}

const importOf = async (context: Context, id: string): Promise<ImportRecord> => {
  const [row] = await context.tx
    .select()
    .from(tableImport)
    .where(and(eq(tableImport.county, context.actor.county), eq(tableImport.id, id)))
    .for('update')
  if (row === undefined) throw new Problem('not_found', '没有这次导入')
  return row
}

/** @throws Problem not_found */
export const readImport = async (context: Context, id: string): Promise<ImportReply> =>
  previewReply(context, await importOf(context, id))

export const listImports = async (context: Context) => {
  const rows = await context.tx
    .select()
    .from(tableImport)
    .where(eq(tableImport.county, context.actor.county))
    .orderBy(desc(tableImport.uploadedAt), desc(tableImport.id))
    .limit(200)
  return {
    rows: rows.map(({ id, filename, year, state, uploadedAt, uploadedByName }) => ({
      id,
      filename,
      year,
      state,
      uploadedAt: uploadedAt.toISOString(),
      uploadedBy: uploadedByName,
    })),
  }
}

const close = async (
  context: Context,
  row: ImportRecord,
  event: 'confirm' | 'discard',
  reply: ImportReply,
): Promise<ImportReply> => {
  const state = event === 'confirm' ? 'confirmed' : 'discarded'
  const version = row.version + 1
  await fireEvent(context, row.caseId, event)
  await context.tx
    .update(tableImport)
    .set({ state, version })
    .where(and(eq(tableImport.county, row.county), eq(tableImport.id, row.id)))
  return { ...reply, state, version }
}

/**
 * Puts a previewed table into the ledger. The reply is the preview that was confirmed.
 * @throws Problem not_found, stale, state_conflict, not_computable with a line for each cell that must be mended first
 */
export const confirmImport = async (context: Context, id: string, ifMatch: string | null): Promise<ImportReply> => {
  const row = await importOf(context, id)
  requireVersion(ifMatch, row.version)
  if (row.state !== 'previewed') throw new Problem('state_conflict', '这次导入已经确认或放弃')
  const faults = blocking(row.reading.problems)
  if (faults.length > 0) {
    throw new Problem(
      'not_computable',
      `附表有 ${faults.length} 处问题，改正后重新上传`,
      faults.map((fault) => ({
        pointer: `/rows/${fault.row}/columns/${fault.column}`,
        code: fault.code,
        message: fault.message,
      })),
    )
  }
  const reply = await previewReply(context, row)
  await storeTable(context, row)
  return close(context, row, 'confirm', reply)
}

/** @throws Problem not_found, stale, state_conflict */
export const discardImport = async (context: Context, id: string, ifMatch: string | null): Promise<ImportReply> => {
  const row = await importOf(context, id)
  requireVersion(ifMatch, row.version)
  if (row.state !== 'previewed') throw new Problem('state_conflict', '这次导入已经确认或放弃')
  return close(context, row, 'discard', await previewReply(context, row))
}
