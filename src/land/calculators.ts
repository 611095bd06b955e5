import type { Calculator } from '../platform/calculators.ts'
import { codeCalculators } from './calculators/codes.ts'
import { coordinateCalculators } from './calculators/coordinates.ts'
import { countyLiftCalculators } from './calculators/county-lift.ts'
import { decisionCalculators } from './calculators/decisions.ts'
import { evaluationCalculators } from './calculators/evaluation.ts'
import { idleLandCalculators } from './calculators/idle-land.ts'
import { inefficientCalculators } from './calculators/inefficient.ts'
import { overlayCalculators } from './calculators/overlay.ts'
import { plotCalculators } from './calculators/plots.ts'
import { scenarioCalculators } from './calculators/scenarios.ts'
import { siteCalculators } from './calculators/sites.ts'

/** The models of reforms 4 and 7 as public endpoints. */
export const landCalculators: readonly Calculator[] = [
  ...codeCalculators,
  ...coordinateCalculators,
  ...plotCalculators,
  ...evaluationCalculators,
  ...idleLandCalculators,
  ...inefficientCalculators,
  ...countyLiftCalculators,
  ...decisionCalculators,
  ...overlayCalculators,
  ...siteCalculators,
  ...scenarioCalculators,
]
