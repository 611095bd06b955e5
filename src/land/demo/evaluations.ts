import { eq } from 'drizzle-orm'
import { fireEvent } from '../../platform/cases/cases.ts'
import type { App, Context } from '../../platform/context.ts'
import { demoActors } from '../../platform/identity/demo-actors.ts'
import { computeEvaluation } from '../evaluations/evaluations.ts'
import { landEvaluation } from '../tables.ts'
import { demoYears } from './figures.ts'

/** Schemes by the year of the figures: those of the same city's district, the last ones for the later years. */
const schemesOf = (year: number) =>
  year <= 2021
    ? ({ above: 'huangyan-2021', below: 'huangyan-2021-below' } as const)
    : ({ above: 'huangyan-2022', below: 'huangyan-2022-below' } as const)

const caseOf = async ({ tx }: Context, id: string): Promise<string> => {
  const [row] = await tx.select({ caseId: landEvaluation.caseId }).from(landEvaluation).where(eq(landEvaluation.id, id))
  if (row === undefined) throw new Error(`no evaluation ${id}`)
  return row.caseId
}

/** Every year's evaluation: computed and shown in March by the officer, approved and published by the head in April. */
export const evaluateYears = async (app: App, county: string, report: () => void): Promise<void> => {
  const actorOf = await demoActors(app, county)
  const as = <T>(username: string, day: string, work: (context: Context) => Promise<T>): Promise<T> => {
    const actor = actorOf(username)
    const at: App = { ...app, clock: { now: () => new Date(`${day}T10:00:00+08:00`) } }
    return app.database.scoped(actor, (tx) => work({ ...at, tx, actor }))
  }
  for (const year of demoYears) {
    const id = await as('jingxin2', `${year + 1}-03-15`, async (context) => {
      const computed = await computeEvaluation(context, {
        year,
        ...schemesOf(year),
        cumulativeAbove: [20, 80, 95, 100],
        cumulativeBelow: [5, 75, 95, 100],
      })
      await fireEvent(context, await caseOf(context, computed), 'publicise')
      return computed
    })
    await as('jingxin', `${year + 1}-04-08`, async (context) => {
      const caseId = await caseOf(context, id)
      await fireEvent(context, caseId, 'approve')
      await fireEvent(context, caseId, 'publish')
    })
    report()
  }
}
