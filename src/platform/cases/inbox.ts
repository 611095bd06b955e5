import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Context } from '../context.ts'
import { decodeCursor, encodeCursor, type Position } from '../http/page.ts'
import type { CaseEventRule } from './case-type.ts'
import { offeredEvents } from './life-cycle.ts'
import { caseType, recordOf, type StoredCase } from './records.ts'
import { caseEvent, caseTable } from './tables.ts'
import { actorKeys, isHolder } from './turns.ts'

type Earlier = { readonly event: string; readonly actor: string; readonly deputyFor: string | null }

/** Events that this actor may fire now, given who fired what before. Permission, holder, `allow`, second person. */
export const actionsFor = (context: Context, record: StoredCase, earlier: readonly Earlier[]): CaseEventRule[] => {
  const type = caseType(context, record.type)
  const offered = new Set(offeredEvents(type, record))
  const me = new Set([context.actor.id, context.actor.deputyFor].filter((id) => id !== null))
  const mine = new Set(
    earlier
      .filter(({ actor, deputyFor }) => me.has(actor) || (deputyFor !== null && me.has(deputyFor)))
      .map(({ event }) => (event === '@opened' ? 'open' : event)),
  )
  return type.events.filter(
    (rule) =>
      offered.has(rule.event) &&
      context.actor.permissions.has(rule.permission) &&
      isHolder(context.modules, rule, record, context.actor) &&
      !(rule.notBy ?? []).some((event) => mine.has(event)) &&
      (type.allow?.(context, record, rule.event) ?? null) === null,
  )
}

export type InboxRow = StoredCase & { readonly actions: readonly CaseEventRule[] }

type Turn = { readonly dueOn: string; readonly caseId: string }

/**
 * The next turns of the actor in the order of their deadlines: for each of his permissions and holders one short range
 * of the primary key of `case_turn`, merged.
 */
const nextTurns = async (context: Context, after: Turn, limit: number): Promise<Turn[]> => {
  const permissions = sql.param([...context.actor.permissions])
  const holders = sql.param(actorKeys(context.actor))
  const { rows } = await context.tx.execute<{ due_on: string; case_id: string }>(sql`
    SELECT DISTINCT t.due_on::text AS due_on, t.case_id
    FROM unnest(${permissions}::text[]) AS p(permission)
    CROSS JOIN unnest(${holders}::text[]) AS h(holder)
    CROSS JOIN LATERAL (
      SELECT due_on, case_id FROM case_turn
      WHERE county = ${context.actor.county} AND permission = p.permission AND holder = h.holder
        AND (due_on, case_id) > (${after.dueOn}::date, ${after.caseId})
      ORDER BY due_on, case_id LIMIT ${limit}
    ) t
    ORDER BY 1, 2 LIMIT ${limit}`)
  return rows.map((row) => ({ dueOn: row.due_on, caseId: row.case_id }))
}

/** The cases of the turns with what the actor may do, in two queries whatever their number. */
const readCases = async (context: Context, turns: readonly Turn[]): Promise<InboxRow[]> => {
  const ids = turns.map(({ caseId }) => caseId)
  if (ids.length === 0) return []
  const { county } = context.actor
  const rows = await context.tx
    .select()
    .from(caseTable)
    .where(and(eq(caseTable.county, county), inArray(caseTable.id, ids)))
  const events = await context.tx
    .select({
      caseId: caseEvent.caseId,
      event: caseEvent.event,
      actor: caseEvent.actor,
      deputyFor: caseEvent.deputyFor,
    })
    .from(caseEvent)
    .where(and(eq(caseEvent.county, county), inArray(caseEvent.caseId, ids)))
  const byCase = Map.groupBy(events, ({ caseId }) => caseId)
  const byId = new Map(rows.map((row) => [row.id, recordOf(row)]))
  return ids
    .map((id) => byId.get(id))
    .filter((record) => record !== undefined)
    .map((record) => ({ ...record, actions: actionsFor(context, record, byCase.get(record.id) ?? []) }))
    .filter(({ actions }) => actions.length > 0)
}

const first: Turn = { dueOn: '0001-01-01', caseId: '' }

const turnOf = (position: Position): Turn => ({ dueOn: String(position[0]), caseId: String(position[1]) })

/**
 * What the actor may act on (待办), nearest deadline first, cases without one last. `inbox(context)` gives the first
 * fifty.
 */
export const inbox = async (
  context: Context,
  page: { cursor?: string | null | undefined; limit?: number } = {},
): Promise<{ rows: InboxRow[]; nextCursor: string | null }> => {
  const limit = page.limit ?? 50
  let from = typeof page.cursor === 'string' ? turnOf(decodeCursor(context.config, page.cursor)) : first
  const rows: InboxRow[] = []
  for (;;) {
    // Turns that `allow` or the second-person rule take away are made up for by reading on.
    const turns = await nextTurns(context, from, limit + 1 - rows.length)
    rows.push(...(await readCases(context, turns)))
    const last = turns.at(-1)
    if (rows.length > limit || last === undefined) break
    from = last
  }
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const nextCursor =
    rows.length > limit && last !== undefined
      ? encodeCursor(context.config, [last.dueOn ?? '9999-12-31', last.id])
      : null
  return { rows: shown, nextCursor }
}
