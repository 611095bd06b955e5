import type { Route } from '../platform/http/route.ts'
import { whitelistRoutes } from './api/whitelist/routes.ts'
import { deskRoutes } from './api/desk/routes.ts'

/** The doors of banks beside applications and contracts. */
export const bankRoutes: readonly Route[] = [...deskRoutes, ...whitelistRoutes]
