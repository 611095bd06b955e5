import { randomInt, randomUUID } from 'node:crypto'
import { hashPassword } from 'better-auth/crypto'
import { and, eq, sql } from 'drizzle-orm'
import type { App, Context } from '../context.ts'
import type { Tx } from '../database/database.ts'
import { Problem } from '../errors/problem.ts'
import { nameDigest } from './sign-in-log.ts'
import { accountProfile, signInGuard } from './tables.ts'

/** Without letters and digits that people mix up when they read them out. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789'

/** A password of 78 random bits, handed over once and changed at the first sign-in. */
export const makeInitialPassword = (): string =>
  Array.from({ length: 4 }, () => Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join('')).join(
    '-',
  )

export type NewAccount = {
  readonly username: string
  readonly name: string
  readonly personId?: string | null
  readonly householdId?: string | null
}

/** Adds an account without any role. `passwordHash` is better-auth's; throws `duplicate` for a name that is taken. */
export const insertAccount = async (
  tx: Tx,
  county: string,
  account: NewAccount,
  password: { readonly hash: string; readonly mustChange: boolean },
): Promise<string> => {
  const id = randomUUID()
  const username = account.username.toLowerCase()
  await tx.execute(sql`SELECT gongfu.create_sign_in(${id}, ${username}, ${account.name}, ${password.hash})`)
  await tx.insert(accountProfile).values({
    county,
    account: id,
    username,
    name: account.name,
    personId: account.personId ?? null,
    householdId: account.householdId ?? null,
    mustChangePassword: password.mustChange,
  })
  return id
}

type Scope = Pick<Context, 'actor' | 'tx'>

const ownRow = (context: Scope, account: string) =>
  and(eq(accountProfile.county, context.actor.county), eq(accountProfile.account, account))

/** The profile, or `not_found`. */
export const requireAccount = async (context: Scope, account: string) => {
  const [profile] = await context.tx.select().from(accountProfile).where(ownRow(context, account))
  if (profile === undefined) throw new Problem('not_found', '没有这个账号')
  return profile
}

const requireOther = (context: Scope, account: string): void => {
  if (account === context.actor.id) throw new Problem('forbidden', '不能对自己的账号执行该操作')
}

/** Without a transaction: the hash is made before it opens. */
type Outside = App & Pick<Context, 'actor'>

/** Makes an account with a one-time password, which is returned here and nowhere else. */
export const createAccount = async (app: Outside, account: NewAccount) => {
  const initialPassword = makeInitialPassword()
  const hash = await hashPassword(initialPassword)
  const { actor } = app
  const id = await app.database.scoped(actor, (tx) =>
    insertAccount(tx, actor.county, account, { hash, mustChange: true }),
  )
  return { id, initialPassword }
}

/** Gives a new one-time password and signs the account out everywhere. */
export const resetPassword = async (app: Outside, account: string) => {
  const { actor } = app
  const initialPassword = makeInitialPassword()
  const hash = await hashPassword(initialPassword)
  await app.database.scoped(actor, async (tx) => {
    const context = { actor, tx }
    requireOther(context, account)
    await requireAccount(context, account)
    await tx.execute(sql`SELECT gongfu.reset_password(${account}, ${hash})`)
    await tx.update(accountProfile).set({ mustChangePassword: true }).where(ownRow(context, account))
  })
  return { id: account, initialPassword }
}

/** Shuts an account and signs it out everywhere, or opens it again. Its history stays. */
export const setDisabled = async (context: Context, account: string, disabled: boolean): Promise<void> => {
  requireOther(context, account)
  await requireAccount(context, account)
  await context.tx
    .update(accountProfile)
    .set({ disabledAt: disabled ? context.clock.now() : null })
    .where(ownRow(context, account))
  if (disabled) await context.tx.execute(sql`SELECT gongfu.end_sessions(${account})`)
}

/** Lifts the lock after too many failures. */
export const unlockAccount = async (context: Context, account: string): Promise<void> => {
  const { username } = await requireAccount(context, account)
  await context.tx
    .delete(signInGuard)
    .where(and(eq(signInGuard.county, context.actor.county), eq(signInGuard.nameDigest, nameDigest(context, username))))
}

/** For who lost his authenticator; signs him out everywhere. */
export const removeSecondFactor = async (context: Context, account: string): Promise<void> => {
  requireOther(context, account)
  await requireAccount(context, account)
  await context.tx.execute(sql`SELECT gongfu.remove_second_factor(${account})`)
}

/** Account id of a name, for the command line and the demo; null when there is none. */
export const findAccount = (app: App, county: string, username: string): Promise<string | null> =>
  app.database.asSystem(county, 'identity', async (tx) => {
    const [found] = await tx
      .select({ account: accountProfile.account })
      .from(accountProfile)
      .where(and(eq(accountProfile.county, county), eq(accountProfile.username, username.toLowerCase())))
    return found?.account ?? null
  })
