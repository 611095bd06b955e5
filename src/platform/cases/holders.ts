import { and, eq, gte, inArray, isNull, lte, or } from 'drizzle-orm'
import type { Context } from '../context.ts'
import { asCounty } from '../database/system-context.ts'
import { accountProfile, membership } from '../identity/tables.ts'
import { civilDateOf } from '../instants.ts'
import { type Turn, whoMay } from './turns.ts'

/** Splits `area:331022` into its kind and its id. */
const partsOf = (holder: string): readonly [string, string] => {
  const colon = holder.indexOf(':')
  return colon < 0 ? [holder, ''] : [holder.slice(0, colon), holder.slice(colon + 1)]
}

/** Accounts whose turn it is today: they hold a role with the permission, and the case is theirs. */
export const accountsOfTurn = (context: Context, turn: Turn): Promise<readonly string[]> => {
  const [kind, id] = partsOf(turn.holder)
  const { county } = context.actor
  if (kind === 'account') return Promise.resolve([id])
  // As background work: who holds which post is not for everybody to read.
  return asCounty(context, 'cases', async ({ tx }) => {
    if (kind === 'household') {
      const members = await tx
        .select({ account: accountProfile.account })
        .from(accountProfile)
        .where(
          and(eq(accountProfile.county, county), eq(accountProfile.householdId, id), isNull(accountProfile.disabledAt)),
        )
      return members.map(({ account }) => account)
    }
    const today = civilDateOf(context.clock.now())
    const roles = [...whoMay(context.modules, turn.permission)]
    if (roles.length === 0) return []
    const holders = await tx
      .selectDistinct({ account: membership.account })
      .from(membership)
      .innerJoin(
        accountProfile,
        and(eq(accountProfile.county, membership.county), eq(accountProfile.account, membership.account)),
      )
      .where(
        and(
          eq(membership.county, county),
          inArray(membership.role, roles),
          lte(membership.from, today),
          or(isNull(membership.until), gte(membership.until, today)),
          isNull(accountProfile.disabledAt),
          kind === 'organisation' ? eq(membership.organisationId, id) : undefined,
          kind === 'area' ? eq(membership.areaCode, id) : undefined,
        ),
      )
    return holders.map(({ account }) => account)
  })
}

/** Accounts of several turns, each once. */
export const accountsOfTurns = async (context: Context, turns: readonly Turn[]): Promise<readonly string[]> => {
  const found: string[] = []
  for (const turn of turns) found.push(...(await accountsOfTurn(context, turn)))
  return [...new Set(found)].toSorted()
}
