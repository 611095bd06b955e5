import { randomBytes } from 'node:crypto'
import { PGlite } from '@electric-sql/pglite'
import pg from 'pg'
import { afterAll, beforeAll, describe, inject } from 'vitest'
import { readConfig } from '../config.ts'
import type { Actor, App, Context } from '../context.ts'
import type { Database } from './database.ts'
import { embeddedDatabase } from './embedded.ts'
import { schemaHash } from './migrate.ts'
import { embeddedExtensions } from './pglite.ts'
import { startCluster } from './postgres-cluster.ts'
import { migrateServer, serverDatabase } from './server.ts'
import { preparedSnapshot } from './snapshot.ts'

export type TestDatabase = Database & {
  /** Any SQL as the superuser, past all policies: to tamper, or to look behind the curtain. */
  readonly superuser: (sql: string, params?: unknown[]) => Promise<Record<string, unknown>[]>
  /** The login of the application on PostgreSQL; undefined on the embedded database. */
  readonly url: string | undefined
}

const openTestEmbedded = async (): Promise<TestDatabase> => {
  const client = await PGlite.create({ extensions: embeddedExtensions, loadDataDir: await preparedSnapshot() })
  const database = await embeddedDatabase(client)
  return {
    ...database,
    url: undefined,
    superuser: (sql, params) =>
      client.transaction(async (tx) => {
        await tx.exec('SET LOCAL ROLE postgres')
        return (await tx.query<Record<string, unknown>>(sql, params)).rows
      }),
  }
}

const withClient = async <T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

const withDatabaseName = (server: string, name: string, login?: { user: string; password: string }): string => {
  const url = new URL(server)
  url.pathname = `/${name}`
  if (login !== undefined) Object.assign(url, { username: login.user, password: login.password })
  return url.href
}

/** The application's login in tests: as in production it is no superuser, owns nothing, and may only change roles. */
const login = { user: 'gongfu_test_login', password: 'gongfu' }

/** One template database per schema; PostgreSQL copies it in a fraction of a second. */
const ensureTemplate = async (server: string): Promise<string> => {
  const name = `gongfu_template_${schemaHash()}`
  await withClient(withDatabaseName(server, 'postgres'), async (client) => {
    await client.query('SELECT pg_advisory_lock(331022002)')
    const found = await client.query('SELECT datistemplate AS ready FROM pg_database WHERE datname = $1', [name])
    if (found.rows[0]?.ready === true) return
    await client.query(`DROP DATABASE IF EXISTS ${name}`)
    await client.query(`CREATE DATABASE ${name}`)
    await migrateServer(withDatabaseName(server, name))
    await client.query(
      `DO $$BEGIN
        IF to_regrole('${login.user}') IS NULL THEN
          CREATE ROLE ${login.user} LOGIN NOSUPERUSER NOINHERIT PASSWORD '${login.password}';
        END IF;
        GRANT gongfu_owner, gongfu_app, gongfu_public TO ${login.user};
      END$$`,
    )
    await client.query(`ALTER DATABASE ${name} IS_TEMPLATE true`)
  })
  return name
}

const openTestServer = async (): Promise<TestDatabase> => {
  const server = process.env['GONGFU_TEST_DATABASE_URL'] ?? (await startCluster(inject('clusterFolder')))
  const template = await ensureTemplate(server)
  const name = `gongfu_test_${randomBytes(6).toString('hex')}`
  const administration = withDatabaseName(server, 'postgres')
  await withClient(administration, async (client) => {
    // Copying needs the template without other sessions; several workers copy in turn.
    await client.query('SELECT pg_advisory_lock(331022002)')
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`)
  })
  const superuserUrl = withDatabaseName(server, name)
  const url = withDatabaseName(server, name, login)
  const database = serverDatabase(url, { max: 8 })
  return {
    ...database,
    url,
    superuser: (sql, params) =>
      withClient(superuserUrl, async (client) => (await client.query<Record<string, unknown>>(sql, params)).rows),
    close: async () => {
      await database.close()
      await withClient(administration, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))
    },
  }
}

/** A fresh migrated database of one kind. The caller closes it; most tests want `describeDatabases`. */
export const openTestDatabase = (kind: Database['kind']): Promise<TestDatabase> =>
  kind === 'embedded' ? openTestEmbedded() : openTestServer()

/**
 * Runs a suite twice, on the embedded database and on PostgreSQL, each on its own fresh migrated copy. The function
 * given to `suite` returns the open database and may be called inside tests and hooks only.
 *
 * @example describeDatabases('pond register', (database) => { it('…', () => database().scoped(testActor(), …)) })
 */
export const describeDatabases = (name: string, suite: (database: () => TestDatabase) => void): void => {
  for (const kind of ['embedded', 'server'] as const) {
    describe(`${name} (${kind === 'embedded' ? 'PGlite' : 'PostgreSQL'})`, () => {
      let open: TestDatabase | undefined
      beforeAll(async () => {
        open = await openTestDatabase(kind)
      })
      afterAll(async () => {
        await open?.close()
      })
      suite(() => {
        if (open === undefined) throw new Error('the database is open inside tests and hooks only')
        return open
      })
    })
  }
}

type ActorDraft = Partial<Omit<Actor, 'permissions'>> & { readonly permissions?: Iterable<string> }

/** An actor of the county 331022 with no permission but those given. */
export const testActor = (draft: ActorDraft = {}): Actor => {
  const county = draft.county ?? '331022'
  return {
    county,
    id: 'account-test',
    name: '测试员',
    organisationId: null,
    personId: null,
    householdId: null,
    area: county,
    roles: [],
    deputyFor: null,
    ...draft,
    permissions: new Set(draft.permissions ?? []),
  }
}

/** A running application around a test database; its clock stands at `now` until the override says otherwise. */
export const testApp = (database: Database, draft: Partial<Omit<App, 'database'>> & { now?: string } = {}): App => {
  const { now = '2026-06-30T10:00:00+08:00', ...overrides } = draft
  return {
    // Fixed and public: test data only.
    config: readConfig({ GONGFU_SECRET: '5a'.repeat(32), GONGFU_LOG: 'silent', GONGFU_DEMO: 'off' }),
    clock: { now: () => new Date(now) },
    modules: [],
    ...overrides,
    database,
  }
}

/** One scoped transaction with the Context that service functions take. */
export const inContext = <T>(app: App, actor: Actor, work: (context: Context) => Promise<T>): Promise<T> =>
  app.database.scoped(actor, (tx) => work({ ...app, tx, actor }))
