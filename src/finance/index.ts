import { defineModule } from '../platform/module.ts'
import { financeCalculators } from './calculators.ts'
import { financeRules } from './rules.ts'

/** Reform 1: the family asset pool, its credit and its loans. */
export const finance = defineModule({
  name: 'finance',
  title: '农户家庭资产池',
  calculators: financeCalculators,
  rules: financeRules,
})
