import type { RuleTable } from '../platform/rules/rule-table.ts'
import { alarmRules } from './rules/alarms.ts'
import { disputeColourRules, disputeSignalRules } from './rules/disputes.ts'
import { qcLimitRules } from './rules/quality-control.ts'
import { rentRules, tenderRules } from './rules/tender.ts'
import { waterLimitRules } from './rules/water-limits.ts'

/** What officials tune in reforms 3 and 10; each with its defaults. */
export const pondsRules: readonly RuleTable[] = [
  waterLimitRules,
  qcLimitRules,
  alarmRules,
  tenderRules,
  rentRules,
  disputeSignalRules,
  disputeColourRules,
]
