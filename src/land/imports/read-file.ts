import { Worker } from 'node:worker_threads'
import { Problem } from '../../platform/errors/problem.ts'
import { unpack } from '../../platform/files/archive.ts'
import type { FileKind } from '../../platform/files/kind.ts'
import { readSheet } from '../../platform/sheets/workbook.ts'
import type { CheckJob, CheckResult } from './check.ts'
import type { TableRow } from './formats/coordinate-table.ts'
import type { Encoding } from './formats/text-encoding.ts'
import { type ImportFormat, importLimits, type RawFile } from './raw.ts'

/** What the worker gets: bytes, already judged and unpacked, and what is known of the county. */
export type ReadJob = {
  readonly source:
    | {
        readonly format: 'shapefile'
        readonly shp: Uint8Array
        readonly dbf?: Uint8Array
        readonly prj?: Uint8Array
        readonly cpg?: Uint8Array
      }
    | { readonly format: 'geopackage' | 'geojson' | 'dxf'; readonly bytes: Uint8Array }
    | { readonly format: 'xlsx'; readonly header: readonly string[]; readonly rows: readonly TableRow[] }
  readonly encoding: Encoding | null
  readonly check: CheckJob
}

export type ReadReply =
  | {
      readonly file: Omit<RawFile, 'features'> & {
        readonly count: number
        readonly sample: RawFile['features'][number]['properties'][]
      }
      readonly result: CheckResult
    }
  | { readonly refused: { readonly code: string; readonly message: string } }

const deadlineMs = 120_000
const memoryMb = 2_048
const maxTableRows = 200_000

const refuse = (code: string, message: string): Problem => Problem.field('/file', code, message)

const formatOf = (kind: FileKind, bytes: Uint8Array): ImportFormat => {
  if (kind === 'zip') return 'shapefile'
  if (kind === 'gpkg') return 'geopackage'
  if (kind === 'geojson') return 'geojson'
  if (kind === 'xlsx') return 'xlsx'
  if (/^\s*0\s*\r?\n\s*SECTION/.test(Buffer.from(bytes.subarray(0, 200)).toString('latin1'))) return 'dxf'
  throw refuse('format', '只接受 Shapefile（zip）、GeoPackage、GeoJSON、DXF 和界址点 Excel 表')
}

/**
 * Makes the source of an uploaded file ready for the worker.
 * @throws Problem hostile_file of the archive; not_computable `format`, `no_shapefile`, `several_shapefiles`
 */
export const sourceOf = async (kind: FileKind, bytes: Uint8Array, filename: string): Promise<ReadJob['source']> => {
  const format = formatOf(kind, bytes)
  if (format === 'xlsx') {
    const { header, rows } = await readSheet(bytes, filename, maxTableRows)
    return { format, header, rows }
  }
  if (format !== 'shapefile') return { format, bytes }
  const entries = await unpack(bytes, (name) => /\.(shp|dbf|prj|cpg)$/i.test(name) && !/(^|\/)(\.|__MACOSX)/.test(name))
  const shapes = entries.filter(({ name }) => /\.shp$/i.test(name))
  const [shp] = shapes
  if (shp === undefined) throw refuse('no_shapefile', '压缩包内没有 .shp 文件')
  if (shapes.length > 1) throw refuse('several_shapefiles', '压缩包内有多个 .shp 文件，请分别上传')
  const stem = shp.name.replace(/\.shp$/i, '').toLowerCase()
  const part = (extension: string): { [key: string]: Uint8Array } => {
    const found = entries.find(({ name }) => name.toLowerCase() === `${stem}.${extension}`)
    return found === undefined ? {} : { [extension]: found.bytes }
  }
  return { format, shp: shp.bytes, ...part('dbf'), ...part('prj'), ...part('cpg') }
}

/**
 * Reads and checks a file in a worker with bounded memory and time: a file made to be slow or large ends the worker,
 * not the server.
 * @throws Problem not_computable with the file's own fault, too_large
 */
export const readAndCheck = async (job: ReadJob): Promise<Exclude<ReadReply, { readonly refused: unknown }>> => {
  const worker = new Worker(new URL('./read.worker.ts', import.meta.url), {
    workerData: job,
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
  })
  const { promise, resolve, reject } = Promise.withResolvers<ReadReply>()
  const timer = setTimeout(() => reject(new Problem('too_large', '文件读取超时，请拆分后上传')), deadlineMs)
  worker.once('message', resolve)
  worker.once('error', (error: Error & { code?: string }) =>
    reject(
      error.code === 'ERR_WORKER_OUT_OF_MEMORY'
        ? new Problem('too_large', '文件内容过大，请拆分后上传')
        : refuse('damaged', '文件已损坏，无法读取'),
    ),
  )
  try {
    const reply = await promise
    if ('refused' in reply) throw refuse(reply.refused.code, reply.refused.message)
    return reply
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}

export const uploadLimit = importLimits.fileBytes
