import { defineModule } from '../platform/module.ts'
import { importRoutes } from './api/imports/routes.ts'
import { evidenceRoutes } from './api/evidence/routes.ts'
import { projectRoutes } from './api/projects/routes.ts'
import { calculators } from './calculators.ts'
import { importCase } from './imports/case.ts'
import { ledgerCases } from './cases.ts'
import { ledgerIndicators } from './indicators.ts'
import { ledgerPermissions } from './permissions.ts'
import { assessmentRules } from './rules.ts'
import * as tables from './tables.ts'

/** The ten reforms, their targets and the proof. */
export const ledger = defineModule({
  name: 'ledger',
  title: '改革台账',
  permissions: ledgerPermissions,
  tables,
  routes: [...importRoutes, ...evidenceRoutes, ...projectRoutes],
  calculators,
  indicators: ledgerIndicators,
  caseTypes: [importCase, ...ledgerCases],
  rules: [assessmentRules],
})
