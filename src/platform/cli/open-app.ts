import { modules } from '../../modules.ts'
import { readConfig } from '../config.ts'
import type { Actor, App } from '../context.ts'
import { openDatabase } from '../database/open.ts'
import { Problem } from '../errors/problem.ts'
import { permissionsOfRoles } from '../http/authenticator.ts'
import { findAccount } from '../identity/accounts.ts'
import { readStanding } from '../identity/actor.ts'
import { civilDateOf } from '../instants.ts'
import { withSecret } from '../start/secret.ts'

/**
 * Opens the application of the environment without a server, hands it to `work` and closes it. Refused while a running
 * server holds the embedded database.
 */
export const withApp = async <T>(work: (app: App) => Promise<T>): Promise<T> => {
  const config = withSecret(readConfig())
  const database = await openDatabase(config)
  try {
    return await work({ config, clock: { now: () => new Date() }, database, modules })
  } finally {
    await database.close()
  }
}

/**
 * The account in whose name a command acts, with the post that he holds today: the audit log names a person, and the
 * row policies bind him here as in the browser. Throws `not_found`.
 */
export const actorOf = async (app: App, username: string): Promise<Actor> => {
  const { county } = app.config
  const account = await findAccount(app, county, username)
  if (account === null) throw new Problem('not_found', `没有名为“${username}”的账号`)
  const { profile, posts } = await app.database.asSystem(county, 'identity', (tx) =>
    readStanding(tx, county, account, civilDateOf(app.clock.now())),
  )
  if (profile === undefined || profile.disabledAt !== null) throw new Problem('forbidden', `账号“${username}”已停用`)
  const [post] = posts
  const roles = [...(post?.roles ?? [])]
  return {
    county,
    id: account,
    name: profile.name,
    organisationId: post?.organisationId ?? null,
    personId: profile.personId,
    householdId: profile.householdId,
    // Without a post no area is his; no statistical code starts with a dash.
    area: post?.area ?? '-',
    roles,
    permissions: permissionsOfRoles(app.modules, [...roles, 'public']),
    deputyFor: null,
  }
}
