import multipart from '@fastify/multipart'
import fastify from 'fastify'
import { afterAll, expect, it } from 'vitest'
import { z } from 'zod'
import { defineCalculator } from '../calculators.ts'
import { Problem } from '../errors/problem.ts'
import { CalculatorPool } from './calculator-pool.ts'
import { parseJsonStrictly } from './json-body.ts'
import { mountCalculator } from './mount-calculator.ts'
import { problemOf } from './problem-of.ts'

const shout = defineCalculator({
  name: 'shout',
  title: '大写',
  summary: '转成大写',
  textBody: 'text',
  bare: { mediaType: 'application/cap+xml', key: 'loud' },
  input: z.strictObject({ text: z.string() }),
  value: z.object({ loud: z.string() }),
  examples: [{ title: '一', input: { text: 'a' } }],
  file: {
    maxBytes: 1000,
    fields: z.strictObject({ times: z.coerce.number().int().default(1) }),
    compute: async ({ bytes, filename }, { times }: { times: number }) => {
      if (bytes.includes(0)) throw Problem.field('/file', 'not_text', '不是文本', 'unsupported_media')
      return { loud: `${filename} ${Buffer.from(bytes).toString().toUpperCase().repeat(times)}` }
    },
  },
  compute: ({ text }) => ({ loud: text.toUpperCase() }),
})
const { textBody: _, file: __, ...plain } = shout

const pool = new CalculatorPool()
const server = fastify()
void server.register(multipart)
parseJsonStrictly(server)
server.setErrorHandler((error, _request, reply) => reply.code(problemOf(error).status).send(problemOf(error).body()))
mountCalculator(server, shout, '/shout', '', pool, async () => undefined)
mountCalculator(server, plain, '/plain', '', pool, async () => undefined)
afterAll(async () => {
  await server.close()
  await pool.close()
})

const post = (url: string, payload: string | Buffer, type: string, accept = '*/*') =>
  server.inject({ method: 'POST', url, payload, headers: { 'content-type': type, accept } })

it('takes a text as it is where the calculator says so, and JSON as well', async () => {
  expect((await post('/shout', 'abc', 'text/plain; charset=utf-8')).json()).toMatchObject({ value: { loud: 'ABC' } })
  expect((await post('/shout', '{"text":"abc"}', 'application/json')).json()).toMatchObject({ value: { loud: 'ABC' } })
  expect((await post('/plain', 'abc', 'text/plain')).statusCode).toBe(415)
  expect((await post('/shout', Buffer.from([0xff, 0xfe]), 'text/plain')).statusCode).toBe(400)
  expect((await post('/shout', 'a\0b', 'text/plain')).statusCode).toBe(400)
})

it('answers the bare document to who asks for its media type', async () => {
  const bare = await post('/shout', '{"text":"abc"}', 'application/json', 'application/cap+xml;q=1, */*')
  expect([bare.headers['content-type'], bare.body]).toEqual(['application/cap+xml; charset=utf-8', 'ABC'])
  const refused = await post('/shout', '{}', 'application/json', 'application/cap+xml')
  expect([refused.statusCode, refused.json<{ code: string }>().code]).toEqual([400, 'malformed'])
})

it('takes a file where the calculator says so, judged by its own code and limited in size', async () => {
  const send = async (url: string, bytes: string, fields: Readonly<Record<string, string>> = {}) => {
    const form = new FormData()
    for (const [name, value] of Object.entries(fields)) form.append(name, value)
    form.append('file', new Blob([bytes]), 'a.txt')
    const request = new Request('http://form', { method: 'POST', body: form })
    const payload = Buffer.from(await request.arrayBuffer())
    return post(url, payload, request.headers.get('content-type') ?? '')
  }
  expect((await send('/shout', 'ab', { times: '2' })).json()).toMatchObject({
    value: { loud: 'a.txt ABAB' },
    rules: {},
  })
  const statuses = [
    await send('/shout', 'ab', { other: '1' }),
    await send('/shout', 'a\0b'),
    await send('/shout', 'a'.repeat(2000)),
    await send('/plain', 'ab'),
  ].map(({ statusCode }) => statusCode)
  expect(statuses).toEqual([400, 415, 413, 415])
})
