import type { RuleTable } from '../platform/rules/rule-table.ts'
import { acceptanceRules } from './rules/acceptance.ts'
import { dikeInspectionRules, freeboardRules } from './rules/dikes.ts'
import { efficiencyClassRules, efficiencyRules, renewalPathRules } from './rules/efficiency.ts'
import {
  acknowledgementRules,
  forecastToleranceRules,
  inspectionIntervalRules,
  responseLevelRules,
  responseTaskRules,
  safetyRiskRules,
} from './rules/response.ts'
import { lateFeeRules, renewalThresholdRules, transferRules } from './rules/sea-use-terms.ts'
import { feeStandardRules } from './rules/sea-use-fee.ts'
import { floodRainRules, rainSignalRules, surgeBlueRules, typhoonSignalRules, waveRules } from './rules/signals.ts'
import { eventCodeRules, warningLeadRules } from './rules/warnings.ts'

/** What officials tune in reforms 6 and 8; each with its defaults. */
export const seaRules: readonly RuleTable[] = [
  surgeBlueRules,
  waveRules,
  warningLeadRules,
  eventCodeRules,
  typhoonSignalRules,
  rainSignalRules,
  floodRainRules,
  feeStandardRules,
  efficiencyRules,
  efficiencyClassRules,
  renewalPathRules,
  renewalThresholdRules,
  lateFeeRules,
  transferRules,
  acceptanceRules,
  freeboardRules,
  dikeInspectionRules,
  responseLevelRules,
  responseTaskRules,
  acknowledgementRules,
  forecastToleranceRules,
  safetyRiskRules,
  inspectionIntervalRules,
]
