import { contentTypes } from '../../../platform/files/kind.ts'
import { requiredFile } from '../../../platform/files/files.ts'
import { Download, type Route, route } from '../../../platform/http/route.ts'
import { readSheet } from '../../../platform/sheets/workbook.ts'
import { templateFile } from '../../../platform/sheets/write.ts'
import { approveBatch, listBatches, rejectBatch, uploadBatch, viewBatch } from '../../whitelist/batches.ts'
import { exportEntries, exportErrors, listEntries } from '../../whitelist/entries.ts'
import { listOutbound, outboundDocument, recordReceipts, sendOutbound } from '../../whitelist/outbound.ts'
import { whitelistSheet } from '../../whitelist/sheet.ts'
import * as schema from './schema.ts'

const decide = 'finance.credit.decide'
const read = 'finance.credit.read'
const change = {
  method: 'POST',
  access: decide,
  updates: true,
  params: schema.BatchParams,
  reply: schema.BatchView,
} as const

/** Under /api/finance. */
export const whitelistRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/whitelist',
    summary: '预授信白名单（本行或本户）',
    access: 'signed_in',
    query: schema.EntriesQuery,
    reply: schema.EntryList,
    handle: (context) => listEntries(context, context.query),
  }),
  route({
    method: 'GET',
    path: '/whitelist/export',
    summary: '导出白名单（Excel，与导入同一表格）',
    access: read,
    handle: async (context) => new Download(contentTypes.xlsx, await exportEntries(context), '预授信白名单.xlsx'),
  }),
  route({
    method: 'GET',
    path: '/whitelist/template',
    summary: '白名单空白模板',
    access: read,
    handle: async () =>
      new Download(
        contentTypes.xlsx,
        await templateFile(whitelistSheet.title, whitelistSheet.columns),
        '预授信白名单（模板）.xlsx',
      ),
  }),
  route({
    method: 'GET',
    path: '/whitelist/batches',
    summary: '白名单批次',
    access: read,
    reply: schema.BatchList,
    handle: (context) => listBatches(context),
  }),
  route({
    method: 'POST',
    path: '/whitelist/batches',
    summary: '上传白名单（Excel、CSV）并逐行核对；审核前不生效',
    access: decide,
    upload: { maxBytes: 30 * 1024 * 1024, required: true, accept: ['xlsx', 'csv'] },
    reply: schema.BatchView,
    status: 201,
    // The file is read by a worker, for up to a minute: no transaction waits for it.
    transaction: 'own',
    handle: async (context) => {
      const file = requiredFile(context)
      const text = await readSheet(file.bytes, file.filename, whitelistSheet.maxRows)
      const { actor, config, clock, database, modules } = context
      return database.scoped(actor, (tx) => uploadBatch({ actor, config, clock, database, modules, tx }, file, text))
    },
  }),
  route({
    method: 'GET',
    path: '/whitelist/batches/:id',
    summary: '一个批次：错误、与现行名单的差异',
    access: read,
    params: schema.BatchParams,
    reply: schema.BatchView,
    handle: (context) => viewBatch(context, context.params.id),
  }),
  route({
    method: 'GET',
    path: '/whitelist/batches/:id/errors.xlsx',
    summary: '全部错误（Excel）',
    access: read,
    params: schema.BatchParams,
    handle: async (context) =>
      new Download(contentTypes.xlsx, await exportErrors(context, context.params.id), '白名单错误.xlsx'),
  }),
  route({
    ...change,
    path: '/whitelist/batches/:id/approve',
    summary: '审核通过，名单生效（须由另一人）',
    handle: (context) => approveBatch(context, context.params.id, context.ifMatch),
  }),
  route({
    ...change,
    path: '/whitelist/batches/:id/reject',
    summary: '退回批次',
    handle: (context) => rejectBatch(context, context.params.id, context.ifMatch),
  }),
  route({
    method: 'GET',
    path: '/whitelist/outbound',
    summary: '推送线上融资对接平台的批次与回执',
    access: read,
    reply: schema.OutboundList,
    handle: (context) => listOutbound(context),
  }),
  route({
    method: 'POST',
    path: '/whitelist/outbound',
    summary: '将未推送的名单编为一个批次',
    access: decide,
    reply: schema.OutboundList,
    status: 201,
    handle: async (context) => {
      await sendOutbound(context)
      return listOutbound(context)
    },
  }),
  route({
    method: 'GET',
    path: '/whitelist/outbound/:id/document',
    summary: '推送文件（JSON，SM3 摘要）',
    access: read,
    params: schema.BatchParams,
    handle: async (context) => {
      const { document, digest, no } = await outboundDocument(context, context.params.id)
      return new Download('application/json; charset=utf-8', document, `${no}.json`, { 'x-content-sm3': digest })
    },
  }),
  route({
    method: 'POST',
    path: '/whitelist/outbound/:id/receipts',
    summary: '登记平台逐条回执',
    access: decide,
    params: schema.BatchParams,
    body: schema.Receipts,
    reply: schema.OutboundList,
    handle: (context) => recordReceipts(context, context.params.id, context.body),
  }),
]
