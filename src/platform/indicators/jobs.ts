import { addDays } from '../dates.ts'
import { civilDateOf } from '../instants.ts'
import { defineJob } from '../jobs/job.ts'
import { sealDays } from './snapshots.ts'

/** Days that are looked back for a missing seal: after a week's outage every day still gets its own. */
const lookBack = 7

/** Seals yesterday's figures, and those of the days before that nobody sealed. */
export const sealFiguresDaily = defineJob({
  name: 'platform.seal_figures',
  title: '封存前一日指标',
  schedule: '20 0 * * *',
  missed: 'once',
  run: async (app, { county, report }) => {
    const today = civilDateOf(app.clock.now())
    const days = Array.from({ length: lookBack }, (_, index) => addDays(today, index - lookBack))
    await sealDays(app, county, days, report)
  },
})
