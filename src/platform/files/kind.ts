import { fileTypeFromBuffer } from 'file-type'
import { Problem } from '../errors/problem.ts'
import { inspectArchive } from './archive.ts'

/** Kinds of file that the house accepts. Judged by content; the name is only shown. */
export type FileKind =
  | 'jpeg'
  | 'png'
  | 'webp'
  | 'heic'
  | 'pdf'
  | 'docx'
  | 'xlsx'
  | 'csv'
  | 'text'
  | 'geojson'
  | 'zip'
  | 'gpkg'

export const contentTypes: Readonly<Record<FileKind, string>> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  heic: 'image/heic',
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
  text: 'text/plain; charset=utf-8',
  geojson: 'application/geo+json',
  zip: 'application/zip',
  gpkg: 'application/geopackage+sqlite3',
}

export const photoKinds: readonly FileKind[] = ['jpeg', 'png', 'webp', 'heic']
export const documentKinds: readonly FileKind[] = ['pdf', 'docx', 'xlsx', ...photoKinds]

const binaryKinds: Readonly<Record<string, FileKind>> = {
  jpg: 'jpeg',
  png: 'png',
  webp: 'webp',
  heic: 'heic',
  pdf: 'pdf',
  docx: 'docx',
  xlsx: 'xlsx',
  zip: 'zip',
  sqlite: 'gpkg',
}

const isText = (bytes: Uint8Array): string | null => {
  if (bytes.includes(0)) return null
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      // The next encoding is tried; text of old Windows programs is GB 18030.
    }
  }
  return null
}

const textKind = (text: string, filename: string): FileKind => {
  if (/\.csv$/i.test(filename)) return 'csv'
  if (
    /\.(geo)?json$/i.test(filename) &&
    /"type"\s*:\s*"(Feature|FeatureCollection|Polygon|MultiPolygon|Point|LineString)"/.test(text.slice(0, 2_000))
  )
    return 'geojson'
  return 'text'
}

const refuse = (accepted: readonly FileKind[]): Problem =>
  Problem.field('/file', 'file_kind', `文件类型不符，可上传：${accepted.join('、')}`, 'unsupported_media')

/**
 * Says what a file is and refuses what is not accepted or not safe.
 * @throws Problem unsupported_media, hostile_file (macros, zip bomb, nested archive, external entities, PDF with scripts)
 */
export const judgeFile = async (
  bytes: Uint8Array,
  filename: string,
  accepted: readonly FileKind[],
): Promise<FileKind> => {
  if (bytes.length === 0) throw Problem.field('/file', 'empty', '文件是空的', 'unsupported_media')
  const sniffed = await fileTypeFromBuffer(bytes).catch(() => undefined)
  // Office files with macros, templates and add-ins have content types of their own: named, so that people know why.
  if (sniffed && /^(docm|xlsm|pptm|dotm|xltm|xlam)$/.test(sniffed.ext)) {
    throw Problem.field('/file', 'macro', '文件含有宏，请另存为不含宏的格式', 'hostile_file')
  }
  if (sniffed) {
    const kind = binaryKinds[sniffed.ext]
    if (kind === 'docx' || kind === 'xlsx' || kind === 'zip')
      await inspectArchive(bytes, kind === 'zip' ? 'plain' : 'office')
    if (kind === 'pdf') refuseActivePdf(bytes)
    if (!kind || !accepted.includes(kind)) throw refuse(accepted)
    return kind
  }
  const text = isText(bytes)
  const kind = text === null ? null : textKind(text, filename)
  if (!kind || !accepted.includes(kind)) throw refuse(accepted)
  return kind
}

/** A paper needs no scripts, launches or embedded programs. */
const refuseActivePdf = (bytes: Uint8Array): void => {
  const text = Buffer.from(bytes).toString('latin1')
  if (/\/(JavaScript|Launch|EmbeddedFile|RichMedia)\b/.test(text)) {
    throw Problem.field('/file', 'active_content', 'PDF 含有脚本或内嵌程序，请重新打印为普通 PDF', 'hostile_file')
  }
}
