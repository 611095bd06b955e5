import type { InjectOptions } from 'fastify'
import type { Actor, App } from '../platform/context.ts'
import { type TestDatabase, testActor, testApp } from '../platform/database/testing.ts'
import { permissionsOfRoles, publicActor } from '../platform/http/authenticator.ts'
import { buildServer } from '../platform/http/server.ts'
import type { Role } from '../platform/identity/roles.ts'
import { platform } from '../platform/index.ts'
import type { Modules } from '../platform/module.ts'
import { household, householdMember, organisation, person } from '../platform/registers/tables.ts'
import { finance } from './index.ts'

export const county = '331022'
const modules: Modules = [platform, finance]
const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

export const banks = { first: id(1), second: id(2) } as const
const villages = { chen: '331022101201', lin: '331022101202' } as const
export const families = {
  chen: { householdId: id(11), personId: id(12), villageCode: villages.chen },
  lin: { householdId: id(21), personId: id(22), villageCode: villages.lin },
} as const

const as = (name: string, role: Role, draft: Partial<Omit<Actor, 'permissions'>>): Actor =>
  testActor({ id: name, name, roles: [role], permissions: permissionsOfRoles(modules, [role, 'public']), ...draft })

/** The people of the tests, each with the permissions of his role. */
export const people = {
  officer: as('officer', 'bank_officer', { organisationId: banks.first }),
  officer2: as('officer2', 'bank_officer', { organisationId: banks.first }),
  rival: as('rival', 'bank_officer', { organisationId: banks.second }),
  chen: as('chen', 'household', families.chen),
  chenChild: as('chenChild', 'household', { ...families.chen, personId: id(13) }),
  lin: as('lin', 'household', families.lin),
  village: as('village', 'village_officer', { area: villages.chen }),
  centre: as('centre', 'finance_centre', {}),
  auditor: as('auditor', 'audit_admin', {}),
} as const
export type Person = keyof typeof people

export const seedFamilies = (database: TestDatabase): Promise<void> =>
  database.asSystem(county, 'test', async (tx) => {
    await tx.insert(organisation).values(
      Object.entries(banks).map(([code, bank]) => ({
        county,
        id: bank,
        code,
        kind: 'bank' as const,
        name: `三门${code}银行`,
        shortName: code,
        areaCode: county,
      })),
    )
    for (const { householdId, personId, villageCode: areaCode } of Object.values(families)) {
      await tx.insert(household).values({ county, id: householdId, areaCode, address: '一号' })
      await tx.insert(person).values({ county, id: personId, name: '陈阿福', areaCode })
      await tx
        .insert(householdMember)
        .values({ county, householdId, personId, relation: 'head', since: '2010-01-01', areaCode })
    }
    await tx.insert(person).values({ county, id: id(13), name: '陈小福', areaCode: villages.chen })
  })

type Asking = {
  readonly as?: Person
  readonly body?: unknown
  readonly ifMatch?: unknown
  /** Fields of a multipart form. */
  readonly form?: Readonly<Record<string, string>>
  readonly file?: { readonly name: string; readonly bytes: Uint8Array }
}

const boundary = 'gongfu-test-form'

/** A multipart body; the file, if any, is the field `file`. */
const multipart = (fields: Readonly<Record<string, string>>, file: Asking['file']): Buffer =>
  Buffer.concat([
    ...Object.entries(fields).map(([name, value]) =>
      Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`),
    ),
    ...(file === undefined
      ? []
      : [
          Buffer.from(
            `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${file.name}"\r\ncontent-type: application/octet-stream\r\n\r\n`,
          ),
          Buffer.from(file.bytes),
          Buffer.from('\r\n'),
        ]),
    Buffer.from(`--${boundary}--\r\n`),
  ])

/**
 * A server of the doors of finance. Its clock is the real one: the row policies look at the database's own when they ask
 * whether a consent stands.
 */
export const financeServer = async (database: TestDatabase) => {
  const app: App = { ...testApp(database, { modules }), clock: { now: () => new Date() } }
  const server = await buildServer(app, {
    identity: {
      authenticate: async ({ headers }) => people[headers['x-test-actor'] as Person] ?? publicActor(app),
    },
    limits: { address: 99_999, visitor: 99_999, known: 99_999 },
  })
  return {
    app,
    close: () => server.close(),
    ask: async (method: 'GET' | 'POST' | 'PUT', path: string, { as: who, body, ifMatch, form, file }: Asking = {}) => {
      const options: InjectOptions = {
        method,
        url: path.startsWith('/api/') ? path : `/api/finance${path}`,
        headers: {
          ...(who === undefined ? {} : { 'x-test-actor': who }),
          ...(ifMatch === undefined ? {} : { 'if-match': `"${String(ifMatch)}"` }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(form === undefined ? {} : { 'content-type': `multipart/form-data; boundary=${boundary}` }),
        },
        ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
        ...(form === undefined ? {} : { payload: multipart(form, file) }),
      }
      const reply = await server.inject(options)
      return { status: reply.statusCode, body: reply.json<Record<string, unknown>>() }
    },
  }
}
