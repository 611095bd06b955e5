import { randomUUID } from 'node:crypto'
import { and, eq, inArray } from 'drizzle-orm'
import { systemContext } from '../../platform/database/system-context.ts'
import type { App, Context } from '../../platform/context.ts'
import { demoActors } from '../../platform/identity/demo-actors.ts'
import { organisation } from '../../platform/registers/tables.ts'
import { approveAssessment, computeAssessment, nameAssessed } from '../assessments/assessments.ts'
import { loadLandFacts } from '../firms/facts.ts'
import { launchCase } from '../launches/case.ts'
import { landAppLaunch, landTask } from '../tables.ts'
import { enterPastCases } from './cases.ts'

const year = 2022
/** Departments of reform 4 beside the towns (official table, last column). */
const departments = ['jingxin', 'ziran', 'dashuju'] as const
const lateTown = '331022103'

type Named = {
  readonly organisationId: string
  readonly kind: 'town' | 'department'
  readonly planMu: number | null
  readonly code: string
}

const named = async ({ tx, actor }: Context) => {
  const rows = await tx
    .select({ id: organisation.id, code: organisation.code, kind: organisation.kind })
    .from(organisation)
    .where(and(eq(organisation.county, actor.county), inArray(organisation.kind, ['town', 'department', 'agency'])))
    .orderBy(organisation.code)
  const tasks = await tx
    .select({ town: landTask.townCode, areaM2: landTask.areaM2 })
    .from(landTask)
    .where(and(eq(landTask.county, actor.county), eq(landTask.year, year)))
  const planMu = (code: string | null): number =>
    Math.round(tasks.filter(({ town }) => town === code).reduce((sum, { areaM2 }) => sum + (areaM2 * 15) / 10_000, 0))
  return rows.flatMap(({ id, code, kind }): Named[] => {
    if (kind === 'town') return [{ organisationId: id, kind: 'town', planMu: planMu(code), code }]
    return departments.some((each) => each === code)
      ? [{ organisationId: id, kind: 'department', planMu: null, code }]
      : []
  })
}

/** The assessment of 2022: computed in the last days of the year, approved on its last day but one. */
export const makeAssessments = async (app: App, county: string): Promise<void> => {
  const actorOf = await demoActors(app, county)
  const as = <T>(username: string, day: string, work: (context: Context) => Promise<T>): Promise<T> => {
    const actor = actorOf(username)
    const at: App = { ...app, clock: { now: () => new Date(`${day}T10:00:00+08:00`) } }
    return app.database.scoped(actor, (tx) => work({ ...at, tx, actor }))
  }
  const rows = await systemContext(app, county, 'demo', named)
  await as('jingxin2', '2022-11-30', (context) =>
    nameAssessed(context, { year, named: rows.map(({ code: _, ...row }) => row) }),
  )
  const facts = await systemContext(app, county, 'demo', (context) => loadLandFacts(context, { taxes: true }))
  await as('jingxin2', '2022-12-28', async (context) => {
    for (const [index, { organisationId, code }] of rows.entries()) {
      const entered = {
        growthTarget: 0.06,
        onTime: code === lateTown ? 0.78 : 0.92 + 0.01 * (index % 8),
        answers: 0.95,
        approvals: 0.97,
        bonus: index === 0 ? 3 : 0,
        falseReports: 0,
      }
      await computeAssessment(context, year, organisationId, entered, facts)
    }
  })
  await as('xianzhang', '2022-12-30', async (context) => {
    for (const { organisationId } of rows) await approveAssessment(context, year, organisationId)
  })
}

const launches = [
  ['zheliban', '三门亩均论英雄', '2022-04-20', '2022-05-18', '2022-06-10', '2022-09-01'],
  ['zhezhengding', '三门建设用地决策', '2022-04-12', '2022-05-10', '2022-06-06', '2022-08-15'],
] as const

/** Both channels on trial in June 2022, live in the summer (official table of reform 7). */
export const makeLaunches = async (app: App, county: string): Promise<void> => {
  const actorOf = await demoActors(app, county)
  const [member, lead] = [actorOf('dashuju2'), actorOf('dashuju')]
  await systemContext(app, county, 'demo', async (context) => {
    const ids = launches.map(() => randomUUID())
    const caseIds = await enterPastCases(
      context,
      launches.map(([channel, name, applied, approved, trial, live], index) => ({
        type: launchCase,
        title: `${channel === 'zheliban' ? '浙里办' : '浙政钉'}上线：${name}`,
        subject: { table: 'land_app_launch', id: ids[index] ?? '' },
        data: {},
        organisationId: lead.organisationId,
        areaCode: null,
        openedOn: '2022-04-01',
        openedBy: member,
        events: [
          { event: 'apply', on: applied, by: member },
          { event: 'approve', on: approved, by: lead },
          { event: 'try', on: trial, by: lead },
          { event: 'open', on: live, by: lead },
        ],
      })),
    )
    await context.tx.insert(landAppLaunch).values(
      launches.map(([channel, name, appliedOn, approvedOn, trialOn, liveOn], index) => ({
        county,
        id: ids[index] ?? '',
        channel,
        name,
        url: `https://example.invalid/${channel}`,
        state: 'live' as const,
        caseId: caseIds[index] ?? '',
        preparedOn: '2022-04-01',
        appliedOn,
        approvedOn,
        trialOn,
        liveOn,
      })),
    )
  })
}
