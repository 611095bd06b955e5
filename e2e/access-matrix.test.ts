import type { FastifyInstance, InjectOptions } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { modules } from '../src/modules.ts'
import type { Actor } from '../src/platform/context.ts'
import { routeUrl } from '../src/platform/http/openapi.ts'
import { actorOf, allRoles, county, openDemoCounty, otherCounty, trustingServer, type DemoCounty } from './county.ts'

/** Every role against every route, of the own county and of another one. */

const routes = modules.flatMap((module) =>
  // A stream goes on for ever; notices/api/access.test.ts listens to it.
  module.routes
    .filter((route) => route.stream !== true)
    .map((route) => ({
      route,
      url: routeUrl(module, route),
      name: `${route.method} ${routeUrl(module, route)}`,
    })),
)
const stranger = 'stranger'
const actors: Readonly<Record<string, Actor>> = {
  ...Object.fromEntries(allRoles.map((role) => [role, actorOf([role])])),
  [stranger]: actorOf(allRoles, { county: otherCounty }),
}

const filled = (url: string, value: string): string => url.replace(/:\w+(\([^)]*\))?/g, value).replace(/\*$/, value)

describe('access', () => {
  let demo: DemoCounty
  let server: FastifyInstance
  /** One id of every table: a record that exists, whichever kind a route means. */
  let samples: readonly string[]
  let allIds: ReadonlySet<string>
  beforeAll(async () => {
    demo = await openDemoCounty('server')
    server = await trustingServer(demo.app, actors)
    const tables = await demo.database.superuser(
      `SELECT c.relname AS name FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE a.attname = 'id' AND a.atttypid = 'uuid'::regtype AND c.relkind IN ('r', 'p') AND n.nspname = 'public'`,
    )
    const ids: string[] = []
    const first: string[] = []
    for (const { name } of tables) {
      const rows = await demo.database.superuser(`SELECT id::text FROM "${String(name)}" WHERE county = '${county}'`)
      ids.push(...rows.map(({ id }) => String(id)))
      first.push(...rows.slice(0, 1).map(({ id }) => String(id)))
    }
    samples = first
    allIds = new Set(ids)
  })
  afterAll(async () => {
    await server.close()
    await demo.database.close()
  })

  const ask = (method: string, url: string, actor?: string) =>
    server.inject({
      method: method as NonNullable<InjectOptions['method']>,
      url,
      headers: { ...(actor === undefined ? {} : { 'x-actor': actor }), 'if-match': '*' },
      ...(method === 'GET' ? {} : { payload: {} }),
    })

  it('has records to be kept from strangers', () => {
    expect(allIds.size).toBeGreaterThan(300)
  })

  it.each(routes.map(({ name, route, url }) => [name, route, url] as const))('%s', async (_name, route, url) => {
    const address = filled(url, '00000000-0000-4000-8000-000000000000')
    if (route.access === 'public') {
      expect((await ask(route.method, address)).statusCode).not.toBe(500)
      return
    }
    expect((await ask(route.method, address)).statusCode, 'a visitor').toBe(401)
    for (const role of allRoles) {
      const mayEnter = route.access === 'signed_in' || actors[role]?.permissions.has(route.access) === true
      const { statusCode } = await ask(route.method, address, role)
      if (mayEnter) {
        expect(statusCode, `${role} may enter`).not.toBe(401)
        expect(statusCode, `${role} meets no defect`).toBeLessThan(500)
      } else expect(statusCode, `${role} may not enter`).toBe(403)
    }
  })

  it.each(routes.map(({ name, route, url }) => [name, route, url] as const))(
    '%s tells another county nothing',
    async (_name, route, url) => {
      const wanted = /:|\*$/.test(url) ? samples : ['']
      for (const id of wanted) {
        const reply = await ask(route.method, filled(url, id), stranger)
        expect(reply.statusCode).toBeLessThan(500)
        if (reply.statusCode >= 300 || String(reply.headers['content-type']).startsWith('text/event-stream')) continue
        const known = reply.body.match(/[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g) ?? []
        expect(known.filter((found) => allIds.has(found) && found !== id)).toEqual([])
      }
    },
  )
})
