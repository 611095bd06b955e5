import { drizzle } from 'drizzle-orm/node-postgres'
import { sql } from 'drizzle-orm'
import pg from 'pg'
import type { Database, Tx } from './database.ts'
import { migrate } from './migrate.ts'
import { statementLogger } from './observe.ts'
import { asProblem } from './problems.ts'
import { actorScope, ownerScope, systemScope } from './scope.ts'

type TypeId = Parameters<typeof pg.types.getTypeParser>[0]

/** int8 as PGlite reads it: a number while that is exact, else a bigint. */
const parseInt8 = (text: string): number | bigint => {
  const exact = BigInt(text)
  const number = Number(text)
  return Number.isSafeInteger(number) ? number : exact
}
pg.types.setTypeParser(pg.types.builtins.INT8, parseInt8)
// bigint[]: its elements likewise, read as the texts of text[]. The list of types that pg exports has no arrays.
const textArray = 1009 as TypeId
const bigintArray = 1016 as TypeId
const parseTexts = pg.types.getTypeParser(textArray) as (text: string) => (string | null)[]
pg.types.setTypeParser(bigintArray, (text) => parseTexts(text).map((each) => (each === null ? null : parseInt8(each))))

const session = `SET timezone = 'Asia/Shanghai'`

/** Any number, the same in every process of the house: the key of the lock under which one of them migrates. */
const migrationLock = 331_022_001

/** Brings a PostgreSQL database to the committed schema; several processes may start at once. */
export const migrateServer = async (connectionString: string): Promise<void> => {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    await client.query(`SELECT pg_advisory_lock(${migrationLock})`)
    await migrate({
      exec: async (statements) => {
        await client.query(statements)
      },
      rows: async (query) => (await client.query<Record<string, unknown>>(query)).rows,
    })
  } finally {
    await client.end()
  }
}

/** The house's view of a migrated PostgreSQL (15 or later, PostGIS 3). */
export const serverDatabase = (connectionString: string, options: { max?: number } = {}): Database => {
  const common = { connectionString, connectionTimeoutMillis: 10_000, idleTimeoutMillis: 30_000 }
  const pool = new pg.Pool({
    ...common,
    max: options.max ?? 16,
    // oxlint-disable-next-line typescript/no-misused-promises -- the pool awaits it, its types do not say so
    onConnect: async (client) => void (await client.query(session)),
  })
  const libraries = new pg.Pool({
    ...common,
    max: 4,
    // oxlint-disable-next-line typescript/no-misused-promises -- the pool awaits it, its types do not say so
    onConnect: async (client) => void (await client.query(`${session}; SET ROLE gongfu_owner`)),
  })
  // A server that goes away breaks idle connections; the next query reports it, the process must not die of it.
  for (const each of [pool, libraries]) each.on('error', () => {})
  const database = drizzle({ client: pool, logger: statementLogger })
  const inTransaction = <T>(scope: string, work: (tx: Tx) => Promise<T>): Promise<T> =>
    database.transaction(async (tx) => {
      await tx.execute(sql.raw(scope))
      // The two drivers differ only in the type of what execute() returns, which has `rows` and `rowCount` on both.
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
    kind: 'server',
    scoped: async (actor, work) => translated(actorScope(actor), work),
    asSystem: async (county, job, work) => translated(systemScope(county, job), work),
    asOwner: (work) => inTransaction(ownerScope, work),
    library: drizzle({ client: libraries }) as unknown as Tx,
    jobStore: {
      executeSql: async (text, values) => {
        // Several statements at once give several results; node-postgres types one.
        const results = [await libraries.query<Record<string, unknown>>(text, values)].flat()
        return { rows: results.flatMap(({ rows }) => rows ?? []) }
      },
    },
    close: async () => {
      await Promise.all([pool.end(), libraries.end()])
    },
  }
}
