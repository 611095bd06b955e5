import { hashPassword } from 'better-auth/crypto'
import { and, eq } from 'drizzle-orm'
import type { App } from '../context.ts'
import { systemContext } from '../database/system-context.ts'
import { Problem } from '../errors/problem.ts'
import { insertAccount, makeInitialPassword } from '../identity/accounts.ts'
import { grantRole } from '../identity/memberships.ts'
import { grantableRoles, isRole, type Role, roleTitle } from '../identity/roles.ts'
import { civilDateOf } from '../instants.ts'
import { organisation } from '../registers/tables.ts'

export type NewUser = {
  readonly username: string
  readonly name: string
  readonly role: string
  /** Code of the organisation. */
  readonly organisation?: string | undefined
  /** Statistical code; the county unless given. */
  readonly area?: string | undefined
}

const roleOf = (text: string): Role => {
  if (isRole(text) && text !== 'public') return text
  const known = grantableRoles.map((role) => `${role}（${roleTitle(role)}）`).join('、')
  throw new Problem('not_computable', `没有角色“${text}”。可用：${known}`)
}

/** Adds an account with one role, as whoever owns the machine; gives the password that is shown once. */
export const addUser = async (app: App, user: NewUser): Promise<string> => {
  const role = roleOf(user.role)
  const { county } = app.config
  const password = makeInitialPassword()
  const hash = await hashPassword(password)
  await systemContext(app, county, 'command-line', async (context) => {
    const [found] =
      user.organisation === undefined
        ? [{ id: null }]
        : await context.tx
            .select({ id: organisation.id })
            .from(organisation)
            .where(and(eq(organisation.county, county), eq(organisation.code, user.organisation)))
    if (found === undefined) throw new Problem('not_found', `没有代码为“${user.organisation}”的单位`)
    const account = await insertAccount(context.tx, county, user, { hash, mustChange: true })
    await grantRole(context, account, {
      organisationId: found.id,
      role,
      area: user.area ?? county,
      from: civilDateOf(app.clock.now()),
      until: null,
    })
  })
  return password
}
