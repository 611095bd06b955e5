import { defineJob } from '../jobs/job.ts'
import { remindOfDeadlines } from './reminders.ts'
import { fireDueDeadlines } from './timers.ts'

/** Ends the deadlines whose last day was yesterday or before. */
export const endCaseDeadlines = defineJob({
  name: 'platform.end_case_deadlines',
  title: '处理到期的办件',
  schedule: '5 0 * * *',
  missed: 'once',
  run: async (app, { county }) => {
    await fireDueDeadlines(app, county, app.clock.now())
  },
})

/** Reminds of what ends today or soon, when the offices open. */
export const remindOfCases = defineJob({
  name: 'platform.remind_of_cases',
  title: '提醒将到期的办件',
  schedule: '0 8 * * *',
  missed: 'once',
  run: async (app, { county }) => {
    await remindOfDeadlines(app, county)
  },
})
