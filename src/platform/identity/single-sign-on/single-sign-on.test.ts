import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import fastify from 'fastify'
import Provider from 'oidc-provider'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { App } from '../../context.ts'
import { describeDatabases, testApp } from '../../database/testing.ts'
import { authAccount } from '../auth-tables.ts'
import { openIdentity } from '../identity.ts'
import { signInEvent } from '../tables.ts'
import { makeAccount } from '../testing.ts'
import { codeExchangeProvider } from './code-exchange.ts'
import type { SignInProvider } from './provider.ts'
import { providersOf } from './providers.ts'

/** A browser: keeps the cookies of each host and follows one address at a time. */
class Browser {
  readonly #jars = new Map<string, Map<string, string>>()

  async go(url: string, init: RequestInit = {}): Promise<Response> {
    const host = new URL(url).host
    const jar = this.#jars.get(host) ?? new Map<string, string>()
    this.#jars.set(host, jar)
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const reply = await fetch(url, { ...init, redirect: 'manual', headers: { ...init.headers, cookie } })
    for (const line of reply.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '' || /max-age=0/i.test(line)) jar.delete(name)
      else jar.set(name, value)
    }
    return reply
  }

  has(url: string, cookie: string): boolean {
    return this.#jars.get(new URL(url).host)?.has(cookie) === true
  }
}

const listen = (server: Server): Promise<string> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
  })

/** The claims that the provider gives for whoever signs in with that login; `mfa` in the login adds the method. */
const startProvider = async (callback: string) => {
  const server = createServer()
  const issuer = await listen(server)
  const provider = new Provider(issuer, {
    clients: [{ client_id: 'gongfu', client_secret: 'a-secret-of-the-test', redirect_uris: [callback] }],
    pkce: { required: () => true },
    claims: { openid: ['sub', 'preferred_username'] },
    conformIdTokenClaims: false,
    cookies: { keys: ['a-key-of-the-test'] },
    findAccount: async (_context, id) => ({
      accountId: id,
      claims: async () => ({ sub: id, preferred_username: id.split('/')[0] ?? id }),
    }),
  })
  const answer = provider.callback()
  server.on('request', (request, reply) => void answer(request, reply))
  return { issuer, close: () => new Promise((resolve) => server.close(resolve)) }
}

/** Walks from our button through the provider's login and consent pages back to us; the last reply is ours. */
const walk = async (browser: Browser, start: string, login: string, house: string): Promise<Response> => {
  let reply = await browser.go(start)
  for (let step = 0; step < 12; step++) {
    const location = reply.headers.get('location')
    if (location === null) {
      // The provider's own test pages: login takes any name, consent one click.
      const page = await reply.text()
      const action = /action="([^"]+)"/.exec(page)?.[1] ?? ''
      const prompt = /name="prompt" value="([^"]+)"/.exec(page)?.[1] ?? ''
      reply = await browser.go(action, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ prompt, login, password: 'x' }).toString(),
      })
      continue
    }
    const next = new URL(location, reply.url)
    if (next.origin === house && !next.pathname.startsWith('/api/auth/single-sign-on/')) return reply
    reply = await browser.go(next.href)
  }
  throw new Error('too many steps')
}

describeDatabases('single sign-on', (database) => {
  let app: App
  let house: FastifyInstance
  let origin: string
  let oidc: Awaited<ReturnType<typeof startProvider>>
  let start: string
  let later = 0
  /** A gateway such as 浙政钉: codes that work once. */
  const codes = new Map([['one-time-code', 'zzd-7']])
  const gateway: SignInProvider = codeExchangeProvider({
    id: 'zhezhengding',
    title: '浙政钉',
    codeParameter: 'code',
    signInUrl: (callback) => {
      const page = new URL('https://login.example.gov.cn/oauth2/auth.htm')
      page.searchParams.set('redirect_uri', callback.href)
      return page
    },
    exchange: async (code) => {
      const subject = codes.get(code)
      if (subject === undefined) throw new Error('code used or unknown')
      codes.delete(code)
      return { subject, username: 'haiyou', secondFactor: true }
    },
  })

  beforeAll(async () => {
    const draft = testApp(database(), { modules: [], clock: { now: () => new Date(Date.now() + later) } })
    // The house must know its address before the provider knows the house.
    const port = await new Promise<number>((resolve) => {
      const probe = createServer().listen(0, '127.0.0.1', () => {
        const { port: free } = probe.address() as AddressInfo
        probe.close(() => resolve(free))
      })
    })
    origin = `http://127.0.0.1:${port}`
    oidc = await startProvider(`${origin}/api/auth/single-sign-on/oidc/callback`)
    app = {
      ...draft,
      config: {
        ...draft.config,
        publicUrl: origin,
        secondFactor: 'officials',
        oidc: {
          issuer: oidc.issuer,
          clientId: 'gongfu',
          clientSecret: 'a-secret-of-the-test',
          title: '统一身份认证',
          claim: 'preferred_username',
        },
      },
    }
    const identity = openIdentity(app, [...providersOf(app.config), gateway])
    house = fastify()
    await identity.mount(house)
    house.get('/who', async (request) => ({ id: (await identity.authenticate(request)).id }))
    await house.listen({ port, host: '127.0.0.1' })
    start = `${origin}/api/auth/single-sign-on/oidc/start`
    await makeAccount(app, { username: 'chenjia', roles: ['household'] })
    await makeAccount(app, { username: 'nongye', roles: ['department_member'] })
    await makeAccount(app, { username: 'haiyou', roles: ['town_officer'] })
  })
  afterAll(async () => {
    await house.close()
    await oidc.close()
  })

  const whoIs = async (browser: Browser): Promise<string> =>
    ((await (await browser.go(`${origin}/who`)).json()) as { id: string }).id
  const visitor = async (): Promise<string> => whoIs(new Browser())
  const links = (provider: string) =>
    database().asOwner((tx) => tx.select().from(authAccount).where(eq(authAccount.providerId, provider)))

  it('lets in by a certified provider, with PKCE, and goes on to where the person wanted', async () => {
    const browser = new Browser()
    const back = await walk(browser, `${start}?next=${encodeURIComponent('/ledger/reforms/3')}`, 'chenjia', origin)
    expect(back.headers.get('location')).toBe('/ledger/reforms/3')
    expect(await whoIs(browser)).not.toBe(await visitor())
    expect(browser.has(origin, 'gongfu.single_sign_on')).toBe(false)
    expect(await links('oidc')).toMatchObject([{ accountId: 'chenjia' }])
    // Again: the link is found, not made anew.
    await walk(new Browser(), start, 'chenjia', origin)
    expect(await links('oidc')).toHaveLength(1)
  })

  it('lets nobody inherit an account by its name', async () => {
    const browser = new Browser()
    const back = await walk(browser, start, 'chenjia/another-person', origin)
    expect(back.headers.get('location')).toBe('/sign-in?refused=linked_to_another')
    expect(await whoIs(browser)).toBe(await visitor())
  })

  it('refuses whom it does not know, and an official whose provider asked for one factor only', async () => {
    for (const [login, why] of [
      ['stranger', 'unknown'],
      ['nongye', 'second_factor'],
    ] as const) {
      const browser = new Browser()
      const back = await walk(browser, start, login, origin)
      expect(back.headers.get('location')).toBe(`/sign-in?refused=${why}`)
      expect(await whoIs(browser)).toBe(await visitor())
    }
    const kinds = await database().asSystem(app.config.county, 'test', (tx) =>
      tx.select({ kind: signInEvent.kind }).from(signInEvent),
    )
    expect(kinds.filter(({ kind }) => kind === 'single_sign_on_refused').length).toBeGreaterThanOrEqual(2)
  })

  it('goes nowhere but to this house afterwards', async () => {
    for (const next of ['https://evil.example/', '//evil.example', '/\\evil.example', '/\t/evil.example', 'x']) {
      const back = await walk(new Browser(), `${start}?next=${encodeURIComponent(next)}`, 'chenjia', origin)
      expect(back.headers.get('location')).toBe('/desk')
    }
  })

  it('refuses a return without a journey, with another state, twice, or too late', async () => {
    const refused = '/sign-in?refused=provider'
    const callback = `${origin}/api/auth/single-sign-on/zhezhengding/callback`
    const begin = async (browser: Browser): Promise<string> => {
      const away = await browser.go(`${origin}/api/auth/single-sign-on/zhezhengding/start`)
      const there = new URL(away.headers.get('location') ?? '')
      return new URL(there.searchParams.get('redirect_uri') ?? '').searchParams.get('state') ?? ''
    }
    const arrive = async (browser: Browser, state: string, code: string): Promise<string | null> =>
      (await browser.go(`${callback}?state=${state}&code=${code}`)).headers.get('location')

    expect(await arrive(new Browser(), 'x', 'one-time-code')).toBe(refused)
    const attacked = new Browser()
    await begin(attacked)
    expect(await arrive(attacked, 'x'.repeat(43), 'one-time-code')).toBe(refused)
    const slow = new Browser()
    const old = await begin(slow)
    later = 11 * 60 * 1000
    expect(await arrive(slow, old, 'one-time-code')).toBe(refused)
    later = 0
    const browser = new Browser()
    const state = await begin(browser)
    expect(await arrive(browser, state, 'one-time-code')).toBe('/desk')
    expect(await arrive(browser, state, 'one-time-code')).toBe(refused)
    expect(await links('zhezhengding')).toMatchObject([{ accountId: 'zzd-7' }])
  })

  it('answers an unknown way with a problem', async () => {
    const reply = await fetch(`${origin}/api/auth/single-sign-on/other/start`)
    expect(reply.status).toBe(404)
    expect(await reply.json()).toMatchObject({ code: 'not_found' })
  })
})
