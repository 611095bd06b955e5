import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** SM3 of the content, in hex: the name of a file in the store, so that equal content is stored once. */
export const contentDigest = (bytes: Uint8Array): string => createHash('sm3').update(bytes).digest('hex')

const pathOf = (dataDir: string, county: string, digest: string): string =>
  join(dataDir, 'files', county, digest.slice(0, 2), digest)

/**
 * Writes the content under its digest and returns only when it is on the disk. Content is written before the row that
 * names it: a crash between the two leaves an unused file, never a row without its file.
 */
export const writeContent = async (dataDir: string, county: string, bytes: Uint8Array): Promise<string> => {
  const digest = contentDigest(bytes)
  const path = pathOf(dataDir, county, digest)
  if (await stat(path).catch(() => null)) return digest
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const draft = `${path}.${randomUUID()}`
  const file = await open(draft, 'wx', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(draft, path)
  return digest
}

/** Reads content back and proves it: a file that no longer has its digest is damaged, and that is an error. */
export const readContent = async (dataDir: string, county: string, digest: string): Promise<Uint8Array> => {
  const bytes = await readFile(pathOf(dataDir, county, digest))
  if (contentDigest(bytes) !== digest) throw new Error(`stored file ${digest} is damaged`)
  return bytes
}
