import type { RuleTable } from '../platform/rules/rule-table.ts'
import { alarmRules } from './rules/alarms.ts'
import { automationRules } from './rules/automation.ts'
import { disputeColourRules, disputeSignalRules } from './rules/disputes.ts'
import { growthRules, rationOxygenRules, rationRules } from './rules/growth.ts'
import { inputRules } from './rules/inputs.ts'
import { linkBaselineRules } from './rules/links.ts'
import { qcLimitRules } from './rules/quality-control.ts'
import { tailWaterRules } from './rules/tail-water.ts'
import { rentRules, tenderRules } from './rules/tender.ts'
import { dischargeRules, scanRules } from './rules/trace.ts'
import { waterLimitRules } from './rules/water-limits.ts'

/** What officials tune in reforms 3 and 10; each with its defaults. */
export const pondsRules: readonly RuleTable[] = [
  waterLimitRules,
  qcLimitRules,
  alarmRules,
  automationRules,
  growthRules,
  rationRules,
  rationOxygenRules,
  inputRules,
  tailWaterRules,
  dischargeRules,
  scanRules,
  tenderRules,
  rentRules,
  disputeSignalRules,
  disputeColourRules,
  linkBaselineRules,
]
