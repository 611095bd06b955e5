import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { afterAll, expect, it } from 'vitest'
import { fireEvent, openCase } from '../cases/cases.ts'
import { endCaseDeadlines } from '../cases/jobs.ts'
import { caseTable } from '../cases/tables.ts'
import { permitType, trialModule } from '../cases/testing.ts'
import type { App } from '../context.ts'
import { systemContext } from '../database/system-context.ts'
import { describeDatabases, inContext, testActor, testApp } from '../database/testing.ts'
import { forgetUploads } from '../files/jobs.ts'
import { listContent, writeContent } from '../files/store.ts'
import { file } from '../files/tables.ts'
import { forgetSessions } from '../identity/jobs.ts'
import { authSession } from '../identity/tables.ts'
import { makeAccount } from '../identity/testing.ts'
import { defineIndicator } from '../indicators/indicator.ts'
import { sealFiguresDaily } from '../indicators/jobs.ts'
import { figureSnapshot } from '../indicators/tables.ts'
import { defineModule } from '../module.ts'
import { delivery, message } from '../notices/tables.ts'
import { sheetImport } from '../sheets/tables.ts'
import { tellOfDeadRun } from './dead-letters.ts'
import type { Job } from './job.ts'
import { jobPermissions } from './permissions.ts'
import { forgetRuns } from './runs.ts'
import { jobRun } from './tables.ts'

const county = '331022'
const folder = mkdtempSync(join(tmpdir(), 'gongfu-housekeeping-'))
afterAll(() => rmSync(folder, { recursive: true }))

const figure = defineIndicator({
  id: 'figures.households',
  title: '户数',
  unit: '户',
  better: 'higher',
  period: 'daily',
  scopes: ['county'],
  definition: '试验',
  value: async () => ({
    value: { value: 7, unit: '户', numerator: 7, denominator: null, sufficient: true, reasons: [] },
    working: [],
    rules: {},
    warnings: [],
  }),
  records: async () => ({ columns: [], rows: [], nextCursor: null, total: 0 }),
})

const modules = [trialModule, defineModule({ name: 'figures', title: '指标', indicators: [figure] })]

const run = (app: App, job: Job): Promise<void> =>
  job.run(app, { county, data: {}, report: () => undefined, signal: new AbortController().signal })

describeDatabases('housekeeping', (database) => {
  const at = (now: string): App => {
    const app = testApp(database(), { modules, now })
    return { ...app, config: { ...app.config, dataDir: folder } }
  }

  it('ends deadlines on the morning after their last day and not before', async () => {
    const actor = testActor({ id: 'reviewer', permissions: ['trial.permit.review', 'trial.permit.apply'] })
    const opening = at('2026-06-01T09:00:00+08:00')
    const id = await inContext(opening, actor, async (context) => {
      const { id: opened } = await openCase(context, permitType.name, {
        title: '许可',
        subject: { table: 't', id: '1' },
      })
      return opened
    })
    const stateOf = async () =>
      (
        await database().asSystem(county, 'test', (tx) =>
          tx.select({ state: caseTable.state }).from(caseTable).where(eq(caseTable.id, id)),
        )
      )[0]?.state
    // As the system, which needs no plan to hand in.
    await systemContext(opening, county, 'test', (context) => fireEvent(context, id, 'submit'))
    // Five working days from Monday 1 June: the last one is Monday 8 June.
    await run(at('2026-06-08T23:59:00+08:00'), endCaseDeadlines)
    expect(await stateOf()).toBe('review')
    await run(at('2026-06-09T00:05:00+08:00'), endCaseDeadlines)
    expect(await stateOf()).toBe('leader')
  })

  it('seals each of the last seven days once', async () => {
    const app = at('2026-06-30T00:20:00+08:00')
    await run(app, sealFiguresDaily)
    await run(app, sealFiguresDaily)
    const days = await database().asSystem(county, 'test', (tx) =>
      tx.select({ asOf: figureSnapshot.asOf }).from(figureSnapshot).orderBy(figureSnapshot.asOf),
    )
    expect(days.map(({ asOf }) => asOf)).toEqual([
      '2026-06-23',
      '2026-06-24',
      '2026-06-25',
      '2026-06-26',
      '2026-06-27',
      '2026-06-28',
      '2026-06-29',
    ])
  })

  it('removes old content without a row, and keeps what is named or young', async () => {
    const [named, orphan, young] = await Promise.all(
      ['named', 'orphan', 'young'].map((text) => writeContent(folder, county, Buffer.from(text))),
    )
    const old = new Date('2026-06-28T00:00:00Z')
    for (const digest of [named, orphan]) {
      utimesSync(join(folder, 'files', county, (digest ?? '').slice(0, 2), digest ?? ''), old, old)
    }
    const row = { kind: 'pdf', name: 'a.pdf', sizeBytes: 5, audience: 'county', uploadedBy: 'somebody' } as const
    const preview = {
      sheet: 'trial',
      filename: 'a.xlsx',
      digest: 'd',
      text: { header: [], rows: [] },
      rows: [],
      errors: [],
      createdBy: 'somebody',
      county,
    }
    await database().asSystem(county, 'test', async (tx) => {
      await tx.insert(file).values({ ...row, county, id: 'f1', digest: named ?? '' })
      await tx.insert(sheetImport).values([
        { ...preview, id: 'old', state: 'previewed', createdAt: new Date('2026-06-01T00:00:00Z') },
        { ...preview, id: 'applied', state: 'confirmed', createdAt: new Date('2026-06-01T00:00:00Z') },
        { ...preview, id: 'young', state: 'previewed', createdAt: new Date('2026-06-29T00:00:00Z') },
      ])
    })
    await run(at('2026-06-30T03:37:00+08:00'), forgetUploads)
    const left = (await listContent(folder, county)).map(({ digest }) => digest)
    expect(left).toEqual([named, young].toSorted())
    const imports = await database().asSystem(county, 'test', (tx) =>
      tx.select({ id: sheetImport.id }).from(sheetImport),
    )
    expect(imports.map(({ id }) => id).toSorted()).toEqual(['applied', 'young'])
    await database().asSystem(county, 'test', (tx) => tx.delete(sheetImport))
  })

  it('forgets runs that succeeded a week ago and failures of ninety days', async () => {
    const days = (count: number) => new Date(Date.parse('2026-06-30T04:00:00+08:00') - count * 24 * 3600 * 1000)
    const ended = { county, job: 'trial', data: {}, attempt: 1, createdAt: days(200) }
    const rows = [
      ['done', 6, 'stays'],
      ['done', 8, 'goes'],
      ['failed', 89, 'stays'],
      ['failed', 91, 'goes'],
      ['cancelled', 91, 'goes'],
      ['running', 0, 'stays'],
    ] as const
    await database().asSystem(county, 'test', (tx) =>
      tx.insert(jobRun).values(
        rows.map(([state, age, error]) => ({
          ...ended,
          id: randomUUID(),
          state,
          error,
          endedAt: state === 'running' ? null : days(age),
        })),
      ),
    )
    await run(at('2026-06-30T04:00:00+08:00'), forgetRuns)
    const left = await database().asSystem(county, 'test', (tx) => tx.select({ error: jobRun.error }).from(jobRun))
    expect(left.map(({ error }) => error)).toEqual(['stays', 'stays', 'stays'])
  })

  it('tells the system administrators, once, of a job that gave up', async () => {
    const app = {
      ...at('2026-06-30T12:00:00+08:00'),
      modules: [defineModule({ name: 'platform', title: '', permissions: jobPermissions })],
    }
    const administrator = await makeAccount(app, { username: 'xitong', roles: ['system_admin'] })
    await makeAccount(app, { username: 'shenji', roles: ['audit_admin'] })
    const dead = { county, job: forgetUploads, id: randomUUID(), error: '磁盘已满' }
    await tellOfDeadRun(app, dead)
    await tellOfDeadRun(app, dead)
    const told = await database().asSystem(county, 'test', (tx) =>
      tx
        .select({ recipient: delivery.recipient, title: message.title, text: message.text })
        .from(delivery)
        .innerJoin(message, eq(message.id, delivery.messageId))
        .where(eq(message.kind, 'platform.job_failed')),
    )
    expect(told).toEqual([
      { recipient: administrator, title: '后台任务失败：清理未使用的上传', text: '多次尝试后放弃：磁盘已满' },
    ])
  })

  it('forgets sessions past their absolute end', async () => {
    const app = at('2026-06-30T12:00:00+08:00')
    const userId = await makeAccount(app, { username: 'someone' })
    const session = { userId, expiresAt: new Date('2026-07-30T00:00:00Z') }
    await database().asOwner((tx) =>
      tx.insert(authSession).values([
        { ...session, id: 'old', token: 'old', createdAt: new Date('2026-06-29T23:59:00+08:00') },
        { ...session, id: 'live', token: 'live', createdAt: new Date('2026-06-30T00:01:00+08:00') },
      ]),
    )
    await run(app, forgetSessions)
    const left = await database().asOwner((tx) => tx.select({ id: authSession.id }).from(authSession))
    expect(left).toEqual([{ id: 'live' }])
  })
})
