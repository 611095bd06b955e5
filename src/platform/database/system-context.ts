import { sql } from 'drizzle-orm'
import type { Actor, App, Context } from '../context.ts'
import { actorScope, ownerScope, systemScope } from './scope.ts'

/** The actor of background work. */
export const systemActor = (county: string, job: string): Actor => ({
  county,
  id: `system:${job}`,
  name: '系统',
  organisationId: null,
  personId: null,
  householdId: null,
  area: county,
  roles: [],
  permissions: new Set(),
  deputyFor: null,
})

/** One transaction of background work with the Context that service functions take. */
export const systemContext = <T>(
  app: App,
  county: string,
  job: string,
  work: (context: Context) => Promise<T>,
): Promise<T> => app.database.asSystem(county, job, (tx) => work({ ...app, tx, actor: systemActor(county, job) }))

const scopeOf = (actor: Actor): string =>
  actor.id.startsWith('system:') ? systemScope(actor.county, actor.id.slice('system:'.length)) : actorScope(actor)

/** Inside a savepoint, so that an error takes the changed scope back with it. */
const inScope = <T>(
  context: Context,
  scope: string,
  actor: Actor,
  work: (context: Context) => Promise<T>,
): Promise<T> =>
  context.tx.transaction(async (tx) => {
    await tx.execute(sql.raw(scope))
    const result = await work({ ...context, tx, actor })
    await tx.execute(sql.raw(scopeOf(context.actor)))
    return result
  })

/**
 * Runs `work` within the caller's transaction as background work that sees all rows of the county: a county-wide
 * figure must not depend on who looks at it. Never hand on single records read here.
 */
export const asCounty = <T>(context: Context, job: string, work: (context: Context) => Promise<T>): Promise<T> =>
  inScope(context, systemScope(context.actor.county, job), systemActor(context.actor.county, job), work)

/** Runs `work` within the caller's transaction as the owner: for tables of libraries (pg-boss) only. */
export const asLibraryOwner = <T>(context: Context, work: (context: Context) => Promise<T>): Promise<T> =>
  inScope(context, ownerScope, context.actor, work)
