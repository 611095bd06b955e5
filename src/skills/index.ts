import { defineModule } from '../platform/module.ts'
import { skillsCalculators } from './calculators.ts'
import { skillsRules } from './rules.ts'

/** Reforms 2 and 5: one enrolment, one credit account, one curriculum for vocational and technical schools. */
export const skills = defineModule({
  name: 'skills',
  title: '职技融通',
  calculators: skillsCalculators,
  rules: skillsRules,
})
