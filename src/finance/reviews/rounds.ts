import { randomUUID } from 'node:crypto'
import { type SQL, and, asc, desc, eq, isNull, or, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { openCase } from '../../platform/cases/cases.ts'
import type { Context } from '../../platform/context.ts'
import { keysFor } from '../../platform/crypto/keys.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { decodeCursor, toPage } from '../../platform/http/page.ts'
import { civilDateOf } from '../../platform/instants.ts'
import { household, householdMember, person, village } from '../../platform/registers/tables.ts'
import type { Ballot, Round, RoundDraft, RoundRow, RoundsQuery } from '../api/reviews/schema.ts'
import { reviewRound, villageReview } from '../tables.ts'
import { roundFamilies } from './families.ts'

const families = sql<number>`(SELECT count(DISTINCT r.household_id)::int FROM village_review r
  WHERE r.county = ${reviewRound.county} AND r.round = ${reviewRound.id}::text)`

const select = (context: Context, where: SQL | undefined, limit: number): Promise<RoundRow[]> =>
  context.tx
    .select({
      id: reviewRound.id,
      villageCode: reviewRound.villageCode,
      village: village.name,
      title: reviewRound.title,
      openedOn: reviewRound.openedOn,
      closedOn: reviewRound.closedOn,
      state: reviewRound.state,
      caseId: reviewRound.caseId,
      families,
      version: reviewRound.version,
    })
    .from(reviewRound)
    .innerJoin(village, and(eq(village.county, reviewRound.county), eq(village.code, reviewRound.villageCode)))
    .where(
      and(
        eq(reviewRound.county, context.actor.county),
        sql`starts_with(${reviewRound.villageCode}, ${context.actor.area})`,
        where,
      ),
    )
    .orderBy(desc(reviewRound.openedOn), desc(reviewRound.id))
    .limit(limit)

/** Rounds of the actor's village. */
export const listRounds = async (context: Context, query: z.output<typeof RoundsQuery>) => {
  const position = query.cursor === undefined ? undefined : decodeCursor(context.config, query.cursor)
  const rows = await select(
    context,
    position === undefined
      ? undefined
      : sql`(${reviewRound.openedOn}, ${reviewRound.id}) < (${String(position[0])}::date, ${String(position[1])}::uuid)`,
    query.limit + 1,
  )
  return toPage(context.config, rows, query.limit, ({ openedOn, id }) => [openedOn, id])
}

/** @throws Problem not_found outside the actor's village */
export const findRound = async (context: Context, id: string): Promise<Round> => {
  const [row] = await select(context, eq(reviewRound.id, id), 1)
  if (row === undefined) throw new Problem('not_found', '没有这轮公议')
  return { ...row, familyRows: [...(await roundFamilies(context, id, row.state === 'closed'))] }
}

/** Opens a round in the actor's village; a village has one open round. */
export const openRound = async (context: Context, { title }: z.output<typeof RoundDraft>): Promise<Round> => {
  const { county, area } = context.actor
  if (area.length !== 12) throw new Problem('forbidden', '公议由村（社区）组织')
  const id = randomUUID()
  const opened = await openCase(context, 'finance.review_round', {
    title: `村级公议：${title}`,
    subject: { table: 'review_round', id },
    areaCode: area,
  })
  await context.tx.insert(reviewRound).values({
    county,
    id,
    villageCode: area,
    title,
    openedOn: civilDateOf(context.clock.now()),
    state: 'open',
    caseId: opened.id,
  })
  return findRound(context, id)
}

/** Residents of the actor's village by name, to choose reviewers from. */
export const listResidents = async (context: Context, q: string | undefined) => {
  const like = `%${(q ?? '').replaceAll(/[\\%_]/g, '\\$&')}%`
  const rows = await context.tx
    .select({ personId: person.id, name: person.name, householdId: householdMember.householdId })
    .from(householdMember)
    .innerJoin(person, and(eq(person.county, householdMember.county), eq(person.id, householdMember.personId)))
    .where(
      and(
        eq(householdMember.county, context.actor.county),
        sql`starts_with(${householdMember.areaCode}, ${context.actor.area})`,
        isNull(householdMember.until),
        q === undefined || q === '' ? undefined : or(sql`${person.name} LIKE ${like}`),
      ),
    )
    .orderBy(asc(person.name), asc(person.id))
    .limit(50)
  return { rows }
}

const homeOf = async (context: Context, personId: string): Promise<string | null> => {
  const [row] = await context.tx
    .select({ householdId: householdMember.householdId })
    .from(householdMember)
    .where(
      and(
        eq(householdMember.county, context.actor.county),
        eq(householdMember.personId, personId),
        sql`starts_with(${householdMember.areaCode}, ${context.actor.area})`,
        isNull(householdMember.until),
      ),
    )
  return row?.householdId ?? null
}

/**
 * Takes in one reviewer's paper on one family. The reviewer is kept as a keyed hash; each judges a family once, relatives
 * recuse, and nobody is told what others said.
 * @throws Problem state_conflict, not_computable `not_resident`, `points_missing`; forbidden `conflict_of_interest`;
 *   duplicate
 */
export const castBallot = async (
  context: Context,
  roundId: string,
  ballot: z.output<typeof Ballot>,
): Promise<Round> => {
  const { county } = context.actor
  const round = await findRound(context, roundId)
  if (round.state !== 'open') throw new Problem('state_conflict', '本轮公议已结束')
  const [home] = await context.tx
    .select({ areaCode: household.areaCode })
    .from(household)
    .where(and(eq(household.county, county), eq(household.id, ballot.householdId)))
  if (home?.areaCode !== round.villageCode) throw Problem.field('/householdId', 'not_resident', '该户不在本村')
  const own = await homeOf(context, ballot.reviewerId)
  if (own === null) throw Problem.field('/reviewerId', 'not_resident', '评议人须为本村居民')
  if (own === ballot.householdId && !ballot.recused) {
    throw Problem.field('/reviewerId', 'conflict_of_interest', '评议人与该户同户，应当回避', 'forbidden')
  }
  if (ballot.recused !== (ballot.points === null)) {
    throw Problem.field('/points', 'points_missing', '请打分，或选择回避')
  }
  const keys = await keysFor(context.config)
  await context.tx.insert(villageReview).values({
    county,
    householdId: ballot.householdId,
    round: roundId,
    // Of this round alone: two rounds cannot be laid side by side to find out who a reviewer is.
    reviewer: keys.lookup('finance.reviewer', `${roundId} ${ballot.reviewerId}`),
    villageCode: round.villageCode,
    recused: ballot.recused,
    points: ballot.points,
    suggestedFen: ballot.recused || ballot.suggestedFen === null ? null : BigInt(ballot.suggestedFen),
    on: civilDateOf(context.clock.now()),
  })
  return findRound(context, roundId)
}
