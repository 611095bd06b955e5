import type { Calculator } from '../platform/calculators.ts'
import { disputeCalculators } from './calculators/disputes.ts'
import { figureCalculators } from './calculators/figures.ts'
import { insuranceCalculators } from './calculators/insurance.ts'
import { registerCalculators } from './calculators/register.ts'
import { sharingCalculators } from './calculators/sharing.ts'
import { tenderCalculators } from './calculators/tenders.ts'
import { waterCalculators } from './calculators/water.ts'
import { waterDataCalculators } from './calculators/water-data.ts'

/** The models of reforms 3 and 10 as public endpoints. */
export const pondsCalculators: readonly Calculator[] = [
  ...waterCalculators,
  ...waterDataCalculators,
  ...registerCalculators,
  ...tenderCalculators,
  ...sharingCalculators,
  ...insuranceCalculators,
  ...figureCalculators,
  ...disputeCalculators,
]
