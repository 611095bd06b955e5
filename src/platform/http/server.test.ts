import { once } from 'node:events'
import { request as httpRequest } from 'node:http'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase, testActor, testApp, type TestDatabase } from '../database/testing.ts'
import type { App } from '../context.ts'
import { publicActor, type Authenticator } from './authenticator.ts'
import { calculatorsFile, probe, written } from './fixtures/module.ts'
import { buildServer } from './server.ts'

const officer = testActor({ id: 'officer', roles: ['town_officer'], permissions: ['probe.note.write'] })
const nobody = testActor({ id: 'nobody' })

/** Reads who it is from a header of the test. */
const byHeader = (app: App): Authenticator => ({
  authenticate: async ({ headers }) =>
    headers['x-test-actor'] === 'officer' ? officer : headers['x-test-actor'] === 'nobody' ? nobody : publicActor(app),
})

let database: TestDatabase
let server: FastifyInstance

beforeAll(async () => {
  database = await openTestDatabase('embedded')
  const app = testApp(database, { modules: [probe] })
  server = await buildServer(app, {
    identity: byHeader(app),
    limits: { address: 5000, visitor: 5000, known: 5000 },
    calculatorsOf: () => calculatorsFile,
  })
})
afterAll(async () => {
  await server.close()
  await database.close()
})

const ask = async (options: InjectOptions) => {
  const reply = await server.inject(options)
  const type = String(reply.headers['content-type'] ?? '')
  const body: Record<string, unknown> = type.includes('json') ? reply.json() : {}
  return { reply, status: reply.statusCode, type, body }
}

const json = (method: 'POST' | 'PUT', url: string, payload: unknown, headers: Record<string, string> = {}) =>
  ask({ method, url, payload: JSON.stringify(payload), headers: { 'content-type': 'application/json', ...headers } })

const share = '/api/probe/calculators/pond/share'

describe('calculators', () => {
  it('answers value, working, rules, warnings and nothing else', async () => {
    const { status, body } = await json('POST', share, { totalFen: 900, weights: [1, 2] })
    expect(status).toBe(200)
    expect(Object.keys(body)).toEqual(['value', 'working', 'rules', 'warnings'])
    expect(body['value']).toEqual({ sharesFen: [300, 600] })
    expect(body['working']).toEqual([
      { label: '权重之和', formula: 'Σ w', inputs: { n: { value: 2 } }, result: 3, source: '测试' },
    ])
  })

  it('names a missing field by its title, an unknown key by its name, each with a pointer', async () => {
    const { status, body, type } = await json('POST', share, { weights: ['x'], 'a/b': 1 })
    expect(status).toBe(400)
    expect(type).toBe('application/problem+json; charset=utf-8')
    expect(body).toMatchObject({ code: 'malformed', status: 400, type: '/docs/errors#malformed' })
    expect(body['errors']).toEqual([
      { pointer: '/totalFen', code: 'required', message: '“总金额（分）”必须填写' },
      { pointer: '/weights/0', code: 'invalid_type', message: '“weights”第 1 项须为数字，收到的是文字' },
      { pointer: '/a~1b', code: 'unknown_key', message: '不认识的字段 “a/b”' },
    ])
  })

  it('answers 422 when every field is well formed and one is out of range', async () => {
    const { status, body } = await json('POST', share, { totalFen: -1, weights: [1] })
    expect(status).toBe(422)
    expect(body['errors']).toEqual([
      { pointer: '/totalFen', code: 'out_of_range', message: '“总金额（分）”须不小于 0' },
    ])
  })

  it('gives 500 and no detail for a result that is not finite', async () => {
    const { status, body } = await json('POST', '/api/probe/calculators/unsound', { divisor: 0 })
    expect(status).toBe(500)
    expect(body['code']).toBe('internal')
    expect(JSON.stringify(body)).not.toContain('Infinity')
  })

  it('runs one with a deadline in a thread, passes its problems on, ends it when it overruns, and goes on', async () => {
    const heavy = '/api/probe/calculators/heavy'
    expect((await json('POST', heavy, { busyMs: 1 })).body['value']).toEqual({ busyMs: 1 })
    expect((await json('POST', heavy, { busyMs: 13 })).body['errors']).toEqual([
      { pointer: '/busyMs', code: 'unlucky', message: '不接受 13' },
    ])
    const late = await json('POST', heavy, { busyMs: 20_000 })
    expect(late.status).toBe(422)
    expect(late.body['errors']).toMatchObject([{ code: 'deadline_exceeded' }])
    expect((await json('POST', heavy, { busyMs: 0 })).status).toBe(200)
  }, 30_000)
})

describe('refusals', () => {
  const raw = (payload: Buffer | string, type = 'application/json') =>
    ask({ method: 'POST', url: share, payload, headers: { 'content-type': type } })

  it.each([
    ['broken JSON', () => raw('{"a":'), 400, 'malformed'],
    ['__proto__', () => raw('{"__proto__":{"x":1}}'), 400, 'malformed'],
    ['invalid UTF-8', () => raw(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])), 400, 'malformed'],
    ['NUL in a text', () => raw('{"totalFen":"\\u0000"}'), 400, 'malformed'],
    ['half a surrogate pair', () => raw('{"totalFen":"\\ud800"}'), 400, 'malformed'],
    ['100 000 brackets', () => raw('['.repeat(100_000) + ']'.repeat(100_000)), 400, 'malformed'],
    ['no body', () => raw(''), 400, 'malformed'],
    ['another content type', () => raw('<a/>', 'application/xml'), 415, 'unsupported_media'],
    ['a body over the limit', () => raw(`"${'x'.repeat(1024 * 1024)}"`), 413, 'too_large'],
    ['an unknown path', () => ask({ method: 'GET', url: '/api/probe/none' }), 404, 'not_found'],
    ['broken percent encoding', () => ask({ method: 'GET', url: '/api/probe/notes/%zz' }), 400, 'malformed'],
    ['another method', () => ask({ method: 'DELETE', url: share }), 405, 'method_not_allowed'],
    ['an unknown query key', () => ask({ method: 'GET', url: '/api/probe/notes/1?x=1' }), 400, 'malformed'],
    ['a reply against its schema', () => json('POST', '/api/probe/broken', {}), 500, 'internal'],
  ])('%s is a problem with instance and Chinese words', async (_case, send, status, code) => {
    const answered = await send()
    expect(answered.status).toBe(status)
    expect(answered.type).toBe('application/problem+json; charset=utf-8')
    expect(answered.body).toMatchObject({ status, code, type: `/docs/errors#${code}` })
    expect(answered.body['instance']).toMatch(/^urn:uuid:[0-9a-f-]{36}$/)
    expect(answered.body['detail']).toMatch(/\p{Script=Han}/u)
  })

  it('says which methods a path has', async () => {
    const { reply } = await ask({ method: 'PATCH', url: '/api/probe/notes/1' })
    expect(reply.headers['allow']).toBe('GET, PUT, HEAD')
  })

  it('counts a visitor, and tells when to come back', async () => {
    const app = testApp(database, { modules: [probe] })
    const strict = await buildServer(app, { identity: byHeader(app), limits: { address: 99, visitor: 2, known: 3 } })
    const visit = (headers: Record<string, string>) =>
      strict.inject({ url: '/api/probe/notes/1', headers, remoteAddress: '203.0.113.9' })
    expect([(await visit({})).statusCode, (await visit({})).statusCode]).toEqual([200, 200])
    const refused = await visit({})
    expect(refused.statusCode).toBe(429)
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    expect(refused.json()).toMatchObject({ code: 'rate_limited' })
    expect((await visit({ 'x-test-actor': 'officer' })).statusCode).toBe(200)
    await strict.close()
  })
})

describe('access', () => {
  it('lets in who holds the permission, asks a visitor to sign in, names the permission to the rest', async () => {
    const note = { text: '一' }
    expect((await json('POST', '/api/probe/notes', note)).status).toBe(401)
    const refused = await json('POST', '/api/probe/notes', { bad: 1 }, { 'x-test-actor': 'nobody' })
    expect(refused.status).toBe(403)
    expect(refused.body['detail']).toContain('写备注')
    expect((await json('POST', '/api/probe/notes', note, { 'x-test-actor': 'officer' })).status).toBe(201)
  })

  it('refuses a write with a cookie from another site', async () => {
    const headers = { cookie: 's=1', origin: 'https://evil.example', 'x-test-actor': 'officer' }
    expect((await json('POST', '/api/probe/notes', { text: '一' }, headers)).status).toBe(403)
  })

  it('does not start when a route names a permission that nobody declared', async () => {
    const app = testApp(database, { modules: [{ ...probe, permissions: [] }] })
    await expect(buildServer(app, { identity: byHeader(app) })).rejects.toThrow('probe.note.write')
  })
})

describe('writes', () => {
  const headers = (key: string, actor = 'officer') => ({ 'idempotency-key': key, 'x-test-actor': actor })

  it('does a repeated write once and gives the same reply', async () => {
    written.count = 0
    const first = await json('POST', '/api/probe/notes', { text: '甲' }, headers('key-00001'))
    const second = await json('POST', '/api/probe/notes', { text: '甲' }, headers('key-00001'))
    expect(written.count).toBe(1)
    expect([second.status, second.body]).toEqual([first.status, first.body])
    expect(second.reply.headers['idempotency-replayed']).toBe('true')
    expect(second.reply.headers['etag']).toBe(first.reply.headers['etag'])
    const other = await json('POST', '/api/probe/notes', { text: '乙' }, headers('key-00001'))
    expect(other.body['code']).toBe('idempotency_conflict')
  })

  it('keeps nothing of a write that failed', async () => {
    const failed = await json('POST', '/api/probe/notes', { text: '' }, headers('key-00002'))
    expect(failed.status).toBe(400)
    expect((await json('POST', '/api/probe/notes', { text: '甲' }, headers('key-00002'))).status).toBe(201)
  })

  it('wants the version that was read', async () => {
    const put = (match?: string) =>
      json(
        'PUT',
        '/api/probe/notes/1',
        { text: '乙' },
        { 'x-test-actor': 'nobody', ...(match ? { 'if-match': match } : {}) },
      )
    expect((await put()).status).toBe(428)
    expect((await put('"6"')).status).toBe(412)
    expect((await put('seven')).status).toBe(400)
    const saved = await put('"7"')
    expect([saved.status, saved.reply.headers['etag']]).toEqual([200, '"8"'])
  })
})

describe('files', () => {
  const form = (parts: readonly string[]) => {
    const payload = `${parts.map((part) => `--b\r\n${part}\r\n`).join('')}--b--\r\n`
    return ask({
      method: 'POST',
      url: '/api/probe/files',
      payload,
      headers: { 'content-type': 'multipart/form-data; boundary=b' },
    })
  }
  const title = 'Content-Disposition: form-data; name="title"\r\n\r\n照片'
  const file = (bytes: number) =>
    `Content-Disposition: form-data; name="file"; filename="塘.jpg"\r\nContent-Type: image/jpeg\r\n\r\n${'x'.repeat(bytes)}`

  it('takes a form with a file and validated fields', async () => {
    expect((await form([title, file(10)])).body).toEqual({ name: '塘.jpg', bytes: 10, title: '照片' })
  })

  it('refuses a file over the limit, a form without a file, a field it does not know, and JSON', async () => {
    expect((await form([title, file(1001)])).status).toBe(413)
    expect((await form([title])).body['errors']).toMatchObject([{ pointer: '/file', code: 'required' }])
    const unknown = await form([title, 'Content-Disposition: form-data; name="x"\r\n\r\n1', file(1)])
    expect(unknown.body['errors']).toMatchObject([{ pointer: '/x', code: 'unknown_key' }])
    expect((await json('POST', '/api/probe/files', { title: '照片' })).status).toBe(415)
  })

  it('names a download in UTF-8 and lets no quote or slash out of the header', async () => {
    const { reply } = await ask({ method: 'GET', url: '/api/probe/export' })
    expect(reply.body).toBe('甲,乙\n')
    expect(reply.headers['content-disposition']).toBe(
      `attachment; filename="________2025.csv"; filename*=UTF-8''%E8%9B%87%E8%9F%A0%E4%B9%A1%22%E6%8A%A5%E8%A1%A8%22_2025.csv`,
    )
  })
})

describe('the server itself', () => {
  it('sends strict security headers and keeps replies out of caches', async () => {
    const { reply } = await ask({ method: 'GET', url: '/api/probe/notes/1' })
    const policy = String(reply.headers['content-security-policy'])
    expect(policy).toContain("script-src 'self';")
    expect(policy).toContain("worker-src 'self' blob:")
    expect(policy).not.toMatch(/script-src[^;]*unsafe/)
    expect(reply.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      etag: '"7"',
    })
    expect(reply.headers['strict-transport-security']).toBeUndefined()
  })

  it('is live, ready, and counts by pattern without addresses', async () => {
    expect((await ask({ method: 'GET', url: '/health/live' })).status).toBe(200)
    expect((await ask({ method: 'GET', url: '/health/ready' })).body).toEqual({ status: 'ready' })
    await ask({ method: 'GET', url: '/api/probe/notes/330102' })
    const { reply } = await ask({ method: 'GET', url: '/metrics' })
    expect(reply.body).toMatch(
      /gongfu_http_request_seconds_count\{method="GET",route="\/api\/probe\/notes\/:id",status="200"\}/,
    )
    expect(reply.body).not.toContain('330102')
    const outside = await ask({ method: 'GET', url: '/metrics', remoteAddress: '203.0.113.9' })
    expect(outside.status).toBe(404)
  })

  it('describes itself as OpenAPI 3.1 with the examples, and shows it without another host', async () => {
    const { body } = await ask({ method: 'GET', url: '/openapi.json' })
    expect(body).toMatchObject({
      openapi: '3.1.0',
      paths: {
        [share]: {
          post: { requestBody: { content: { 'application/json': { examples: { example1: { summary: '三户' } } } } } },
        },
        '/api/probe/notes/{id}': { put: { 'x-access': 'signed_in' } },
      },
    })
    const page = await ask({ method: 'GET', url: '/docs/api/' })
    expect(page.status).toBe(200)
    expect(page.reply.body).not.toMatch(/https?:\/\//)
    expect(page.reply.body).not.toMatch(/<script>/)
    expect((await ask({ method: 'GET', url: '/docs/errors' })).reply.body).toContain('id="malformed"')
  })

  it('sends events as they come and ends them when it drains', async () => {
    const app = testApp(database, { modules: [probe] })
    const own = await buildServer(app, { identity: byHeader(app) })
    await own.listen({ host: '127.0.0.1', port: 0 })
    const address = own.server.address()
    if (address === null || typeof address === 'string') throw new Error('no port')
    const call = httpRequest({ host: '127.0.0.1', port: address.port, path: '/api/probe/events' })
    call.end()
    const [incoming] = (await once(call, 'response')) as [import('node:http').IncomingMessage]
    expect(incoming.headers['content-type']).toBe('text/event-stream; charset=utf-8')
    expect(incoming.headers['content-security-policy']).toBeDefined()
    incoming.setEncoding('utf8')
    let text = ''
    incoming.on('data', (chunk: string) => (text += chunk))
    await expect.poll(() => text).toContain('id: 1\nevent: notice\ndata: {"text":"潮位"}\n\n')
    const ended = once(incoming, 'end')
    await own.close()
    await ended
  })
})
