import { defineModule } from '../platform/module.ts'
import { calculators } from './calculators.ts'
import { assessmentRules } from './rules.ts'

/** The ten reforms, their targets and the proof. */
export const ledger = defineModule({
  name: 'ledger',
  title: '改革台账',
  calculators,
  rules: [assessmentRules],
})
