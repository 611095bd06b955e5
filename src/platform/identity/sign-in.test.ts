import { createOTP } from '@better-auth/utils/otp'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { App } from '../context.ts'
import { sql } from 'drizzle-orm'
import { describeDatabases, inContext, testActor, testApp } from '../database/testing.ts'
import { identityPermissions } from './permissions.ts'
import { defineModule } from '../module.ts'
import { setDisabled } from './accounts.ts'
import { deputy, membership, signInEvent } from './tables.ts'
import { makeAccount, post, signIn, startDoors, testPassword, who } from './testing.ts'

const modules = [
  defineModule({ name: 'platform', title: '平台', permissions: identityPermissions }),
  defineModule({
    name: 'ledger',
    title: '台账',
    permissions: [
      { id: 'ledger.evidence.submit', title: '报送', roles: ['department_member'] },
      { id: 'ledger.evidence.verify', title: '核验', roles: ['reform_office'] },
      { id: 'ledger.table.read', title: '查看', roles: ['public'] },
    ],
  }),
]

describeDatabases('sign-in', (database) => {
  let app: App
  let server: FastifyInstance
  let later = 0
  const start = Date.now()

  beforeAll(async () => {
    const draft = testApp(database(), { modules, clock: { now: () => new Date(Date.now() + later) } })
    app = { ...draft, config: { ...draft.config, secondFactor: 'optional' } }
    server = await startDoors(app)
    await makeAccount(app, { username: 'nongye', roles: ['department_member'] })
  })
  afterAll(() => server.close())

  it('opens a session whose cookie scripts cannot read', async () => {
    const reply = await signIn(server, 'nongye')
    expect(reply.status).toBe(200)
    expect(reply.json).toEqual({ signedIn: true })
    const cookie = reply.set.find((line) => line.startsWith('gongfu.session_token='))
    expect(cookie).toMatch(/HttpOnly/i)
    expect(cookie).toMatch(/SameSite=Lax/i)
    expect(cookie).not.toMatch(/Secure/i)
    const actor = await who(server, reply.cookies)
    expect(actor.roles).toEqual(['department_member'])
    expect(actor.permissions).toEqual(['ledger.evidence.submit', 'ledger.table.read'])
  })

  it('takes the name in any case and marks the cookie secure behind https', async () => {
    const https = { ...app, config: { ...app.config, publicUrl: 'https://gongfu.example.gov.cn' } }
    const behindTls = await startDoors(https)
    const reply = await signIn(behindTls, 'NongYe')
    expect(reply.set.find((line) => line.includes('session_token'))).toMatch(/Secure/i)
    await behindTls.close()
  })

  it('answers an unknown name, a wrong password, a shut account and an impossible name alike', async () => {
    const shut = await makeAccount(app, { username: 'shut.account', roles: ['household'] })
    const admin = testActor({ permissions: ['identity.account.manage', 'identity.account.read'] })
    await inContext(app, admin, (context) => setDisabled(context, shut, true))
    const replies = [
      await signIn(server, 'nobody.here'),
      await signIn(server, 'nongye', 'not-the-password'),
      await signIn(server, 'shut.account'),
      await signIn(server, '农业局！'),
    ]
    for (const reply of replies) {
      expect(reply.status).toBe(401)
      expect({ ...reply.json, instance: '' }).toEqual({ ...replies[0]?.json, instance: '' })
      expect(reply.json['code']).toBe('sign_in_failed')
      expect(reply.set).toEqual([])
    }
  })

  it('locks known and unknown names alike after five failures, and lets them go again', async () => {
    await makeAccount(app, { username: 'locked.one', roles: ['household'] })
    for (const name of ['locked.one', 'ghost.one']) {
      for (let attempt = 1; attempt <= 5; attempt++) expect((await signIn(server, name, 'wrong')).status).toBe(401)
      const reply = await signIn(server, name)
      expect(reply.status).toBe(429)
      expect(reply.json['code']).toBe('rate_limited')
      expect(Number(reply.headers['retry-after'])).toBeGreaterThan(50)
    }
    later += 61_000
    expect((await signIn(server, 'locked.one')).status).toBe(200)
    expect((await signIn(server, 'ghost.one')).status).toBe(401)
    expect((await signIn(server, 'ghost.one')).status).toBe(429)
  })

  it('shuts the doors of better-auth that would tell which names exist', async () => {
    for (const path of [
      'is-username-available',
      'sign-up/email',
      'sign-in/email',
      'request-password-reset',
      'list-sessions',
    ]) {
      expect((await post(server, { url: `/api/auth/${path}`, body: { username: 'nongye' } })).status).toBe(404)
    }
  })

  it('refuses a sign-in that another site makes', async () => {
    const reply = await post(server, {
      url: '/api/auth/sign-out',
      cookie: 'gongfu.session_token=x',
      headers: { origin: 'https://elsewhere.example' },
    })
    expect(reply.status).toBe(403)
  })

  it('ends a session after half an hour without use, and after twelve hours whatever the use', async () => {
    later = 0
    const idle = await signIn(server, 'nongye')
    later = 29 * 60_000
    expect((await who(server, idle.cookies)).id).not.toBe('public')
    later = 58 * 60_000
    expect((await who(server, idle.cookies)).id).not.toBe('public')
    later = 89 * 60_000
    expect((await who(server, idle.cookies)).id).toBe('public')
    later = 0
    expect((await who(server, idle.cookies)).id).toBe('public')
    const busy = await signIn(server, 'nongye')
    for (later = 0; later < 12 * 3_600_000; later += 25 * 60_000) {
      expect((await who(server, busy.cookies)).id).not.toBe('public')
    }
    expect((await who(server, busy.cookies)).id).toBe('public')
    later = 0
  })

  it('makes the owner change the initial password before anything else, and signs him out elsewhere', async () => {
    await makeAccount(app, { username: 'newcomer', name: '林青', roles: ['department_member'], mustChange: true })
    const first = await signIn(server, 'newcomer')
    const other = await signIn(server, 'newcomer')
    expect((await who(server, first.cookies)).code).toBe('password_change_required')
    const change = (newPassword: string, currentPassword = testPassword) =>
      post(server, { url: '/api/auth/change-password', cookie: first.cookies, body: { currentPassword, newPassword } })
    expect((await change('short')).json).toMatchObject({
      code: 'not_computable',
      errors: [{ pointer: '/newPassword', code: 'too_short' }, { code: 'too_easy' }],
    })
    expect((await change('ferry-boat-31-lantern', 'wrong')).json).toMatchObject({
      errors: [{ pointer: '/currentPassword', code: 'wrong_password' }],
    })
    const changed = await change('ferry-boat-31-lantern')
    expect(changed.status).toBe(200)
    expect((await who(server, changed.cookies)).roles).toEqual(['department_member'])
    expect((await who(server, other.cookies)).id).toBe('public')
    expect((await signIn(server, 'newcomer')).status).toBe(401)
  })

  it('asks for the authenticator once it is set up, and takes no session without it', async () => {
    await makeAccount(app, { username: 'careful', roles: ['reform_office'] })
    const plain = await signIn(server, 'careful')
    const setUp = await post(server, {
      url: '/api/auth/two-factor/enable',
      cookie: plain.cookies,
      body: { password: testPassword },
    })
    expect(setUp.status).toBe(200)
    const uri = new URL(String(setUp.json['totpURI']))
    // RFC 4648 base32 of the secret's bytes.
    const base32 = uri.searchParams.get('secret') ?? ''
    const bits = [...base32.replace(/=+$/, '')]
      .map((char) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(char).toString(2).padStart(5, '0'))
      .join('')
    const secret = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2))).toString()
    const verify = (cookie: string, code: string) =>
      post(server, { url: '/api/auth/two-factor/verify-totp', cookie, body: { code } })
    const code = await createOTP(secret).totp()
    const confirmed = await verify(plain.cookies, code)
    expect(confirmed.status).toBe(200)
    expect(confirmed.json).toEqual({ signedIn: true })

    const asked = await signIn(server, 'careful')
    expect(asked.json).toEqual({ twoFactorRedirect: true })
    expect((await who(server, asked.cookies)).id).toBe('public')
    const wrong = await verify(asked.cookies, code === '000000' ? '000001' : '000000')
    expect(wrong.json['code']).toBe('second_factor_required')
    const passed = await verify(asked.cookies, await createOTP(secret).totp())
    expect(passed.status).toBe(200)
    expect((await who(server, passed.cookies)).roles).toEqual(['reform_office'])
  })

  it('lets officials do nothing without an authenticator where the installation demands one', async () => {
    const strict = { ...app, config: { ...app.config, secondFactor: 'officials' as const } }
    const strictServer = await startDoors(strict)
    await makeAccount(app, { username: 'farmer', roles: ['household'] })
    expect((await who(strictServer, (await signIn(strictServer, 'nongye')).cookies)).code).toBe(
      'second_factor_setup_required',
    )
    expect((await who(strictServer, (await signIn(strictServer, 'farmer')).cookies)).roles).toEqual(['household'])
    await strictServer.close()
  })

  it('lets a deputy act in the named roles on the named days, and shows for whom', async () => {
    const absent = await makeAccount(app, { username: 'absent', roles: ['reform_office'], from: '2020-01-01' })
    const standIn = await makeAccount(app, { username: 'standin', roles: ['department_member'], from: '2020-01-01' })
    const day = (offset: number) => new Date(start + 8 * 3_600_000 + offset * 86_400_000).toISOString().slice(0, 10)
    const appoint = (from: string, until: string) =>
      app.database.asSystem(app.config.county, 'test', async (tx) => {
        const [row] = await tx
          .insert(deputy)
          .values({
            county: app.config.county,
            fromAccount: absent,
            toAccount: standIn,
            from,
            until,
            roles: ['reform_office'],
            reason: '出差',
          })
          .returning({ id: deputy.id })
        return row?.id ?? ''
      })
    const now = await appoint(day(-1), day(1))
    const past = await appoint(day(-9), day(-2))
    const { cookies } = await signIn(server, 'standin')
    expect((await who(server, cookies)).deputyFor).toBeNull()
    const deputising = await who(server, cookies, { 'gongfu-deputy': now })
    expect(deputising).toMatchObject({ id: standIn, deputyFor: absent, roles: ['reform_office'] })
    expect(deputising.permissions).not.toContain('ledger.evidence.submit')
    expect((await who(server, cookies, { 'gongfu-deputy': past })).code).toBe('forbidden')
  })

  it('never adds up the roles of two places', async () => {
    const account = await makeAccount(app, {
      username: 'two.posts',
      roles: ['village_officer'],
      area: '331022101205',
      from: '2020-01-01',
    })
    const bank = await app.database.asSystem(app.config.county, 'test', async (tx) => {
      const [row] = await tx
        .insert(membership)
        .values({
          county: app.config.county,
          account,
          role: 'bank_officer',
          areaCode: app.config.county,
          from: '2021-01-01',
        })
        .returning({ id: membership.id })
      return row?.id ?? ''
    })
    const { cookies } = await signIn(server, 'two.posts')
    expect(await who(server, cookies)).toMatchObject({ roles: ['village_officer'], area: '331022101205' })
    expect(await who(server, cookies, { 'gongfu-post': bank })).toMatchObject({
      roles: ['bank_officer'],
      area: '331022',
    })
    expect(await who(server, `${cookies}; gongfu-post=${bank}`)).toMatchObject({ roles: ['bank_officer'] })
  })

  it('signs out, and keeps a log of it all without typed names', async () => {
    const { cookies } = await signIn(server, 'nongye')
    expect((await post(server, { url: '/api/auth/sign-out', cookie: cookies })).status).toBe(200)
    expect((await who(server, cookies)).id).toBe('public')
    const rows = await app.database.asSystem(app.config.county, 'test', (tx) => tx.select().from(signInEvent))
    const kinds = new Set(rows.map((row) => row.kind))
    for (const kind of [
      'signed_in',
      'refused',
      'locked',
      'signed_out',
      'password_changed',
      'session_expired',
      'second_factor_set_up',
      'second_factor_refused',
    ]) {
      expect(kinds).toContain(kind)
    }
    expect(JSON.stringify(rows)).not.toContain('ghost.one')
  })

  it('keeps password hashes and sessions from every request', async () => {
    const everything = testActor({ permissions: identityPermissions.map((permission) => permission.id) })
    for (const table of ['account', 'session', '"user"', 'two_factor', 'verification']) {
      await expect(
        inContext(app, everything, (context) => context.tx.execute(sql.raw(`SELECT * FROM auth.${table}`))),
      ).rejects.toMatchObject({ code: 'forbidden' })
    }
  })
})
