import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { sql } from 'drizzle-orm'
import type { App } from '../context.ts'
import { keysFor } from '../crypto/keys.ts'
import type { Tx } from '../database/database.ts'
import { contentDigest, writeContent } from '../files/store.ts'
import { type BackupTable, digestLines, readCatalogue, readLines, sqlName, writeLines } from './catalogue.ts'
import { checkSignature, fileName, type Manifest, manifestName, SignedManifest } from './manifest.ts'
import { readTar, type TarEntry } from './tar.ts'

type Report = (done: number, total: number) => void

/** Why a backup cannot be restored, in a sentence for the operator. */
export class BackupRefused extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'BackupRefused'
  }
}

const entriesOf = (path: string): AsyncGenerator<TarEntry> => {
  const compressed = createReadStream(path)
  const plain = createGunzip()
  // An error of the file reaches the reader through the stream that it reads.
  compressed.on('error', (error) => plain.destroy(error))
  return readTar(compressed.pipe(plain))
}

const linesOf = (bytes: Uint8Array): string[] => Buffer.from(bytes).toString('utf8').split('\n').slice(0, -1)
const tableOf = (name: string): string | undefined => /^tables\/([a-z]+\.[a-z0-9_]+)\/\d+\.jsonl$/.exec(name)?.[1]
const contentOf = (name: string) => /^files\/(\d{6})\/([0-9a-f]{64})$/.exec(name)

export type CheckedBackup = { readonly manifest: Manifest; readonly signature: 'genuine' | 'unknown_key' }

/**
 * Reads a backup to its end and proves every part against the manifest; nothing is written.
 * @throws BackupRefused when it is no backup, cut short, damaged or forged
 */
export const checkBackup = async (app: App, path: string): Promise<CheckedBackup> => {
  const tables = new Map<string, ReturnType<typeof digestLines>>()
  const files = new Map<string, number>()
  let signed: ReturnType<typeof SignedManifest.safeParse> | undefined
  try {
    for await (const { name, bytes } of entriesOf(path)) {
      const table = tableOf(name)
      const content = contentOf(name)
      if (table !== undefined) {
        const digest = tables.get(table) ?? digestLines()
        digest.add(linesOf(bytes))
        tables.set(table, digest)
      } else if (content !== null) {
        if (contentDigest(bytes) !== content[2]) throw new Error(`file ${content[2]} is damaged`)
        files.set(name, bytes.length)
      } else if (name === manifestName) {
        signed = SignedManifest.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8')))
      } else throw new Error(`unknown entry ${name}`)
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      throw new BackupRefused(`没有找到备份文件 ${path}`)
    }
    throw new BackupRefused(`备份文件不完整或已损坏：${error instanceof Error ? error.message : String(error)}`)
  }
  if (signed?.success !== true) throw new BackupRefused('备份文件不完整：缺少清单，或不是共富的备份')
  const { manifest } = signed.data
  for (const table of manifest.tables) {
    const { rows, digest } = (tables.get(table.name) ?? digestLines()).end()
    tables.delete(table.name)
    if (rows !== table.rows || digest !== table.digest) throw new BackupRefused(`备份中的 ${table.name} 与清单不符`)
  }
  const missing = manifest.files.find(({ county, digest, bytes }) => files.get(fileName(county, digest)) !== bytes)
  if (missing !== undefined || files.size !== manifest.files.length || tables.size > 0) {
    throw new BackupRefused('备份的内容与清单不符')
  }
  const signature = checkSignature(await keysFor(app.config), signed.data)
  if (signature === 'forged') throw new BackupRefused('备份的签名无效：文件在备份之后被改动过')
  return { manifest, signature }
}

/** The tables of the backup as this database has them. A column that is new here gets its default. */
const matchTables = (manifest: Manifest, here: readonly BackupTable[]): ReadonlyMap<string, BackupTable> => {
  const known = new Map(here.map((table) => [table.name, table]))
  return new Map(
    manifest.tables
      .filter((table) => table.rows > 0)
      .map(({ name, columns }) => {
        const table = known.get(name)
        const found = columns.map((wanted) => table?.columns.find((column) => column.name === wanted))
        const lacking = columns.filter((_, index) => found[index] === undefined)
        if (table === undefined) throw new BackupRefused(`本版本没有登记表 ${name}，不能恢复这份备份`)
        if (lacking.length > 0)
          throw new BackupRefused(`本版本的 ${name} 没有 ${lacking.join('、')} 列，不能恢复这份备份`)
        return [name, { name, columns: found.filter((column) => column !== undefined) }] as const
      }),
  )
}

const makeRoom = async (tx: Tx, tables: readonly BackupTable[], replace: boolean): Promise<void> => {
  if (replace) {
    await tx.execute(sql.raw(`TRUNCATE ${tables.map(sqlName).join(', ')}, auth.session, auth.verification`))
    return
  }
  for (const table of tables) {
    const { rows } = await tx.execute(sql.raw(`SELECT 1 FROM ${sqlName(table)} LIMIT 1`))
    if (rows.length > 0) {
      throw new BackupRefused(
        `数据库不是空的（${table.name} 已有记录）。请恢复到新的数据库，或加 --replace 覆盖全部现有数据`,
      )
    }
  }
}

type ForeignKey = { readonly table: string; readonly name: string; readonly definition: string }

/**
 * Runs `load` with triggers and foreign keys out of the way: rows come in any order, and what the triggers wrote (the
 * audit log) is itself among them. The keys are made anew, and so checked, before the transaction ends.
 */
const unguarded = async (tx: Tx, tables: readonly BackupTable[], load: () => Promise<void>): Promise<void> => {
  const { rows: keys } = await tx.execute<ForeignKey>(sql`
    SELECT conrelid::regclass::text AS table, quote_ident(conname) AS name, pg_get_constraintdef(oid) AS definition
    FROM pg_constraint
    WHERE contype = 'f' AND conparentid = 0 AND connamespace IN ('public'::regnamespace, 'auth'::regnamespace)
      AND pg_get_userbyid((SELECT relowner FROM pg_class WHERE oid = conrelid)) = 'gongfu_owner'`)
  for (const { table, name } of keys) await tx.execute(sql.raw(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`))
  for (const table of tables) await tx.execute(sql.raw(`ALTER TABLE ${sqlName(table)} DISABLE TRIGGER USER`))
  await load()
  for (const table of tables) await tx.execute(sql.raw(`ALTER TABLE ${sqlName(table)} ENABLE TRIGGER USER`))
  for (const { table, name, definition } of keys) {
    await tx.execute(sql.raw(`ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`))
  }
}

/** Columns that the database numbers go on after the highest number. */
const advanceNumbers = async (tx: Tx, tables: Iterable<BackupTable>): Promise<void> => {
  for (const table of tables) {
    for (const { name } of table.columns.filter(({ identity }) => identity)) {
      await tx.execute(sql`
        SELECT setval(pg_get_serial_sequence(${sqlName(table)}, ${name}), max(${sql.identifier(name)}))
        FROM ${sql.raw(sqlName(table))} HAVING max(${sql.identifier(name)}) IS NOT NULL`)
    }
  }
}

/** Reads everything back: what stands in the database is what was in the file, or nothing is. */
const proveRestored = async (tx: Tx, manifest: Manifest, tables: ReadonlyMap<string, BackupTable>): Promise<void> => {
  for (const { name, rows, digest } of manifest.tables) {
    const table = tables.get(name)
    if (table === undefined) continue
    const found = digestLines()
    for await (const lines of readLines(tx, table)) found.add(lines)
    const end = found.end()
    if (end.rows !== rows || end.digest !== digest) throw new BackupRefused(`恢复后的 ${name} 与备份不符，已全部撤销`)
  }
}

const batchLines = 500

const load = async (app: App, tx: Tx, path: string, tables: ReadonlyMap<string, BackupTable>, report: Report) => {
  const total = [...tables.keys()].length
  const begun = new Set<string>()
  for await (const { name, bytes } of entriesOf(path)) {
    const table = tables.get(tableOf(name) ?? '')
    const content = contentOf(name)
    if (content?.[1] !== undefined) await writeContent(app.config.dataDir, content[1], bytes)
    if (table === undefined) continue
    begun.add(table.name)
    const lines = linesOf(bytes)
    for (let at = 0; at < lines.length; at += batchLines) {
      await writeLines(tx, table, lines.slice(at, at + batchLines))
    }
    report(begun.size, total)
  }
}

/**
 * Restores a backup into an empty database, or with `replace` in place of everything that is there. All or nothing:
 * one transaction, read back and compared with the digests before it ends. Works from either kind of database to the
 * other. Whoever was signed in signs in again.
 * @throws BackupRefused
 */
export const restore = async (
  app: App,
  path: string,
  options: { readonly replace?: boolean; readonly report?: Report } = {},
): Promise<CheckedBackup> => {
  const checked = await checkBackup(app, path)
  await app.database.asOwner(async (tx) => {
    const here = await readCatalogue(tx)
    const tables = matchTables(checked.manifest, here)
    await makeRoom(tx, here, options.replace === true)
    await unguarded(tx, here, () => load(app, tx, path, tables, options.report ?? (() => undefined)))
    await advanceNumbers(tx, tables.values())
    await proveRestored(tx, checked.manifest, tables)
  })
  return checked
}
