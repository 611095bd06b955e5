import { type Route, route } from '../../http/route.ts'
import { readFile, requiredFile, storeFile } from '../files.ts'
import { documentKinds } from '../kind.ts'
import { FileId, StoredFile } from './schema.ts'

const maxBytes = 30 * 1024 * 1024

/** Mounted under /api/platform. */
export const fileRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/files',
    summary: '上传文件或照片，按内容识别',
    access: 'signed_in',
    upload: { maxBytes, accept: documentKinds },
    reply: StoredFile,
    status: 201,
    handle: async (context) => storeFile(context, requiredFile(context)),
  }),
  route({
    method: 'GET',
    path: '/files/:id',
    summary: '打开文件',
    access: 'public',
    params: FileId,
    handle: async (context) => readFile(context, context.params.id),
  }),
]
