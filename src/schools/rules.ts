import type { RuleTable } from '../platform/rules/rule-table.ts'
import { coverageRules, substanceRules } from './rules/communities.ts'
import { evaluationRules } from './rules/evaluation.ts'
import { serviceRules, transferLimitRules } from './rules/layout.ts'
import {
  pupilsPerPostRules,
  rotationRules,
  splitRatioRules,
  titleServiceRules,
  trainingRules,
} from './rules/staffing.ts'
import {
  dataGuardRules,
  disparityLimitRules,
  purchaseLotRules,
  resourceStandardRules,
  unitCostRules,
} from './rules/standards.ts'

/** What officials tune in reform 9; each with its defaults. */
export const schoolsRules: readonly RuleTable[] = [
  resourceStandardRules,
  disparityLimitRules,
  dataGuardRules,
  unitCostRules,
  purchaseLotRules,
  evaluationRules,
  splitRatioRules,
  pupilsPerPostRules,
  rotationRules,
  titleServiceRules,
  trainingRules,
  coverageRules,
  substanceRules,
  serviceRules,
  transferLimitRules,
]
