import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises'
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
  if (await stat(path).catch(() => null)) {
    // Young again: the sweep must not take it away before its new row is written.
    const now = Date.now() / 1000
    await utimes(path, now, now)
    return digest
  }
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

export type StoredContent = { readonly digest: string; readonly writtenAt: Date }

/** Everything in a county's store, in the order of the digests. */
export const listContent = async (dataDir: string, county: string): Promise<readonly StoredContent[]> => {
  const root = join(dataDir, 'files', county)
  const found: StoredContent[] = []
  for (const folder of (await readdir(root).catch(() => [])).toSorted()) {
    for (const name of (await readdir(join(root, folder))).toSorted()) {
      // A longer name is a draft that is being written.
      if (!/^[0-9a-f]{64}$/.test(name)) continue
      found.push({ digest: name, writtenAt: (await stat(join(root, folder, name))).mtime })
    }
  }
  return found
}

/** Takes content out of the store. Nothing happens when it is not there. */
export const removeContent = (dataDir: string, county: string, digest: string): Promise<void> =>
  rm(pathOf(dataDir, county, digest), { force: true })
