import { type SQL, sql } from 'drizzle-orm'
import { type AnyPgColumn, type PgPolicy, pgPolicy, pgRole } from 'drizzle-orm/pg-core'

/** Made by migrations/custom/before_roles.sql. */
export const gongfuApp = pgRole('gongfu_app').existing()
export const gongfuPublic = pgRole('gongfu_public').existing()
export const gongfuReadonly = pgRole('gongfu_readonly').existing()

// Settings are read in place and not through functions of ours, so that Citus workers need nothing but the table.
// After one use a custom setting reads '' and not NULL for the rest of the connection: compared as text, never cast,
// and an empty one equals no row.
const setting = (name: string): SQL => sql.raw(`nullif(current_setting('gongfu.${name}', true), '')`)

/** Background work (`Database.asSystem`). */
export const asBackground: SQL = sql.raw(`current_setting('gongfu.system', true) = 'on'`)

/** Rows of the actor's county. `rowPolicies` adds it to everything; nobody needs to repeat it. */
export const inCounty = (column: AnyPgColumn): SQL => sql`${column} = ${setting('county')}`

/** The actor holds the permission `<module>.<noun>.<verb>`. */
export const withPermission = (permission: string): SQL => {
  if (!/^[a-z0-9_-]+(\.[a-z0-9_-]+)+$/.test(permission)) throw new Error(`not the id of a permission: ${permission}`)
  return sql.raw(`'${permission}' = ANY (string_to_array(current_setting('gongfu.permissions', true), ' '))`)
}

/** The row belongs to the actor's organisation. */
export const ownOrganisation = (column: AnyPgColumn): SQL => sql`${column}::text = ${setting('organisation')}`

/** The row belongs to the actor's household. */
export const ownHousehold = (column: AnyPgColumn): SQL => sql`${column}::text = ${setting('household')}`

/** The row belongs to the actor as a person. */
export const ownPerson = (column: AnyPgColumn): SQL => sql`${column}::text = ${setting('person')}`

/** The row was made by the actor's account. */
export const ownAccount = (column: AnyPgColumn): SQL => sql`${column}::text = ${setting('actor')}`

/** The row's statistical code lies in the actor's area: 331022 the county, 331022101 a town, 331022101205 a village. */
export const inArea = (column: AnyPgColumn): SQL => sql`starts_with(${column}, ${setting('area')})`

/** Any signed-in actor of the county. */
export const everyone: SQL = sql.raw('true')

export const allOf = (...conditions: [SQL, ...SQL[]]): SQL => sql`(${sql.join(conditions, sql.raw(' AND '))})`
export const anyOf = (...conditions: [SQL, ...SQL[]]): SQL => sql`(${sql.join(conditions, sql.raw(' OR '))})`

type Rules = {
  /** Who sees a row. `INSERT … RETURNING` and every UPDATE need it too. */
  readonly read: SQL
  /** Who adds, changes and removes rows; each verb may be given alone instead. Not given: background work only. */
  readonly write?: SQL
  readonly insert?: SQL
  readonly update?: SQL
  readonly delete?: SQL
  /** What a visitor who is not signed in sees. Not given: nothing. */
  readonly visitors?: SQL
}

/**
 * The row policies of one table: a wall around the county that nothing opens, then who reads and who writes.
 * Background work sees and writes all rows of its county. `gongfu_owner` gets its policy, and RLS is forced, by
 * migrations/custom/20_protect.sql.
 *
 * @example ...rowPolicies(table, { read: inArea(table.villageCode), write: withPermission('ponds.pond.register') })
 */
export const rowPolicies = (table: { county: AnyPgColumn }, rules: Rules): PgPolicy[] => {
  const wall = inCounty(table.county)
  const writes = (verb: 'insert' | 'update' | 'delete'): SQL => {
    const granted = rules[verb] ?? rules.write
    return granted === undefined ? asBackground : anyOf(granted, asBackground)
  }
  return [
    pgPolicy('county_wall', {
      as: 'restrictive',
      for: 'all',
      to: [gongfuApp, gongfuPublic, gongfuReadonly],
      using: wall,
      withCheck: wall,
    }),
    pgPolicy('read', { for: 'select', to: gongfuApp, using: anyOf(rules.read, asBackground) }),
    pgPolicy('insert', { for: 'insert', to: gongfuApp, withCheck: writes('insert') }),
    pgPolicy('update', { for: 'update', to: gongfuApp, using: writes('update'), withCheck: writes('update') }),
    pgPolicy('delete', { for: 'delete', to: gongfuApp, using: writes('delete') }),
    pgPolicy('report', { for: 'select', to: gongfuReadonly, using: everyone }),
    ...(rules.visitors === undefined
      ? []
      : [pgPolicy('visitors', { for: 'select', to: gongfuPublic, using: rules.visitors })]),
  ]
}
