import type { Indicator } from '../platform/indicators/indicator.ts'
import { assessmentIndicators } from './assessment/indicators.ts'
import { deliverableIndicators } from './evidence/indicators.ts'
import { projectIndicators } from './projects/indicators.ts'

/** The ledger's own figures (spec §8, end). */
export const ledgerIndicators: readonly Indicator[] = [
  ...deliverableIndicators,
  ...projectIndicators,
  ...assessmentIndicators,
]
