import { type Loaded, useGet } from './api/query.ts'
import { send } from './api/client.ts'

export type Session = {
  readonly account: {
    readonly id: string
    readonly name: string
    readonly organisation: string | null
    readonly roles: readonly { readonly id: string; readonly title: string }[]
    readonly mustChangePassword: boolean
  } | null
  readonly permissions: readonly string[]
  readonly county: { readonly code: string; readonly name: string; readonly nameEn: string }
  readonly today: string
  readonly demo: boolean
  readonly oidc: { readonly title: string } | null
}

export const sessionPath = '/api/platform/session'

/** Who is signed in, what he may do, and what county this is. */
export const useSession = (): Loaded<Session> => useGet<Session>(sessionPath)

export const usePermission = (permission: string): boolean =>
  useSession().data?.permissions.includes(permission) ?? false

export const signOut = (): Promise<void> => send<void>('/api/auth/sign-out', { method: 'POST', body: {} })
