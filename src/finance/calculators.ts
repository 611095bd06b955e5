import type { Calculator } from '../platform/calculators.ts'
import { assetCalculators } from './calculators/assets.ts'
import { balanceSheetCalculators } from './calculators/balance-sheet.ts'
import { demandCalculators } from './calculators/demand.ts'
import { exposureCalculators } from './calculators/exposure.ts'
import { limitAndPriceCalculators } from './calculators/limit-and-price.ts'
import { loanCalculators } from './calculators/loans.ts'
import { rateCalculators } from './calculators/rates.ts'
import { riskCalculators } from './calculators/risk.ts'
import { scoreCalculators } from './calculators/score.ts'
import { scorecardCalculators } from './calculators/scorecard.ts'
import { stressCalculators } from './calculators/stress.ts'

/** The models of reform 1 as public endpoints. */
export const financeCalculators: readonly Calculator[] = [
  ...assetCalculators,
  ...balanceSheetCalculators,
  ...demandCalculators,
  ...exposureCalculators,
  ...limitAndPriceCalculators,
  ...loanCalculators,
  ...rateCalculators,
  ...riskCalculators,
  ...scoreCalculators,
  ...scorecardCalculators,
  ...stressCalculators,
]
