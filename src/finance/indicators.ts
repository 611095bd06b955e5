import type { Indicator } from '../platform/indicators/indicator.ts'
import { poolFinancing } from './contracts/pool-financing.ts'
import { creditLoanShare } from './indicators/credit-loan-share.ts'
import { familyIndicators } from './indicators/families.ts'
import { loanIndicators } from './indicators/loans.ts'
import { standardCoverage } from './indicators/standard-coverage.ts'

/** Live figures of reform 1 (finance 8). */
export const financeIndicators: readonly Indicator[] = [
  poolFinancing,
  creditLoanShare,
  standardCoverage,
  ...familyIndicators,
  ...loanIndicators,
]
