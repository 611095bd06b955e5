import { and, eq } from 'drizzle-orm'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { App } from '../context.ts'
import { Problem } from '../errors/problem.ts'
import { problemOf } from '../http/problem-of.ts'
import { refuseForeignOrigin } from '../http/security.ts'
import { validate } from '../http/validate.ts'
import { civilDateOf } from '../instants.ts'
import { liveSession, readStanding } from './actor.ts'
import { type Auth, basePath } from './auth.ts'
import { askInside, passCookies, refusalOf, visitOf } from './inner-request.ts'
import { longestPassword, passwordFaults } from './model/password-rules.ts'
import { isOfficial } from './roles.ts'
import { forgetFailures, logSignIn, nameDigest, takeAttempt } from './sign-in-log.ts'
import { accountProfile } from './tables.ts'

const password = z.string().min(1).max(longestPassword)
const SignIn = z.strictObject({ username: z.string().min(1).max(100), password })
const ChangePassword = z.strictObject({
  currentPassword: password,
  newPassword: z.string().min(1).max(1000),
  /** Other sessions always end; the key is taken because clients of better-auth send it. */
  revokeOtherSessions: z.literal(true).optional(),
})
const WithPassword = z.strictObject({ password })
const Code = z.strictObject({ code: z.string().regex(/^\d{6}$/), trustDevice: z.boolean().optional() })
const BackupCode = z.strictObject({ code: z.string().min(1).max(40) })
const Nothing = z.strictObject({}).optional()

/** Who just signed in, out of better-auth's reply; its session token stays inside. */
const Welcome = z.object({ user: z.object({ id: z.string() }).optional(), twoFactorRedirect: z.boolean().optional() })

const signInDoors = (app: App, auth: Auth) => {
  const signIn = async (request: FastifyRequest, reply: FastifyReply) => {
    const body = validate(SignIn, request.body)
    const digest = nameDigest(app, body.username)
    const lockedMs = await takeAttempt(app, digest)
    if (lockedMs > 0) {
      await logSignIn(app, 'locked', visitOf(request), { nameDigest: digest })
      const seconds = Math.ceil(lockedMs / 1000)
      reply.header('retry-after', seconds)
      throw new Problem('rate_limited', `登录失败次数过多，请在 ${Math.ceil(seconds / 60)} 分钟后再试`)
    }
    const response = await askInside(auth, request, '/sign-in/username', {
      username: body.username.trim(),
      password: body.password,
    })
    if (response.status === 429) throw await refusalOf(response)
    if (!response.ok) {
      // Unknown name, wrong password, shut account, impossible name: one reply for all.
      await logSignIn(app, 'refused', visitOf(request), { nameDigest: digest })
      throw new Problem('sign_in_failed')
    }
    await forgetFailures(app, digest)
    passCookies(response, reply)
    const welcome = Welcome.parse(await response.json())
    if (welcome.twoFactorRedirect === true) {
      await logSignIn(app, 'second_factor_asked', visitOf(request), { nameDigest: digest })
      return { twoFactorRedirect: true }
    }
    await logSignIn(app, 'signed_in', visitOf(request), { account: welcome.user?.id ?? null, nameDigest: digest })
    return { signedIn: true }
  }

  const signOut = async (request: FastifyRequest, reply: FastifyReply) => {
    validate(Nothing, request.body ?? undefined)
    const session = await liveSession(app, auth, request)
    const response = await askInside(auth, request, '/sign-out', {})
    passCookies(response, reply)
    if (session !== null) await logSignIn(app, 'signed_out', visitOf(request), { account: session.account })
    return { signedOut: true }
  }

  const changePassword = async (request: FastifyRequest, reply: FastifyReply) => {
    const body = validate(ChangePassword, request.body)
    const session = await liveSession(app, auth, request)
    if (session === null) throw new Problem('signed_out')
    const { county, account } = session
    const standing = await app.database.asSystem(county, 'identity', (tx) =>
      readStanding(tx, county, account, civilDateOf(app.clock.now())),
    )
    const faults = passwordFaults(
      body.newPassword,
      {
        username: session.username,
        name: standing.profile?.name ?? '',
        official: isOfficial(standing.posts.flatMap((post) => post.roles)),
      },
      '/newPassword',
    )
    if (faults.length > 0) throw new Problem('not_computable', faults[0]?.message, faults)
    if (body.newPassword === body.currentPassword) {
      throw Problem.field('/newPassword', 'unchanged', '新口令不能与原口令相同')
    }
    const response = await askInside(auth, request, '/change-password', {
      currentPassword: body.currentPassword,
      newPassword: body.newPassword,
      revokeOtherSessions: true,
    })
    if (!response.ok) throw await refusalOf(response, '/currentPassword')
    await app.database.asSystem(county, 'identity', (tx) =>
      tx
        .update(accountProfile)
        .set({ mustChangePassword: false })
        .where(and(eq(accountProfile.county, county), eq(accountProfile.account, account))),
    )
    passCookies(response, reply)
    await logSignIn(app, 'password_changed', visitOf(request), { account })
    return { changed: true }
  }
  return { signIn, signOut, changePassword }
}

const secondFactorDoors = (app: App, auth: Auth) => {
  const withSession = async (request: FastifyRequest) => {
    const session = await liveSession(app, auth, request)
    if (session === null) throw new Problem('signed_out')
    return session
  }
  const enable = async (request: FastifyRequest, reply: FastifyReply) => {
    const body = validate(WithPassword, request.body)
    await withSession(request)
    const response = await askInside(auth, request, '/two-factor/enable', body)
    if (!response.ok) throw await refusalOf(response)
    passCookies(response, reply)
    return z.object({ totpURI: z.string(), backupCodes: z.array(z.string()) }).parse(await response.json())
  }
  const disable = async (request: FastifyRequest, reply: FastifyReply) => {
    const body = validate(WithPassword, request.body)
    const { account } = await withSession(request)
    const response = await askInside(auth, request, '/two-factor/disable', body)
    if (!response.ok) throw await refusalOf(response)
    passCookies(response, reply)
    await logSignIn(app, 'second_factor_removed', visitOf(request), { account })
    return { disabled: true }
  }
  const verify = (path: string, schema: z.ZodType) => async (request: FastifyRequest, reply: FastifyReply) => {
    const body = validate(schema, request.body)
    const session = await liveSession(app, auth, request)
    const response = await askInside(auth, request, path, body)
    if (!response.ok) {
      await logSignIn(app, 'second_factor_refused', visitOf(request), { account: session?.account ?? null })
      throw await refusalOf(response)
    }
    passCookies(response, reply)
    const account = Welcome.parse(await response.json()).user?.id ?? null
    const kind = session === null ? 'signed_in' : 'second_factor_set_up'
    await logSignIn(app, kind, visitOf(request), { account })
    return { signedIn: true }
  }
  return { enable, disable, verify }
}

type Door = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>

/**
 * The doors of sign-in under /api/auth. Only what stands here is open: better-auth's other addresses (is a name
 * free, sign up, forgotten password …) would tell strangers which accounts exist.
 */
export const mountDoors =
  (app: App, auth: Auth, more: (server: FastifyInstance) => void = () => {}) =>
  async (server: FastifyInstance): Promise<void> => {
    const way = signInDoors(app, auth)
    const factor = secondFactorDoors(app, auth)
    const doors: Readonly<Record<string, Door>> = {
      '/sign-in/username': way.signIn,
      '/sign-out': way.signOut,
      '/change-password': way.changePassword,
      '/two-factor/enable': factor.enable,
      '/two-factor/disable': factor.disable,
      '/two-factor/verify-totp': factor.verify('/two-factor/verify-totp', Code),
      '/two-factor/verify-backup-code': factor.verify('/two-factor/verify-backup-code', BackupCode),
    }
    await server.register(
      async (scope) => {
        scope.setErrorHandler((error, request, reply) => {
          const problem = problemOf(error)
          if (problem.code === 'internal') request.log.error(error)
          return reply.status(problem.status).type('application/problem+json').send(problem.body(request.id))
        })
        scope.addHook('onRequest', async (request, reply) => {
          reply.header('cache-control', 'no-store')
          refuseForeignOrigin(request, app.config)
        })
        for (const [path, door] of Object.entries(doors)) scope.post(path, door)
        more(scope)
      },
      { prefix: basePath },
    )
  }
