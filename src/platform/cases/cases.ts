import { randomUUID } from 'node:crypto'
import { and, asc, eq, inArray, ne } from 'drizzle-orm'
import { builtInCalendar } from '../calendar/load.ts'
import type { Context } from '../context.ts'
import { Problem } from '../errors/problem.ts'
import { civilDateOf } from '../instants.ts'
import { tellHolders } from './assignments.ts'
import type { CaseEventRule, CaseRecord, CaseType } from './case-type.ts'
import { moveClocks } from './deadlines.ts'
import { advance, isFinal, offeredEvents, openingPosition, type Position, stateTitle } from './life-cycle.ts'
import { addMaterials, type NewMaterial } from './materials.ts'
import { caseType, dueOf, loadCase, loadClocks, storeClocks, storeTurns, withChanged } from './records.ts'
import { caseEvent, caseMaterial, caseTable } from './tables.ts'
import { holderOf, isHolder, readersOf, whoMay } from './turns.ts'
import { roleTitle } from '../identity/roles.ts'

export type NewCase = {
  readonly title: string
  readonly subject: { readonly table: string; readonly id: string }
  readonly data?: Record<string, unknown>
  readonly organisationId?: string | null
  readonly householdId?: string | null
  readonly areaCode?: string | null
}

/** Opens a case of the named type in its machine's initial state. Permission to open is the caller's route's. */
export const openCase = async (context: Context, typeName: string, draft: NewCase): Promise<CaseRecord> => {
  const type = caseType(context, typeName)
  const now = context.clock.now()
  const at = openingPosition(type, draft.data ?? {})
  const clocks = moveClocks(type, builtInCalendar, [], null, at, civilDateOf(now))
  const due = dueOf(clocks)
  const record: CaseRecord = {
    id: randomUUID(),
    type: typeName,
    ...at,
    title: draft.title,
    subject: draft.subject,
    organisationId: draft.organisationId ?? null,
    householdId: draft.householdId ?? null,
    areaCode: draft.areaCode ?? null,
    openedBy: context.actor.id,
    openedAt: now,
    dueOn: due.dueOn,
    version: 1,
  }
  const { subject, ...columns } = record
  await context.tx.insert(caseTable).values({
    ...columns,
    county: context.actor.county,
    data: { ...record.data },
    subjectTable: subject.table,
    subjectId: subject.id,
    readers: readersOf(context.modules, type),
    calendarProvisional: due.calendarProvisional,
  })
  await storeEvent(context, {
    caseId: record.id,
    number: 1,
    event: '@opened',
    from: null,
    to: at.state,
    data: draft.data,
  })
  await storeClocks(context, record.id, clocks, now)
  await storeTurns(context, type, record)
  await tellHolders(context, type, record)
  return record
}

export const storeEvent = async (
  context: Context,
  event: {
    caseId: string
    number: number
    event: string
    from: string | null
    to: string
    reason?: string | undefined
    data?: Record<string, unknown> | undefined
  },
): Promise<void> => {
  const { actor } = context
  await context.tx.insert(caseEvent).values({
    ...event,
    county: actor.county,
    actor: actor.id,
    actorName: actor.name,
    deputyFor: actor.deputyFor,
    reason: event.reason ?? null,
    data: event.data ?? {},
    at: context.clock.now(),
  })
}

export type Firing = {
  readonly reason?: string | undefined
  readonly data?: Record<string, unknown> | undefined
  readonly materials?: readonly NewMaterial[] | undefined
  /** The version that the actor read; another one in the database is refused as `stale`. */
  readonly version?: number | undefined
}

const system = (context: Context): boolean => context.actor.id.startsWith('system:')

const eventTitle = (type: CaseType, event: string): string =>
  type.events.find((rule) => rule.event === event)?.title ?? event

/** What is possible and who may, for the one who tried something else. */
const refuseState = (context: Context, type: CaseType, at: Position, event: string): Problem => {
  const possible = offeredEvents(type, at)
    .map((name) => type.events.find((rule) => rule.event === name))
    .filter((rule) => rule !== undefined)
    .map(
      (rule) =>
        `${rule.title}（${whoMay(context.modules, rule.permission).map(roleTitle).join('、') || rule.permission}）`,
    )
  const state = stateTitle(type, at.state)
  const next = possible.length === 0 ? '已办结，不能再操作' : `现在可以：${possible.join('；')}`
  return new Problem('state_conflict', `办件处于“${state}”，不能“${eventTitle(type, event)}”。${next}`)
}

/** Refuses who may not fire the event at all. The timer may fire whatever its deadline names. */
const requireRight = (context: Context, type: CaseType, rule: CaseEventRule | undefined, record: CaseRecord): void => {
  if (rule === undefined) return
  const { actor } = context
  if (!actor.permissions.has(rule.permission)) {
    throw new Problem(
      'forbidden',
      `“${rule.title}”须由${whoMay(context.modules, rule.permission).map(roleTitle).join('、') || '有权限的人员'}办理`,
    )
  }
  if (!isHolder(context.modules, rule, record, actor)) {
    const whose = { own: '申请人本人', organisation: '本办件所属单位', area: '办件所在地的人员', anyone: '' }
    throw new Problem('forbidden', `“${rule.title}”须由${whose[holderOf(context.modules, rule)]}办理`)
  }
  const why = type.allow?.(context, record, rule.event)
  if (typeof why === 'string') throw new Problem('forbidden', why)
}

const requireSecondPerson = async (context: Context, rule: CaseEventRule, record: CaseRecord): Promise<void> => {
  if (rule.notBy === undefined || rule.notBy.length === 0) return
  const events = rule.notBy.map((name) => (name === 'open' ? '@opened' : name))
  const earlier = await context.tx
    .select({ actor: caseEvent.actor, deputyFor: caseEvent.deputyFor, event: caseEvent.event })
    .from(caseEvent)
    .where(
      and(
        eq(caseEvent.county, context.actor.county),
        eq(caseEvent.caseId, record.id),
        inArray(caseEvent.event, events),
      ),
    )
  // A deputy and the one he stands in for count as one signer.
  const me = new Set([context.actor.id, context.actor.deputyFor].filter((id) => id !== null))
  if (earlier.some(({ actor, deputyFor }) => me.has(actor) || (deputyFor !== null && me.has(deputyFor)))) {
    const message = `“${rule.title}”须由另一人办理：您已办理过本办件的前一环节`
    throw new Problem('forbidden', message, [{ pointer: '/event', code: 'second_person_required', message }])
  }
}

const requireReason = (rule: CaseEventRule, reason: string | undefined): void => {
  if (rule.reasonRequired === true && (reason ?? '').trim() === '') {
    throw Problem.field('/reason', 'required', `“${rule.title}”须填写理由`)
  }
}

const requireMaterials = async (context: Context, type: CaseType, rule: CaseEventRule, record: CaseRecord) => {
  if (rule.materials === undefined || rule.materials.length === 0) return
  const present = await context.tx
    .select({ kind: caseMaterial.kind })
    .from(caseMaterial)
    .where(
      and(
        eq(caseMaterial.county, context.actor.county),
        eq(caseMaterial.caseId, record.id),
        ne(caseMaterial.verdict, 'returned'),
      ),
    )
  const kinds = new Set(present.map(({ kind }) => kind))
  const missing = rule.materials.filter((kind) => !kinds.has(kind))
  if (missing.length === 0) return
  const title = (kind: string) => type.materials.find((each) => each.kind === kind)?.title ?? kind
  throw new Problem(
    'not_computable',
    `缺少材料：${missing.map(title).join('、')}`,
    missing.map((kind) => ({ pointer: '/materials', code: `missing_${kind}`, message: `缺少${title(kind)}` })),
  )
}

/**
 * Fires an event of a case: one row of history, the next state, its deadlines and turns, and the type's effects, all in
 * the caller's transaction.
 *
 * @throws Problem `not_found`; `stale` (another version); `forbidden` (permission, holder, second person);
 *   `state_conflict` with what is possible and who may; `not_computable` naming `/reason` or `/materials`.
 */
export const fireEvent = async (
  context: Context,
  caseId: string,
  event: string,
  firing: Firing = {},
): Promise<CaseRecord> => {
  const before = await loadCase(context, caseId, true)
  const type = caseType(context, before.type)
  if (firing.version !== undefined && firing.version !== before.version) {
    throw new Problem('stale', `办件已被他人办理（现为第 ${before.version} 版），请重新载入`)
  }
  const rule = type.events.find((each) => each.event === event)
  if (!system(context)) {
    if (rule === undefined) throw refuseState(context, type, before, event)
    requireRight(context, type, rule, before)
  }
  const after = advance(type, before, {
    type: event,
    ...(firing.reason === undefined ? {} : { reason: firing.reason }),
    ...(firing.data === undefined ? {} : { data: firing.data }),
  })
  if (after === null) throw refuseState(context, type, before, event)
  if (rule !== undefined && !system(context)) {
    requireReason(rule, firing.reason)
    await requireSecondPerson(context, rule, before)
    await addMaterials(context, type, caseId, firing.materials ?? [])
    await requireMaterials(context, type, rule, before)
  }
  return storeMove(context, type, before, after, event, firing)
}

const storeMove = async (
  context: Context,
  type: CaseType,
  before: CaseRecord,
  after: Position,
  event: string,
  firing: Firing,
): Promise<CaseRecord> => {
  const now = context.clock.now()
  const { county } = context.actor
  const clocks = await loadClocks(context, before.id)
  const changed = moveClocks(type, builtInCalendar, clocks, before, after, civilDateOf(now))
  const due = dueOf(withChanged(clocks, changed))
  const record: CaseRecord = { ...before, ...after, dueOn: due.dueOn, version: before.version + 1 }
  await context.tx
    .update(caseTable)
    .set({
      state: after.state,
      data: { ...after.data },
      version: record.version,
      closedAt: isFinal(type, after) ? now : null,
      ...due,
    })
    .where(and(eq(caseTable.county, county), eq(caseTable.id, before.id)))
  await storeEvent(context, {
    caseId: before.id,
    number: record.version,
    event,
    from: before.state,
    to: after.state,
    reason: firing.reason,
    data: firing.data,
  })
  await storeClocks(context, before.id, changed, now)
  await storeTurns(context, type, record)
  await tellHolders(context, type, record)
  await type.onTransition?.(context, record, {
    type: event,
    ...(firing.reason === undefined ? {} : { reason: firing.reason }),
    ...(firing.data === undefined ? {} : { data: firing.data }),
  })
  return record
}

export type CaseHistoryEntry = typeof caseEvent.$inferSelect

/** Everything that happened, in order. */
export const caseHistory = (context: Context, caseId: string): Promise<CaseHistoryEntry[]> =>
  context.tx
    .select()
    .from(caseEvent)
    .where(and(eq(caseEvent.county, context.actor.county), eq(caseEvent.caseId, caseId)))
    .orderBy(asc(caseEvent.number))

/** The position to which the stored events lead, computed from nothing else; equals the stored case. */
export const replay = async (context: Context, caseId: string): Promise<Position> => {
  const record = await loadCase(context, caseId)
  return replayEvents(caseType(context, record.type), await caseHistory(context, caseId))
}

/** Pure part of `replay`. Throws when an event does not fit: the history is then not one of this life cycle. */
export const replayEvents = (
  type: CaseType,
  events: readonly Pick<CaseHistoryEntry, 'event' | 'reason' | 'data' | 'number'>[],
): Position => {
  const [opened, ...rest] = events
  return rest
    .filter(({ event }) => !event.startsWith('@'))
    .reduce<Position>(
      (at, { event, reason, data, number }) => {
        const next = advance(type, at, { type: event, data, ...(reason === null ? {} : { reason }) })
        if (next === null) throw new Error(`event ${number} (${event}) does not fit state ${at.state}`)
        return next
      },
      openingPosition(type, opened?.data ?? {}),
    )
}
