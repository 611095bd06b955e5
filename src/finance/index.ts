import { defineModule } from '../platform/module.ts'
import { accessRoutes } from './api/access/routes.ts'
import { applicationRoutes } from './api/applications/routes.ts'
import { assessmentRoutes } from './api/assessments/routes.ts'
import { assetRoutes } from './api/assets/routes.ts'
import { consentRoutes } from './api/consents/routes.ts'
import { contractRoutes } from './api/contracts/routes.ts'
import { disputeRoutes } from './api/disputes/routes.ts'
import { honourRoutes } from './api/honours/routes.ts'
import { householdRoutes } from './api/households/routes.ts'
import { negativeRoutes } from './api/negatives/routes.ts'
import { publishedRoutes } from './api/published/routes.ts'
import { reviewRoutes } from './api/reviews/routes.ts'
import { standingRoutes } from './api/standing/routes.ts'
import { applicationCase } from './applications/case.ts'
import { bankCases, bankJobs, bankRoutes } from './bank.ts'
import { financeCalculators } from './calculators.ts'
import { disputeCase } from './disputes/case.ts'
import { financeIndicators } from './indicators.ts'
import { financeDemo } from './demo.ts'
import { financePermissions } from './permissions.ts'
import { reviewRoundCase } from './reviews/case.ts'
import { financeRules } from './rules.ts'
import { purgeJob } from './standing/negatives.ts'
import * as tables from './tables.ts'

/** Reform 1: the family asset pool, its credit and its loans. */
export const finance = defineModule({
  name: 'finance',
  title: '农户家庭资产池',
  permissions: financePermissions,
  tables,
  routes: [
    ...publishedRoutes,
    ...householdRoutes,
    ...consentRoutes,
    ...accessRoutes,
    ...assetRoutes,
    ...standingRoutes,
    ...honourRoutes,
    ...negativeRoutes,
    ...reviewRoutes,
    ...assessmentRoutes,
    ...disputeRoutes,
    ...applicationRoutes,
    ...contractRoutes,
    ...bankRoutes,
  ],
  calculators: financeCalculators,
  caseTypes: [applicationCase, reviewRoundCase, disputeCase, ...bankCases],
  jobs: [...bankJobs, purgeJob],
  rules: financeRules,
  indicators: financeIndicators,
  demo: financeDemo,
})

export {
  contractState,
  disburse,
  prepay,
  readContract,
  recordDue,
  recordPenalty,
  renewContract,
  repay,
  reprice,
  restructure,
  reverseEvent,
  signContract,
  writeOff,
} from './contracts/contracts.ts'
