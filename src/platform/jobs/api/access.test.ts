import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeDatabases, testApp } from '../../database/testing.ts'
import { accountOf, callAs, everybody, roleServer } from '../../http/role-server.testing.ts'
import { defineModule } from '../../module.ts'
import { defineJob } from '../job.ts'
import { jobPermissions } from '../permissions.ts'
import { createJobs } from '../runner.ts'
import { jobRoutes } from './routes.ts'

const platform = defineModule({
  name: 'platform',
  title: '平台',
  permissions: jobPermissions,
  routes: jobRoutes,
  jobs: [defineJob({ name: 'platform.trial', title: '试验', run: async () => undefined })],
})

describeDatabases('background work over HTTP', (database) => {
  let server: FastifyInstance
  let jobs: ReturnType<typeof createJobs>
  beforeAll(async () => {
    const bare = testApp(database(), { modules: [platform] })
    // A slow poll: what is asked for here still waits when it is cancelled.
    jobs = createJobs({
      database: database(),
      modules: bare.modules,
      onError: (error) => {
        throw error
      },
      pollingSeconds: 600,
    })
    const app = { ...bare, jobs }
    await jobs.begin(app)
    server = await roleServer(app)
  })
  afterAll(async () => {
    await server.close()
    await jobs.stop(1000)
  })

  it('is read by the system and the audit administrator and run by the first alone', async () => {
    const reading = ['system_admin', 'audit_admin']
    const unknown = randomUUID()
    for (const role of everybody) {
      const refused = role === 'visitor' ? 401 : 403
      const expected = reading.includes(role) ? 200 : refused
      expect([role, (await callAs(server, role, 'GET', '/jobs')).statusCode]).toEqual([role, expected])
      expect((await callAs(server, role, 'GET', '/jobs/kinds')).statusCode).toBe(expected)
      expect((await callAs(server, role, 'GET', `/jobs/${unknown}`)).statusCode).toBe(expected === 200 ? 404 : expected)
      const acting = role === 'system_admin' ? 404 : refused
      expect((await callAs(server, role, 'POST', '/jobs/no.such/run')).statusCode).toBe(acting)
      expect((await callAs(server, role, 'POST', `/jobs/${unknown}/cancel`)).statusCode).toBe(acting)
    }
  })

  it('runs, shows and cancels; another county sees nothing of it', async () => {
    const asked = await callAs(server, 'system_admin', 'POST', '/jobs/platform.trial/run')
    expect(asked.statusCode).toBe(202)
    const run = asked.json<{ id: string; state: string }>()
    expect(run.state).toBe('queued')
    expect((await callAs(server, 'audit_admin', 'GET', `/jobs/${run.id}`)).json()).toEqual(asked.json())
    expect((await callAs(server, 'system_admin', 'POST', '/jobs/platform.trial/run')).json()).toMatchObject({
      code: 'state_conflict',
    })
    const neighbour = { county: '331023' }
    expect((await callAs(server, 'system_admin', 'GET', '/jobs', neighbour)).json()).toMatchObject({ rows: [] })
    const foreign = await callAs(server, 'system_admin', 'POST', `/jobs/${run.id}/cancel`, neighbour)
    expect(foreign.statusCode).toBe(404)
    const cancelled = await callAs(server, 'system_admin', 'POST', `/jobs/${run.id}/cancel`)
    expect(cancelled.json()).toMatchObject({ state: 'cancelled', cancelledBy: accountOf('system_admin') })
  })
})
