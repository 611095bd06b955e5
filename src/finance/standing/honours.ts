import { randomUUID } from 'node:crypto'
import { type SQL, and, desc, eq, isNull, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { asCounty } from '../../platform/database/system-context.ts'
import { addYears } from '../../platform/dates.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { requireVersion } from '../../platform/http/etag.ts'
import { decodeCursor, toPage } from '../../platform/http/page.ts'
import { maskName } from '../../platform/identifiers/mask.ts'
import { household, householdMember, person } from '../../platform/registers/tables.ts'
import type { HonourDraft, HonourRow, HonoursQuery } from '../api/honours/schema.ts'
import { familyHonour } from '../tables.ts'

/** An honour counts for so many years ([A], finance 4.3). */
const validYears = 5

const namesOf = (context: Context, ids: readonly string[]): Promise<ReadonlyMap<string, string>> =>
  asCounty(context, 'finance.honours', async ({ tx }) => {
    const rows = await tx
      .select({ id: person.id, name: person.name })
      .from(person)
      .where(and(eq(person.county, context.actor.county), sql`${person.id} = ANY (${sql.param([...ids])}::uuid[])`))
    return new Map(rows.map(({ id, name }) => [id, name]))
  })

const select = async (context: Context, where: SQL | undefined, limit: number): Promise<HonourRow[]> => {
  const rows = await context.tx
    .select()
    .from(familyHonour)
    .where(and(eq(familyHonour.county, context.actor.county), where))
    .orderBy(desc(familyHonour.issuedOn), desc(familyHonour.id))
    .limit(limit)
  const names = await namesOf(
    context,
    rows.map(({ personId }) => personId),
  )
  return rows.map(({ personId, ...row }) => {
    const name = names.get(personId) ?? ''
    return {
      id: row.id,
      householdId: row.householdId,
      holder: row.householdId === context.actor.householdId ? name : maskName(name),
      kind: row.kind,
      level: row.level,
      title: row.title,
      issuer: row.issuer,
      issuedOn: row.issuedOn,
      endsOn: row.endsOn,
      state: row.state,
      version: row.version,
    }
  })
}

/** Honours of the own family, of the village, or of families that let the actor's bank see them. */
export const listHonours = async (context: Context, query: z.output<typeof HonoursQuery>) => {
  const position = query.cursor === undefined ? undefined : decodeCursor(context.config, query.cursor)
  const rows = await select(
    context,
    and(
      query.household === undefined ? undefined : eq(familyHonour.householdId, query.household),
      query.state === undefined ? undefined : eq(familyHonour.state, query.state),
      position === undefined
        ? undefined
        : sql`(${familyHonour.issuedOn}, ${familyHonour.id}) < (${String(position[0])}::date, ${String(position[1])}::uuid)`,
    ),
    query.limit + 1,
  )
  return toPage(context.config, rows, query.limit, ({ issuedOn, id }) => [issuedOn, id])
}

const findHonour = async (context: Context, id: string): Promise<HonourRow> => {
  const [row] = await select(context, eq(familyHonour.id, id), 1)
  if (row === undefined) throw new Problem('not_found', '没有这项荣誉')
  return row
}

/** The head of a household of the village, in whose name the village records. */
const headOf = async (context: Context, householdId: string) => {
  const [head] = await context.tx
    .select({ personId: householdMember.personId, areaCode: household.areaCode })
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
    .where(and(eq(household.county, context.actor.county), eq(household.id, householdId)))
  if (head === undefined) throw new Problem('not_found', '没有该户，或不在您的村')
  return head
}

/** A family claims an honour, or its village records one, which is then confirmed at once. */
export const recordHonour = async (context: Context, draft: z.output<typeof HonourDraft>): Promise<HonourRow> => {
  const { actor } = context
  const householdId = actor.householdId ?? draft.householdId
  if (householdId === undefined) throw Problem.field('/householdId', 'required', '请选择农户', 'malformed')
  if (actor.householdId !== null && draft.householdId !== undefined && draft.householdId !== actor.householdId) {
    throw new Problem('forbidden', '只能申报自家的荣誉')
  }
  const head = await headOf(context, householdId)
  const isVillage = actor.householdId === null
  const id = randomUUID()
  await context.tx.insert(familyHonour).values({
    county: actor.county,
    id,
    householdId,
    personId: actor.personId ?? head.personId,
    villageCode: head.areaCode,
    kind: draft.kind,
    level: draft.level,
    title: draft.title,
    issuer: draft.issuer,
    issuedOn: draft.issuedOn,
    endsOn: addYears(draft.issuedOn, validYears),
    state: isVillage ? 'confirmed' : 'claimed',
    confirmedBy: isVillage ? actor.id : null,
  })
  return findHonour(context, id)
}

const change = async (context: Context, id: string, ifMatch: string | null, state: 'confirmed' | 'ended') => {
  const row = await findHonour(context, id)
  requireVersion(ifMatch, row.version)
  if (row.state === 'ended' || row.state === state) throw new Problem('state_conflict', '该荣誉已办理')
  await context.tx
    .update(familyHonour)
    .set({ state, confirmedBy: context.actor.id, version: row.version + 1 })
    .where(and(eq(familyHonour.county, context.actor.county), eq(familyHonour.id, id)))
  return findHonour(context, id)
}

/** The village confirms what a family claimed: from now on it counts. */
export const confirmHonour = (context: Context, id: string, ifMatch: string | null): Promise<HonourRow> =>
  change(context, id, ifMatch, 'confirmed')

/** The village ends an honour that was taken back or claimed wrongly. */
export const endHonour = (context: Context, id: string, ifMatch: string | null): Promise<HonourRow> =>
  change(context, id, ifMatch, 'ended')
