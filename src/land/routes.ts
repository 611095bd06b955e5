import type { Route } from '../platform/http/route.ts'
import { enterpriseRoutes } from './api/enterprises/routes.ts'
import { evaluationRoutes } from './api/evaluations/routes.ts'
import { parcelRoutes } from './api/parcels/routes.ts'

/** The doors of the module, under /api/land. */
export const landRoutes: readonly Route[] = [...parcelRoutes, ...enterpriseRoutes, ...evaluationRoutes]
