import { defineModule } from '../platform/module.ts'
import { analysisCase } from './analyses/case.ts'
import { landCalculators } from './calculators.ts'
import { evaluationCase } from './evaluations/case.ts'
import { landDemo } from './demo.ts'
import { idleCaseType } from './idle/case.ts'
import { landIndicators } from './indicators.ts'
import { treatmentJobs } from './jobs.ts'
import { launchCase } from './launches/case.ts'
import { landLayers } from './layers.ts'
import { landPermissions } from './permissions.ts'
import { landRoutes } from './routes.ts'
import { landRules } from './rules.ts'
import { landSheets } from './sheets.ts'
import { taskCase } from './tasks/case.ts'
import * as tables from './tables.ts'
import { recomputeJob } from './verdicts/job.ts'

/** Reforms 4 and 7: idle and inefficient industrial land, and decisions on construction land. */
export const land = defineModule({
  name: 'land',
  title: '工业用地',
  permissions: landPermissions,
  tables,
  routes: landRoutes,
  sheets: landSheets,
  calculators: landCalculators,
  rules: landRules,
  indicators: landIndicators,
  caseTypes: [evaluationCase, taskCase, idleCaseType, launchCase, analysisCase],
  jobs: [recomputeJob, ...treatmentJobs],
  layers: landLayers,
  demo: landDemo,
})
