import type { Calculator } from '../platform/calculators.ts'
import { balanceCalculators } from './calculators/balance.ts'
import { communityCalculators } from './calculators/communities.ts'
import { disparityCalculators } from './calculators/disparity.ts'
import { enrolmentCalculators } from './calculators/enrolment.ts'
import { guardCalculators } from './calculators/guards.ts'
import { layoutCalculators } from './calculators/layout.ts'
import { staffingCalculators } from './calculators/staffing.ts'

import { transferCalculators } from './calculators/transfer.ts'

/** The models of reform 9 as public endpoints. */
export const schoolsCalculators: readonly Calculator[] = [
  ...disparityCalculators,
  ...balanceCalculators,
  ...staffingCalculators,
  ...enrolmentCalculators,
  ...communityCalculators,
  ...guardCalculators,
  ...layoutCalculators,
  ...transferCalculators,
]
