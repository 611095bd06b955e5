import { defineModule } from '../platform/module.ts'
import { seaCalculators } from './calculators.ts'
import { seaRules } from './rules.ts'

/** Reforms 6 and 8: maritime safety, and renewal of low-efficiency sea use. */
export const sea = defineModule({
  name: 'sea',
  title: '海上平安',
  calculators: seaCalculators,
  rules: seaRules,
})
