import fastify, { type FastifyInstance } from 'fastify'
import { hashPassword } from 'better-auth/crypto'
import type { App } from '../context.ts'
import { insertAccount } from './accounts.ts'
import { openIdentity } from './identity.ts'
import type { Role } from './roles.ts'
import { membership } from './tables.ts'

export const testPassword = 'moon-cake-7-harbour'
const testHash = hashPassword(testPassword)

type Draft = {
  readonly username: string
  readonly name?: string
  readonly roles?: readonly Role[]
  readonly area?: string
  readonly organisationId?: string | null
  readonly mustChange?: boolean
  readonly from?: string
  readonly until?: string
}

/** An account with `testPassword` and its roles; returns its id. */
export const makeAccount = async (app: App, draft: Draft): Promise<string> => {
  const hash = await testHash
  const { county } = app.config
  return app.database.asSystem(county, 'test', async (tx) => {
    const account = await insertAccount(
      tx,
      county,
      { username: draft.username, name: draft.name ?? '王小明' },
      { hash, mustChange: draft.mustChange ?? false },
    )
    for (const role of draft.roles ?? []) {
      await tx.insert(membership).values({
        county,
        account,
        role,
        organisationId: draft.organisationId ?? null,
        areaCode: draft.area ?? county,
        from: draft.from ?? '2026-01-01',
        until: draft.until ?? null,
      })
    }
    return account
  })
}

/** A server with nothing but the doors of sign-in and an echo of who calls. */
export const startDoors = async (app: App): Promise<FastifyInstance> => {
  const identity = openIdentity(app)
  const server = fastify()
  await identity.mount(server)
  server.get('/who', async (request) => {
    const actor = await identity.authenticate(request)
    return { ...actor, permissions: [...actor.permissions] }
  })
  await server.ready()
  return server
}

type Post = {
  readonly url: string
  readonly body?: unknown
  readonly cookie?: string
  readonly headers?: Record<string, string>
}

/** POST as a browser does it; `cookies` is the Cookie header for what comes next. */
export const post = async (server: FastifyInstance, { url, body = {}, cookie, headers = {} }: Post) => {
  const reply = await server.inject({
    method: 'POST',
    url,
    payload: body as object,
    headers: { ...headers, ...(cookie === undefined ? {} : { cookie }) },
  })
  const set = [reply.headers['set-cookie'] ?? []].flat()
  const jar = new Map(
    (cookie ?? '')
      .split('; ')
      .filter(Boolean)
      .map((pair) => [pair.split('=')[0] ?? '', pair] as const),
  )
  for (const line of set) {
    const pair = line.split(';')[0] ?? ''
    if (/Max-Age=0/i.test(line)) jar.delete(pair.split('=')[0] ?? '')
    else jar.set(pair.split('=')[0] ?? '', pair)
  }
  return {
    status: reply.statusCode,
    json: reply.json<Record<string, unknown>>(),
    headers: reply.headers,
    set,
    cookies: [...jar.values()].join('; '),
  }
}

export const signIn = (server: FastifyInstance, username: string, password = testPassword) =>
  post(server, { url: '/api/auth/sign-in/username', body: { username, password } })

/** Who the server takes the caller for. */
export const who = async (server: FastifyInstance, cookie: string, headers: Record<string, string> = {}) => {
  const reply = await server.inject({ method: 'GET', url: '/who', headers: { ...headers, cookie } })
  return reply.json<{
    id: string
    roles: string[]
    area: string
    deputyFor: string | null
    code?: string
    permissions: string[]
  }>()
}
