import type { App } from '../../platform/context.ts'
import { addDays, monthEnd, parseDate } from '../../platform/dates.ts'
import { draftBulletin, publishBulletin } from '../bulletins/bulletins.ts'
import { liveThrough } from './days.ts'

/** The quarters of the table's year: the dates at which its milestones fall due. */
const months = ['2022-03', '2022-06', '2022-09', '2022-12']

/** Bulletins are made of what all modules recorded, so they come after everything else. */
export const publishBulletins = (
  app: App,
  county: string,
  report: (done: number, total: number) => void,
): Promise<void> =>
  liveThrough(
    app,
    county,
    months.map((month) => ({
      on: addDays(monthEnd(parseDate(`${month}-01`)), 8),
      by: 'gaigeban',
      run: async (context) => {
        await draftBulletin(context, month, null)
        await publishBulletin(context, month, '*')
      },
    })),
    report,
  )
