import { eq } from 'drizzle-orm'
import { systemContext } from '../platform/database/system-context.ts'
import type { Demo } from '../platform/module.ts'
import { makeDecisions } from './demo/decisions.ts'
import { evaluateYears } from './demo/evaluations.ts'
import { demoYears } from './demo/figures.ts'
import { makeLand } from './demo/make.ts'
import { landEnterprise } from './tables.ts'

/** Industrial firms, their land and figures, the control layers, and the evaluations of the years. */
export const landDemo: Demo = {
  title: '工业企业、宗地、年度数据、管控图层和亩均评价',
  run: async (app, county, report, scale) => {
    const there = await systemContext(app, county, 'demo', ({ tx }) =>
      tx.$count(landEnterprise, eq(landEnterprise.county, county)),
    )
    if (there > 0) return
    const [making, evaluating] = [demoYears.length + 3, demoYears.length]
    await makeLand(app, county, (done) => report(done, making + evaluating), scale)
    let evaluated = 0
    await evaluateYears(app, county, () => report(making + (evaluated += 1), making + evaluating))
    await makeDecisions(app, county)
  },
}
