import type { Calculator } from '../platform/calculators.ts'
import { acceptanceCalculators } from './calculators/acceptance.ts'
import { analysisCalculators } from './calculators/tide-analysis.ts'
import { approachCalculators } from './calculators/typhoon-approach.ts'
import { surgeCalculators } from './calculators/surge.ts'
import { totalLevelCalculators } from './calculators/total-level.ts'
import { calibrationCalculators } from './calculators/calibration.ts'
import { dikeDutyCalculators } from './calculators/dike-duties.ts'
import { dikeCalculators } from './calculators/dikes.ts'
import { dutyCalculators } from './calculators/duty.ts'
import { frequencyCalculators } from './calculators/frequency.ts'
import { recipientCalculators } from './calculators/recipients.ts'
import { renewalCalculators } from './calculators/renewal.ts'
import { rescueCalculators } from './calculators/rescue.ts'
import { safetyCalculators } from './calculators/safety.ts'
import { seaUseCalculators } from './calculators/sea-use.ts'
import { seaUseChangeCalculators } from './calculators/sea-use-changes.ts'
import { shelterCalculators } from './calculators/shelters.ts'
import { signalCalculators } from './calculators/signals.ts'
import { tideCalculators } from './calculators/tides.ts'
import { vesselCalculators } from './calculators/vessels.ts'
import { voyageCalculators } from './calculators/voyages.ts'
import { warningCalculators } from './calculators/warnings.ts'
import { typhoonCalculators } from './calculators/typhoons.ts'

/** The models of reforms 6 and 8 as public endpoints. */
export const seaCalculators: readonly Calculator[] = [
  ...tideCalculators,
  ...analysisCalculators,
  ...surgeCalculators,
  ...totalLevelCalculators,
  ...signalCalculators,
  ...typhoonCalculators,
  ...approachCalculators,
  ...calibrationCalculators,
  ...frequencyCalculators,
  ...dikeCalculators,
  ...dikeDutyCalculators,
  ...seaUseCalculators,
  ...seaUseChangeCalculators,
  ...renewalCalculators,
  ...acceptanceCalculators,
  ...warningCalculators,
  ...recipientCalculators,
  ...vesselCalculators,
  ...voyageCalculators,
  ...shelterCalculators,
  ...rescueCalculators,
  ...dutyCalculators,
  ...safetyCalculators,
]
