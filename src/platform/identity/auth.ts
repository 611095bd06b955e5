import { randomBytes, randomUUID } from 'node:crypto'
import { betterAuth } from 'better-auth'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { APIError, createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { twoFactor, username } from 'better-auth/plugins'
import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { App } from '../context.ts'
import { authAccount, authSession, authTwoFactor, authUser, authVerification } from './auth-tables.ts'
import { absoluteMs } from './model/session-terms.ts'
import { longestPassword } from './model/password-rules.ts'
import { accountProfile } from './tables.ts'

/** better-auth sees one origin whatever name the house is reached under; doors.ts has judged the real one before. */
export const innerOrigin = 'http://gongfu.invalid'
export const basePath = '/api/auth'
/** Set by doors.ts from Fastify's `request.ip`, which knows the trusted proxy; what a client sends is overwritten. */
export const clientIpHeader = 'x-gongfu-client-ip'

// Without a configured secret (tests) sessions live as long as the process.
const processSecret = randomBytes(32).toString('hex')
export const secretOf = (app: Pick<App, 'config'>): string => app.config.secret ?? processSecret

/** Opens a session without a password: after a single sign-on provider has vouched. Never reachable over HTTP. */
const admission = {
  id: 'admission',
  endpoints: {
    admit: createAuthEndpoint.serverOnly({ method: 'POST', body: z.object({ userId: z.string() }) }, async (ctx) => {
      const user = await ctx.context.internalAdapter.findUserById(ctx.body.userId)
      if (!user) throw new APIError('UNAUTHORIZED')
      const session = await ctx.context.internalAdapter.createSession(user.id)
      await setSessionCookie(ctx, { session, user })
      return ctx.json({ session: session.id })
    }),
  },
}

/**
 * better-auth with what we use of it: name and password, sessions in the database, an authenticator as second factor.
 * Doors that we do not use are shut in doors.ts; idle expiry is ours (actor.ts), because better-auth couples it with
 * the life of the cookie.
 */
export const createAuth = (app: App) =>
  betterAuth({
    appName: '共富',
    baseURL: innerOrigin,
    basePath,
    trustedOrigins: [innerOrigin],
    secret: secretOf(app),
    telemetry: { enabled: false },
    logger: { disabled: true },
    database: drizzleAdapter(app.database.library, {
      provider: 'pg',
      schema: {
        user: authUser,
        session: authSession,
        account: authAccount,
        verification: authVerification,
        twoFactor: authTwoFactor,
      },
    }),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 8, maxPasswordLength: longestPassword },
    user: { additionalFields: { county: { type: 'string', required: true, input: false } } },
    session: {
      expiresIn: absoluteMs / 1000,
      disableSessionRefresh: true,
      additionalFields: { lastSeenAt: { type: 'date', required: false, input: false } },
    },
    rateLimit: {
      enabled: true,
      storage: 'memory',
      // Per address; a whole office signs in from one. The guard per name is lock-out.ts.
      customRules: {
        '/sign-in/username': { window: 60, max: 120 },
        '/change-password': { window: 60, max: 30 },
        '/two-factor/*': { window: 60, max: 60 },
      },
    },
    advanced: {
      cookiePrefix: 'gongfu',
      useSecureCookies: app.config.publicUrl?.startsWith('https:') === true,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax' },
      ipAddress: { ipAddressHeaders: [clientIpHeader] },
      database: { generateId: () => randomUUID() },
    },
    plugins: [
      username({ displayUsername: false, minUsernameLength: 2, maxUsernameLength: 40 }),
      twoFactor({ issuer: '共富', trustDeviceMaxAge: 7 * 24 * 60 * 60 }),
      admission,
    ],
    databaseHooks: {
      session: {
        create: {
          before: async (session) => {
            const [profile] = await app.database.asOwner((tx) =>
              tx
                .select({ disabledAt: accountProfile.disabledAt })
                .from(accountProfile)
                .innerJoin(
                  authUser,
                  and(eq(authUser.id, accountProfile.account), eq(authUser.county, accountProfile.county)),
                )
                .where(eq(accountProfile.account, session.userId)),
            )
            if (profile === undefined || profile.disabledAt !== null) throw new APIError('UNAUTHORIZED')
          },
        },
      },
    },
  })

export type Auth = ReturnType<typeof createAuth>
