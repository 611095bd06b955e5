import type { RuleTable } from '../platform/rules/rule-table.ts'
import { renewalRules } from './rules/renewal.ts'

/** What officials tune in reform 1; each with its defaults. */
export const financeRules: readonly RuleTable[] = [renewalRules]
