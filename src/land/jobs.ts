import { systemContext } from '../platform/database/system-context.ts'
import { defineJob, type Job } from '../platform/jobs/job.ts'
import { windIdleClock } from './idle/clock.ts'

/** Background work of treatment: the legal clock of every contract. */
export const treatmentJobs: readonly Job[] = [
  defineJob({
    name: 'land.idle_clock',
    title: '推算各宗地的下一法定日期',
    schedule: '10 1 * * *',
    missed: 'once',
    run: (app, { county, report }) =>
      systemContext(app, county, 'land.idle_clock', async (context) => {
        await windIdleClock(context, report)
      }),
  }),
]
