import type { Route } from '../http/route.ts'
import { accountRoutes } from './api/accounts/routes.ts'
import { deputyRoutes } from './api/deputies/routes.ts'
import { membershipRoutes } from './api/memberships/routes.ts'
import { roleRoutes } from './api/roles/routes.ts'
import { sessionRoutes } from './api/session/routes.ts'
import { sessionListRoutes } from './api/sessions/routes.ts'
import { signInLogRoutes } from './api/sign-in-log/routes.ts'

/** Mounted under /api/platform. */
export const identityRoutes: readonly Route[] = [
  ...sessionRoutes,
  ...sessionListRoutes,
  ...deputyRoutes,
  ...accountRoutes,
  ...membershipRoutes,
  ...roleRoutes,
  ...signInLogRoutes,
]
