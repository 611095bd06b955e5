import { randomUUID } from 'node:crypto'
import { and, desc, eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { civilDateOf } from '../../platform/instants.ts'
import type { DeepReadonly } from '../../platform/read-only.ts'
import type { NeedDraft, NeedReply, NeedsReply } from '../api/needs/schema.ts'
import { landNeed, landSearch } from '../tables.ts'
import { weightsOf } from '../sites/weights.ts'
import { searchForNeed } from './search.ts'

/** All needs, newest first, with what the last search found. */
export const listNeeds = async ({ tx, actor }: Context): Promise<DeepReadonly<z.input<typeof NeedsReply>>> => {
  const { rows } = await tx.execute<{
    id: string
    title: string
    areaMuMin: number
    areaMuMax: number
    createdByName: string
    createdOn: string
    searches: number
    lastSearchedOn: string | null
    candidates: number | null
  }>(sql`
    SELECT n.id, n.title, (n.terms ->> 'areaMuMin')::float8 AS "areaMuMin", (n.terms ->> 'areaMuMax')::float8 AS "areaMuMax",
      n.created_by_name AS "createdByName", n.created_on::text AS "createdOn", coalesce(s.searches, 0)::int AS searches,
      s.last_on::text AS "lastSearchedOn", l.candidates
    FROM land_need n
    LEFT JOIN (SELECT need_id, count(*) AS searches, max(searched_on) AS last_on FROM land_search
      WHERE county = ${actor.county} GROUP BY need_id) s ON s.need_id = n.id
    LEFT JOIN LATERAL (SELECT jsonb_array_length(result -> 'candidates') AS candidates FROM land_search
      WHERE county = ${actor.county} AND need_id = n.id ORDER BY searched_at DESC, created_at DESC LIMIT 1) l ON true
    WHERE n.county = ${actor.county}
    ORDER BY n.created_on DESC, n.title`)
  return { rows }
}

const checkTerms = ({ terms }: z.output<typeof NeedDraft>): void => {
  if (terms.areaMuMax < terms.areaMuMin) throw Problem.field('/terms/areaMuMax', 'range', '面积上限小于下限')
  weightsOf(terms.criteria, terms.matrix)
}

/** Records a project's need and searches at once. @throws Problem not_computable of the terms */
export const openNeed = async (context: Context, draft: z.output<typeof NeedDraft>): Promise<string> => {
  const { tx, actor, clock } = context
  checkTerms(draft)
  const id = randomUUID()
  await tx.insert(landNeed).values({
    county: actor.county,
    id,
    ...draft,
    organisationId: actor.organisationId,
    createdByName: actor.name,
    createdOn: civilDateOf(clock.now()),
  })
  await searchNeed(context, id)
  return id
}

const findNeed = async ({ tx, actor }: Context, id: string) => {
  const [need] = await tx
    .select()
    .from(landNeed)
    .where(and(eq(landNeed.county, actor.county), eq(landNeed.id, id)))
  if (need === undefined) throw new Problem('not_found', '没有这项用地需求')
  return need
}

/** Changes a need's terms or weights and searches again. @throws Problem not_found, not_computable */
export const changeNeed = async (context: Context, id: string, draft: z.output<typeof NeedDraft>): Promise<void> => {
  checkTerms(draft)
  await findNeed(context, id)
  await context.tx
    .update(landNeed)
    .set(draft)
    .where(and(eq(landNeed.county, context.actor.county), eq(landNeed.id, id)))
  await searchNeed(context, id)
}

/** Searches with the layers, the land and the rules of today, and keeps what was found. */
export const searchNeed = async (context: Context, id: string): Promise<void> => {
  const { tx, actor, clock } = context
  const { terms } = await findNeed(context, id)
  const { result, seconds } = await searchForNeed(context, terms)
  const now = clock.now()
  await tx.insert(landSearch).values({
    county: actor.county,
    needId: id,
    searchedAt: now,
    searchedOn: civilDateOf(now),
    seconds,
    result,
  })
}

/** A need with its last search. @throws Problem not_found */
export const viewNeed = async (context: Context, id: string): Promise<DeepReadonly<z.input<typeof NeedReply>>> => {
  const {
    county: _county,
    organisationId: _organisation,
    createdAt: _at,
    updatedAt: _to,
    ...need
  } = await findNeed(context, id)
  const [search] = await context.tx
    .select({
      id: landSearch.id,
      searchedAt: landSearch.searchedAt,
      seconds: landSearch.seconds,
      result: landSearch.result,
    })
    .from(landSearch)
    .where(and(eq(landSearch.county, context.actor.county), eq(landSearch.needId, id)))
    .orderBy(desc(landSearch.searchedAt), desc(landSearch.createdAt))
    .limit(1)
  return {
    ...need,
    search: search === undefined ? null : { ...search, searchedAt: search.searchedAt.toISOString() },
  }
}
