import type { Calculator } from '../platform/calculators.ts'
import { loanCalculators } from './calculators/loans.ts'
import { rateCalculators } from './calculators/rates.ts'
import { riskCalculators } from './calculators/risk.ts'

/** The models of reform 1 as public endpoints. */
export const financeCalculators: readonly Calculator[] = [...loanCalculators, ...rateCalculators, ...riskCalculators]
