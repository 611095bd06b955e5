import { defineModule } from '../platform/module.ts'
import { benchmarkRoutes } from './api/benchmarks/routes.ts'
import { bindingRoutes } from './api/bindings/routes.ts'
import { cockpitRoutes } from './api/cockpit/routes.ts'
import { departmentRoutes } from './api/departments/routes.ts'
import { homeRoutes } from './api/home/routes.ts'
import { importRoutes } from './api/imports/routes.ts'
import { indicatorRoutes } from './api/indicators/routes.ts'
import { reformRoutes } from './api/reforms/routes.ts'
import { targetRoutes } from './api/targets/routes.ts'
import { assessmentRoutes } from './api/assessment/routes.ts'
import { bulletinRoutes } from './api/bulletins/routes.ts'
import { consultationRoutes } from './api/consultations/routes.ts'
import { extensionRoutes } from './api/extensions/routes.ts'
import { packageRoutes } from './api/packages/routes.ts'
import { noticeRoutes } from './api/notices/routes.ts'
import { evidenceRoutes } from './api/evidence/routes.ts'
import { projectRoutes } from './api/projects/routes.ts'
import { calculators } from './calculators.ts'
import { ledgerDemo } from './demo.ts'
import { exportRoutes } from './exports.ts'
import { importCase } from './imports/case.ts'
import { ledgerCases } from './cases.ts'
import { ledgerIndicators } from './indicators.ts'
import { ledgerPermissions } from './permissions.ts'
import { fundSheet } from './projects/fund-sheet.ts'
import { moneySheet } from './projects/money-sheet.ts'
import { planSheet } from './projects/plan-sheet.ts'
import { assessmentRules } from './rules.ts'
import * as tables from './tables.ts'

/** The ten reforms, their targets and the proof. */
export const ledger = defineModule({
  name: 'ledger',
  title: '改革台账',
  permissions: ledgerPermissions,
  tables,
  routes: [
    ...homeRoutes,
    ...cockpitRoutes,
    ...reformRoutes,
    ...targetRoutes,
    ...indicatorRoutes,
    ...departmentRoutes,
    ...importRoutes,
    ...bindingRoutes,
    ...benchmarkRoutes,
    ...evidenceRoutes,
    ...noticeRoutes,
    ...extensionRoutes,
    ...consultationRoutes,
    ...assessmentRoutes,
    ...bulletinRoutes,
    ...packageRoutes,
    ...projectRoutes,
    ...exportRoutes,
  ],
  calculators,
  indicators: ledgerIndicators,
  caseTypes: [importCase, ...ledgerCases],
  rules: [assessmentRules],
  sheets: [planSheet, fundSheet, moneySheet],
  demo: ledgerDemo,
})

export { benchmarkValue } from './bindings/benchmarks.ts'
export { type AcceptedNode, acceptedNodes } from './projects/technical-results.ts'
