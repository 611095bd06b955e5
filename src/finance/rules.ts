import type { RuleTable } from '../platform/rules/rule-table.ts'
import { bankCapitalRules } from './rules/bank-capital.ts'
import { countyIncomeRules } from './rules/county-income.ts'
import { demandSuggestionRules } from './rules/demand.ts'
import { exposureLimitRules } from './rules/exposure.ts'
import { limitRuleTables } from './rules/limit.ts'
import { livingStockRuleTables } from './rules/living-stock.ts'
import { poolBasisRules } from './rules/pool-basis.ts'
import { priceRuleTables } from './rules/price.ts'
import { renewalRules } from './rules/renewal.ts'
import { scoreRuleTables } from './rules/score.ts'
import { valuationRuleTables } from './rules/valuation.ts'

/** What officials tune in reform 1; each with its defaults. */
export const financeRules: readonly RuleTable[] = [
  ...valuationRuleTables,
  ...livingStockRuleTables,
  ...scoreRuleTables,
  countyIncomeRules,
  ...limitRuleTables,
  ...priceRuleTables,
  exposureLimitRules,
  bankCapitalRules,
  demandSuggestionRules,
  poolBasisRules,
  renewalRules,
]
