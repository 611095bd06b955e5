import { requiredFile } from '../../files/files.ts'
import { contentTypes } from '../../files/kind.ts'
import { Download, type Route, route } from '../../http/route.ts'
import { confirmImport, discardImport, importOf, mendCell, previewImport, sheetOf, undoImport } from '../import.ts'
import { annotatedFile, exportFile, templateFile } from '../write.ts'
import { readSheet } from '../workbook.ts'
import { ImportId, MendCell, SheetImportReply, SheetName } from './schema.ts'
import { z } from 'zod'

const maxBytes = 30 * 1024 * 1024
const excel = contentTypes.xlsx

/** Mounted under /api/platform. Each sheet's own permission is asked by `sheetOf`. */
export const sheetRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/sheets/:sheet/template',
    summary: '空白 Excel 模板',
    access: 'signed_in',
    params: SheetName,
    handle: async (context) => {
      const sheet = sheetOf(context, context.params.sheet)
      return new Download(excel, await templateFile(sheet.title, sheet.columns), `${sheet.title}（模板）.xlsx`)
    },
  }),
  route({
    method: 'GET',
    path: '/sheets/:sheet/export',
    summary: '按列表筛选结果导出 Excel',
    access: 'signed_in',
    params: SheetName,
    query: z.record(z.string().max(50), z.string().max(500)),
    handle: async (context) => {
      const sheet = sheetOf(context, context.params.sheet)
      const rows = sheet.export?.(context, context.query) ?? []
      return new Download(excel, await exportFile(sheet.title, sheet.columns, rows), `${sheet.title}.xlsx`)
    },
  }),
  route({
    method: 'POST',
    path: '/sheets/:sheet/imports',
    summary: '上传填好的表格；确认前不入账',
    access: 'signed_in',
    params: SheetName,
    upload: { maxBytes, required: true, accept: ['xlsx', 'csv'] },
    reply: SheetImportReply,
    status: 201,
    // The file is read by a worker, for up to a minute: no transaction waits for it.
    transaction: 'own',
    handle: async (context) => {
      const sheet = sheetOf(context, context.params.sheet)
      const received = requiredFile(context)
      const text = await readSheet(received.bytes, received.filename, sheet.maxRows)
      const { actor, config, clock, database, modules } = context
      return database.scoped(actor, (tx) =>
        previewImport({ actor, config, clock, database, modules, tx }, sheet, received, text),
      )
    },
  }),
  route({
    method: 'GET',
    path: '/imports/:id',
    summary: '导入预览和逐行错误',
    access: 'signed_in',
    params: ImportId,
    reply: SheetImportReply,
    handle: async (context) => importOf(context, context.params.id),
  }),
  route({
    method: 'GET',
    path: '/imports/:id/errors.xlsx',
    summary: '退回原表，错误标在单元格内',
    access: 'signed_in',
    params: ImportId,
    handle: async (context) => {
      const row = await importOf(context, context.params.id)
      const sheet = sheetOf(context, row.sheet)
      const lines = row.text.rows.map(({ number, cells }) => ({ row: number, cells }))
      const columns = row.text.header.map(
        (title) =>
          sheet.columns.find((column) => column.title === title) ?? {
            key: title,
            title,
            type: 'text' as const,
            example: '',
          },
      )
      return new Download(
        excel,
        await annotatedFile(sheet.title, columns, lines, row.errors),
        `${sheet.title}（待改正）.xlsx`,
      )
    },
  }),
  route({
    method: 'PATCH',
    path: '/imports/:id',
    summary: '在预览中更正一格',
    access: 'signed_in',
    params: ImportId,
    body: MendCell,
    reply: SheetImportReply,
    handle: async (context) => mendCell(context, context.params.id, context.body),
  }),
  ...(
    [
      ['confirm', 'Apply all rows', confirmImport],
      ['undo', 'Take back within the hour', undoImport],
      ['discard', 'Give up the preview', discardImport],
    ] as const
  ).map(([verb, summary, act]) =>
    route({
      method: 'POST',
      path: `/imports/:id/${verb}`,
      summary,
      access: 'signed_in',
      params: ImportId,
      reply: SheetImportReply,
      handle: async (context) => act(context, context.params.id),
    }),
  ),
]
