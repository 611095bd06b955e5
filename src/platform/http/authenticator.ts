import type { IncomingHttpHeaders } from 'node:http'
import type { FastifyInstance } from 'fastify'
import type { Actor, App } from '../context.ts'
import type { Modules } from '../module.ts'

/** What identifies a caller; a Fastify request is one. */
export type Credentials = {
  readonly headers: IncomingHttpHeaders
  readonly ip: string
  readonly method: string
  readonly url: string
}

/** The seam to identity/: who is calling, and identity's own doors. */
export type Authenticator = {
  /**
   * The actor of a request; `publicActor` when there is no session.
   * Throws `Problem` `signed_out` for a session that has ended or a key that is not valid.
   */
  readonly authenticate: (request: Credentials) => Promise<Actor>
  /** Registers sign-in and sign-out under /api/auth; error replies there are identity's own. */
  readonly mount?: (server: FastifyInstance) => void | Promise<void>
}

export const publicActorId = 'public'

/** Every permission that at least one of the roles holds by default. */
export const permissionsOfRoles = (modules: Modules, roles: readonly string[]): ReadonlySet<string> =>
  new Set(
    modules
      .flatMap((module) => module.permissions)
      .filter((permission) => permission.roles.some((role) => roles.includes(role)))
      .map((permission) => permission.id),
  )

/** A visitor who has not signed in: sees what is published, may apply and report. */
export const publicActor = (app: Pick<App, 'config' | 'modules'>): Actor => ({
  county: app.config.county,
  id: publicActorId,
  name: '访客',
  organisationId: null,
  personId: null,
  householdId: null,
  area: app.config.county,
  roles: ['public'],
  permissions: permissionsOfRoles(app.modules, ['public']),
  deputyFor: null,
})

export const isVisitor = (actor: Actor): boolean => actor.id === publicActorId
