import { sql } from 'drizzle-orm'
import { boolean, check, date, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { areaCode, county, instant, timestamps } from '../database/columns.ts'
import { allOf, anyOf, ownAccount, rowPolicies, withPermission } from '../database/policies.ts'

export { authAccount, authSchema, authSession, authTwoFactor, authUser, authVerification } from './auth-tables.ts'

const day = (name: string) => date(name, { mode: 'string' })

/** What the house knows of an account beyond its way in. `account` is the id of auth.user. */
export const accountProfile = pgTable(
  'account_profile',
  {
    county: county(),
    account: text('account').notNull(),
    username: text('username').notNull(),
    name: text('name').notNull(),
    personId: uuid('person_id'),
    householdId: uuid('household_id'),
    mustChangePassword: boolean('must_change_password').notNull(),
    disabledAt: instant('disabled_at'),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.account] }),
    ...rowPolicies(table, {
      read: anyOf(ownAccount(table.account), withPermission('identity.account.read')),
      insert: withPermission('identity.account.manage'),
      update: withPermission('identity.account.manage'),
    }),
  ],
)

/** One role of an account, in an organisation and an area, from–until inclusive. */
export const membership = pgTable(
  'membership',
  {
    county: county(),
    id: uuid('id').notNull().defaultRandom(),
    account: text('account').notNull(),
    organisationId: text('organisation_id'),
    role: text('role').notNull(),
    areaCode: areaCode().notNull(),
    from: day('valid_from').notNull(),
    until: day('valid_until'),
    ...timestamps(),
  },
  (table) => {
    // Nobody grants to himself: GB/T 22239-2019 8.1.5.3.
    const grant = allOf(
      withPermission('identity.role.grant'),
      sql`${table.account} <> current_setting('gongfu.actor', true)`,
    )
    return [
      primaryKey({ columns: [table.county, table.id] }),
      index('membership_account').on(table.county, table.account),
      check('membership_period', sql`${table.until} IS NULL OR ${table.from} <= ${table.until}`),
      check('membership_area', sql`starts_with(${table.areaCode}, ${table.county})`),
      ...rowPolicies(table, {
        read: anyOf(ownAccount(table.account), withPermission('identity.account.read')),
        insert: grant,
        update: grant,
      }),
    ]
  },
)

/** An appointment as deputy (代理): the absent person lets another act in his roles for some days. */
export const deputy = pgTable(
  'deputy',
  {
    county: county(),
    id: uuid('id').notNull().defaultRandom(),
    fromAccount: text('from_account').notNull(),
    toAccount: text('to_account').notNull(),
    from: day('valid_from').notNull(),
    until: day('valid_until').notNull(),
    roles: text('roles').array().notNull(),
    reason: text('reason').notNull(),
    revokedAt: instant('revoked_at'),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id] }),
    index('deputy_to').on(table.county, table.toAccount),
    check('deputy_period', sql`${table.from} <= ${table.until}`),
    check('deputy_other', sql`${table.fromAccount} <> ${table.toAccount}`),
    ...rowPolicies(table, {
      read: anyOf(ownAccount(table.fromAccount), ownAccount(table.toAccount), withPermission('identity.account.read')),
      insert: ownAccount(table.fromAccount),
      update: ownAccount(table.fromAccount),
    }),
  ],
)

/**
 * Failures to sign in by the keyed digest of the typed name, whether or not such an account exists: a lock on unknown
 * names too is what keeps the lock from telling which names are known.
 */
export const signInGuard = pgTable(
  'sign_in_guard',
  {
    county: county(),
    nameDigest: text('name_digest').notNull(),
    failures: integer('failures').notNull(),
    lockedUntil: instant('locked_until'),
    lastFailureAt: instant('last_failure_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.nameDigest] }),
    ...rowPolicies(table, {
      read: withPermission('identity.account.unlock'),
      delete: withPermission('identity.account.unlock'),
    }),
  ],
)

/** Sign-in log (登录日志); rows are added and never changed. */
export const signInEvent = pgTable(
  'sign_in_event',
  {
    county: county(),
    id: uuid('id').notNull().defaultRandom(),
    at: instant('at').notNull(),
    kind: text('kind').notNull(),
    account: text('account'),
    nameDigest: text('name_digest'),
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id] }),
    index('sign_in_event_at').on(table.county, table.at),
    index('sign_in_event_account').on(table.county, table.account),
    ...rowPolicies(table, {
      read: anyOf(ownAccount(table.account), withPermission('identity.sign-in-log.read')),
      update: sql`false`,
      delete: sql`false`,
    }),
  ],
)

export const unaudited = {
  sign_in_guard: 'A counter that the next success deletes; every attempt stands in sign_in_event, which is sealed.',
}
