// A county's ledger for the benches: the official table, an indicator for every binding, five years of sealed figures.
import { readFileSync } from 'node:fs'
import { parseTableDocument } from '../src/ledger/documents/table-document.ts'
import { confirmImport, previewImport } from '../src/ledger/imports/imports.ts'
import { ledger } from '../src/ledger/index.ts'
import { bindings } from '../src/ledger/model/bindings.ts'
import { readConfig } from '../src/platform/config.ts'
import type { Actor, App } from '../src/platform/context.ts'
import type { Database } from '../src/platform/database/database.ts'
import { Working } from '../src/platform/explain.ts'
import { permissionsOfRoles } from '../src/platform/http/authenticator.ts'
import { buildServer } from '../src/platform/http/server.ts'
import { platform } from '../src/platform/index.ts'
import { makeDemoOrganisations } from '../src/platform/identity/demo.ts'
import { defineIndicator } from '../src/platform/indicators/indicator.ts'
import { backfillFigures } from '../src/platform/indicators/snapshots.ts'
import { defineModule } from '../src/platform/module.ts'
import { loadDivisions } from '../src/platform/registers/divisions.ts'
import { dayNumber, makeDate, parseDate } from '../src/platform/dates.ts'

export const county = '331022'
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

/** The county in `database`, and a server that takes every caller for the reform office. */
export const openLedger = async (database: Database, dataDir: string) => {
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
    permissions: permissionsOfRoles(modules, ['reform_office', 'audit_admin']),
    deputyFor: null,
  }
  await loadDivisions(database)
  await makeDemoOrganisations(app, county)
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
  const ask = async <T>(url: string): Promise<T> => {
    const reply = await server.inject(url)
    if (reply.statusCode !== 200) throw new Error(reply.body)
    return reply.json<T>()
  }
  return { ask, sealed, indicators: indicators.length, close: () => server.close() }
}
