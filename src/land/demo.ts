import { eq } from 'drizzle-orm'
import { systemContext } from '../platform/database/system-context.ts'
import type { Demo } from '../platform/module.ts'
import { makeDecisions } from './demo/decisions.ts'
import { evaluateYears } from './demo/evaluations.ts'
import { demoYears } from './demo/figures.ts'
import { makeLand } from './demo/make.ts'
import { makeTreatment, treatmentSteps } from './demo/treatment.ts'
import { landEnterprise } from './tables.ts'

/** Industrial firms, their land and figures, the control layers, the evaluations of the years, and the land put in order. */
export const landDemo: Demo = {
  title: '工业企业、宗地、年度数据、管控图层、亩均评价和闲置低效整治',
  run: async (app, county, report, scale) => {
    const there = await systemContext(app, county, 'demo', ({ tx }) =>
      tx.$count(landEnterprise, eq(landEnterprise.county, county)),
    )
    if (there > 0) return
    const making = demoYears.length + 3
    const all = making + demoYears.length + treatmentSteps
    await makeLand(app, county, (done) => report(done, all), scale)
    let done = making
    const step = (): void => report((done += 1), all)
    await evaluateYears(app, county, step)
    await makeTreatment(app, county, step)
    await makeDecisions(app, county)
  },
}
