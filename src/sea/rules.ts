import type { RuleTable } from '../platform/rules/rule-table.ts'
import { floodRainRules, rainSignalRules, surgeBlueRules, typhoonSignalRules, waveRules } from './rules/signals.ts'

/** What officials tune in reforms 6 and 8; each with its defaults. */
export const seaRules: readonly RuleTable[] = [
  surgeBlueRules,
  waveRules,
  typhoonSignalRules,
  rainSignalRules,
  floodRainRules,
]
