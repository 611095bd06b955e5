import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createGzip, type Gzip } from 'node:zlib'
import { asc, sql } from 'drizzle-orm'
import type { App } from '../context.ts'
import { keysFor } from '../crypto/keys.ts'
import type { Tx } from '../database/database.ts'
import { schemaHash } from '../database/migrate.ts'
import { readContent } from '../files/store.ts'
import { file } from '../files/tables.ts'
import { type BackupTable, digestLines, readCatalogue, readLines } from './catalogue.ts'
import { fileName, type Manifest, manifestName, partName, signManifest } from './manifest.ts'
import { tarEnd, tarEntry } from './tar.ts'

type Report = (done: number, total: number) => void
type Put = (name: string, bytes: Uint8Array) => Promise<void>

/** One part of a table; small enough to be held in memory when it is read back. */
const partBytes = 4 * 1024 * 1024

const putTable = async (tx: Tx, table: BackupTable, put: Put): Promise<Manifest['tables'][number]> => {
  const digest = digestLines()
  let part = 0
  let held: string[] = []
  let size = 0
  const flush = async () => {
    part += 1
    await put(partName(table.name, part), Buffer.from(held.map((line) => `${line}\n`).join('')))
    held = []
    size = 0
  }
  for await (const lines of readLines(tx, table)) {
    digest.add(lines)
    for (const line of lines) {
      held.push(line)
      size += Buffer.byteLength(line)
      if (size >= partBytes) await flush()
    }
  }
  if (held.length > 0) await flush()
  return { name: table.name, columns: table.columns.map(({ name }) => name), ...digest.end() }
}

type Content = { readonly county: string; readonly digest: string }

/**
 * All tables as of one moment. Writing the archive inside the transaction is the point of it: the snapshot must hold
 * until the last row; a server that is running goes on beside it.
 */
const putTables = (app: App, put: Put, report: Report) =>
  app.database.asOwner(async (tx) => {
    await tx.execute(sql`SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY`)
    const catalogue = await readCatalogue(tx)
    const tables: Manifest['tables'] = []
    for (const [index, table] of catalogue.entries()) {
      tables.push(await putTable(tx, table, put))
      report(index + 1, catalogue.length)
    }
    const contents: Content[] = await tx
      .selectDistinct({ county: file.county, digest: file.digest })
      .from(file)
      .orderBy(asc(file.county), asc(file.digest))
    return { tables, contents }
  })

const fill = async (app: App, put: Put, report: Report): Promise<Manifest> => {
  const keys = await keysFor(app.config)
  const { tables, contents } = await putTables(app, put, report)
  const files: Manifest['files'] = []
  for (const { county, digest } of contents) {
    const bytes = await readContent(app.config.dataDir, county, digest)
    await put(fileName(county, digest), bytes)
    files.push({ county, digest, bytes: bytes.length })
  }
  const manifest: Manifest = {
    format: 'gongfu-backup',
    version: 1,
    createdAt: app.clock.now().toISOString(),
    schema: schemaHash(),
    tables,
    files,
    keyId: keys.currentKeyId,
  }
  await put(manifestName, Buffer.from(`${JSON.stringify(signManifest(keys, manifest), null, 1)}\n`))
  return manifest
}

const writer =
  (gzip: Gzip, at: Date): Put =>
  async (name, bytes) => {
    if (!gzip.write(tarEntry({ name, bytes }, at))) await once(gzip, 'drain')
  }

const writeArchive = async (app: App, path: string, report: Report): Promise<Manifest> => {
  const gzip = createGzip()
  const written = pipeline(gzip, createWriteStream(path, { mode: 0o600, flush: true }))
  // Awaited below; a full disk must not end the process meanwhile.
  written.catch(() => undefined)
  try {
    const manifest = await fill(app, writer(gzip, app.clock.now()), report)
    gzip.end(tarEnd())
    await written
    return manifest
  } catch (error) {
    gzip.destroy()
    await written.catch(() => undefined)
    throw error
  }
}

/**
 * Writes everything that the county's platform keeps into one file: all tables of ours and of better-auth as of one
 * moment, and the stored files. Encrypted columns stay encrypted, and the key is **not** in the file. The file appears
 * under its name only when it is whole. Throws when a stored file is missing or damaged.
 */
export const backup = async (app: App, path: string, report: Report = () => undefined): Promise<Manifest> => {
  const draft = `${path}.part`
  try {
    const manifest = await writeArchive(app, draft, report)
    await rename(draft, path)
    return manifest
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}
