import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import { Problem } from '../errors/problem.ts'
import { judgeFile } from '../files/kind.ts'

/** A sheet as people typed it: every cell as text, dates as YYYY-MM-DD, numbers in full, formulas by their result. */
export type SheetText = { readonly header: readonly string[]; readonly rows: readonly SheetTextRow[] }
/** `number` is the row number that Excel shows. */
export type SheetTextRow = { readonly number: number; readonly cells: readonly string[] }

export type WorkbookJob = { readonly kind: 'xlsx' | 'csv'; readonly bytes: Uint8Array; readonly maxRows: number }
export type WorkbookReply =
  | { readonly sheet: SheetText }
  | { readonly refused: { readonly code: string; readonly message: string } }

const deadlineMs = 60_000
const memoryMb = 1_024

/**
 * Reads the first worksheet of an uploaded .xlsx or .csv. It is parsed in a worker with bounded memory and time: a file
 * made to be slow or large ends the worker, not the server.
 * @throws Problem unsupported_media, hostile_file, too_large, not_computable (`no_header`)
 */
export const readSheet = async (bytes: Uint8Array, filename: string, maxRows: number): Promise<SheetText> => {
  const kind = await judgeFile(bytes, extname(filename) ? filename : `${filename}.csv`, ['xlsx', 'csv'])
  const job: WorkbookJob = { kind: kind === 'xlsx' ? 'xlsx' : 'csv', bytes, maxRows }
  const reply = await inWorker(job)
  if ('refused' in reply) {
    const { code, message } = reply.refused
    throw Problem.field('/file', code, message, code === 'too_many_rows' ? 'too_large' : 'not_computable')
  }
  return reply.sheet
}

const inWorker = async (job: WorkbookJob): Promise<WorkbookReply> => {
  const worker = new Worker(new URL('./workbook.worker.ts', import.meta.url), {
    workerData: job,
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
  })
  const { promise, resolve, reject } = Promise.withResolvers<WorkbookReply>()
  const timer = setTimeout(() => reject(new Problem('too_large', '文件读取超时，请拆分后上传')), deadlineMs)
  worker.once('message', resolve)
  worker.once('error', (error: Error & { code?: string }) =>
    reject(
      error.code === 'ERR_WORKER_OUT_OF_MEMORY'
        ? new Problem('too_large', '文件内容过大，请拆分后上传')
        : Problem.field('/file', 'damaged', '表格已损坏，无法读取', 'unsupported_media'),
    ),
  )
  try {
    return await promise
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}
