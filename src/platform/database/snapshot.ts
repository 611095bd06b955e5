import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PGlite } from '@electric-sql/pglite'
import { withLockFile } from './lock-file.ts'
import { schemaHash } from './migrate.ts'
import { embeddedExtensions, migrateEmbedded } from './pglite.ts'

const cache = fileURLToPath(new URL('../../../node_modules/.cache/gongfu', import.meta.url))

/** A snapshot fits one schema and one build of PGlite, whose data folder may change with its version. */
const snapshotName = (): string => {
  const require = createRequire(import.meta.url)
  // The package exports no package.json; its version stands beside the entry point.
  const entry = require.resolve('@electric-sql/pglite')
  const { version } = JSON.parse(readFileSync(join(entry, '../../package.json'), 'utf8')) as { version: string }
  return `pglite-${version}-${schemaHash()}.tar.gz`
}

const build = async (): Promise<Uint8Array<ArrayBuffer>> => {
  const client = await PGlite.create({ extensions: embeddedExtensions })
  try {
    await migrateEmbedded(client)
    return new Uint8Array(await (await client.dumpDataDir('gzip')).arrayBuffer())
  } finally {
    await client.close()
  }
}

/**
 * A migrated, empty PGlite as a gzip archive: initdb and PostGIS cost eight seconds, the archive two. Built once per
 * schema and kept in node_modules/.cache; where that cannot be written it is built anew each time.
 */
export const preparedSnapshot = async (): Promise<Blob> => {
  const name = snapshotName()
  const path = join(cache, name)
  try {
    mkdirSync(cache, { recursive: true })
  } catch {
    return new Blob([await build()], { type: 'application/gzip' })
  }
  if (!existsSync(path)) {
    await withLockFile(join(cache, 'snapshot.lock'), async () => {
      if (existsSync(path)) return
      const draft = `${path}.${process.pid}`
      writeFileSync(draft, await build())
      renameSync(draft, path)
      for (const old of readdirSync(cache)) {
        if (/^pglite-.*\.tar\.gz$/.test(old) && old !== name) rmSync(join(cache, old), { force: true })
      }
    })
  }
  return new Blob([readFileSync(path)], { type: 'application/gzip' })
}
