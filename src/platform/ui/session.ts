import type { z } from 'zod'
import type { SessionReply } from '../identity/api/session/schema.ts'
import { type Loaded, useGet } from './api/query.ts'
import { send } from './api/client.ts'

export type Session = z.infer<typeof SessionReply>

export const sessionPath = '/api/platform/session'

/** Who is signed in, what he may do, and what county this is. */
export const useSession = (): Loaded<Session> => useGet<Session>(sessionPath)

export const usePermission = (permission: string): boolean =>
  useSession().data?.permissions.includes(permission) ?? false

export const signOut = (): Promise<void> => send<void>('/api/auth/sign-out', { method: 'POST', body: {} })
