import { sql } from 'drizzle-orm'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actorOf, allRoles, county, openDemoCounty, otherCounty, type DemoCounty } from './county.ts'

/** What the database said, below what the layers above wrapped around it. */
const rootOf = (error: unknown): string => {
  const inner = error instanceof Error ? error.cause : undefined
  return inner === undefined ? String(error) : rootOf(inner)
}

/** The database itself refuses, whatever the code above it forgot. */
describe.each(['embedded', 'server'] as const)('row security (%s)', (kind) => {
  let demo: DemoCounty
  let tables: readonly string[]
  let filled: readonly string[]
  beforeAll(async () => {
    demo = await openDemoCounty(kind)
    const rows = await demo.database.superuser(
      `SELECT c.relname AS name FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE a.attname = 'county' AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname = 'public'
        ORDER BY 1`,
    )
    tables = rows.map(({ name }) => String(name))
    const withRows: string[] = []
    for (const name of tables) {
      const [found] = await demo.database.superuser(`SELECT EXISTS (SELECT 1 FROM "${name}") AS found`)
      if (found?.['found'] === true) withRows.push(name)
    }
    filled = withRows
  })
  afterAll(() => demo.database.close())

  const stranger = actorOf(allRoles, { county: otherCounty })

  it('guards every table, forced on its owner too', async () => {
    const open = await demo.database.superuser(
      `SELECT relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT (relrowsecurity AND relforcerowsecurity)
          AND EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'county')`,
    )
    expect(open).toEqual([])
    expect(tables.length).toBeGreaterThan(40)
    expect(filled.length).toBeGreaterThan(7)
  })

  it('shows an actor of another county with every permission no row of any table', async () => {
    for (const name of filled) {
      const { rows } = await demo.database.scoped(stranger, (tx) =>
        tx.execute(sql`SELECT count(*) AS seen FROM ${sql.identifier(name)} WHERE county = ${county}`),
      )
      expect([name, Number(rows[0]?.['seen'])]).toEqual([name, 0])
    }
  })

  it('lets a stranger neither copy, change nor delete a row', async () => {
    for (const name of filled) {
      const [sample] = await demo.database.superuser(`SELECT to_jsonb(t) AS row FROM "${name}" t LIMIT 1`)
      const attempts = [
        sql`INSERT INTO ${sql.identifier(name)} OVERRIDING SYSTEM VALUE SELECT * FROM jsonb_populate_record(NULL::${sql.identifier(name)}, ${JSON.stringify(sample?.['row'])}::jsonb)`,
        sql`UPDATE ${sql.identifier(name)} SET county = county RETURNING 1`,
        sql`DELETE FROM ${sql.identifier(name)} RETURNING 1`,
      ]
      for (const attempt of attempts) {
        const rows = await demo.database
          .scoped(stranger, async (tx) => (await tx.execute(attempt)).rows)
          .catch((error: unknown) => rootOf(error))
        // Refused by privilege or policy, or nothing touched.
        if (typeof rows === 'string') expect(rows).toMatch(/permission denied|row-level security/)
        else expect([name, rows]).toEqual([name, []])
      }
    }
  })

  it.runIf(kind === 'server')('shows nothing on a connection whose scope has ended', async () => {
    const client = new pg.Client({ connectionString: demo.database.url ?? '' })
    await client.connect()
    await client.query(`BEGIN; SET LOCAL ROLE gongfu_app; SET LOCAL gongfu.county = '${county}'; COMMIT`)
    await client.query('SET ROLE gongfu_app')
    for (const name of filled) {
      const seen = await client.query(`SELECT count(*) AS seen FROM "${name}"`).catch((error: unknown) => error)
      if (seen instanceof Error) expect(seen.message).toMatch(/permission denied/)
      else expect([name, Number((seen as pg.QueryResult).rows[0].seen)]).toEqual([name, 0])
    }
    await client.end()
  })
})
