import { and, desc, eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { decodeCursor, toPage } from '../../platform/http/page.ts'
import { organisation } from '../../platform/registers/tables.ts'
import type { AccessQuery } from '../api/access/schema.ts'
import type { ConsentCategory } from '../model/consent-terms.ts'
import { familyAccess } from '../tables.ts'

/**
 * Notes that the actor's organisation looked at a family's data, in the transaction that reads it: no note, no reading
 * (征信业管理条例第十八条). The family reads the list.
 */
export const noteAccess = async (
  context: Context,
  householdId: string,
  purpose: string,
  categories: readonly ConsentCategory[],
): Promise<void> => {
  const { actor } = context
  if (actor.organisationId === null) throw new Problem('forbidden', '该账号没有所属机构')
  const [own] = await context.tx
    .select({ name: organisation.name })
    .from(organisation)
    .where(and(eq(organisation.county, actor.county), eq(organisation.id, actor.organisationId)))
  await context.tx.insert(familyAccess).values({
    county: actor.county,
    householdId,
    organisationId: actor.organisationId,
    organisation: own?.name ?? actor.organisationId,
    account: actor.id,
    actorName: actor.name,
    purpose,
    categories: [...categories],
    at: context.clock.now(),
  })
}

/** Who looked at the actor's family, newest first. */
export const listAccess = async (context: Context, query: z.output<typeof AccessQuery>) => {
  const { county, householdId } = context.actor
  if (householdId === null) throw new Problem('forbidden', '该账号没有关联农户')
  const position = query.cursor === undefined ? undefined : decodeCursor(context.config, query.cursor)
  const rows = await context.tx
    .select()
    .from(familyAccess)
    .where(
      and(
        eq(familyAccess.county, county),
        eq(familyAccess.householdId, householdId),
        position === undefined
          ? undefined
          : sql`(${familyAccess.at}, ${familyAccess.id}) < (${String(position[0])}::timestamptz, ${String(position[1])}::uuid)`,
      ),
    )
    .orderBy(desc(familyAccess.at), desc(familyAccess.id))
    .limit(query.limit + 1)
  const page = toPage(context.config, rows, query.limit, ({ at, id }) => [at.toISOString(), id])
  return {
    ...page,
    rows: page.rows.map(({ id, organisation: by, actorName, purpose, categories, at }) => ({
      id,
      organisation: by,
      // The family learns the office and the post-holder's surname, as on a paper record.
      actorName: `${actorName.slice(0, 1)}经办`,
      purpose,
      categories,
      at: at.toISOString(),
    })),
  }
}
