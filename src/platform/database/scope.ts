import type { Actor } from '../context.ts'

/** The roles of the database. Only `gongfu_owner` owns anything; none of them can log in (see docs/operations/database.md). */
export const databaseRoles = ['gongfu_owner', 'gongfu_app', 'gongfu_public', 'gongfu_readonly'] as const

const literal = (text: string): string => {
  if (text.includes('\0')) throw new Error('a setting of the scope must not contain NUL')
  // E'' with doubled quotes and backslashes reads the same whatever standard_conforming_strings says.
  return `E'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
}

const settings = (values: Readonly<Record<string, string>>): readonly string[] =>
  Object.entries(values).map(([name, value]) => `SET LOCAL gongfu.${name} = ${literal(value)}`)

const validCounty = (county: string): string => {
  if (!/^\d{6}$/.test(county)) throw new Error(`county code of six digits expected, got ${JSON.stringify(county)}`)
  return county
}

/**
 * The statements that open the scope of an actor. Literal SET LOCAL, because Citus forwards it to its workers and
 * does not forward set_config(). Every setting is written every time: after one use a custom setting reads '' and not
 * NULL for the rest of the connection, and must never keep the value of an earlier request.
 */
export const actorStatements = (actor: Actor): readonly string[] => [
  `SET LOCAL ROLE ${actor.id === 'public' ? 'gongfu_public' : 'gongfu_app'}`,
  ...settings({
    county: validCounty(actor.county),
    actor: actor.id,
    deputy_for: actor.deputyFor ?? '',
    organisation: actor.organisationId ?? '',
    person: actor.personId ?? '',
    household: actor.householdId ?? '',
    area: actor.area,
    roles: actor.roles.join(' '),
    permissions: [...actor.permissions].join(' '),
    system: '',
  }),
]

/** Background work: all rows of one county. `job` is what the audit log names as the one who acted. */
export const systemStatements = (county: string, job: string): readonly string[] => [
  'SET LOCAL ROLE gongfu_app',
  ...settings({
    county: validCounty(county),
    actor: `system:${job}`,
    deputy_for: '',
    organisation: '',
    person: '',
    household: '',
    area: county,
    roles: '',
    permissions: '',
    system: 'on',
  }),
]

export const ownerStatements: readonly string[] = [
  'SET LOCAL ROLE gongfu_owner',
  ...settings({
    county: '',
    actor: 'system:owner',
    deputy_for: '',
    organisation: '',
    person: '',
    household: '',
    area: '',
    roles: '',
    permissions: '',
    system: '',
  }),
]

// Joined for the drivers, which open a transaction's scope in one round trip by the simple protocol.
export const actorScope = (actor: Actor): string => actorStatements(actor).join('; ')
export const systemScope = (county: string, job: string): string => systemStatements(county, job).join('; ')
export const ownerScope = ownerStatements.join('; ')
