import type { Demo } from '../platform/module.ts'
import { publishBulletins } from './demo/bulletins.ts'
import { takeInTable } from './demo/table.ts'
import { makeLedgerWork } from './demo/work.ts'

/** The official table, confirmed, and the work on it; the lights follow from what every module records. */
export const ledgerDemo: Demo = {
  title: '改革附表、佐证和建设项目',
  run: async (app, county, report) => {
    await takeInTable(app, county)
    await makeLedgerWork(app, county, report)
  },
  after: { title: '进展通报', run: publishBulletins },
}
