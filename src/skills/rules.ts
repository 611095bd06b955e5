import type { RuleTable } from '../platform/rules/rule-table.ts'
import { bookingRules } from './rules/bookings.ts'
import { panelRules, traineeWeightRules } from './rules/growth.ts'
import {
  creditBasisRules,
  recognitionCapRules,
  recognitionCourseRules,
  recognitionRuleTable,
  recognitionValidityRules,
  treatmentRules,
} from './rules/recognition.ts'

/** What officials tune in reforms 2 and 5; each with its defaults. */
export const skillsRules: readonly RuleTable[] = [
  recognitionRuleTable,
  recognitionCapRules,
  recognitionValidityRules,
  recognitionCourseRules,
  creditBasisRules,
  treatmentRules,
  panelRules,
  traineeWeightRules,
  bookingRules,
]
