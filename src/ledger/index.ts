import { defineModule } from '../platform/module.ts'
import { calculators } from './calculators.ts'
import { ledgerPermissions } from './permissions.ts'
import { assessmentRules } from './rules.ts'
import * as tables from './tables.ts'

/** The ten reforms, their targets and the proof. */
export const ledger = defineModule({
  name: 'ledger',
  title: '改革台账',
  permissions: ledgerPermissions,
  tables,
  calculators,
  rules: [assessmentRules],
})
