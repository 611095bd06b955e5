import { hashPassword } from 'better-auth/crypto'
import { and, eq } from 'drizzle-orm'
import type { App } from '../context.ts'
import { insertAccount } from './accounts.ts'
import { organisation } from '../registers/tables.ts'
import { demoPassword, demoPeople } from './demo-accounts.ts'
import { type DemoOrganisation, demoOrganisations } from './demo-organisations.ts'
import { accountProfile, membership } from './tables.ts'

/** The organisation above: the town of a village, the county of everything else. */
const parentOf = ({ kind, code }: DemoOrganisation, county: string): string | null => {
  if (kind === 'county') return null
  return kind === 'village' ? code.slice(0, 9) : county
}

/**
 * Makes the demo organisations that are not there yet and gives the ids of all by official name. A village's name
 * may occur twice in a county; nobody of the demo belongs to such a one.
 */
export const makeDemoOrganisations = (app: App, county: string): Promise<ReadonlyMap<string, string>> =>
  app.database.asSystem(county, 'demo', async (tx) => {
    const wanted = demoOrganisations()
    const read = async () =>
      new Map(
        (
          await tx
            .select({ code: organisation.code, id: organisation.id })
            .from(organisation)
            .where(eq(organisation.county, county))
        ).map(({ code, id }) => [code, id]),
      )
    // Parents first: each level refers to the ids of the one above.
    for (const level of [['county'], ['department', 'agency', 'bank', 'court', 'school', 'town'], ['village']]) {
      const known = await read()
      const rows = wanted
        .filter(({ kind, code }) => level.includes(kind) && !known.has(code))
        .map((each) => {
          const parent = parentOf(each, county)
          return {
            county,
            code: each.code,
            kind: each.kind,
            name: each.name,
            // A department is short as the official table writes it; a village's alias is its longer, official name.
            shortName: (each.kind === 'village' ? undefined : each.aliases.at(-1)) ?? each.name,
            parentId: parent === null ? null : (known.get(parent) ?? null),
            areaCode: each.areaCode,
          }
        })
      if (rows.length > 0) await tx.insert(organisation).values(rows)
    }
    const ids = await read()
    return new Map(
      wanted.toReversed().flatMap(({ name, code }) => {
        const id = ids.get(code)
        return id === undefined ? [] : [[name, id] as const]
      }),
    )
  })

/** The day from which the demo's people hold their posts: before the first milestone of the official table. */
const since = '2021-01-01'

/**
 * Makes the demo accounts that are not there yet; the second run changes nothing. `organisationIds` maps the official
 * name of an organisation to its id in the register.
 */
export const makeDemoAccounts = async (
  app: App,
  county: string,
  organisationIds: ReadonlyMap<string, string>,
): Promise<void> => {
  // One hash for all: the password is printed at start anyway.
  const hash = await hashPassword(demoPassword)
  await app.database.asSystem(county, 'demo', async (tx) => {
    const present = new Set(
      (
        await tx
          .select({ username: accountProfile.username })
          .from(accountProfile)
          .where(and(eq(accountProfile.county, county)))
      ).map((row) => row.username),
    )
    for (const person of demoPeople.filter(({ username }) => !present.has(username))) {
      const account = await insertAccount(tx, county, person, { hash, mustChange: false })
      const organisationId = person.organisation === null ? null : organisationIds.get(person.organisation)
      if (organisationId === undefined) throw new Error(`the register has no organisation ${person.organisation}`)
      await tx.insert(membership).values({
        county,
        account,
        organisationId,
        role: person.role,
        areaCode: person.area ?? county,
        from: since,
      })
    }
  })
}
