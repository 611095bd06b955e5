import type { RuleTable } from '../platform/rules/rule-table.ts'
import { assessmentWeights } from './rules/assessment.ts'
import { classPrices } from './rules/class-prices.ts'
import { controlLayers } from './rules/control-layers.ts'
import { evaluationBonus } from './rules/evaluation-bonus.ts'
import { inefficientTable } from './rules/inefficient.ts'
import { plotLimits } from './rules/plot-limits.ts'
import { suitabilityCurves } from './rules/suitability.ts'

/** What officials tune in reforms 4 and 7; each with its defaults. */
export const landRules: readonly RuleTable[] = [
  plotLimits,
  classPrices,
  evaluationBonus,
  assessmentWeights,
  controlLayers,
  inefficientTable,
  suitabilityCurves,
]
