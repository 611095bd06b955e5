import type { Indicator } from '../platform/indicators/indicator.ts'
import { assessmentIndicators } from './assessments/indicators.ts'
import { decisionIndicators } from './analyses/indicators.ts'
import { evaluationIndicators } from './evaluations/indicators.ts'
import { firmIndicators } from './firms/indicators.ts'
import { idleIndicators } from './idle/indicators.ts'
import { layerIndicators } from './layers/indicators.ts'
import { taskIndicators } from './tasks/indicators.ts'

/** Live figures of reforms 4 and 7 (land 8). */
export const landIndicators: readonly Indicator[] = [
  ...firmIndicators,
  ...evaluationIndicators,
  ...taskIndicators,
  ...idleIndicators,
  ...assessmentIndicators,
  ...layerIndicators,
  ...decisionIndicators,
]
