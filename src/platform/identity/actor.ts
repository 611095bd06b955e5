import type { IncomingHttpHeaders } from 'node:http'
import { and, eq, inArray } from 'drizzle-orm'
import type { Actor, App } from '../context.ts'
import type { Tx } from '../database/database.ts'
import { Problem } from '../errors/problem.ts'
import { type Credentials, permissionsOfRoles, publicActor } from '../http/authenticator.ts'
import { civilDateOf } from '../instants.ts'
import type { Auth } from './auth.ts'
import { authSession } from './auth-tables.ts'
import { type Deputising, deputisedPosts, deputisingOn, type Membership, type Post, postsOn } from './model/posts.ts'
import { sessionState } from './model/session-terms.ts'
import { isOfficial } from './roles.ts'
import { logSignIn } from './sign-in-log.ts'
import { accountProfile, deputy, membership } from './tables.ts'

export const postChoice = 'gongfu-post'
export const deputyChoice = 'gongfu-deputy'

/** Addresses that answer while the password or the second factor is still to be set up; they show no records. */
const openWhileUnready = ['/api/platform/session']

export type LiveSession = {
  readonly id: string
  readonly token: string
  readonly county: string
  readonly account: string
  readonly username: string
  readonly secondFactor: boolean
}

const headersOf = (headers: IncomingHttpHeaders): Headers => {
  const copied = new Headers()
  if (headers.cookie !== undefined) copied.set('cookie', headers.cookie)
  return copied
}

/**
 * The session of a request's cookie, or null when there is none or it has ended. Touches it, so that use keeps it
 * alive up to its absolute end.
 */
export const liveSession = async (app: App, auth: Auth, request: Credentials): Promise<LiveSession | null> => {
  if (request.headers.cookie === undefined) return null
  const found = await auth.api.getSession({ headers: headersOf(request.headers) })
  if (found === null) return null
  const { session, user } = found
  const state = sessionState({ createdAt: session.createdAt, lastSeenAt: session.lastSeenAt ?? null }, app.clock.now())
  if (state === 'ended') {
    await app.database.asOwner((tx) => tx.delete(authSession).where(eq(authSession.id, session.id)))
    await logSignIn(
      app,
      'session_expired',
      { ip: request.ip, userAgent: request.headers['user-agent'] },
      { account: user.id },
    )
    return null
  }
  if (state === 'touch') {
    const lastSeenAt = app.clock.now()
    await app.database.asOwner((tx) => tx.update(authSession).set({ lastSeenAt }).where(eq(authSession.id, session.id)))
  }
  return {
    id: session.id,
    token: session.token,
    county: user.county,
    account: user.id,
    username: user.username ?? '',
    secondFactor: user.twoFactorEnabled === true,
  }
}

const membershipsOf = async (tx: Tx, county: string, accounts: readonly string[]) =>
  (
    await tx
      .select()
      .from(membership)
      .where(and(eq(membership.county, county), inArray(membership.account, [...accounts])))
  ).map((row): Membership & { account: string } => ({
    id: row.id,
    account: row.account,
    organisationId: row.organisationId,
    role: row.role,
    area: row.areaCode,
    from: row.from,
    until: row.until,
  }))

/** All that the tables say about an account on `today`. */
export const readStanding = async (tx: Tx, county: string, account: string, today: string) => {
  const [profile] = await tx
    .select()
    .from(accountProfile)
    .where(and(eq(accountProfile.county, county), eq(accountProfile.account, account)))
  const appointments = (
    await tx
      .select()
      .from(deputy)
      .where(and(eq(deputy.county, county), eq(deputy.toAccount, account)))
  )
    .map((row) => ({ ...row, revoked: row.revokedAt !== null }))
    .filter((row: Deputising) => deputisingOn(row, today))
  const held = await membershipsOf(tx, county, [account, ...appointments.map((row) => row.fromAccount)])
  const postsOf = (of: string): readonly Post[] =>
    postsOn(
      held.filter((row) => row.account === of),
      today,
    )
  return {
    profile,
    posts: postsOf(account),
    deputising: appointments.map((row) => ({ ...row, posts: deputisedPosts(postsOf(row.fromAccount), row) })),
  }
}

const cookieOf = (headers: IncomingHttpHeaders, name: string): string | undefined =>
  headers.cookie
    ?.split(';')
    .map((pair) => pair.trim().split('='))
    .find(([key]) => key === name)?.[1]

/** A choice in a header that does not hold is refused; one in a cookie may be stale and is passed over. */
const chosen = <T extends { readonly id: string }>(
  headers: IncomingHttpHeaders,
  name: string,
  options: readonly T[],
): T | undefined => {
  const header = headers[name]
  if (typeof header === 'string') {
    const found = options.find((option) => option.id === header)
    if (found === undefined) throw new Problem('forbidden', '所选岗位或代理今日无效')
    return found
  }
  const cookie = cookieOf(headers, name)
  return options.find((option) => option.id === cookie)
}

/**
 * Who calls: session → posts valid today, or the absent person's posts for his deputy → roles → permissions.
 * A visitor where there is no live session. Throws `password_change_required` or `second_factor_setup_required`
 * until the account is ready for work, and `forbidden` for a post or deputising that is not his.
 */
export const createAuthenticate =
  (app: App, auth: Auth) =>
  async (request: Credentials): Promise<Actor> => {
    const session = await liveSession(app, auth, request)
    if (session === null) return publicActor(app)
    const today = civilDateOf(app.clock.now())
    const { profile, posts, deputising } = await app.database.asSystem(session.county, 'identity', (tx) =>
      readStanding(tx, session.county, session.account, today),
    )
    if (profile === undefined || profile.disabledAt !== null) return publicActor(app)
    const appointment = chosen(request.headers, deputyChoice, deputising)
    const open = appointment?.posts ?? posts
    const post = chosen(request.headers, postChoice, open) ?? open[0]
    const bare: Actor = {
      county: session.county,
      id: session.account,
      name: profile.name,
      organisationId: null,
      personId: profile.personId,
      householdId: profile.householdId,
      area: session.county,
      roles: [],
      permissions: new Set(),
      deputyFor: null,
    }
    const officials = app.config.secondFactor === 'officials'
    const official = isOfficial([...posts, ...deputising.flatMap((entry) => entry.posts)].flatMap((held) => held.roles))
    const unready = profile.mustChangePassword
      ? 'password_change_required'
      : officials && official && !session.secondFactor
        ? 'second_factor_setup_required'
        : null
    if (unready !== null) {
      if (openWhileUnready.includes(request.url.split('?')[0] ?? '')) return bare
      throw new Problem(unready)
    }
    const roles = [...(post?.roles ?? [])]
    return {
      ...bare,
      organisationId: post?.organisationId ?? null,
      // Without a post no area is his; no statistical code starts with a dash.
      area: post?.area ?? '-',
      roles,
      permissions: permissionsOfRoles(app.modules, [...roles, 'public']),
      deputyFor: appointment?.fromAccount ?? null,
      // A deputy acts for the office, never as the absent person's family.
      ...(appointment === undefined ? {} : { personId: null, householdId: null }),
    }
  }
