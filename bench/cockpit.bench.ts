// The wall (GET /api/ledger/cockpit): the official table, an indicator for every binding, five years of sealed month
// ends, on both databases. Limits: p99 50 ms on PostgreSQL, 150 ms embedded (ledger 4.4).
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseTableDocument } from '../src/ledger/documents/table-document.ts'
import { confirmImport, previewImport } from '../src/ledger/imports/imports.ts'
import { ledger } from '../src/ledger/index.ts'
import { bindings } from '../src/ledger/model/bindings.ts'
import { readConfig } from '../src/platform/config.ts'
import type { Actor, App } from '../src/platform/context.ts'
import type { Database } from '../src/platform/database/database.ts'
import { openDatabase } from '../src/platform/database/open.ts'
import { removeCluster, reserveCluster, startCluster } from '../src/platform/database/postgres-cluster.ts'
import { addDays, dayNumber, makeDate, parseDate } from '../src/platform/dates.ts'
import { Working } from '../src/platform/explain.ts'
import { permissionsOfRoles } from '../src/platform/http/authenticator.ts'
import { buildServer } from '../src/platform/http/server.ts'
import { platform } from '../src/platform/index.ts'
import { defineIndicator } from '../src/platform/indicators/indicator.ts'
import { backfillFigures } from '../src/platform/indicators/snapshots.ts'
import { defineModule } from '../src/platform/module.ts'
import { loadDivisions } from '../src/platform/registers/divisions.ts'
import { type BenchLine, measure, milliseconds } from './line.ts'

const county = '331022'
const rules = bindings.flatMap((reform) => reform.rules).filter(({ indicator }) => !indicator.startsWith('ledger.'))
const units = new Map(rules.map(({ indicator, goal }) => [indicator, goal(null)?.unit ?? 'count']))
const indicators = [...units].map(([id, unit], index) =>
  defineIndicator({
    id,
    title: id,
    unit,
    better: 'higher',
    period: 'daily',
    scopes: index % 10 === 0 ? ['town'] : [],
    definition: id,
    value: async (_context, asOf) => {
      const value = Math.sqrt(dayNumber(parseDate(asOf)) - dayNumber(makeDate(2020, 1, 1))) / (index + 20)
      const figure = { value, unit, numerator: null, denominator: null, sufficient: true, reasons: [] }
      return new Working().explain(figure)
    },
    records: async () => ({ columns: [], rows: [], nextCursor: null, total: 0 }),
  }),
)

const prepare = async (database: Database, dataDir: string) => {
  const modules = [platform, ledger, defineModule({ name: 'figures', title: '指标', indicators })]
  const config = { ...readConfig({ GONGFU_LOG: 'silent', GONGFU_SECRET: '5a'.repeat(32) }), dataDir }
  const clock = { now: () => new Date('2026-01-05T10:00:00+08:00') }
  const app: App = { config, clock, database, modules }
  const actor: Actor = {
    county,
    id: 'bench',
    name: '测速',
    organisationId: null,
    personId: null,
    householdId: null,
    area: county,
    roles: ['reform_office'],
    permissions: permissionsOfRoles(modules, ['reform_office']),
    deputyFor: null,
  }
  await loadDivisions(database)
  const bytes = readFileSync(new URL('../data/seed/reform-table.docx', import.meta.url))
  const table = await parseTableDocument(bytes, 2022)
  const file = { filename: 'a.docx', kind: 'docx', digest: '0'.repeat(64), sizeBytes: 1, photo: null, bytes } as const
  await database.scoped(actor, async (tx) => {
    const context = { ...app, tx, actor }
    const { id } = await previewImport(context, file, table, 2022)
    await confirmImport(context, id, '*')
  })
  const sealed = await backfillFigures(app, county, makeDate(2021, 1, 1))
  const server = await buildServer(app, {
    identity: { authenticate: async () => actor },
    limits: { address: 1e9, visitor: 1e9, known: 1e9 },
  })
  const ask = async (asOf: string): Promise<void> => {
    const reply = await server.inject(`/api/ledger/cockpit?asOf=${asOf}`)
    if (reply.statusCode !== 200) throw new Error(reply.body)
  }
  return { ask, sealed, close: () => server.close() }
}

async function* lines(name: string, database: Database, dataDir: string, limit: number): AsyncIterable<BenchLine> {
  const { ask, sealed, close } = await prepare(database, dataDir)
  const what = `${name}, ${indicators.length} indicators, ${sealed} sealed figures`
  const line = (how: string, { median, p99 }: { median: number; p99: number }): BenchLine => ({
    what: `cockpit ${how}; ${what}`,
    ours: `p99 ${milliseconds(p99)}, median ${milliseconds(median)}`,
    against: 'limit',
    theirs: milliseconds(limit),
    ratio: limit / p99,
    goal: '≥ 1',
  })
  yield line('of today, again and again', await measure(() => ask('2026-01-05'), { runs: 300, warmUp: 5 }))
  let month = makeDate(2021, 12, 31)
  yield line(
    'of another month end each time',
    await measure(
      () => {
        month = parseDate(
          new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)) + 1, 0)).toISOString().slice(0, 10),
        )
        return ask(month)
      },
      { runs: 46, warmUp: 1 },
    ),
  )
  let day = makeDate(2022, 3, 1)
  yield line(
    'of a day that was never sealed',
    await measure(
      () => {
        day = addDays(day, 11)
        return ask(day)
      },
      { runs: 60, warmUp: 1 },
    ),
  )
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
