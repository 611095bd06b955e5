import { requiredFile } from '../../../platform/files/files.ts'
import { type Route, route } from '../../../platform/http/route.ts'
import { maxTableBytes, parseTableDocument } from '../../documents/table-document.ts'
import { confirmImport, discardImport, listImports, previewImport, readImport } from '../../imports/imports.ts'
import { ImportFields, ImportList, ImportParams, ImportReply } from './schema.ts'

const access = 'ledger.import.confirm'

export const importRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/imports',
    summary: '附表导入记录',
    access,
    reply: ImportList,
    handle: (context) => listImports(context),
  }),
  route({
    method: 'POST',
    path: '/imports',
    summary: '上传附表（.docx、.xlsx、文本）并预览；确认前不入账',
    access,
    body: ImportFields,
    reply: ImportReply,
    status: 201,
    upload: { maxBytes: maxTableBytes, required: true, accept: ['docx', 'xlsx', 'text'] },
    // The document is read before a transaction is held open for it.
    transaction: 'own',
    handle: async (context) => {
      const file = requiredFile(context)
      const table = await parseTableDocument(file.bytes, context.body.year)
      return context.database.scoped(context.actor, (tx) => {
        const { database, modules, clock, config, actor } = context
        return previewImport({ database, modules, clock, config, actor, tx }, file, table, context.body.year)
      })
    },
  }),
  route({
    method: 'GET',
    path: '/imports/:id',
    summary: '附表预览：改革、目标、建议绑定、问题和变化',
    access,
    params: ImportParams,
    reply: ImportReply,
    handle: (context) => readImport(context, context.params.id),
  }),
  route({
    method: 'POST',
    path: '/imports/:id/confirm',
    summary: '确认导入',
    access,
    params: ImportParams,
    reply: ImportReply,
    updates: true,
    handle: (context) => confirmImport(context, context.params.id, context.ifMatch),
  }),
  route({
    method: 'POST',
    path: '/imports/:id/discard',
    summary: '放弃导入',
    access,
    params: ImportParams,
    reply: ImportReply,
    updates: true,
    handle: (context) => discardImport(context, context.params.id, context.ifMatch),
  }),
]
