import { readFile, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { parseTableDocument } from '../../ledger/documents/table-document.ts'
import { confirmImport as confirmTable, previewImport as previewTable } from '../../ledger/imports/imports.ts'
import type { App } from '../context.ts'
import { Problem } from '../errors/problem.ts'
import { receiveFile } from '../files/files.ts'
import { confirmImport, previewImport, sheetOf } from '../sheets/import.ts'
import { readSheet } from '../sheets/workbook.ts'
import { exportFile } from '../sheets/write.ts'
import { actorOf } from './open-app.ts'

type Print = (text: string) => void

const upload = async (path: string) => ({ filename: basename(path), bytes: new Uint8Array(await readFile(path)) })

/** Reads the official table (附表) into the ledger; without `confirm` it is only previewed, and the page confirms it. */
export const importTable = async (
  app: App,
  path: string,
  options: { readonly as: string; readonly year: number; readonly confirm: boolean },
  print: Print,
): Promise<void> => {
  const actor = await actorOf(app, options.as)
  if (!actor.permissions.has('ledger.import.confirm')) throw new Problem('forbidden', '没有导入附表的权限')
  const file = await receiveFile({ dataDir: app.config.dataDir, county: actor.county }, await upload(path), [
    'docx',
    'xlsx',
    'text',
  ])
  const table = await parseTableDocument(file.bytes, options.year)
  const reply = await app.database.scoped(actor, async (tx) => {
    const context = { ...app, tx, actor }
    const preview = await previewTable(context, file, table, options.year)
    return options.confirm ? confirmTable(context, preview.id, '*') : preview
  })
  print(`${options.confirm ? '已导入' : '已预览，请在页面中确认'}：${path}（编号 ${reply.id}）`)
}

/** Imports a filled form; all rows or none. Prints the errors with row and column. */
export const importSheet = async (
  app: App,
  path: string,
  options: { readonly as: string; readonly sheet: string },
  print: Print,
): Promise<void> => {
  const actor = await actorOf(app, options.as)
  const sheet = sheetOf({ ...app, actor }, options.sheet)
  const file = await upload(path)
  const text = await readSheet(file.bytes, file.filename, sheet.maxRows)
  const done = await app.database.scoped(actor, async (tx) => {
    const context = { ...app, tx, actor }
    const preview = await previewImport(context, sheet, file, text)
    for (const error of preview.errors) print(`第 ${error.row} 行“${error.column}”：${error.message}`)
    return confirmImport(context, preview.id)
  })
  const { added = 0, changed = 0, unchanged = 0 } = done.effect ?? {}
  print(`已导入“${sheet.title}”：新增 ${added}，修改 ${changed}，未变 ${unchanged}`)
}

/** Writes a register as Excel, as far as the account sees it. */
export const exportSheet = async (
  app: App,
  path: string,
  options: { readonly as: string; readonly sheet: string },
  print: Print,
): Promise<void> => {
  const actor = await actorOf(app, options.as)
  const sheet = sheetOf({ ...app, actor }, options.sheet)
  const read = sheet.export
  if (read === undefined) throw new Problem('not_found', `“${sheet.title}”不能导出`)
  const bytes = await app.database.scoped(actor, (tx) =>
    exportFile(sheet.title, sheet.columns, read({ ...app, tx, actor }, {})),
  )
  await writeFile(path, bytes)
  print(`已导出“${sheet.title}”到 ${path}`)
}
