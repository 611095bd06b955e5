import type { RuleTable } from '../platform/rules/rule-table.ts'
import { livingStockRuleTables } from './rules/living-stock.ts'
import { renewalRules } from './rules/renewal.ts'
import { scoreRuleTables } from './rules/score.ts'
import { valuationRuleTables } from './rules/valuation.ts'

/** What officials tune in reform 1; each with its defaults. */
export const financeRules: readonly RuleTable[] = [
  ...valuationRuleTables,
  ...livingStockRuleTables,
  ...scoreRuleTables,
  renewalRules,
]
