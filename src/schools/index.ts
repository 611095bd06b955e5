import { defineModule } from '../platform/module.ts'
import { schoolsCalculators } from './calculators.ts'
import { schoolsRules } from './rules.ts'

/** Reform 9: education communities and balanced compulsory schooling. */
export const schools = defineModule({
  name: 'schools',
  title: '教共体',
  calculators: schoolsCalculators,
  rules: schoolsRules,
})
