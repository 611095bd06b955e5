import { and, asc, eq, inArray, isNull, or, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { asCounty } from '../../platform/database/system-context.ts'
import { fullYearsBetween, parseDate, partsOf } from '../../platform/dates.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { decodeCursor, toPage } from '../../platform/http/page.ts'
import { civilDateOf } from '../../platform/instants.ts'
import { household, householdMember, person, village } from '../../platform/registers/tables.ts'
import type { FamiliesQuery, Family, FamilyRow, MemberFacts } from '../api/households/schema.ts'
import { noteAccess } from '../access/access.ts'
import { familyMember } from '../tables.ts'

/** Most families that one bank's list goes over. */
const most = 50_000

const reviewsVillages = (context: Context): boolean => context.actor.permissions.has('finance.village.review')

/**
 * Families that the actor may know of: his own; those of his village; or those of which a member lets his organisation
 * see the family. Decided by the row policies of `household` and `family_member`, as the actor.
 */
const familiesSeen = async (context: Context, one?: string): Promise<readonly string[]> => {
  const { county, householdId } = context.actor
  if (householdId !== null) return one === undefined || one === householdId ? [householdId] : []
  if (reviewsVillages(context)) {
    const rows = await context.tx
      .select({ id: household.id })
      .from(household)
      .where(and(eq(household.county, county), one === undefined ? undefined : eq(household.id, one)))
      .limit(most)
    return rows.map(({ id }) => id)
  }
  const rows = await context.tx
    .selectDistinct({ id: familyMember.householdId })
    .from(familyMember)
    .where(and(eq(familyMember.county, county), one === undefined ? undefined : eq(familyMember.householdId, one)))
    .limit(most)
  return rows.map(({ id }) => id)
}

/** @throws Problem not_found — also where no consent opens the family */
export const requireFamily = async (context: Context, id: string): Promise<void> => {
  if ((await familiesSeen(context, id)).length === 0) throw new Problem('not_found', '没有该户，或未获授权查看')
}

type Query = z.output<typeof FamiliesQuery>

/** Reads names and addresses of families whose ids the actor's own row policies gave. */
const read = (context: Context, ids: readonly string[], query: Query): Promise<FamilyRow[]> =>
  asCounty(context, 'finance.families', async ({ tx }) => {
    const { county } = context.actor
    const position = query.cursor === undefined ? undefined : decodeCursor(context.config, query.cursor)
    const like = `%${(query.q ?? '').replaceAll(/[\\%_]/g, '\\$&')}%`
    const members = sql<number>`(SELECT count(*)::int FROM household_member x WHERE x.county = ${household.county}
      AND x.household_id = ${household.id} AND x.until IS NULL)`
    return tx
      .select({
        id: household.id,
        number: household.number,
        head: person.name,
        village: sql<string>`coalesce(${village.name}, ${household.areaCode})`,
        villageCode: household.areaCode,
        members,
      })
      .from(household)
      .innerJoin(
        householdMember,
        and(
          eq(householdMember.county, household.county),
          eq(householdMember.householdId, household.id),
          eq(householdMember.relation, 'head'),
          isNull(householdMember.until),
        ),
      )
      .innerJoin(person, and(eq(person.county, household.county), eq(person.id, householdMember.personId)))
      .leftJoin(village, and(eq(village.county, household.county), eq(village.code, household.areaCode)))
      .where(
        and(
          eq(household.county, county),
          sql`${household.id} = ANY (${sql.param([...ids])}::uuid[])`,
          query.q === undefined || query.q === ''
            ? undefined
            : or(
                sql`${person.name} LIKE ${like}`,
                sql`${household.number} LIKE ${like}`,
                sql`${village.name} LIKE ${like}`,
              ),
          position === undefined
            ? undefined
            : sql`(${household.areaCode}, ${household.id}) > (${String(position[0])}, ${String(position[1])}::uuid)`,
        ),
      )
      .orderBy(asc(household.areaCode), asc(household.id))
      .limit(query.limit + 1)
  })

export const listFamilies = async (context: Context, query: Query) =>
  toPage(context.config, await read(context, await familiesSeen(context), query), query.limit, (row) => [
    row.villageCode,
    row.id,
  ])

/**
 * A family with its members. A bank or a valuer sees the members who consented to it, and the look is noted.
 * @throws Problem not_found
 */
export const findFamily = async (context: Context, id: string): Promise<Family> => {
  const { county, householdId } = context.actor
  await requireFamily(context, id)
  const facts = await context.tx
    .select()
    .from(familyMember)
    .where(and(eq(familyMember.county, county), eq(familyMember.householdId, id)))
  const isOutside = householdId === null && !reviewsVillages(context)
  if (isOutside) await noteAccess(context, id, '查看家庭信息', ['family'])
  const seen = isOutside ? facts.map(({ personId }) => personId) : null
  const [row] = await read(context, [id], { limit: 1 })
  if (row === undefined) throw new Problem('not_found', '没有该户')
  const today = civilDateOf(context.clock.now())
  // Names of those whom the row policies let the actor see: his family, his village, or who consented.
  const members = await asCounty(context, 'finance.families', ({ tx }) =>
    tx
      .select({
        personId: person.id,
        name: person.name,
        relation: householdMember.relation,
        birthDate: person.birthDate,
        address: household.address,
      })
      .from(householdMember)
      .innerJoin(person, and(eq(person.county, householdMember.county), eq(person.id, householdMember.personId)))
      .innerJoin(
        household,
        and(eq(household.county, householdMember.county), eq(household.id, householdMember.householdId)),
      )
      .where(
        and(
          eq(householdMember.county, county),
          eq(householdMember.householdId, id),
          isNull(householdMember.until),
          seen === null ? undefined : inArray(person.id, seen.length === 0 ? [county] : seen),
        ),
      )
      .orderBy(asc(householdMember.since), asc(person.birthDate), asc(person.id)),
  )
  return {
    ...row,
    address: members[0]?.address ?? '',
    memberRows: members.map(({ personId, name, relation, birthDate }) => {
      const known = facts.find((each) => each.personId === personId)
      const born = birthDate === null ? null : parseDate(birthDate)
      return {
        personId,
        name,
        relation,
        birthYear: born === null ? null : partsOf(born).year,
        adult: born === null || fullYearsBetween(born, today) >= 18,
        facts:
          known === undefined
            ? null
            : {
                category: known.category,
                works: known.works,
                insured: known.insured,
                residentSince: known.residentSince,
                inTradeSince: known.inTradeSince,
              },
      }
    }),
  }
}

/**
 * The family or its village says how a member lives and works; the row policies decide who may.
 * @throws Problem not_found when the person does not belong to the household
 */
export const recordMember = async (
  context: Context,
  id: string,
  personId: string,
  facts: z.output<typeof MemberFacts>,
): Promise<Family> => {
  const { county } = context.actor
  await requireFamily(context, id)
  const [home] = await asCounty(context, 'finance.families', ({ tx }) =>
    tx
      .select({ areaCode: householdMember.areaCode })
      .from(householdMember)
      .where(
        and(
          eq(householdMember.county, county),
          eq(householdMember.householdId, id),
          eq(householdMember.personId, personId),
          isNull(householdMember.until),
        ),
      ),
  )
  if (home === undefined) throw new Problem('not_found', '该人员不是本户成员')
  await context.tx
    .insert(familyMember)
    .values({ county, householdId: id, personId, villageCode: home.areaCode, ...facts })
    .onConflictDoUpdate({
      target: [familyMember.county, familyMember.householdId, familyMember.personId],
      set: facts,
    })
  return findFamily(context, id)
}
