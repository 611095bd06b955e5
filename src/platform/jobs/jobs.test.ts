import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { App } from '../context.ts'
import { describeDatabases, inContext, testActor, testApp } from '../database/testing.ts'
import { defineModule } from '../module.ts'
import { defineJob } from './job.ts'
import { cancelRun, listJobs, listRuns, runNow, runOf } from './list.ts'
import { createJobs } from './runner.ts'

const administrator = testActor({ permissions: ['platform.job.read', 'platform.job.run'] })

describeDatabases('background work', (database) => {
  const seen: string[] = []
  const dead: string[] = []
  let failures = 0
  let release: () => void = () => undefined
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const module = defineModule({
    name: 'trial',
    title: '试验',
    jobs: [
      defineJob({
        name: 'trial.count',
        title: '计数',
        schedule: '20 0 * * *',
        run: async (app, { county, report }) => {
          await app.database.asSystem(county, 'trial', async () => {
            // The embedded database has one connection, and this transaction holds it.
            report(1, 2)
            await delay(50)
            report(2, 2)
          })
          seen.push(`${app.config.county} ${county}`)
        },
      }),
      defineJob({
        name: 'trial.flaky',
        title: '偶尔失败',
        retryLimit: 1,
        run: async () => {
          failures += 1
          throw new Error(`第 ${failures} 次失败`)
        },
      }),
      defineJob({
        name: 'trial.endless',
        title: '很久',
        run: async (_app, { report }) => {
          for (;;) {
            report(1, 100)
            await delay(20)
          }
        },
      }),
      defineJob({
        name: 'trial.waiting',
        title: '等待',
        run: async () => held,
      }),
    ],
  })
  let jobs: ReturnType<typeof createJobs>
  let app: App

  beforeAll(async () => {
    const bare = testApp(database(), { modules: [module], clock: { now: () => new Date() } })
    jobs = createJobs({
      database: database(),
      modules: bare.modules,
      onError: (error) => dead.push(error.message),
      onDead: async (_app, { job, error }) => {
        dead.push(`${job.name} ${error}`)
      },
      pollingSeconds: 0.5,
      retryDelaySeconds: 1,
    })
    app = { ...bare, jobs }
    await jobs.begin(app)
  })
  afterAll(() => jobs.stop(1000))

  const start = (name: string) => inContext(app, administrator, (context) => runNow(context, name))
  const until = async (id: string, wanted: string) => {
    for (let tries = 0; tries < 300; tries += 1) {
      const run = await inContext(app, administrator, (context) => runOf(context, id))
      if (run.state === wanted) return run
      await delay(50)
    }
    throw new Error(`the run never became ${wanted}`)
  }

  it('runs once now for the county of the caller and keeps how far it came', async () => {
    const { id } = await start('trial.count')
    const run = await until(id, 'done')
    expect(run).toMatchObject({ attempt: 1, done: 2, total: 2, requestedBy: administrator.id, error: null })
    expect(seen).toEqual(['331022 331022'])
    expect(run.endedAt?.getTime()).toBeGreaterThanOrEqual(run.startedAt?.getTime() ?? Infinity)
  })

  it('runs if and only if the transaction that asked commits', async () => {
    const before = seen.length
    await expect(
      inContext(app, administrator, async (context) => {
        await runNow(context, 'trial.count')
        throw new Error('changed my mind')
      }),
    ).rejects.toThrow('changed my mind')
    await delay(1500)
    expect(seen).toHaveLength(before)
    await until((await start('trial.count')).id, 'done')
    expect(seen).toHaveLength(before + 1)
  })

  it('tries again, then gives up and hands the dead letter on', async () => {
    const { id } = await start('trial.flaky')
    const run = await until(id, 'failed')
    expect(run).toMatchObject({ attempt: 2, error: '第 2 次失败' })
    for (let tries = 0; tries < 100 && dead.length === 0; tries += 1) await delay(50)
    expect(dead).toEqual(['trial.flaky 第 2 次失败'])
  })

  it('cancels a run at its next report, refuses a second one meanwhile and one that has ended', async () => {
    const { id } = await start('trial.endless')
    await expect(start('trial.endless')).rejects.toMatchObject({ code: 'state_conflict' })
    await until(id, 'running')
    await inContext(app, administrator, (context) => cancelRun(context, id))
    const run = await until(id, 'cancelled')
    expect(run.cancelledBy).toBe(administrator.id)
    await expect(inContext(app, administrator, (context) => cancelRun(context, id))).rejects.toMatchObject({
      code: 'state_conflict',
    })
  })

  it('takes a waiting run out of the queue', async () => {
    const cancelled = await inContext(app, administrator, async (context) => {
      const { id } = await runNow(context, 'trial.waiting')
      return cancelRun(context, id)
    })
    expect(cancelled).toMatchObject({ state: 'cancelled', attempt: 0 })
    const again = await start('trial.waiting')
    await until(again.id, 'running')
    release()
    await until(again.id, 'done')
  })

  it('lists kinds with their next time in Asia/Shanghai, and runs newest first by page', async () => {
    await inContext(app, administrator, async (context) => {
      const kinds = await listJobs(context)
      expect(kinds.map(({ name }) => name)).toEqual(['trial.count', 'trial.flaky', 'trial.endless', 'trial.waiting'])
      // 00:20 there is 16:20 of the day before in UTC.
      expect(kinds[0]?.nextAt).toMatch(/T16:20:00\.000Z$/)
      expect(kinds[0]?.lastRun).toMatchObject({ state: 'done' })
      expect(kinds[1]).toMatchObject({ nextAt: null, lastRun: { state: 'failed' } })
      const first = await listRuns(context, { limit: 2 })
      const second = await listRuns(context, { limit: 100, cursor: first.nextCursor ?? '' })
      const times = [...first.rows, ...second.rows].map(({ createdAt }) => createdAt)
      expect(times).toEqual(times.toSorted().toReversed())
      expect(new Set([...first.rows, ...second.rows].map(({ id }) => id)).size).toBe(6)
      expect((await listRuns(context, { limit: 50, state: 'failed' })).rows).toHaveLength(1)
    })
  })

  it('keeps its queue out of reach of requests', async () => {
    await expect(
      database().scoped(administrator, (tx) => tx.execute('SELECT count(*) FROM pgboss.job')),
    ).rejects.toMatchObject({ code: 'forbidden' })
    const [owner] = await database().superuser(
      `SELECT DISTINCT tableowner AS name FROM pg_tables WHERE schemaname = 'pgboss'`,
    )
    expect(owner?.['name']).toBe('gongfu_owner')
  })
})
