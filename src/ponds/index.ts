import { defineModule } from '../platform/module.ts'
import { pondsCalculators } from './calculators.ts'
import { pondsRules } from './rules.ts'

/** Reforms 3 and 10: the ponds of common prosperity, and the mud crab industry. */
export const ponds = defineModule({
  name: 'ponds',
  title: '共富渔塘',
  calculators: pondsCalculators,
  rules: pondsRules,
})
