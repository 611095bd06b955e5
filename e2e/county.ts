import { modules } from '../src/modules.ts'
import type { Actor, App } from '../src/platform/context.ts'
import type { Database } from '../src/platform/database/database.ts'
import { openTestDatabase, testApp, type TestDatabase } from '../src/platform/database/testing.ts'
import { permissionsOfRoles, publicActor } from '../src/platform/http/authenticator.ts'
import { buildServer } from '../src/platform/http/server.ts'
import { roles, type Role } from '../src/platform/identity/roles.ts'
import { firstStart } from '../src/platform/start/first-start.ts'
import { firstSteps } from '../src/platform/start/first-steps.ts'

export const county = '331022'
/** Tiantai, a neighbour on the same platform. */
export const otherCounty = '331023'

export type DemoCounty = { readonly app: App; readonly database: TestDatabase }

/** The whole house with the demo county, as `npm start` makes it. */
export const openDemoCounty = async (kind: Database['kind']): Promise<DemoCounty> => {
  const database = await openTestDatabase(kind)
  const draft = testApp(database, { modules })
  const app = { ...draft, config: { ...draft.config, demo: true, secondFactor: 'optional' as const } }
  await firstStart(app, firstSteps(app, { write: () => true }), { write: () => true })
  return { app, database }
}

/** A made-up account of one role, or of several; nobody's organisation unless given. */
export const actorOf = (held: readonly Role[], draft: Partial<Actor> = {}): Actor => ({
  county,
  id: `account-${held.join('-')}`,
  name: '测试员',
  organisationId: null,
  personId: null,
  householdId: null,
  area: draft.county ?? county,
  roles: held,
  permissions: permissionsOfRoles(modules, held),
  deputyFor: null,
  ...draft,
})

export const allRoles = (Object.keys(roles) as Role[]).filter((role) => role !== 'public')

/** A server that takes the caller at his word: the header `x-actor` names one of `actors`; without it a visitor. */
export const trustingServer = (app: App, actors: Readonly<Record<string, Actor>>) =>
  buildServer(app, {
    identity: {
      authenticate: async ({ headers }) => actors[String(headers['x-actor'])] ?? publicActor(app),
    },
  })
