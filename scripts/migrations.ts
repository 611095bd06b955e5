/**
 * Writes the migrations from the tables.
 *
 *   node scripts/migrations.ts              nothing is released yet: writes the one initial migration anew
 *   node scripts/migrations.ts --check      fails when migrations/ does not say what the tables say
 *   node scripts/migrations.ts --add name   after a release: the difference to the last snapshot as a new migration
 *
 * The initial migration is migrations/custom/before_*.sql, the tables of every tables.ts, and migrations/custom/*.sql.
 */
import { readFileSync, readdirSync, writeFileSync, globSync, mkdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { generateDrizzleJson, generateMigration, type DrizzleSnapshotJSON } from 'drizzle-kit/api'
import { withLockFile } from '../src/platform/database/lock-file.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const migrations = join(root, 'migrations')
const custom = join(migrations, 'custom')
const snapshotPath = join(migrations, 'meta', 'snapshot.json')
const initialPath = join(migrations, '0000_initial.sql')
const nowhere = '00000000-0000-0000-0000-000000000000'

const customFiles = (before: boolean): string[] =>
  readdirSync(custom)
    .filter((name) => name.endsWith('.sql') && name.startsWith('before_') === before)
    .toSorted()

const section = (title: string, sql: string): string => `-- ── ${title} ──\n${sql.trim()}\n`
const customSection = (name: string): string => section(`custom/${name}`, readFileSync(join(custom, name), 'utf8'))

/** Everything exported by every tables.ts, under names that cannot clash; and the tables that the audit log leaves out. */
const readTables = async () => {
  const files = globSync(['src/*/tables.ts', 'src/platform/*/tables.ts'], { cwd: root }).toSorted()
  const exports: Record<string, unknown> = {}
  const unaudited: Record<string, string> = {}
  for (const file of files) {
    const loaded = (await import(pathToFileURL(join(root, file)).href)) as Record<string, unknown>
    for (const [name, value] of Object.entries(loaded)) {
      if (name === 'unaudited') Object.assign(unaudited, value)
      else exports[`${file}:${name}`] = value
    }
  }
  return { exports, unaudited }
}

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`

const statementsOf = async (from: DrizzleSnapshotJSON, to: DrizzleSnapshotJSON): Promise<string> =>
  (await generateMigration(from, to)).map((statement) => statement.replaceAll('\t', '  ').trim()).join('\n')

const unauditedSql = (unaudited: Record<string, string>): string =>
  `INSERT INTO gongfu.unaudited (table_name, reason) VALUES\n${Object.entries(unaudited)
    .map(([table, reason]) => `  (${literal(table)}, ${literal(reason)})`)
    .join(',\n')}\nON CONFLICT (table_name) DO UPDATE SET reason = excluded.reason;`

/** drizzle gives every snapshot a random id; ours only serves to find differences, so it stays the same. */
const snapshotText = (snapshot: DrizzleSnapshotJSON): string =>
  `${JSON.stringify({ ...snapshot, id: nowhere, prevId: nowhere }, null, 2)}\n`

const generate = async () => {
  const { exports, unaudited } = await readTables()
  const snapshot = generateDrizzleJson(exports) as DrizzleSnapshotJSON
  const empty = generateDrizzleJson({}) as DrizzleSnapshotJSON
  const initial = [
    '-- Written by scripts/migrations.ts from the tables.ts files and migrations/custom; do not edit.\n',
    ...customFiles(true).map(customSection),
    section('tables', await statementsOf(empty, snapshot)),
    section('tables that the audit log leaves out', unauditedSql(unaudited)),
    ...customFiles(false).map(customSection),
  ].join('\n')
  return { snapshot, unaudited, initial }
}

const read = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

const later = (): string[] =>
  readdirSync(migrations).filter((name) => /^\d{4}_.+\.sql$/.test(name) && name !== basename(initialPath))

const check = async (): Promise<void> => {
  const { snapshot, initial } = await generate()
  const stale = read(snapshotPath) !== snapshotText(snapshot) || (later().length === 0 && read(initialPath) !== initial)
  if (stale) {
    console.error('migrations/ 与 tables.ts 不一致：请运行 node scripts/migrations.ts 后一并提交')
    process.exit(1)
  }
  console.log('migrations/ 与 tables.ts 一致')
}

const writeInitial = async (): Promise<void> => {
  if (later().length > 0) throw new Error('a later migration exists: add another one with --add <name>')
  const { snapshot, initial } = await generate()
  mkdirSync(join(migrations, 'meta'), { recursive: true })
  writeFileSync(initialPath, initial)
  writeFileSync(snapshotPath, snapshotText(snapshot))
  console.log(`migrations/${basename(initialPath)}: ${Object.keys(snapshot.tables).length} 张表`)
}

const addNext = async (name: string): Promise<void> => {
  if (!/^[a-z0-9_]+$/.test(name)) throw new Error('the name of a migration: lower-case letters, digits and _')
  const { snapshot, unaudited } = await generate()
  const before = JSON.parse(readFileSync(snapshotPath, 'utf8')) as DrizzleSnapshotJSON
  const number = String(later().length + 1).padStart(4, '0')
  const sql = [
    'SET LOCAL ROLE gongfu_owner;',
    await statementsOf(before, snapshot),
    unauditedSql(unaudited),
    'SELECT gongfu.protect_tables();',
  ].join('\n\n')
  writeFileSync(join(migrations, `${number}_${name}.sql`), `${sql}\n`)
  writeFileSync(snapshotPath, snapshotText(snapshot))
  console.log(`migrations/${number}_${name}.sql`)
}

const [option, name] = process.argv.slice(2)
await withLockFile(join(root, 'node_modules/.cache/gongfu/migrations.lock'), async () => {
  if (option === '--check') await check()
  else if (option === '--add') await addNext(name ?? '')
  else await writeInitial()
})
