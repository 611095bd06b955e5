import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export type Migration = { readonly name: string; readonly digest: string; readonly sql: string }

/** What a driver gives to the migrator: plain statements outside any scope, as the role that logged in. */
export type MigrationSession = {
  readonly exec: (sql: string) => Promise<void>
  readonly rows: (sql: string) => Promise<readonly Record<string, unknown>[]>
}

const folder = fileURLToPath(new URL('../../../migrations', import.meta.url))

/** The committed migrations in order of their names (`0000_initial.sql` …). */
export const readMigrations = (): readonly Migration[] =>
  readdirSync(folder)
    .filter((name) => /^\d{4}_.+\.sql$/.test(name))
    .toSorted()
    .map((name) => {
      const sql = readFileSync(join(folder, name), 'utf8')
      return { name, sql, digest: createHash('sha256').update(sql).digest('hex') }
    })

/** One word for the whole schema: prepared snapshots and test templates are kept under it. */
export const schemaHash = (migrations: readonly Migration[] = readMigrations()): string =>
  createHash('sha256')
    .update(migrations.map((migration) => migration.digest).join('\n'))
    .digest('hex')
    .slice(0, 16)

/**
 * Brings a database to the committed schema, each migration in one transaction.
 * Throws when the database holds a migration that this program does not know or knows with other content: such a
 * database was made by another version, and guessing would damage it.
 */
export const migrate = async (
  session: MigrationSession,
  migrations: readonly Migration[] = readMigrations(),
): Promise<void> => {
  const exists = await session.rows(`SELECT to_regclass('gongfu.migration') IS NOT NULL AS yes`)
  const applied = exists[0]?.['yes'] === true ? await session.rows('SELECT name, digest FROM gongfu.migration') : []
  const known = new Map(migrations.map((migration) => [migration.name, migration.digest]))
  for (const row of applied) {
    if (known.get(String(row['name'])) !== row['digest']) {
      throw new Error(
        `数据库由另一版本的程序建立（迁移 ${String(row['name'])} 与本版本不同）。请用原版本执行 gongfu backup 备份后，在新的数据目录或新的数据库中执行 gongfu restore 恢复。`,
      )
    }
  }
  const done = new Set(applied.map((row) => row['name']))
  for (const migration of migrations.filter(({ name }) => !done.has(name))) {
    await session.exec('BEGIN')
    try {
      await session.exec(migration.sql)
      await session.exec(
        `INSERT INTO gongfu.migration (name, digest) VALUES ('${migration.name}', '${migration.digest}')`,
      )
      await session.exec('COMMIT')
    } catch (error) {
      await session.exec('ROLLBACK')
      throw new Error(`数据库迁移 ${migration.name} 失败：${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
      })
    }
  }
}
