import { defineModule } from '../platform/module.ts'
import { applicationRoutes } from './api/applications/routes.ts'
import { assetRoutes } from './api/assets/routes.ts'
import { consentRoutes } from './api/consents/routes.ts'
import { contractRoutes } from './api/contracts/routes.ts'
import { publishedRoutes } from './api/published/routes.ts'
import { applicationCase } from './applications/case.ts'
import { financeCalculators } from './calculators.ts'
import { financeIndicators } from './indicators.ts'
import { financeDemo } from './demo.ts'
import { financePermissions } from './permissions.ts'
import { financeRules } from './rules.ts'
import * as tables from './tables.ts'

/** Reform 1: the family asset pool, its credit and its loans. */
export const finance = defineModule({
  name: 'finance',
  title: '农户家庭资产池',
  permissions: financePermissions,
  tables,
  routes: [...publishedRoutes, ...consentRoutes, ...assetRoutes, ...applicationRoutes, ...contractRoutes],
  calculators: financeCalculators,
  caseTypes: [applicationCase],
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
