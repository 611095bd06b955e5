import { sql } from 'drizzle-orm'
import type { Actor, App, Context } from '../context.ts'
import { actorStatements, ownerStatements, systemStatements } from './scope.ts'

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

const scopeOf = (actor: Actor): readonly string[] =>
  actor.id.startsWith('system:')
    ? systemStatements(actor.county, actor.id.slice('system:'.length))
    : actorStatements(actor)

/** One by one: after the first query of a connection a driver may prepare statements, which takes one at a time. */
const enter = async (context: Pick<Context, 'tx'>, scope: readonly string[]): Promise<void> => {
  for (const statement of scope) await context.tx.execute(sql.raw(statement))
}

/** Inside a savepoint, so that an error takes the changed scope back with it. */
const inScope = <T>(
  context: Context,
  scope: readonly string[],
  actor: Actor,
  work: (context: Context) => Promise<T>,
): Promise<T> =>
  context.tx.transaction(async (tx) => {
    await enter({ tx }, scope)
    const result = await work({ ...context, tx, actor })
    await enter({ tx }, scopeOf(context.actor))
    return result
  })

/**
 * Runs `work` within the caller's transaction as background work that sees all rows of the county: a county-wide
 * figure must not depend on who looks at it. Never hand on single records read here.
 */
export const asCounty = <T>(context: Context, job: string, work: (context: Context) => Promise<T>): Promise<T> =>
  inScope(context, systemStatements(context.actor.county, job), systemActor(context.actor.county, job), work)

/** Runs `work` within the caller's transaction as the owner: for tables of libraries (pg-boss) only. */
export const asLibraryOwner = <T>(context: Context, work: (context: Context) => Promise<T>): Promise<T> =>
  inScope(context, ownerStatements, context.actor, work)
