import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestDatabase, testApp, type TestDatabase } from '../../../database/testing.ts'
import { defineModule } from '../../../module.ts'
import { publicActor } from '../../authenticator.ts'
import { probe } from '../../fixtures/module.ts'
import { buildServer } from '../../server.ts'
import { calculatorRoutes } from './routes.ts'
import { CalculatorForm, CalculatorList } from './schema.ts'

let database: TestDatabase
let server: FastifyInstance

beforeAll(async () => {
  database = await openTestDatabase('embedded')
  const platform = defineModule({ name: 'platform', title: '平台', routes: calculatorRoutes })
  const app = testApp(database, { modules: [platform, probe] })
  server = await buildServer(app, { identity: { authenticate: async () => publicActor(app) } })
})
afterAll(async () => {
  await server.close()
  await database.close()
})

it('lists every calculator by its words, without its schemas', async () => {
  const reply = await server.inject('/api/platform/calculators')
  const { rows } = CalculatorList.parse(reply.json())
  expect(rows.map((row) => row.name)).toEqual(['pond/share', 'unsound', 'heavy'])
})

it('gives the form of one with examples that its address answers', async () => {
  const reply = await server.inject('/api/platform/calculators/probe?name=pond/share')
  const share = CalculatorForm.parse(reply.json())
  expect(share).toMatchObject({
    module: 'probe',
    moduleTitle: '探针',
    href: '/api/probe/calculators/pond/share',
    keywords: ['分红'],
    input: { type: 'object', required: ['totalFen', 'weights'], properties: { totalFen: { title: '总金额（分）' } } },
  })
  const [example] = share.examples
  const answer = await server.inject({ method: 'POST', url: share.href, payload: example?.input as object })
  expect(answer.json().value).toEqual(example?.value)
})

it.each(['probe?name=none', 'none?name=pond/share', 'probe?name=', 'probe'])('refuses %s', async (address) => {
  const { statusCode } = await server.inject(`/api/platform/calculators/${address}`)
  expect(statusCode).toBe(address.endsWith('=') || !address.includes('?') ? 400 : 404)
})
