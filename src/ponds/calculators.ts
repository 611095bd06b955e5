import type { Calculator } from '../platform/calculators.ts'
import { automationCalculators } from './calculators/automation.ts'
import { bidCalculators } from './calculators/bids.ts'
import { codeCalculators } from './calculators/codes.ts'
import { contractCalculators } from './calculators/contracts.ts'
import { disputeCalculators } from './calculators/disputes.ts'
import { figureCalculators } from './calculators/figures.ts'
import { husbandryCalculators } from './calculators/husbandry.ts'
import { insuranceCalculators } from './calculators/insurance.ts'
import { labelCalculators } from './calculators/labels.ts'
import { preventionCalculators } from './calculators/prevention.ts'
import { readingCalculators } from './calculators/readings.ts'
import { registerCalculators } from './calculators/register.ts'
import { safetyCalculators } from './calculators/safety.ts'
import { sharingCalculators } from './calculators/sharing.ts'
import { stockCalculators } from './calculators/stock.ts'
import { tenderCalculators } from './calculators/tenders.ts'
import { traceCalculators } from './calculators/trace.ts'
import { waterCalculators } from './calculators/water.ts'
import { waterJudgementCalculators } from './calculators/water-judgements.ts'

/** The models of reforms 3 and 10 as public endpoints. */
export const pondsCalculators: readonly Calculator[] = [
  ...waterCalculators,
  ...readingCalculators,
  ...waterJudgementCalculators,
  ...automationCalculators,
  ...husbandryCalculators,
  ...stockCalculators,
  ...safetyCalculators,
  ...codeCalculators,
  ...traceCalculators,
  ...labelCalculators,
  ...registerCalculators,
  ...tenderCalculators,
  ...bidCalculators,
  ...contractCalculators,
  ...sharingCalculators,
  ...insuranceCalculators,
  ...figureCalculators,
  ...disputeCalculators,
  ...preventionCalculators,
]
