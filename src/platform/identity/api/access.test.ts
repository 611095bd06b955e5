import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { App } from '../../context.ts'
import { describeDatabases, testApp } from '../../database/testing.ts'
import { buildServer } from '../../http/server.ts'
import { defineModule } from '../../module.ts'
import { openIdentity } from '../identity.ts'
import { identityPermissions } from '../permissions.ts'
import { identityRoutes } from '../routes.ts'
import { membership, signInEvent } from '../tables.ts'
import { makeAccount, post, signIn } from '../testing.ts'

const platform = defineModule({
  name: 'platform',
  title: '平台',
  permissions: identityPermissions,
  routes: identityRoutes,
})
const admins = ['system_admin', 'security_admin', 'audit_admin'] as const
type Who = (typeof admins)[number] | 'household' | 'visitor'

describeDatabases('identity over HTTP', (database) => {
  let app: App
  let server: FastifyInstance
  const cookies: Record<string, string> = {}
  let target = ''

  beforeAll(async () => {
    const draft = testApp(database(), { modules: [platform], clock: { now: () => new Date() } })
    app = { ...draft, config: { ...draft.config, secondFactor: 'optional' } }
    server = await buildServer(app, { identity: openIdentity(app) })
    for (const role of [...admins, 'household'] as const) {
      await makeAccount(app, { username: role, name: '王小明', roles: [role] })
      cookies[role] = (await signIn(server, role)).cookies
    }
    target = await makeAccount(app, { username: 'target', name: '李四光', roles: ['household'] })
  })
  afterAll(() => server.close())

  const call = async (as: Who, method: 'GET' | 'POST' | 'DELETE', path: string, body?: object) => {
    const cookie = cookies[as]
    const reply = await server.inject({
      method,
      url: `/api/platform${path}`,
      headers: cookie === undefined ? {} : { cookie },
      ...(body === undefined ? {} : { payload: body }),
    })
    return { status: reply.statusCode, json: reply.body === '' ? {} : reply.json<Record<string, unknown>>() }
  }
  const grant = { organisationId: null, role: 'department_member', area: '331022', from: '2026-01-01', until: null }

  it('lets each administrator do his own work and nobody anything of another', async () => {
    const doors: [readonly Who[], 'GET' | 'POST', () => string, object?][] = [
      [admins, 'GET', () => '/accounts'],
      [admins, 'GET', () => '/roles'],
      [admins, 'GET', () => `/accounts/${target}/memberships`],
      [['audit_admin'], 'GET', () => '/sign-in-log'],
      [['system_admin'], 'POST', () => '/accounts', { username: 'fresh.one', name: '新人' }],
      [['system_admin'], 'POST', () => `/accounts/${target}/reset-password`],
      [['system_admin'], 'POST', () => `/accounts/${target}/disable`],
      [['system_admin'], 'POST', () => `/accounts/${target}/enable`],
      [['security_admin'], 'POST', () => `/accounts/${target}/unlock`],
      [['security_admin'], 'POST', () => `/accounts/${target}/remove-second-factor`],
      [['security_admin'], 'POST', () => `/accounts/${target}/memberships`, grant],
    ]
    for (const [allowed, method, path, body] of doors) {
      for (const as of [...admins, 'household', 'visitor'] as const) {
        const { status } = await call(as, method, path(), body)
        const expected = allowed.includes(as) ? 'in' : as === 'visitor' ? 401 : 403
        expect([path(), as, status < 300 ? 'in' : status]).toEqual([path(), as, expected])
      }
    }
  })

  it('keeps the administrators apart, in the service and in the database', async () => {
    const account = await makeAccount(app, { username: 'both', roles: ['system_admin'] })
    const refused = await call('security_admin', 'POST', `/accounts/${account}/memberships`, {
      ...grant,
      role: 'audit_admin',
    })
    expect(refused).toMatchObject({
      status: 422,
      json: { errors: [{ pointer: '/role', code: 'separation_of_duties' }] },
    })
    await expect(
      app.database.asSystem('331022', 'test', (tx) =>
        tx
          .insert(membership)
          .values({ county: '331022', account, role: 'security_admin', areaCode: '331022', from: '2026-01-01' }),
      ),
    ).rejects.toMatchObject({ code: 'not_computable' })
  })

  it('lets nobody grant to himself', async () => {
    const { json } = await call('security_admin', 'GET', '/session')
    const me = (json['account'] as { id: string }).id
    expect((await call('security_admin', 'POST', `/accounts/${me}/memberships`, grant)).status).toBe(403)
  })

  it('shows a one-time password once; it works, and must be changed', async () => {
    const made = await call('system_admin', 'POST', '/accounts', { username: 'Handed.Over', name: '赵六' })
    expect(made.status).toBe(201)
    const reply = await signIn(server, 'handed.over', String(made.json['initialPassword']))
    expect(reply.status).toBe(200)
    cookies['handed'] = reply.cookies
    const session = await server.inject({
      method: 'GET',
      url: '/api/platform/session',
      headers: { cookie: reply.cookies },
    })
    expect(session.json()).toMatchObject({ account: { mustChangePassword: true }, permissions: [] })
    const other = await server.inject({
      method: 'GET',
      url: '/api/platform/sessions',
      headers: { cookie: reply.cookies },
    })
    expect(other.json()).toMatchObject({ code: 'password_change_required' })
    expect((await call('system_admin', 'POST', '/accounts', { username: 'handed.over', name: '赵七' })).status).toBe(
      409,
    )
    expect((await call('system_admin', 'POST', '/accounts', { username: '有 空格', name: '赵七' })).status).toBe(400)
  })

  it('masks names for who may not read them, and does not find by them', async () => {
    const names = async (as: Who, search: string) =>
      (
        (await call(as, 'GET', `/accounts?search=${encodeURIComponent(search)}`)).json['rows'] as { name: string }[]
      ).map(({ name }) => name)
    expect(await names('system_admin', 'target')).toEqual(['李四光'])
    expect(await names('audit_admin', 'target')).toEqual(['李**'])
    expect(await names('system_admin', '四')).toEqual(['李四光'])
    expect(await names('audit_admin', '四')).toEqual([])
    expect(await names('system_admin', '%')).toEqual([])
  })

  it('signs a disabled account out at once and unlocks a locked one', async () => {
    const account = await makeAccount(app, { username: 'leaver', roles: ['household'] })
    const { cookies: cookie } = await signIn(server, 'leaver')
    const open = () => server.inject({ method: 'GET', url: '/api/platform/sessions', headers: { cookie } })
    expect((await open()).statusCode).toBe(200)
    await call('system_admin', 'POST', `/accounts/${account}/disable`)
    expect((await open()).statusCode).toBe(401)
    await call('system_admin', 'POST', `/accounts/${account}/enable`)
    for (let attempt = 0; attempt < 5; attempt++) await signIn(server, 'leaver', 'wrong')
    expect((await signIn(server, 'leaver')).status).toBe(429)
    expect((await call('security_admin', 'POST', `/accounts/${account}/unlock`)).status).toBe(204)
    expect((await signIn(server, 'leaver')).status).toBe(200)
  })

  it('lists one’s own sessions without tokens and ends one or all', async () => {
    await makeAccount(app, { username: 'roamer', roles: ['household'] })
    const [first, second] = [await signIn(server, 'roamer'), await signIn(server, 'roamer')]
    const ask = (method: 'GET' | 'DELETE', path: string, cookie: string) =>
      server.inject({ method, url: `/api/platform${path}`, headers: { cookie } })
    const { rows } = (await ask('GET', '/sessions', first.cookies)).json<{ rows: { id: string }[] }>()
    expect(rows).toHaveLength(2)
    expect(JSON.stringify(rows)).not.toContain('token')
    expect((await ask('DELETE', `/sessions/${rows[0]?.id}`, first.cookies)).json()).toEqual({ ended: 1 })
    expect((await ask('GET', '/sessions', second.cookies)).statusCode).toBe(401)
    expect((await ask('DELETE', '/sessions', first.cookies)).json()).toEqual({ ended: 1 })
    expect((await ask('GET', '/sessions', first.cookies)).statusCode).toBe(401)
  })

  it('appoints a deputy for roles that one holds, and revokes him', async () => {
    await makeAccount(app, { username: 'boss', roles: ['reform_office'] })
    await makeAccount(app, { username: 'helper', roles: ['department_member'] })
    const boss = (await signIn(server, 'boss')).cookies
    const appoint = (body: object) => post(server, { url: '/api/platform/deputies', cookie: boss, body })
    const wanted = {
      toUsername: 'helper',
      from: '2026-01-01',
      until: '2027-12-31',
      roles: ['reform_office'],
      reason: '出差',
    }
    expect((await appoint({ ...wanted, roles: ['county_leader'] })).status).toBe(422)
    expect((await appoint({ ...wanted, toUsername: 'boss' })).status).toBe(422)
    const made = await appoint(wanted)
    expect(made.status).toBe(201)
    const helper = (await signIn(server, 'helper')).cookies
    const session = () => server.inject({ method: 'GET', url: '/api/platform/session', headers: { cookie: helper } })
    expect((await session()).json()).toMatchObject({
      account: { deputising: [{ id: made.json['id'], reason: '出差' }] },
    })
    const url = `/api/platform/deputies/${String(made.json['id'])}/revoke`
    const foreign = await server.inject({ method: 'POST', url, headers: { cookie: helper } })
    expect(foreign.statusCode).toBe(404)
    expect((await server.inject({ method: 'POST', url, headers: { cookie: boss } })).statusCode).toBe(204)
    expect((await session()).json()).toMatchObject({ account: { deputising: [] } })
  })

  it('ends a role on a day and pages through the sign-in log, which nobody can rewrite', async () => {
    const account = await makeAccount(app, { username: 'mover', roles: [] })
    const made = await call('security_admin', 'POST', `/accounts/${account}/memberships`, grant)
    expect(
      (await call('security_admin', 'POST', `/memberships/${String(made.json['id'])}/end`, { until: '2026-02-01' }))
        .status,
    ).toBe(204)
    const first = await call('audit_admin', 'GET', '/sign-in-log?limit=3')
    const second = await call('audit_admin', 'GET', `/sign-in-log?limit=3&cursor=${String(first.json['nextCursor'])}`)
    const ids = [first, second].flatMap(({ json }) => (json['rows'] as { id: string }[]).map(({ id }) => id))
    expect(new Set(ids).size).toBe(6)
    await expect(
      app.database.asSystem('331022', 'test', (tx) => tx.update(signInEvent).set({ kind: 'x' })),
    ).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('tells a visitor the county and the ways in, and no demo password outside the demo', async () => {
    expect((await call('visitor', 'GET', '/session')).json).toMatchObject({
      account: null,
      county: { name: '三门县' },
      demo: false,
    })
    expect((await call('visitor', 'GET', '/demo-accounts')).json).toEqual({ accounts: [] })
  })
})
