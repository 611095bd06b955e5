import { auditRoutes } from './audit/api/routes.ts'
import { sealAuditLog } from './audit/jobs.ts'
import { backupNightly } from './backup/jobs.ts'
import { caseRoutes } from './cases/api/routes.ts'
import { endCaseDeadlines, remindOfCases } from './cases/jobs.ts'
import { platformDemo } from './demo.ts'
import { fileRoutes } from './files/api/routes.ts'
import { forgetUploads } from './files/jobs.ts'
import { calculatorRoutes } from './http/api/calculators/routes.ts'
import { forgetIdempotencyKeys } from './http/idempotency.ts'
import { forgetSessions } from './identity/jobs.ts'
import { identityPermissions } from './identity/permissions.ts'
import { identityRoutes } from './identity/routes.ts'
import { indicatorRoutes } from './indicators/api/routes.ts'
import { renewStatisticsDaily } from './database/jobs.ts'
import { sealFiguresDaily } from './indicators/jobs.ts'
import { jobRoutes } from './jobs/api/routes.ts'
import { jobPermissions } from './jobs/permissions.ts'
import { forgetRuns } from './jobs/runs.ts'
import { ogcRoutes } from './layers/features.ts'
import { tileRoutes } from './layers/tiles.ts'
import { defineModule } from './module.ts'
import { noticeRoutes } from './notices/api/routes.ts'
import { sendNotices } from './notices/jobs.ts'
import { organisationRoutes } from './registers/api/organisations/routes.ts'
import { registerLayers } from './registers/layers.ts'
import { registerPermissions } from './registers/permissions.ts'
import { ruleRoutes } from './rules/api/routes.ts'
import { rulePermissions } from './rules/permissions.ts'
import { sheetRoutes } from './sheets/api/routes.ts'

/** What the platform itself offers, by the same contract as every module: first in src/modules.ts, under /api/platform. */
export const platform = defineModule({
  name: 'platform',
  title: '平台',
  permissions: [
    ...identityPermissions,
    ...registerPermissions,
    ...rulePermissions,
    ...jobPermissions,
    { id: 'platform.file.read', title: '查看全部文件', roles: ['audit_admin'] },
    { id: 'platform.device.manage', title: '管理监测设备', roles: ['system_admin'] },
  ],
  demo: platformDemo,
  layers: registerLayers,
  jobs: [
    sendNotices,
    sealAuditLog,
    sealFiguresDaily,
    renewStatisticsDaily,
    endCaseDeadlines,
    remindOfCases,
    forgetIdempotencyKeys,
    forgetSessions,
    forgetUploads,
    forgetRuns,
    backupNightly,
  ],
  routes: [
    ...identityRoutes,
    ...organisationRoutes,
    ...calculatorRoutes,
    ...caseRoutes,
    ...ruleRoutes,
    ...indicatorRoutes,
    ...fileRoutes,
    ...sheetRoutes,
    ...jobRoutes,
    ...auditRoutes,
    ...noticeRoutes,
    ...ogcRoutes,
    ...tileRoutes,
  ],
})
