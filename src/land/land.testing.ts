import type { FastifyInstance, InjectOptions } from 'fastify'
import type { Actor, App } from '../platform/context.ts'
import { type TestDatabase, testActor, testApp } from '../platform/database/testing.ts'
import { permissionsOfRoles, publicActor } from '../platform/http/authenticator.ts'
import { buildServer } from '../platform/http/server.ts'
import type { Role } from '../platform/identity/roles.ts'
import { platform } from '../platform/index.ts'
import type { Modules } from '../platform/module.ts'
import { loadDivisions } from '../platform/registers/divisions.ts'
import { organisation } from '../platform/registers/tables.ts'
import { land } from './index.ts'
import { landDuty, landEnterprise } from './tables.ts'

export const county = '331022'
/** Towns of the tests: the seat, and another. */
export const towns = ['331022001', '331022002'] as const
const modules: Modules = [platform, land]

export const organisations = {
  economy: '00000000-0000-4000-8000-000000000011',
  resources: '00000000-0000-4000-8000-000000000012',
  agriculture: '00000000-0000-4000-8000-000000000013',
  tax: '00000000-0000-4000-8000-000000000014',
  valve: '00000000-0000-4000-8000-000000000021',
  rubber: '00000000-0000-4000-8000-000000000022',
  town: '00000000-0000-4000-8000-000000000031',
} as const

/** Made-up codes of the two firms; both check. */
export const usccs = { valve: '91331022MA28WXYQ11', rubber: '91350100M000100Y43' } as const

const as = (id: string, role: Role, organisationId: string | null, area: string = county): Actor =>
  testActor({
    id,
    name: id,
    roles: [role],
    organisationId,
    area,
    permissions: permissionsOfRoles(modules, [role, 'public']),
  })

/** The people of the tests, each with the permissions of his role. */
export const people = {
  economy: as('economy', 'department_lead', organisations.economy),
  economy2: as('economy2', 'department_member', organisations.economy),
  resources: as('resources', 'department_lead', organisations.resources),
  tax: as('tax', 'department_member', organisations.tax),
  agriculture: as('agriculture', 'department_lead', organisations.agriculture),
  leader: as('leader', 'county_leader', null),
  town: as('town', 'town_officer', organisations.town, towns[0]),
  town2: as('town2', 'town_officer', organisations.town, towns[1]),
  valve: as('valve', 'firm', organisations.valve),
  rubber: as('rubber', 'firm', organisations.rubber),
  household: as('household', 'household', null),
} as const
export type Person = keyof typeof people

/** Departments with their duties, the ten towns, and two firms: one in the seat, one in the other town. */
export const seedLand = async (database: TestDatabase): Promise<void> => {
  await loadDivisions(database)
  await database.asSystem(county, 'test', async (tx) => {
    await tx.insert(organisation).values(
      Object.entries(organisations).map(([code, id]) => ({
        county,
        id,
        code,
        uscc: code === 'valve' || code === 'rubber' ? usccs[code] : null,
        kind: code === 'valve' || code === 'rubber' ? ('firm' as const) : ('agency' as const),
        name: `三门${code}`,
        shortName: code,
        areaCode: county,
      })),
    )
    await tx.insert(landDuty).values([
      { county, duty: 'economy', organisationId: organisations.economy },
      { county, duty: 'resources', organisationId: organisations.resources },
      { county, duty: 'tax', organisationId: organisations.tax },
    ])
    const firm = { county, foundedOn: '2010-05-01', producingSince: '2011-05-01' }
    await tx.insert(landEnterprise).values([
      { ...firm, organisationId: organisations.valve, industry: '34', industryName: '通用设备', townCode: towns[0] },
      { ...firm, organisationId: organisations.rubber, industry: '29', industryName: '橡胶塑料', townCode: towns[1] },
    ])
  })
}

export const landApp = (database: TestDatabase, now = '2022-07-01T09:00:00+08:00'): App =>
  testApp(database, { modules, now })

export type Answer = { readonly status: number; readonly body: Record<string, unknown> }

/** The API of the module; `x-test-actor` names one of `people`, and the clock stands where `at` puts it. */
export const landServer = async (database: TestDatabase) => {
  let now = '2022-07-01T09:00:00+08:00'
  const app: App = { ...landApp(database), clock: { now: () => new Date(now) } }
  const server: FastifyInstance = await buildServer(app, {
    identity: { authenticate: async ({ headers }) => people[headers['x-test-actor'] as Person] ?? publicActor(app) },
    limits: { address: 99_999, visitor: 99_999, known: 99_999 },
  })
  return {
    app,
    at: (date: string): void => {
      now = `${date}T09:00:00+08:00`
    },
    close: () => server.close(),
    ask: async (
      method: 'GET' | 'POST',
      path: string,
      person?: Person,
      body?: unknown,
      ifMatch?: '*',
    ): Promise<Answer> => {
      const options: InjectOptions = {
        method,
        url: path.startsWith('/api/') ? path : `/api/land${path}`,
        headers: {
          ...(person === undefined ? {} : { 'x-test-actor': person }),
          ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
      }
      const reply = await server.inject(options)
      return { status: reply.statusCode, body: reply.payload === '' ? {} : reply.json<Record<string, unknown>>() }
    },
  }
}

/** A square of the plane, metres from a corner in the seat's territory; EPSG:4549. */
export const square = (east: number, north: number, side: number) => {
  const [x, y] = [634_000 + east, 3_219_000 + north]
  return {
    type: 'Polygon' as const,
    coordinates: [
      [
        [x, y],
        [x + side, y],
        [x + side, y + side],
        [x, y + side],
        [x, y],
      ],
    ],
  }
}

export const parcelDraft = (no: number, geometry: object, change: object = {}) => ({
  code: `331022001001GB${String(no).padStart(5, '0')}`,
  townCode: towns[0],
  location: `海游街道工业路${no}号`,
  landUse: '1001 工业用地',
  ownership: 'state',
  tenure: 'grant',
  areaRegisteredM2: 10_000,
  validFrom: '2012-01-01',
  crs: 'EPSG:4549',
  geometry,
  ...change,
})
