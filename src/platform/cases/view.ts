import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import { dayOf, type DayKind, listDays, workingDaysBetween } from '../calendar/calendar.ts'
import { builtInCalendar } from '../calendar/load.ts'
import type { Context } from '../context.ts'
import { addDays, type CivilDate, diffDays } from '../dates.ts'
import { decodeCursor, toPage } from '../http/page.ts'
import { roleTitle } from '../identity/roles.ts'
import { civilDateOf } from '../instants.ts'
import { caseHistory } from './cases.ts'
import { type Clock, deadlineOf, nearest } from './deadlines.ts'
import { actionsFor } from './inbox.ts'
import { offeredEvents, stateTitle } from './life-cycle.ts'
import { listMaterials } from './materials.ts'
import { caseType, loadCase, loadClocks, recordOf, type StoredCase } from './records.ts'
import { caseTable } from './tables.ts'
import { holderOf, whoMay } from './turns.ts'

export type DrawnDay = { readonly date: string; readonly kind: DayKind; readonly provisional: boolean }

/** A clock with the days drawn, at most a year of them. `workingDaysLeft` is negative when late. */
const drawn = (context: Context, type: ReturnType<typeof caseType>, clock: Clock, today: CivilDate) => {
  const from = addDays(clock.startedOn as CivilDate, 1)
  const to = clock.dueOn as CivilDate
  const limit = addDays(from, 365)
  const definition = deadlineOf(type, clock.key)
  return {
    key: clock.key,
    status: clock.status,
    startedOn: clock.startedOn,
    dueOn: clock.dueOn,
    calendarProvisional: clock.calendarProvisional,
    count: definition?.count ?? ('calendar' as const),
    source: definition?.source ?? '',
    onExpiry: definition?.onExpiry ?? null,
    workingDaysLeft: workingDaysBetween(builtInCalendar, today, to).days,
    daysLeft: diffDays(today, to),
    days: listDays(builtInCalendar, from, to < limit ? to : limit).map(({ date, kind, provisional }) => ({
      date,
      kind,
      provisional,
    })),
    todayKind: dayOf(builtInCalendar, today).kind,
  }
}

/** What the platform writes into a history by itself. */
const systemEvents: Readonly<Record<string, string>> = { '@opened': '发起', '@late': '超过期限' }

/** Everything that the page of a case shows. @throws Problem not_found. */
export const viewCase = async (context: Context, id: string) => {
  const record = await loadCase(context, id)
  const type = caseType(context, record.type)
  const history = await caseHistory(context, id)
  const clocks = await loadClocks(context, id)
  const materials = await listMaterials(context, id)
  const today = civilDateOf(context.clock.now())
  const mine = new Set(actionsFor(context, record, history).map(({ event }) => event))
  const offered = new Set(offeredEvents(type, record))
  const received = new Set(materials.filter(({ verdict }) => verdict !== 'returned').map(({ kind }) => kind))
  const passed = new Set(history.flatMap(({ from, to }) => (from === null ? [to] : [from, to])))
  const current = nearest(clocks)
  return {
    ...summary(context, record),
    data: record.data,
    states: Object.entries(type.states).map(([name, title]) => ({
      name,
      title,
      end: type.machine.states[name]?.type === 'final',
      status: name === record.state ? ('present' as const) : passed.has(name) ? ('passed' as const) : ('open' as const),
    })),
    actions: type.events
      .filter(({ event }) => offered.has(event))
      .map((rule) => ({
        event: rule.event,
        title: rule.title,
        primary: rule.primary ?? false,
        mine: mine.has(rule.event),
        reasonRequired: rule.reasonRequired ?? false,
        missingMaterials: (rule.materials ?? []).filter((kind) => !received.has(kind)),
        permission: rule.permission,
        holder: holderOf(context.modules, rule),
        who: whoMay(context.modules, rule.permission).map(roleTitle),
      })),
    deadline: current === undefined ? null : drawn(context, type, current, today),
    deadlines: clocks.map(({ key, run, status, startedOn, dueOn, calendarProvisional, daysLeft }) => ({
      key,
      run,
      status,
      startedOn,
      dueOn,
      calendarProvisional,
      daysLeft,
    })),
    wanted: type.materials.map(({ kind, title, required }) => ({
      kind,
      title,
      required,
      received: received.has(kind),
    })),
    materials: materials.map((each) => ({
      id: each.id,
      kind: each.kind,
      fileId: each.fileId,
      verdict: each.verdict,
      reason: each.reason,
      addedBy: each.addedBy,
      addedAt: each.addedAt.toISOString(),
    })),
    history: history.map((each) => ({
      number: each.number,
      event: each.event,
      title: type.events.find(({ event }) => event === each.event)?.title ?? systemEvents[each.event] ?? each.event,
      from: each.from,
      to: each.to,
      toTitle: stateTitle(type, each.to),
      actor: each.actor,
      actorName: each.actorName,
      deputyFor: each.deputyFor,
      reason: each.reason,
      at: each.at.toISOString(),
    })),
  }
}

/** One line of a list. */
export const summary = (context: Context, record: StoredCase) => {
  const type = caseType(context, record.type)
  return {
    id: record.id,
    type: record.type,
    typeTitle: type.title,
    state: record.state,
    stateTitle: stateTitle(type, record.state),
    title: record.title,
    subject: record.subject,
    href: type.href?.(record) ?? null,
    organisationId: record.organisationId,
    openedBy: record.openedBy,
    openedAt: record.openedAt.toISOString(),
    closedAt: record.closedAt?.toISOString() ?? null,
    dueOn: record.dueOn,
    late: record.closedAt === null && record.dueOn !== null && record.dueOn < civilDateOf(context.clock.now()),
    calendarProvisional: record.calendarProvisional,
    version: record.version,
  }
}

export type CaseFilter = {
  readonly type?: string | undefined
  readonly state?: string | undefined
  readonly open?: boolean | undefined
  readonly subjectTable?: string | undefined
  readonly subjectId?: string | undefined
  readonly cursor?: string | undefined
  readonly limit: number
}

/** The cases that the actor sees, newest first. */
export const listCases = async (context: Context, filter: CaseFilter) => {
  const position = filter.cursor === undefined ? undefined : decodeCursor(context.config, filter.cursor)
  const rows = await context.tx
    .select()
    .from(caseTable)
    .where(
      and(
        eq(caseTable.county, context.actor.county),
        filter.type === undefined ? undefined : eq(caseTable.type, filter.type),
        filter.state === undefined ? undefined : eq(caseTable.state, filter.state),
        filter.open === undefined
          ? undefined
          : filter.open
            ? isNull(caseTable.closedAt)
            : sql`${caseTable.closedAt} IS NOT NULL`,
        filter.subjectTable === undefined ? undefined : eq(caseTable.subjectTable, filter.subjectTable),
        filter.subjectId === undefined ? undefined : eq(caseTable.subjectId, filter.subjectId),
        position === undefined
          ? undefined
          : sql`(${caseTable.openedAt}, ${caseTable.id}) < (${String(position[0])}::timestamptz, ${String(position[1])})`,
      ),
    )
    .orderBy(desc(caseTable.openedAt), desc(caseTable.id))
    .limit(filter.limit + 1)
  const page = toPage(context.config, rows, filter.limit, (row) => [row.openedAt.toISOString(), row.id])
  return { rows: page.rows.map((row) => summary(context, recordOf(row))), nextCursor: page.nextCursor }
}
