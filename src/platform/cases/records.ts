import { and, asc, eq, sql } from 'drizzle-orm'
import type { Context } from '../context.ts'
import { Problem } from '../errors/problem.ts'
import type { CaseRecord, CaseType } from './case-type.ts'
import { type Clock, nearest } from './deadlines.ts'
import { caseDeadline, caseTable, caseTurn } from './tables.ts'
import { turnsOf } from './turns.ts'

type Row = typeof caseTable.$inferSelect

export type StoredCase = CaseRecord & { readonly closedAt: Date | null; readonly calendarProvisional: boolean }

export const recordOf = (row: Row): StoredCase => ({
  id: row.id,
  type: row.type,
  state: row.state,
  title: row.title,
  subject: { table: row.subjectTable, id: row.subjectId },
  data: row.data,
  organisationId: row.organisationId,
  householdId: row.householdId,
  areaCode: row.areaCode,
  openedBy: row.openedBy,
  openedAt: row.openedAt,
  closedAt: row.closedAt,
  dueOn: row.dueOn,
  calendarProvisional: row.calendarProvisional,
  version: row.version,
})

/** The life cycle of that name among the modules'. Throws when a module was taken out of the house. */
export const caseType = (context: Pick<Context, 'modules'>, name: string): CaseType => {
  for (const module of context.modules) {
    const found = module.caseTypes.find((type) => type.name === name)
    if (found !== undefined) return found
  }
  throw new Error(`no module offers the case type ${name}`)
}

/** @throws Problem not_found when there is no such case or the actor does not see it. */
export const loadCase = async (context: Context, id: string, lock = false): Promise<StoredCase> => {
  const query = context.tx
    .select()
    .from(caseTable)
    .where(and(eq(caseTable.county, context.actor.county), eq(caseTable.id, id)))
  const [row] = await (lock ? query.for('update') : query)
  if (row === undefined) throw new Problem('not_found', '没有找到该办件，或您无权查看')
  return recordOf(row)
}

export const loadClocks = async (context: Context, caseId: string): Promise<(Clock & { endedAt: Date | null })[]> =>
  context.tx
    .select()
    .from(caseDeadline)
    .where(and(eq(caseDeadline.county, context.actor.county), eq(caseDeadline.caseId, caseId)))
    .orderBy(asc(caseDeadline.startedOn), asc(caseDeadline.key), asc(caseDeadline.run))

export const storeClocks = async (context: Context, caseId: string, clocks: readonly Clock[], at: Date) => {
  if (clocks.length === 0) return
  const ended = (clock: Clock) => (clock.status === 'met' || clock.status === 'missed' ? at : null)
  await context.tx
    .insert(caseDeadline)
    .values(clocks.map((clock) => ({ ...clock, county: context.actor.county, caseId, endedAt: ended(clock) })))
    .onConflictDoUpdate({
      target: [caseDeadline.county, caseDeadline.caseId, caseDeadline.key, caseDeadline.run],
      set: {
        status: sql`excluded.status`,
        dueOn: sql`excluded.due_on`,
        calendarProvisional: sql`excluded.calendar_provisional`,
        daysLeft: sql`excluded.days_left`,
        endedAt: sql`excluded.ended_at`,
      },
    })
}

/** The clocks after `changed` replaced theirs. */
export const withChanged = (clocks: readonly Clock[], changed: readonly Clock[]): Clock[] => {
  const keyOf = (clock: Clock) => `${clock.key} ${clock.run}`
  return [...new Map([...clocks, ...changed].map((clock) => [keyOf(clock), clock])).values()]
}

/** What the case row says of its clocks. */
export const dueOf = (clocks: readonly Clock[]): { dueOn: string | null; calendarProvisional: boolean } => {
  const next = nearest(clocks)
  return { dueOn: next?.dueOn ?? null, calendarProvisional: next?.calendarProvisional ?? false }
}

/** Rewrites whose turn it is. */
export const storeTurns = async (context: Context, type: CaseType, record: CaseRecord): Promise<void> => {
  const { county } = context.actor
  await context.tx.delete(caseTurn).where(and(eq(caseTurn.county, county), eq(caseTurn.caseId, record.id)))
  const turns = turnsOf(context.modules, type, record)
  if (turns.length === 0) return
  const dueOn = record.dueOn ?? '9999-12-31'
  await context.tx.insert(caseTurn).values(turns.map((turn) => ({ ...turn, county, caseId: record.id, dueOn })))
}
