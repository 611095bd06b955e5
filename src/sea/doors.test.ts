import fastify from 'fastify'
import { afterAll, describe, expect, it } from 'vitest'
import { CalculatorPool } from '../platform/http/calculator-pool.ts'
import { parseJsonStrictly } from '../platform/http/json-body.ts'
import { mountCalculator } from '../platform/http/mount-calculator.ts'
import { problemOf } from '../platform/http/problem-of.ts'
import { seaCalculators } from './calculators.ts'
import { checkCap } from './documents/cap-document.ts'

// The heavy ones run in threads of their own there, with their data and WebAssembly.
const pool = new CalculatorPool()
const server = fastify({ routerOptions: { maxParamLength: 500 } })
parseJsonStrictly(server)
server.setErrorHandler((error, _request, reply) => reply.code(problemOf(error).status).send(problemOf(error).body()))
const source = new URL('./calculators.ts', import.meta.url).href
for (const calculator of seaCalculators) {
  mountCalculator(server, calculator, `/${calculator.name}`, source, pool, async () => undefined)
}
afterAll(async () => {
  await server.close()
  await pool.close()
})

const post = (url: string, payload: unknown, headers: Record<string, string> = {}) =>
  server.inject({
    method: 'POST',
    url,
    payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
    headers: { 'content-type': 'application/json', ...headers },
  })

describe('over HTTP', () => {
  it.each(seaCalculators.map((calculator) => [calculator.name, calculator] as const))(
    '%s answers its first example',
    async (name, calculator) => {
      const [example] = calculator.examples
      const reply = await post(`/${name}`, example?.input)
      expect(reply.statusCode).toBe(200)
      const body = reply.json<{ value: unknown }>()
      expect(Object.keys(body)).toEqual(['value', 'working', 'rules', 'warnings'])
      if (example?.value !== undefined) expect(body.value).toEqual(JSON.parse(JSON.stringify(example.value)))
    },
    30_000,
  )
  it('takes a best-track file as text/plain', async () => {
    const file =
      '66666 9999    1 0042 9901 0 6        Demo                          20230101\n2022091300 4 255 1235  960      40\n'
    const reply = await post('/typhoon-parse-besttrack', file, { 'content-type': 'text/plain' })
    expect(reply.json<{ value: { storms: unknown[] } }>().value.storms).toHaveLength(1)
    const short = await post('/typhoon-parse-besttrack', file.replace('    1 0042', '    2 0042'), {
      'content-type': 'text/plain',
    })
    expect(short.statusCode).toBe(422)
    expect(short.json<{ detail: string }>().detail).toContain('写明 2 条，实有 1 条')
  })
  it('gives the bare CAP document, valid', async () => {
    const calculator = seaCalculators.find(({ name }) => name === 'cap-build')
    const reply = await post('/cap-build', calculator?.examples[0]?.input, { accept: 'application/cap+xml' })
    expect(reply.headers['content-type']).toBe('application/cap+xml; charset=utf-8')
    expect(checkCap(reply.body)).toMatchObject({ schemaValid: true, ruleErrors: [] })
  })
  it('refuses entities', async () => {
    const reply = await post('/cap-validate', { xml: '<!DOCTYPE a SYSTEM "file:///etc/passwd"><alert/>' })
    expect([reply.statusCode, reply.json<{ errors: { code: string }[] }>().errors[0]?.code]).toEqual([422, 'doctype'])
  })
})
