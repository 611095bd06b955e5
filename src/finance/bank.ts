import type { CaseType } from '../platform/cases/case-type.ts'
import type { Route } from '../platform/http/route.ts'
import type { Job } from '../platform/jobs/job.ts'
import { countyRoutes } from './api/county/routes.ts'
import { deskRoutes } from './api/desk/routes.ts'
import { modelRoutes } from './api/models/routes.ts'
import { productRoutes } from './api/products/routes.ts'
import { renewalRoutes } from './api/renewals/routes.ts'
import { riskRoutes } from './api/risk/routes.ts'
import { whitelistRoutes } from './api/whitelist/routes.ts'
import { contractJobs } from './contracts/daily.ts'
import { renewalCase } from './renewals/case.ts'

/** The doors of banks beside applications and contracts, and of the county finance centre. */
export const bankRoutes: readonly Route[] = [
  ...deskRoutes,
  ...whitelistRoutes,
  ...renewalRoutes,
  ...riskRoutes,
  ...modelRoutes,
  ...countyRoutes,
  ...productRoutes,
]

export const bankCases: readonly CaseType[] = [renewalCase]

export const bankJobs: readonly Job[] = [...contractJobs]
