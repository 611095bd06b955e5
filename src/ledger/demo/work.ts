import type { App } from '../../platform/context.ts'
import { civilDateOf } from '../../platform/instants.ts'
import { consultationActs } from './consultations.ts'
import { deskActs } from './desk.ts'
import { liveThrough } from './days.ts'
import { evidenceActs } from './evidence.ts'
import { projectActs } from './projects.ts'
import { supervisionActs } from './supervision.ts'

/**
 * Lives through the ledger's own records of the demo county, after the official table is confirmed and the accounts
 * stand: papers, projects, money, photos, notices, later dates, consultations, each by the official whose turn it was.
 */
export const makeLedgerWork = async (
  app: App,
  county: string,
  report: (done: number, total: number) => void,
): Promise<void> => {
  const today = civilDateOf(app.clock.now())
  const acts = [
    ...(await evidenceActs(app, county)),
    ...(await projectActs(app, county)),
    ...supervisionActs(),
    ...consultationActs(today),
    ...(await deskActs(app, county, today)),
  ]
  await liveThrough(app, county, acts, report)
}
