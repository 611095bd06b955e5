import type { FastifyInstance } from 'fastify'
import type { App } from '../context.ts'
import { testActor } from '../database/testing.ts'
import { roles } from '../identity/roles.ts'
import { permissionsOfRoles, publicActor } from './authenticator.ts'
import { buildServer } from './server.ts'

/** Every role that can sign in, and the visitor. */
export const everybody: readonly string[] = [...Object.keys(roles).filter((role) => role !== 'public'), 'visitor']

/** The account that `call` acts as. */
export const accountOf = (role: string): string => `account-${role}`

/** A server that takes the caller at his word: `x-role` names one of `everybody`, `x-county` his county. */
export const roleServer = (app: App): Promise<FastifyInstance> =>
  buildServer(app, {
    identity: {
      authenticate: async ({ headers }) => {
        const role = String(headers['x-role'])
        if (role === 'visitor') return publicActor(app)
        const permissions = permissionsOfRoles(app.modules, [role, 'public'])
        const county = String(headers['x-county'] ?? app.config.county)
        return testActor({ id: accountOf(role), roles: [role], permissions, county })
      },
    },
  })

/** One request under /api/platform as a role, of the county of the server unless told. */
export const callAs = (
  server: FastifyInstance,
  role: string,
  method: 'GET' | 'POST',
  path: string,
  options: { readonly county?: string; readonly body?: object } = {},
) =>
  server.inject({
    method,
    url: `/api/platform${path}`,
    headers: { 'x-role': role, ...(options.county === undefined ? {} : { 'x-county': options.county }) },
    ...(method === 'POST' ? { payload: options.body ?? {} } : {}),
  })
