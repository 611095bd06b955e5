import { randomUUID } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import type { Context } from '../context.ts'
import { Problem } from '../errors/problem.ts'
import { household, householdMember } from './tables.ts'

export type HouseholdDraft = { readonly number?: string; readonly areaCode: string; readonly address: string }

/** Registers a household without members; returns its id. */
export const registerHousehold = async (context: Context, draft: HouseholdDraft): Promise<string> => {
  const id = randomUUID()
  await context.tx.insert(household).values({ county: context.actor.county, id, ...draft })
  return id
}

/**
 * Moves a person into a household on `since` (civil date); a membership elsewhere ends that day.
 * Throws `duplicate` when the person already belongs to a household later than `since`.
 */
export const joinHousehold = async (
  context: Context,
  member: {
    readonly householdId: string
    readonly personId: string
    readonly relation: (typeof householdMember.$inferInsert)['relation']
    readonly since: string
  },
): Promise<void> => {
  const county = context.actor.county
  const [joined] = await context.tx
    .select({ areaCode: household.areaCode })
    .from(household)
    .where(and(eq(household.county, county), eq(household.id, member.householdId)))
  if (joined === undefined) throw new Problem('not_found', '没有找到该户，或不在您的辖区内')
  await context.tx
    .update(householdMember)
    .set({ until: member.since })
    .where(
      and(
        eq(householdMember.county, county),
        eq(householdMember.personId, member.personId),
        isNull(householdMember.until),
      ),
    )
  await context.tx.insert(householdMember).values({ county, ...member, areaCode: joined.areaCode })
}
