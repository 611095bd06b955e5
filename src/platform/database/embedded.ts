import { mkdirSync, existsSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite, type PGliteInterface, type Results, type Transaction } from '@electric-sql/pglite'
import { PgDialect } from 'drizzle-orm/pg-core'
import { drizzle, PgliteSession, PgliteTransaction } from 'drizzle-orm/pglite'
import { fromPglite } from 'pg-boss'
import type { Database, Tx } from './database.ts'
import { tryLockFile } from './lock-file.ts'
import { embeddedExtensions, migrateEmbedded } from './pglite.ts'
import { statementLogger } from './observe.ts'
import { asProblem } from './problems.ts'
import { actorScope, ownerScope, systemScope } from './scope.ts'
import { preparedSnapshot } from './snapshot.ts'

/** Made by every connection of either driver, so that `::date` in SQL is the civil date of Asia/Shanghai. */
const session = `SET timezone = 'Asia/Shanghai'`

export class SwallowedError extends Error {
  constructor(query: string) {
    super(
      `the embedded database dropped the reply to a statement (an error inside GEOS, mostly an invalid geometry): ${query.slice(0, 200)}`,
    )
    this.name = 'SwallowedError'
  }
}

/**
 * PGlite loses errors that GEOS raises inside PostGIS: the statement returns without rows, without a command tag, and
 * the transaction would commit as if it had done its work. A reply without a command tag is therefore an error.
 */
const guardReply = <T>(query: string, reply: Results<T>): Results<T> & { rowCount: number } => {
  const told = reply as Results<T> & { command?: string; rowCount?: number }
  if (told.command === undefined) throw new SwallowedError(query)
  return { ...told, rowCount: told.rowCount ?? told.affectedRows ?? 0 }
}

type Queryable = Pick<PGliteInterface, 'query'>

const guardQuery =
  (client: Queryable): Queryable['query'] =>
  async (query, params, options) =>
    guardReply(query, await client.query(query, params, options))

/** drizzle asks its client for `query` (and the outermost one for `transaction`) and nothing else. */
const guardTransaction = (raw: Transaction): Transaction => ({ ...raw, query: guardQuery(raw) }) as Transaction

const guardClient = (client: PGlite): PGlite =>
  ({
    query: guardQuery(client),
    transaction: <T>(work: (tx: Transaction) => Promise<T>) => client.transaction((raw) => work(guardTransaction(raw))),
  }) as PGlite

/** The house's view of an open, migrated PGlite. `onClose` runs after it is closed. */
export const embeddedDatabase = async (client: PGlite, onClose: () => void = () => {}): Promise<Database> => {
  await client.exec(`${session}; SET ROLE gongfu_owner`)
  const dialect = new PgDialect()
  const inTransaction = <T>(scope: string, work: (tx: Tx) => Promise<T>): Promise<T> =>
    client.transaction(async (raw) => {
      await raw.exec(scope)
      const guarded = guardTransaction(raw)
      const tx = new PgliteTransaction(
        dialect,
        new PgliteSession(guarded, dialect, undefined, { logger: statementLogger }),
        undefined,
      )
      // The two drivers differ only in the type of what execute() returns; guardReply made that the same.
      return work(tx as unknown as Tx)
    })
  const translated = async <T>(scope: string, work: (tx: Tx) => Promise<T>): Promise<T> => {
    try {
      return await inTransaction(scope, work)
    } catch (error) {
      throw asProblem(error)
    }
  }
  return {
    kind: 'embedded',
    scoped: async (actor, work) => translated(actorScope(actor), work),
    asSystem: async (county, job, work) => translated(systemScope(county, job), work),
    asOwner: (work) => inTransaction(ownerScope, work),
    library: drizzle({ client: guardClient(client) }) as unknown as Tx,
    // Each call a transaction of its own: what fails is rolled back before anybody else gets the one connection.
    jobStore: fromPglite({
      query: (text, values) => client.transaction((raw) => raw.query(text, values)),
      exec: (text) => client.transaction((raw) => raw.exec(text)),
    }),
    close: async () => {
      if (!client.closed) await client.close()
      onClose()
    },
  }
}

/**
 * Opens the embedded database under `dataDir`, one process at a time. The first start unpacks the prepared snapshot
 * into a folder beside and renames it, so that a process killed meanwhile leaves nothing half made.
 */
export const openEmbedded = async (dataDir: string): Promise<Database> => {
  const lock = tryLockFile(join(dataDir, 'gongfu.lock'))
  if ('heldBy' in lock) {
    throw new Error(
      `数据目录 ${dataDir} 正被另一个进程使用（进程号 ${lock.heldBy.pid}，主机 ${lock.heldBy.host}）。内置数据库只允许一个进程打开：请先停止该进程，或用 GONGFU_DATA_DIR 指定另一个目录。`,
    )
  }
  try {
    const folder = join(dataDir, 'database')
    if (!existsSync(folder)) {
      const fresh = `${folder}.new`
      rmSync(fresh, { recursive: true, force: true })
      mkdirSync(dataDir, { recursive: true })
      const loadDataDir = await preparedSnapshot()
      await (await PGlite.create({ dataDir: fresh, extensions: embeddedExtensions, loadDataDir })).close()
      renameSync(fresh, folder)
    }
    const client = await PGlite.create({ dataDir: folder, extensions: embeddedExtensions })
    try {
      await migrateEmbedded(client)
      return await embeddedDatabase(client, lock.release)
    } catch (error) {
      await client.close()
      throw error
    }
  } catch (error) {
    lock.release()
    throw error
  }
}
