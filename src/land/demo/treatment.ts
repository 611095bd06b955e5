import { and, asc, eq } from 'drizzle-orm'
import { systemContext } from '../../platform/database/system-context.ts'
import type { App } from '../../platform/context.ts'
import { accountProfile, membership } from '../../platform/identity/tables.ts'
import { town } from '../../platform/registers/tables.ts'
import { landTask } from '../tables.ts'
import { makeAssessments, makeLaunches } from './assessments.ts'
import { makeIdle } from './idle.ts'
import { makeTasks } from './tasks.ts'

/** The demo's firm account belongs to the firm of the seat's first task, so that it has something to do and to see. */
const giveFirm = (app: App, county: string): Promise<string> =>
  systemContext(app, county, 'demo', async ({ tx }) => {
    const [firm] = await tx
      .select({ id: landTask.organisationId })
      .from(landTask)
      .where(eq(landTask.county, county))
      .orderBy(asc(landTask.no))
      .limit(1)
    const [account] = await tx
      .select({ id: accountProfile.account })
      .from(accountProfile)
      .where(and(eq(accountProfile.county, county), eq(accountProfile.username, 'qiye')))
    if (firm === undefined || account === undefined) throw new Error('the demo county has no task or no firm account')
    await tx
      .update(membership)
      .set({ organisationId: firm.id })
      .where(and(eq(membership.county, county), eq(membership.account, account.id)))
    return firm.id
  })

/** The two reforms at work: tasks, idle land, assessments, launches. */
export const makeTreatment = async (app: App, county: string, report: () => void): Promise<void> => {
  const towns = await systemContext(app, county, 'demo', ({ tx }) =>
    tx.select({ code: town.code }).from(town).where(eq(town.county, county)).orderBy(asc(town.code)),
  )
  await makeTasks(
    app,
    county,
    towns.map(({ code }) => code),
  )
  report()
  const firm = await giveFirm(app, county)
  await makeIdle(app, county, firm)
  report()
  await makeAssessments(app, county)
  await makeLaunches(app, county)
  report()
}
export const treatmentSteps = 3
