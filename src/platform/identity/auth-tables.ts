import { boolean, index, integer, pgSchema, text, timestamp } from 'drizzle-orm/pg-core'

/**
 * The tables of better-auth. They stay on the coordinator and carry no county key; `gongfu_app` has no right on this
 * schema, so that no request can read a password hash or a session whatever it injects. Requests reach them only
 * through better-auth itself and the functions of migrations/custom/40_identity.sql.
 */
export const authSchema = pgSchema('auth')

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

export const authUser = authSchema.table('user', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  email: text('email').notNull().unique(),
  emailVerified: boolean('email_verified').notNull().default(false),
  image: text('image'),
  username: text('username').unique(),
  twoFactorEnabled: boolean('two_factor_enabled').default(false),
  county: text('county').notNull(),
  createdAt: at('created_at').notNull().defaultNow(),
  updatedAt: at('updated_at').notNull().defaultNow(),
})

const user = () =>
  text('user_id')
    .notNull()
    .references(() => authUser.id, { onDelete: 'cascade' })

export const authSession = authSchema.table(
  'session',
  {
    id: text('id').primaryKey(),
    userId: user(),
    token: text('token').notNull().unique(),
    expiresAt: at('expires_at').notNull(),
    lastSeenAt: at('last_seen_at'),
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
    createdAt: at('created_at').notNull().defaultNow(),
    updatedAt: at('updated_at').notNull().defaultNow(),
  },
  (table) => [index('session_user').on(table.userId)],
)

/** A way in: the password (`credential`), or the identity of a person at a single sign-on provider. */
export const authAccount = authSchema.table(
  'account',
  {
    id: text('id').primaryKey(),
    userId: user(),
    accountId: text('account_id').notNull(),
    providerId: text('provider_id').notNull(),
    password: text('password'),
    accessToken: text('access_token'),
    refreshToken: text('refresh_token'),
    idToken: text('id_token'),
    accessTokenExpiresAt: at('access_token_expires_at'),
    refreshTokenExpiresAt: at('refresh_token_expires_at'),
    scope: text('scope'),
    createdAt: at('created_at').notNull().defaultNow(),
    updatedAt: at('updated_at').notNull().defaultNow(),
  },
  (table) => [index('account_user').on(table.userId), index('account_provider').on(table.providerId, table.accountId)],
)

export const authVerification = authSchema.table(
  'verification',
  {
    id: text('id').primaryKey(),
    identifier: text('identifier').notNull(),
    value: text('value').notNull(),
    expiresAt: at('expires_at').notNull(),
    createdAt: at('created_at').notNull().defaultNow(),
    updatedAt: at('updated_at').notNull().defaultNow(),
  },
  (table) => [index('verification_identifier').on(table.identifier)],
)

export const authTwoFactor = authSchema.table(
  'two_factor',
  {
    id: text('id').primaryKey(),
    userId: user(),
    secret: text('secret').notNull(),
    backupCodes: text('backup_codes').notNull(),
    verified: boolean('verified').default(true),
    failedVerificationCount: integer('failed_verification_count').default(0),
    lockedUntil: at('locked_until'),
  },
  (table) => [index('two_factor_user').on(table.userId)],
)
