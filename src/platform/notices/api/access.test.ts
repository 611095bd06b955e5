import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { App } from '../../context.ts'
import { systemContext } from '../../database/system-context.ts'
import { describeDatabases, testApp } from '../../database/testing.ts'
import { accountOf, callAs, everybody, roleServer } from '../../http/role-server.testing.ts'
import { defineModule } from '../../module.ts'
import { notify } from '../notify.ts'
import { noticeRoutes } from './routes.ts'

const platform = defineModule({ name: 'platform', title: '平台', routes: noticeRoutes })

describeDatabases('messages over HTTP', (database) => {
  let app: App
  let server: FastifyInstance
  beforeAll(async () => {
    app = testApp(database(), { modules: [platform], clock: { now: () => new Date() } })
    server = await roleServer(app)
    await server.listen({ host: '127.0.0.1', port: 0 })
  })
  afterAll(() => server.close())
  const tell = (role: string) =>
    systemContext(app, '331022', 'test', (context) =>
      notify(context, { recipients: [accountOf(role)], kind: 'trial.notice', title: '通知', text: '正文' }),
    )

  it('are open to who is signed in, each to his own', async () => {
    const id = await tell('household')
    for (const role of everybody) {
      const visitor = role === 'visitor'
      const list = await callAs(server, role, 'GET', '/messages')
      expect(list.statusCode).toBe(visitor ? 401 : 200)
      if (!visitor) expect(list.json<{ rows: unknown[] }>().rows).toHaveLength(role === 'household' ? 1 : 0)
      expect((await callAs(server, role, 'GET', '/messages/unread')).statusCode).toBe(visitor ? 401 : 200)
      const expected = visitor ? 401 : role === 'household' ? 204 : 404
      for (const path of [`/messages/${id}/read`, `/messages/${id}/acknowledge`]) {
        expect([role, (await callAs(server, role, 'POST', path)).statusCode]).toEqual([role, expected])
      }
      expect((await callAs(server, role, 'POST', '/messages/read')).statusCode).toBe(visitor ? 401 : 204)
    }
    expect((await callAs(server, 'household', 'GET', '/messages?unread=true')).json()).toMatchObject({ rows: [] })
    expect((await callAs(server, 'household', 'POST', `/messages/${randomUUID()}/read`)).statusCode).toBe(404)
  })

  it('are announced to open pages: their own, at once and as they come', async () => {
    const address = server.server.address()
    if (address === null || typeof address === 'string') throw new Error('no port')
    const listen = async (role: string) => {
      const call = request({
        host: '127.0.0.1',
        port: address.port,
        path: '/api/platform/events',
        headers: { 'x-role': role },
      })
      call.end()
      const [incoming] = (await once(call, 'response')) as [IncomingMessage]
      incoming.setEncoding('utf8')
      const heard: unknown[] = []
      incoming.on('data', (chunk: string) => {
        for (const [, data] of chunk.matchAll(/event: unread\ndata: (.*)\n\n/g)) heard.push(JSON.parse(data ?? ''))
      })
      return { status: incoming.statusCode, heard, leave: () => call.destroy() }
    }
    expect((await listen('visitor')).status).toBe(401)
    const [valuer, firm] = [await listen('valuer'), await listen('firm')]
    const nothing = { unread: 0, latest: null }
    await expect.poll(() => [valuer.heard, firm.heard], { timeout: 10_000 }).toEqual([[nothing], [nothing]])
    const id = await tell('valuer')
    await expect.poll(() => valuer.heard, { timeout: 10_000 }).toEqual([nothing, { unread: 1, latest: id }])
    await callAs(server, 'valuer', 'POST', '/messages/read')
    await expect.poll(() => valuer.heard.at(-1), { timeout: 10_000 }).toEqual({ unread: 0, latest: id })
    expect(firm.heard).toEqual([nothing])
    valuer.leave()
    firm.leave()
  })
})
