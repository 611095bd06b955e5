// Lists on PostgreSQL with a million rows: the audit log and the evidence, first page, filtered, and far down by cursor.
// Pages hold 50 rows. Limit: p99 50 ms, as for the cockpit (ledger 4.4).
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { openDatabase } from '../src/platform/database/open.ts'
import { removeCluster, reserveCluster, startCluster } from '../src/platform/database/postgres-cluster.ts'
import { county, openLedger } from './ledger-house.ts'
import { type BenchLine, measure, milliseconds } from './line.ts'

const rows = 1_000_000
const limitMs = 50

/** Written past the triggers: a million rows of history, not a million acts. */
const fill = async (connectionString: string): Promise<void> => {
  const client = new pg.Client({ connectionString })
  await client.connect()
  await client.query(`SET session_replication_role = replica`)
  await client.query(
    `INSERT INTO audit_log (county, at, actor, table_name, operation, key, new)
     SELECT $1, timestamptz '2021-01-01' + n * interval '2 minutes', 'account-' || n % 400, 'table_' || n % 60, 'update',
       jsonb_build_object('county', $1::text, 'id', n), jsonb_build_object('state', n % 7)
     FROM generate_series(1, $2::int) n`,
    [county, rows],
  )
  await client.query(
    `WITH place AS (SELECT array_agg(id ORDER BY id) AS ids FROM target WHERE county = $1),
       office AS (SELECT array_agg(id ORDER BY code) AS ids FROM organisation WHERE county = $1)
     INSERT INTO evidence (county, id, target_id, kind, title, dated_on, organisation_id, state, verified_on, case_id)
     SELECT $1, 'e' || n, place.ids[1 + n % cardinality(place.ids)], 'document', '材料 ' || n,
       date '2021-01-01' + n % 1800, office.ids[1 + n % cardinality(office.ids)],
       CASE WHEN n % 50 = 0 THEN 'submitted' ELSE 'verified' END, CASE WHEN n % 50 = 0 THEN NULL ELSE date '2026-01-01' END, 'c' || n
     FROM generate_series(1, $2::int) n, place, office`,
    [county, rows],
  )
  await client.query('ANALYZE audit_log')
  await client.query('ANALYZE evidence')
  await client.end()
}

type Page = { readonly rows: readonly unknown[]; readonly nextCursor: string | null }

export default async function* lists(): AsyncIterable<BenchLine> {
  const dataDir = mkdtempSync(join(tmpdir(), 'gongfu-bench-'))
  const cluster = reserveCluster()
  try {
    const databaseUrl = await startCluster(cluster)
    const database = await openDatabase({ dataDir, databaseUrl })
    const { ask, close } = await openLedger(database, dataDir)
    await fill(databaseUrl)
    const line = async (what: string, work: () => Promise<unknown>): Promise<BenchLine> => {
      const { p99, median } = await measure(work, { runs: 200, warmUp: 5 })
      return {
        what: `${what}; ${rows / 1e6} M rows, PostgreSQL`,
        ours: `p99 ${milliseconds(p99)}, median ${milliseconds(median)}`,
        against: 'limit',
        theirs: milliseconds(limitMs),
        ratio: limitMs / p99,
        goal: '≥ 1',
      }
    }
    /** Page after page from the start. */
    const pages = (url: string) => {
      let cursor: string | null = null
      return async () => {
        const page: Page = await ask<Page>(`${url}${cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`}`)
        if (page.rows.length !== 50) throw new Error('a page is not full')
        cursor = page.nextCursor
      }
    }
    for (const [name, url, filter] of [
      ['audit log', '/api/platform/audit?limit=50', '&table=table_7'],
      ['evidence', '/api/ledger/evidence?limit=50', '&state=submitted'],
    ] as const) {
      yield await line(`${name}, first page`, () => ask(url))
      yield await line(`${name}, filtered`, () => ask(`${url}${filter}`))
      yield await line(`${name}, page after page`, pages(url))
    }
    await close()
    await database.close()
  } finally {
    removeCluster(cluster)
    rmSync(dataDir, { recursive: true, force: true })
  }
}
