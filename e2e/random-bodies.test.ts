import type { FastifyInstance, InjectOptions } from 'fastify'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { modules } from '../src/modules.ts'
import { jsonSchema, routeUrl } from '../src/platform/http/openapi.ts'
import { randomBodies } from '../src/platform/calculators.testing.ts'
import { actorOf, allRoles, county, openDemoCounty, trustingServer, type DemoCounty } from './county.ts'
import { bodiesOf } from './schema-bodies.ts'

/** Whatever is sent to a route, by somebody who may do everything: an answer or a refusal that names the field. */

const routes = modules.flatMap((module) =>
  module.routes
    .filter((route) => route.body !== undefined || route.query !== undefined || route.params !== undefined)
    .map((route) => ({ route, url: routeUrl(module, route) })),
)

const uuid = '00000000-0000-4000-8000-000000000000'

describe('random requests', () => {
  let demo: DemoCounty
  let server: FastifyInstance
  let samples: readonly string[]
  beforeAll(async () => {
    demo = await openDemoCounty('server')
    const [office] = await demo.database.superuser(`SELECT id FROM organisation WHERE code = 'gaigeban'`)
    server = await trustingServer(demo.app, { all: actorOf(allRoles, { organisationId: String(office?.['id']) }) })
    const tables = await demo.database.superuser(
      `SELECT c.relname AS name FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE a.attname = 'id' AND a.atttypid = 'uuid'::regtype AND c.relkind IN ('r', 'p') AND n.nspname = 'public'`,
    )
    const found = await Promise.all(
      tables.map(({ name }) => demo.database.superuser(`SELECT id::text FROM "${String(name)}" LIMIT 2`)),
    )
    samples = [uuid, county, ...found.flat().map(({ id }) => String(id))]
  })
  afterAll(async () => {
    await server.close()
    await demo.database.close()
  })

  it.each(routes.map(({ route, url }) => [`${route.method} ${url}`, route, url] as const))(
    '%s',
    async (_name, route, url) => {
      const body = route.body === undefined ? fc.constant({}) : bodiesOf(jsonSchema(route.body, 'input'))
      const query = route.query === undefined ? fc.constant({}) : bodiesOf(jsonSchema(route.query, 'input'))
      await fc.assert(
        fc.asyncProperty(body, query, fc.nat(), fc.nat(9), async (sent, asked, pick, odd) => {
          const id = odd === 0 ? 'x' : (samples[pick % samples.length] ?? uuid)
          const search = new URLSearchParams(
            typeof asked === 'object' && asked !== null
              ? Object.entries(asked).map(([key, value]) => [
                  key,
                  typeof value === 'object' ? JSON.stringify(value) : String(value),
                ])
              : [],
          )
          const reply = await server.inject({
            method: route.method as NonNullable<InjectOptions['method']>,
            url: `${url.replace(/:\w+(\([^)]*\))?/g, id).replace(/\*$/, id)}?${search}`,
            headers: {
              'x-actor': 'all',
              'if-match': '*',
              ...(route.method === 'GET' ? {} : { 'content-type': 'application/json' }),
            },
            ...(route.method === 'GET' ? {} : { payload: JSON.stringify(sent) }),
          })
          expect(reply.statusCode, reply.body.slice(0, 500)).toBeLessThan(500)
          if (reply.statusCode < 400) return
          const problem = reply.json()
          expect(problem).toMatchObject({ status: reply.statusCode, code: expect.stringMatching(/^[a-z_]+$/) })
          for (const field of problem.errors) {
            expect(field.pointer).toMatch(/^(?:\/(?:[^~/]|~[01])*)*$/u)
            expect(field.message).toMatch(/\p{Script=Han}/u)
          }
        }),
        { numRuns: Math.ceil(randomBodies() / 5) },
      )
    },
  )
})
