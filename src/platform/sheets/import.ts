import { randomUUID } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import type { Context } from '../context.ts'
import { Problem } from '../errors/problem.ts'
import { contentDigest } from '../files/store.ts'
import { type CheckedSheet, checkSheet } from './check.ts'
import type { RowError, Sheet } from './sheet.ts'
import { sheetImport } from './tables.ts'
import type { SheetText } from './workbook.ts'

/**
 * Upload → checked preview → confirm → undo within the hour. The preview shows every row error in its place; a file
 * with errors can be mended in the page (`mendCell`) or downloaded with its errors in the cells.
 */

const undoWindowMs = 60 * 60 * 1_000

type ImportRow = typeof sheetImport.$inferSelect
export type SheetImport = Pick<
  ImportRow,
  'id' | 'sheet' | 'filename' | 'state' | 'text' | 'errors' | 'effect' | 'version'
>

/**
 * The sheet of that name, if the actor may import it.
 * @throws Problem not_found, forbidden
 */
export const sheetOf = (context: Pick<Context, 'modules' | 'actor'>, name: string): Sheet => {
  const sheet = context.modules.flatMap((module) => module.sheets).find((candidate) => candidate.name === name)
  if (!sheet) throw new Problem('not_found', `没有名为“${name}”的表格`)
  if (!context.actor.permissions.has(sheet.permission)) throw new Problem('forbidden', `没有导入“${sheet.title}”的权限`)
  return sheet
}

const check = async (context: Context, sheet: Sheet, text: SheetText): Promise<CheckedSheet> => {
  const checked = checkSheet(sheet, text)
  if (!sheet.check || checked.rows.length === 0) return checked
  const found = await sheet.check(
    context,
    checked.rows.map(({ values }) => values),
  )
  // `check` counts the rows it was given from 0; people count the rows that Excel shows.
  const placed = found.map((error): RowError => ({ ...error, row: checked.rows[error.row]?.row ?? error.row }))
  return { rows: checked.rows, errors: [...checked.errors, ...placed].toSorted((a, b) => a.row - b.row) }
}

export const previewImport = async (
  context: Context,
  sheet: Sheet,
  upload: { readonly filename: string; readonly bytes: Uint8Array },
  text: SheetText,
): Promise<SheetImport> => {
  const checked = await check(context, sheet, text)
  const row = {
    county: context.actor.county,
    id: randomUUID(),
    sheet: sheet.name,
    filename: upload.filename.slice(-200),
    digest: contentDigest(upload.bytes),
    state: 'previewed' as const,
    text,
    rows: checked.rows,
    errors: checked.errors,
    effect: null,
    version: 1,
    createdBy: context.actor.id,
    createdAt: context.clock.now(),
    confirmedAt: null,
  }
  await context.tx.insert(sheetImport).values(row)
  return row
}

/** @throws Problem not_found — also for an import of somebody else */
export const importOf = async (context: Context, id: string): Promise<ImportRow> => {
  const [row] = await context.tx
    .select()
    .from(sheetImport)
    .where(and(eq(sheetImport.county, context.actor.county), eq(sheetImport.id, id)))
    .for('update')
  if (!row) throw new Problem('not_found', '没有这次导入')
  return row
}

const change = async (context: Context, row: ImportRow, values: Partial<ImportRow>): Promise<SheetImport> => {
  const next = { ...row, ...values, version: row.version + 1 }
  await context.tx
    .update(sheetImport)
    .set({ ...values, version: next.version })
    .where(and(eq(sheetImport.county, row.county), eq(sheetImport.id, row.id)))
  return next
}

const mustBe = (row: ImportRow, state: ImportRow['state']): void => {
  if (row.state !== state) throw new Problem('state_conflict', '这次导入已经确认、撤销或放弃')
}

/** Corrects one cell of a preview and checks the whole again. `row` is the number that Excel shows. */
export const mendCell = async (
  context: Context,
  id: string,
  cell: { row: number; column: string; text: string },
): Promise<SheetImport> => {
  const row = await importOf(context, id)
  mustBe(row, 'previewed')
  const at = row.text.header.indexOf(cell.column)
  if (at < 0) throw Problem.field('/column', 'unknown_column', `没有“${cell.column}”一列`, 'malformed')
  if (!row.text.rows.some(({ number }) => number === cell.row))
    throw Problem.field('/row', 'unknown_row', `没有第 ${cell.row} 行`, 'malformed')
  const text = {
    header: row.text.header,
    rows: row.text.rows.map((line) =>
      line.number === cell.row
        ? {
            ...line,
            cells: Array.from({ length: row.text.header.length }, (_, index) =>
              index === at ? cell.text : (line.cells[index] ?? ''),
            ),
          }
        : line,
    ),
  }
  return change(context, row, { text, ...(await check(context, sheetOf(context, row.sheet), text)) })
}

/**
 * Applies all rows in the caller's transaction, or none. The same file confirmed before changes nothing.
 * @throws Problem not_computable while errors remain, state_conflict when not in preview
 */
export const confirmImport = async (context: Context, id: string): Promise<SheetImport> => {
  const row = await importOf(context, id)
  mustBe(row, 'previewed')
  const sheet = sheetOf(context, row.sheet)
  // Checked anew: what the rows refer to may have changed since the preview.
  const { rows, errors } = await check(context, sheet, row.text)
  if (errors.length > 0) {
    throw new Problem(
      'not_computable',
      `还有 ${errors.length} 处错误，改正后才能确认`,
      errors
        .slice(0, 100)
        .map((error) => ({ pointer: `/rows/${error.row}/${error.column}`, code: error.code, message: error.message })),
    )
  }
  const [before] = await context.tx
    .select({ count: sql<number>`count(*)` })
    .from(sheetImport)
    .where(
      and(
        eq(sheetImport.county, row.county),
        eq(sheetImport.sheet, row.sheet),
        eq(sheetImport.digest, row.digest),
        eq(sheetImport.state, 'confirmed'),
      ),
    )
  const effect =
    (before?.count ?? 0) > 0
      ? { added: 0, changed: 0, unchanged: rows.length }
      : await sheet.apply(
          context,
          rows.map(({ values }) => values),
          id,
        )
  return change(context, row, { state: 'confirmed', effect, confirmedAt: context.clock.now() })
}

/** @throws Problem state_conflict after an hour, or where the sheet cannot be undone */
export const undoImport = async (context: Context, id: string): Promise<SheetImport> => {
  const row = await importOf(context, id)
  mustBe(row, 'confirmed')
  const sheet = sheetOf(context, row.sheet)
  const confirmedAt = row.confirmedAt?.getTime() ?? 0
  if (!sheet.undo || context.clock.now().getTime() - confirmedAt > undoWindowMs) {
    throw new Problem('state_conflict', '确认已超过一小时，不能撤销')
  }
  await sheet.undo(context, id)
  return change(context, row, { state: 'undone' })
}

export const discardImport = async (context: Context, id: string): Promise<SheetImport> => {
  const row = await importOf(context, id)
  mustBe(row, 'previewed')
  return change(context, row, { state: 'discarded' })
}
