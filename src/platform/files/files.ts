import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import type { Context } from '../context.ts'
import { Problem } from '../errors/problem.ts'
import { Download } from '../http/route.ts'
import { type PhotoFacts, publicPhoto, readPhoto } from './image.ts'
import { contentTypes, type FileKind, judgeFile, photoKinds } from './kind.ts'
import { readContent, writeContent } from './store.ts'
import { type FileAudience, file } from './tables.ts'

/** A file that was judged and lies safely on the disk, not yet named by any row. */
export type ReceivedFile = {
  readonly filename: string
  readonly kind: FileKind
  readonly digest: string
  readonly sizeBytes: number
  readonly photo: PhotoFacts | null
  readonly bytes: Uint8Array
}

/**
 * Judges an upload and writes it to the store. Done before the transaction of the request opens: decoding a picture
 * must not hold a database connection. Content whose row is never written is harmless.
 * @throws Problem unsupported_media, hostile_file, too_large
 */
export const receiveFile = async (
  store: { readonly dataDir: string; readonly county: string },
  upload: { readonly filename: string; readonly bytes: Uint8Array },
  accepted: readonly FileKind[],
): Promise<ReceivedFile> => {
  const kind = await judgeFile(upload.bytes, upload.filename, accepted)
  const photo = photoKinds.includes(kind) ? await readPhoto(upload.bytes) : null
  const digest = await writeContent(store.dataDir, store.county, upload.bytes)
  return { filename: upload.filename, kind, digest, sizeBytes: upload.bytes.length, photo, bytes: upload.bytes }
}

/** The received file of a request that must have one. @throws Problem malformed at /file */
export const requiredFile = (request: { readonly file: ReceivedFile | null }): ReceivedFile => {
  if (!request.file) throw Problem.field('/file', 'required', '请选择文件', 'malformed')
  return request.file
}

export type StoredFile = Pick<
  typeof file.$inferSelect,
  'id' | 'digest' | 'kind' | 'name' | 'takenAt' | 'longitude' | 'latitude' | 'perceptualHash'
>

/** Names a received file in the county's register of files. */
export const storeFile = async (
  context: Context,
  received: ReceivedFile,
  audience: FileAudience = 'county',
): Promise<StoredFile> => {
  const row = {
    county: context.actor.county,
    id: randomUUID(),
    digest: received.digest,
    kind: received.kind,
    name: received.filename.slice(-200),
    sizeBytes: received.sizeBytes,
    audience,
    takenAt: received.photo?.takenAt ?? null,
    longitude: received.photo?.longitude ?? null,
    latitude: received.photo?.latitude ?? null,
    perceptualHash: received.photo?.perceptualHash ?? null,
    uploadedBy: context.actor.id,
    organisationId: context.actor.organisationId,
  }
  await context.tx.insert(file).values(row)
  return row
}

/**
 * Opens a file for the actor. Visitors get pictures without position, time and camera.
 * @throws Problem not_found — also when the file exists but is not the actor's to see
 */
export const readFile = async (context: Context, id: string): Promise<Download> => {
  const [row] = await context.tx
    .select()
    .from(file)
    .where(and(eq(file.county, context.actor.county), eq(file.id, id)))
  if (!row) throw new Problem('not_found', '没有这个文件')
  const bytes = await readContent(context.config.dataDir, row.county, row.digest)
  if (context.actor.id === 'public' && photoKinds.includes(row.kind)) {
    return new Download('image/jpeg', await publicPhoto(bytes), row.name.replace(/\.\w+$/, '.jpg'))
  }
  return new Download(contentTypes[row.kind], bytes, row.name)
}
