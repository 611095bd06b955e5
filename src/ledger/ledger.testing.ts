import type { FastifyInstance, InjectOptions } from 'fastify'
import { type Actor, type App } from '../platform/context.ts'
import { type TestDatabase, testActor, testApp } from '../platform/database/testing.ts'
import { type Authenticator, permissionsOfRoles, publicActor } from '../platform/http/authenticator.ts'
import { buildServer } from '../platform/http/server.ts'
import type { Role } from '../platform/identity/roles.ts'
import { platform } from '../platform/index.ts'
import type { Modules } from '../platform/module.ts'
import { organisation } from '../platform/registers/tables.ts'
import { ledger } from './index.ts'
import { reform, reformDepartment, target } from './tables.ts'

export const county = '331022'
const modules: Modules = [platform, ledger]

export const organisations = {
  office: '00000000-0000-4000-8000-000000000001',
  agriculture: '00000000-0000-4000-8000-000000000002',
  finance: '00000000-0000-4000-8000-000000000003',
  schools: '00000000-0000-4000-8000-000000000004',
} as const

const as = (id: string, role: Role, organisationId: string | null): Actor =>
  testActor({ id, name: id, roles: [role], organisationId, permissions: permissionsOfRoles(modules, [role, 'public']) })

/** The people of the tests, each with the permissions of his role. */
export const people = {
  office: as('office', 'reform_office', organisations.office),
  office2: as('office2', 'reform_office', organisations.office),
  leader: as('leader', 'county_leader', null),
  agriculture: as('agriculture', 'department_lead', organisations.agriculture),
  agriculture2: as('agriculture2', 'department_member', organisations.agriculture),
  schools: as('schools', 'department_lead', organisations.schools),
  household: as('household', 'household', null),
  elsewhere: { ...as('elsewhere', 'reform_office', null), county: '331023', area: '331023' },
} as const
export type Person = keyof typeof people

/** Reform 10 of agriculture and finance, reform 9 of schools; a deliverable and a figure each of reform 10. */
export const targets = { deliverable: '2022-10-1', figure: '2022-10-2', schools: '2022-9-1' } as const

export const seedReforms = (database: TestDatabase): Promise<void> =>
  database.asSystem(county, 'test', async (tx) => {
    await tx.insert(organisation).values(
      Object.entries(organisations).map(([code, id]) => ({
        county,
        id,
        code,
        kind: 'agency' as const,
        name: `三门县${code}`,
        shortName: `县${code}`,
        areaCode: county,
      })),
    )
    const row = (no: number, name: string) => ({
      county,
      year: 2022,
      no,
      name,
      standing: no === 10 ? '全省首创' : '全国首批',
      nameText: name,
      measuresText: '1.签署合作共建协议书。',
      milestonesText: '1.2022年6月底前，完成红旗塘工程；',
      landmarksText: '1.推动青蟹产业高质量发展。',
      departmentsText: '县农业农村局\n县财政局',
      tableTitle: '附表 2',
      sourceDigest: '0'.repeat(64),
      importId: 'test',
      publishedOn: '2022-01-01',
    })
    await tx.insert(reform).values([row(9, '城乡义务教育共同体建设'), row(10, '青蟹产业深度融合发展示范县')])
    await tx.insert(reformDepartment).values([
      { county, year: 2022, reformNo: 9, no: 1, name: '县教育局', organisationId: organisations.schools },
      { county, year: 2022, reformNo: 10, no: 1, name: '县农业农村局', organisationId: organisations.agriculture },
      { county, year: 2022, reformNo: 10, no: 2, name: '县财政局', organisationId: organisations.finance },
    ])
    const of = (id: string, draft: Partial<typeof target.$inferInsert>) => ({
      county,
      id,
      year: 2022,
      reformNo: Number(id.split('-')[1]),
      no: Number(id.split('-')[2]),
      column: 'milestones' as const,
      itemNo: 1,
      from: 0,
      to: 8,
      text: '签署合作共建协议书',
      title: '合作共建协议书',
      kind: 'deliverable' as const,
      comparator: 'covers' as const,
      threshold: 1,
      unit: 'fraction',
      due: '2022-06-30',
      counted: true,
      requiredKinds: ['contract'],
      indicatorId: 'ledger.deliverable_verified',
      boundBy: 'proposal' as const,
      ...draft,
    })
    await tx.insert(target).values([
      of(targets.deliverable, {}),
      of(targets.figure, {
        kind: 'figure',
        title: '红旗塘工程',
        text: '完成红旗塘工程',
        indicatorId: 'ledger.project_progress',
        scopeKind: 'project',
        scopeId: 'hongqitang',
        requiredKinds: [],
      }),
      of(targets.schools, { title: '选取10所学校', text: '选取10所学校', requiredKinds: [] }),
    ])
  })

/** A file of the store as if it had been uploaded by its owner. */
export const seedFile = async (
  database: TestDatabase,
  draft: {
    readonly id: string
    readonly kind?: 'pdf' | 'jpeg'
    readonly takenAt?: string
    readonly longitude?: number
    readonly latitude?: number
    readonly hash?: string
  },
): Promise<string> => {
  await database.superuser(
    `INSERT INTO file (county, id, digest, kind, name, size_bytes, audience, uploaded_by, taken_at, longitude, latitude, perceptual_hash)
     VALUES ($1, $2, repeat('0', 64), $3, $2, 1, 'county', 'agriculture', $4, $5, $6, $7)`,
    [
      county,
      draft.id,
      draft.kind ?? 'pdf',
      draft.takenAt ?? null,
      draft.longitude ?? null,
      draft.latitude ?? null,
      draft.hash ?? null,
    ],
  )
  return draft.id
}

export const ledgerApp = (
  database: TestDatabase,
  now = '2022-07-01T09:00:00+08:00',
  extra: Partial<App> = {},
): App => ({
  ...testApp(database, { modules, now }),
  ...extra,
})

export type Answer = {
  readonly status: number
  readonly body: Record<string, unknown>
  readonly headers: Record<string, unknown>
  readonly bytes: Buffer
}
export type Asking = {
  readonly as?: Person
  readonly body?: unknown
  readonly ifMatch?: number
  /** Sends a form with this file and `fields` instead of JSON. */
  readonly file?: {
    readonly name: string
    readonly bytes: Uint8Array
    readonly fields?: Readonly<Record<string, string>>
  }
}

const formOf = async (file: NonNullable<Asking['file']>): Promise<{ type: string; bytes: Buffer }> => {
  const form = new FormData()
  for (const [name, value] of Object.entries(file.fields ?? {})) form.append(name, value)
  form.append('file', new Blob([Uint8Array.from(file.bytes)]), file.name)
  const request = new Request('http://form', { method: 'POST', body: form })
  return {
    type: request.headers.get('content-type') ?? '',
    bytes: Buffer.from(await request.arrayBuffer()),
  }
}

/** A server of the ledger's doors, and how a person knocks. `at` moves the clock. */
export const ledgerServer = async (
  database: TestDatabase,
  config: Partial<App['config']> = {},
): Promise<{
  ask: (method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, asking?: Asking) => Promise<Answer>
  at: (now: string) => void
  app: App
  close: () => Promise<void>
}> => {
  let now = '2022-07-01T09:00:00+08:00'
  const base = ledgerApp(database)
  const app: App = { ...base, config: { ...base.config, ...config }, clock: { now: () => new Date(now) } }
  const identity: Authenticator = {
    authenticate: async ({ headers }) => people[headers['x-test-actor'] as Person] ?? publicActor(app),
  }
  const server: FastifyInstance = await buildServer(app, {
    identity,
    limits: { address: 99_999, visitor: 99_999, known: 99_999 },
  })
  return {
    app,
    at: (date) => {
      now = `${date}T09:00:00+08:00`
    },
    close: () => server.close(),
    ask: async (method, path, { as: person, body, ifMatch, file } = {}) => {
      const form = file === undefined ? undefined : await formOf(file)
      const options: InjectOptions = {
        method,
        url: path.startsWith('/api/') ? path : `/api/ledger${path}`,
        headers: {
          ...(person === undefined ? {} : { 'x-test-actor': person }),
          ...(ifMatch === undefined ? {} : { 'if-match': `"${ifMatch}"` }),
          ...(form === undefined ? {} : { 'content-type': form.type }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(form === undefined ? {} : { payload: form.bytes }),
        ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
      }
      const reply = await server.inject(options)
      const json = String(reply.headers['content-type'] ?? '').includes('json')
      return {
        status: reply.statusCode,
        body: json && reply.payload !== '' ? reply.json<Record<string, unknown>>() : {},
        headers: reply.headers,
        bytes: reply.rawPayload,
      }
    },
  }
}
