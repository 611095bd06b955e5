import { hashPassword } from 'better-auth/crypto'
import { and, eq } from 'drizzle-orm'
import type { App } from '../context.ts'
import { insertAccount } from './accounts.ts'
import { demoPassword, demoPeople } from './demo-accounts.ts'
import { accountProfile, membership } from './tables.ts'

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
