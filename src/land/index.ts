import { defineModule } from '../platform/module.ts'
import { landCalculators } from './calculators.ts'
import { landRules } from './rules.ts'

/** Reforms 4 and 7: idle and inefficient industrial land, and decisions on construction land. */
export const land = defineModule({
  name: 'land',
  title: '工业用地',
  calculators: landCalculators,
  rules: landRules,
})
