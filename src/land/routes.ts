import type { Route } from '../platform/http/route.ts'
import { analysisRoutes } from './api/analyses/routes.ts'
import { assessmentRoutes } from './api/assessments/routes.ts'
import { idleRoutes } from './api/idle-cases/routes.ts'
import { importRoutes } from './api/imports/routes.ts'
import { layerRoutes } from './api/layers/routes.ts'
import { mapRoutes } from './api/maps/routes.ts'
import { needRoutes } from './api/needs/routes.ts'
import { scenarioRoutes } from './api/scenarios/routes.ts'
import { siteRoutes } from './api/sites/routes.ts'
import { enterpriseRoutes } from './api/enterprises/routes.ts'
import { evaluationRoutes } from './api/evaluations/routes.ts'
import { parcelRoutes } from './api/parcels/routes.ts'
import { taskRoutes } from './api/tasks/routes.ts'

/** The doors of the module, under /api/land. */
export const landRoutes: readonly Route[] = [
  ...parcelRoutes,
  ...enterpriseRoutes,
  ...evaluationRoutes,
  ...taskRoutes,
  ...idleRoutes,
  ...assessmentRoutes,
  ...siteRoutes,
  ...needRoutes,
  ...analysisRoutes,
  ...scenarioRoutes,
  ...importRoutes,
  ...layerRoutes,
  ...mapRoutes,
]
