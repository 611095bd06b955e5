import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import type { App } from '../../context.ts'
import { civilDateOf } from '../../instants.ts'
import { readStanding } from '../actor.ts'
import { authAccount, authUser } from '../auth-tables.ts'
import { isOfficial } from '../roles.ts'
import type { VouchedPerson } from './provider.ts'

/** Why a person for whom a provider vouched is not let in. */
export type Refused = 'unknown' | 'linked_to_another' | 'second_factor'

/** Finds the account by the link, or by its name the first time; links it then. */
const linkedAccount = (app: App, provider: string, person: VouchedPerson) =>
  app.database.asOwner(async (tx) => {
    const inCounty = eq(authUser.county, app.config.county)
    const columns = { id: authUser.id, twoFactor: authUser.twoFactorEnabled }
    const [linked] = await tx
      .select(columns)
      .from(authAccount)
      .innerJoin(authUser, eq(authUser.id, authAccount.userId))
      .where(and(eq(authAccount.providerId, provider), eq(authAccount.accountId, person.subject), inCounty))
    if (linked !== undefined) return linked
    if (person.username === null) return 'unknown'
    const [named] = await tx
      .select(columns)
      .from(authUser)
      .where(and(eq(authUser.username, person.username.toLowerCase()), inCounty))
      .for('update')
    if (named === undefined) return 'unknown'
    // The name passed to another person at the provider: he must not inherit the account.
    const [other] = await tx
      .select({ id: authAccount.id })
      .from(authAccount)
      .where(and(eq(authAccount.userId, named.id), eq(authAccount.providerId, provider)))
    if (other !== undefined) return 'linked_to_another'
    await tx
      .insert(authAccount)
      .values({ id: randomUUID(), userId: named.id, providerId: provider, accountId: person.subject })
    return named
  })

/**
 * The account of a person for whom a provider vouched. Whoever has a second factor here, or must have one, enters
 * only when the provider asked for one too: the weaker door must not be the way around the stronger.
 */
export const accountFor = async (
  app: App,
  provider: string,
  person: VouchedPerson,
): Promise<{ readonly account: string } | { readonly refused: Refused; readonly account: string | null }> => {
  const found = await linkedAccount(app, provider, person)
  if (typeof found === 'string') return { refused: found, account: null }
  const { county, secondFactor } = app.config
  const { posts } = await app.database.asSystem(county, 'identity', (tx) =>
    readStanding(tx, county, found.id, civilDateOf(app.clock.now())),
  )
  const needed = found.twoFactor === true || (secondFactor === 'officials' && isOfficial(posts.flatMap((p) => p.roles)))
  return needed && !person.secondFactor ? { refused: 'second_factor', account: found.id } : { account: found.id }
}
