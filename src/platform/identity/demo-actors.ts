import { and, eq } from 'drizzle-orm'
import type { Actor, App } from '../context.ts'
import { permissionsOfRoles } from '../http/authenticator.ts'
import { accountProfile, membership } from './tables.ts'

/** The demo county's officials by user name, each acting in his own post, as if he had signed in. */
export const demoActors = async (app: App, county: string): Promise<(username: string) => Actor> => {
  const rows = await app.database.asSystem(county, 'demo', (tx) =>
    tx
      .select({
        username: accountProfile.username,
        id: accountProfile.account,
        name: accountProfile.name,
        organisationId: membership.organisationId,
        area: membership.areaCode,
        role: membership.role,
      })
      .from(accountProfile)
      .innerJoin(
        membership,
        and(eq(membership.county, accountProfile.county), eq(membership.account, accountProfile.account)),
      )
      .where(eq(accountProfile.county, county)),
  )
  const byName = new Map(rows.map((row) => [row.username, row]))
  return (username) => {
    const row = byName.get(username)
    if (row === undefined) throw new Error(`the demo county has no account ${username}`)
    const { id, name, organisationId, area, role } = row
    return {
      county,
      id,
      name,
      organisationId,
      personId: null,
      householdId: null,
      area,
      roles: [role],
      permissions: permissionsOfRoles(app.modules, [role, 'public']),
      deputyFor: null,
    }
  }
}
