import type { RuleTable } from '../platform/rules/rule-table.ts'
import { acceptanceRules } from './rules/acceptance.ts'
import { freeboardRules } from './rules/dikes.ts'
import { efficiencyClassRules, efficiencyRules, renewalPathRules } from './rules/efficiency.ts'
import {
  acknowledgementRules,
  forecastToleranceRules,
  responseLevelRules,
  responseTaskRules,
  safetyRiskRules,
} from './rules/response.ts'
import { feeStandardRules } from './rules/sea-use-fee.ts'
import { floodRainRules, rainSignalRules, surgeBlueRules, typhoonSignalRules, waveRules } from './rules/signals.ts'

/** What officials tune in reforms 6 and 8; each with its defaults. */
export const seaRules: readonly RuleTable[] = [
  surgeBlueRules,
  waveRules,
  typhoonSignalRules,
  rainSignalRules,
  floodRainRules,
  feeStandardRules,
  efficiencyRules,
  efficiencyClassRules,
  renewalPathRules,
  acceptanceRules,
  freeboardRules,
  responseLevelRules,
  responseTaskRules,
  acknowledgementRules,
  forecastToleranceRules,
  safetyRiskRules,
]
