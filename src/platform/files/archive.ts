import yauzl from 'yauzl'
import { Problem } from '../errors/problem.ts'

/**
 * Opens zip archives (Office files, Shapefile bundles) that strangers send. The limits are met while unpacking, not
 * believed from the directory: a zip bomb lies about its sizes.
 */
export const archiveLimits = {
  entries: 2_000,
  unpackedBytes: 200 * 1024 * 1024,
  /** Above 1 MiB unpacked, an entry may grow at most this much; Office XML reaches about 60. */
  ratio: 200,
} as const

const hostile = (code: string, message: string): Problem => Problem.field('/file', code, message, 'hostile_file')

export type ArchiveEntry = { readonly name: string; readonly bytes: Uint8Array }

/**
 * Unpacks the entries that `wanted` names, in the archive's order. Every entry's directory record is checked, wanted or not.
 * @throws Problem hostile_file (`too_many_entries`, `zip_bomb`, `path_traversal`, `encrypted`), unsupported_media (`damaged`)
 */
export const unpack = async (
  bytes: Uint8Array,
  wanted: (name: string) => boolean,
): Promise<readonly ArchiveEntry[]> => {
  const zip = await yauzl
    .fromBufferPromise(Buffer.from(bytes), { lazyEntries: true, strictFileNames: true, validateEntrySizes: true })
    .catch((error: Error) => {
      throw /filename|path/i.test(error.message)
        ? hostile('path_traversal', '压缩包内的文件路径不合规')
        : Problem.field('/file', 'damaged', '压缩包已损坏', 'unsupported_media')
    })
  try {
    return await readEntries(zip, wanted)
  } catch (error) {
    if (error instanceof Problem) throw error
    throw Problem.field('/file', 'damaged', '压缩包已损坏', 'unsupported_media')
  } finally {
    zip.close()
  }
}

const readEntries = async (zip: yauzl.ZipFile, wanted: (name: string) => boolean): Promise<readonly ArchiveEntry[]> => {
  const found: ArchiveEntry[] = []
  let count = 0
  let total = 0
  for await (const entry of zip.eachEntry()) {
    count += 1
    if (count > archiveLimits.entries) throw hostile('too_many_entries', `压缩包内文件超过 ${archiveLimits.entries} 个`)
    if (entry.isEncrypted()) throw hostile('encrypted', '压缩包已加密，请去掉密码后上传')
    if (!wanted(entry.fileName) || entry.fileName.endsWith('/')) continue
    const stream = await zip.openReadStreamPromise(entry)
    const parts: Buffer[] = []
    let size = 0
    for await (const part of stream as AsyncIterable<Buffer>) {
      size += part.length
      total += part.length
      const grows = size > 1024 * 1024 && size > entry.compressedSize * archiveLimits.ratio
      if (grows || total > archiveLimits.unpackedBytes) {
        stream.destroy()
        throw hostile('zip_bomb', '压缩包解开后过大，疑似压缩炸弹')
      }
      parts.push(part)
    }
    found.push({ name: entry.fileName, bytes: Buffer.concat(parts) })
  }
  return found
}

/**
 * Looks through a whole archive without keeping it.
 * @throws Problem hostile_file as `unpack`, and `macro`, `nested_archive`, `external_entity`
 */
export const inspectArchive = async (bytes: Uint8Array, kind: 'office' | 'plain'): Promise<void> => {
  const entries = await unpack(bytes, () => true)
  for (const { name, bytes: content } of entries) {
    if (kind === 'office' && /vbaProject\.bin$|\/macrosheets\//i.test(name))
      throw hostile('macro', '文件含有宏，请另存为不含宏的格式')
    const zipSignature = content[0] === 0x50 && content[1] === 0x4b && content[2] === 3 && content[3] === 4
    if (zipSignature) throw hostile('nested_archive', '压缩包内还有压缩包')
    if (
      /\.(xml|rels|vml)$/i.test(name) &&
      /<!(DOCTYPE|ENTITY)/i.test(Buffer.from(content.subarray(0, 4_096)).toString('latin1'))
    ) {
      throw hostile('external_entity', '文件含有外部实体声明')
    }
  }
}
