// The wall (GET /api/ledger/cockpit) and a target page: the official table, an indicator for every binding, five years of
// sealed figures, on both databases. Limits: p99 50 ms on PostgreSQL, 150 ms embedded (ledger 4.4).
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from '../src/platform/database/database.ts'
import { openDatabase } from '../src/platform/database/open.ts'
import { removeCluster, reserveCluster, startCluster } from '../src/platform/database/postgres-cluster.ts'
import { addDays, makeDate, parseDate } from '../src/platform/dates.ts'
import { openLedger } from './ledger-house.ts'
import { type BenchLine, measure, milliseconds } from './line.ts'

async function* lines(name: string, database: Database, dataDir: string, limit: number): AsyncIterable<BenchLine> {
  const { ask, sealed, indicators, close } = await openLedger(database, dataDir)
  const wall = (asOf: string) => ask(`/api/ledger/cockpit?asOf=${asOf}`)
  const what = `${name}, ${indicators} indicators, ${sealed} sealed figures`
  const line = (how: string, { median, p99 }: { median: number; p99: number }): BenchLine => ({
    what: `${how}; ${what}`,
    ours: `p99 ${milliseconds(p99)}, median ${milliseconds(median)}`,
    against: 'limit',
    theirs: milliseconds(limit),
    ratio: limit / p99,
    goal: '≥ 1',
  })
  yield line('cockpit of today, again and again', await measure(() => wall('2026-01-05'), { runs: 300, warmUp: 5 }))
  let month = makeDate(2021, 12, 31)
  yield line(
    'cockpit of another month end each time',
    await measure(
      () => {
        month = parseDate(
          new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)) + 1, 0)).toISOString().slice(0, 10),
        )
        return wall(month)
      },
      { runs: 46, warmUp: 1 },
    ),
  )
  let day = makeDate(2022, 3, 1)
  yield line(
    'cockpit of a day that was never sealed',
    await measure(
      () => {
        day = addDays(day, 11)
        return wall(day)
      },
      { runs: 60, warmUp: 1 },
    ),
  )
  const { reforms } = await ask<{ reforms: { no: number }[] }>('/api/ledger/reforms?asOf=2022-12-31')
  const targets: string[] = []
  for (const { no } of reforms) {
    const reform = await ask<{ targets: { id: string }[] }>(`/api/ledger/reforms/${no}?asOf=2022-12-31`)
    targets.push(...reform.targets.map(({ id }) => id))
  }
  let turn = 0
  const target = () => ask(`/api/ledger/targets/${targets[turn++ % targets.length] ?? ''}?asOf=2022-12-31`)
  yield line('target page, each in turn', await measure(target, { runs: 200, warmUp: targets.length }))
  await close()
}

export default async function* cockpit(): AsyncIterable<BenchLine> {
  const dataDir = mkdtempSync(join(tmpdir(), 'gongfu-bench-'))
  const embedded = await openDatabase({ dataDir, databaseUrl: undefined })
  yield* lines('embedded', embedded, dataDir, 150)
  await embedded.close()
  const cluster = reserveCluster()
  try {
    const server = await openDatabase({ dataDir, databaseUrl: await startCluster(cluster) })
    yield* lines('PostgreSQL', server, dataDir, 50)
    await server.close()
  } finally {
    removeCluster(cluster)
    rmSync(dataDir, { recursive: true, force: true })
  }
}
