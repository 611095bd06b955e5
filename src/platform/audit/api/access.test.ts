import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeDatabases, testApp } from '../../database/testing.ts'
import { callAs, everybody, roleServer } from '../../http/role-server.testing.ts'
import { makeAccount } from '../../identity/testing.ts'
import { platform } from '../../index.ts'
import { sealAudit } from '../seal.ts'

describeDatabases('audit log over HTTP', (database) => {
  let server: FastifyInstance
  beforeAll(async () => {
    const app = testApp(database(), { modules: [platform] })
    await makeAccount(app, { username: 'somebody' })
    await sealAudit(app, '331022')
    server = await roleServer(app)
  })
  afterAll(() => server.close())

  it('is open to the audit administrator and to nobody else', async () => {
    for (const role of everybody) {
      const expected = role === 'audit_admin' ? 200 : role === 'visitor' ? 401 : 403
      for (const [method, path] of [
        ['GET', '/audit'],
        ['GET', '/audit/seals'],
        ['POST', '/audit/verify'],
      ] as const) {
        expect([role, path, (await callAs(server, role, method, path)).statusCode]).toEqual([role, path, expected])
      }
    }
  })

  it('shows and proves the log of the own county', async () => {
    const rows = (county?: string) =>
      callAs(server, 'audit_admin', 'GET', '/audit?table=account_profile', county === undefined ? {} : { county })
    expect((await rows()).json()).toMatchObject({ rows: [{ table: 'account_profile', operation: 'insert' }] })
    expect((await rows('331023')).json()).toMatchObject({ rows: [] })
    const verified = await callAs(server, 'audit_admin', 'POST', '/audit/verify')
    expect(verified.json()).toMatchObject({ rows: 1, seals: 1, pending: 0, findings: [] })
  })

  it('refuses a day that is none', async () => {
    expect((await callAs(server, 'audit_admin', 'GET', '/audit?from=2026-02-30')).statusCode).toBe(400)
  })
})
