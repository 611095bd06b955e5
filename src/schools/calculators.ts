import type { Calculator } from '../platform/calculators.ts'
import { balanceCalculators } from './calculators/balance.ts'
import { communityCalculators } from './calculators/communities.ts'
import { disparityCalculators } from './calculators/disparity.ts'
import { enrolmentCalculators } from './calculators/enrolment.ts'
import { evaluationCalculators } from './calculators/evaluation.ts'
import { guardCalculators } from './calculators/guards.ts'
import { layoutCalculators } from './calculators/layout.ts'
import { layoutScenarioCalculators } from './calculators/layout-scenario.ts'
import { purchaseCalculators } from './calculators/purchase.ts'
import { staffingCalculators } from './calculators/staffing.ts'
import { transferCalculators } from './calculators/transfer.ts'

/** The models of reform 9 as public endpoints. */
export const schoolsCalculators: readonly Calculator[] = [
  ...disparityCalculators,
  ...balanceCalculators,
  ...evaluationCalculators,
  ...staffingCalculators,
  ...enrolmentCalculators,
  ...communityCalculators,
  ...guardCalculators,
  ...layoutCalculators,
  ...layoutScenarioCalculators,
  ...transferCalculators,
  ...purchaseCalculators,
]
