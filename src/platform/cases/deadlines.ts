import { addCalendarDays, addWorkingDays, type WorkCalendar, workingDaysBetween } from '../calendar/calendar.ts'
import { type CivilDate, diffDays } from '../dates.ts'
import type { CaseDeadline, CaseType } from './case-type.ts'
import { isInState, type Position } from './life-cycle.ts'

export type Clock = {
  readonly key: string
  readonly run: number
  readonly status: 'running' | 'paused' | 'met' | 'missed'
  readonly startedOn: string
  readonly dueOn: string
  readonly calendarProvisional: boolean
  readonly daysLeft: number | null
}

export const deadlineKey = (deadline: CaseDeadline): string => `${deadline.state}/${deadline.onExpiry ?? 'late'}`

export const deadlineOf = (type: CaseType, key: string): CaseDeadline | undefined =>
  type.deadlines.find((each) => deadlineKey(each) === key)

/**
 * Last day of a term of `days` that begins on `start`. The first day is not counted and a last day that is a rest day
 * moves to the next working day (民法典 201, 203).
 */
export const lastDay = (
  calendar: WorkCalendar,
  deadline: Pick<CaseDeadline, 'count'>,
  start: CivilDate,
  days: number,
): { dueOn: CivilDate; calendarProvisional: boolean } => {
  if (deadline.count === 'working') {
    const { date, provisional } = addWorkingDays(calendar, start, days)
    return { dueOn: date, calendarProvisional: provisional }
  }
  const { date, rolledTo, provisional } = addCalendarDays(calendar, start, days)
  return { dueOn: rolledTo ?? date, calendarProvisional: provisional }
}

const daysBetween = (calendar: WorkCalendar, deadline: CaseDeadline, from: CivilDate, to: CivilDate): number =>
  deadline.count === 'working' ? workingDaysBetween(calendar, from, to).days : diffDays(from, to)

const started = (calendar: WorkCalendar, deadline: CaseDeadline, today: CivilDate, run: number): Clock => ({
  key: deadlineKey(deadline),
  run,
  status: 'running',
  startedOn: today,
  ...lastDay(calendar, deadline, today, deadline.days),
  daysLeft: null,
})

/**
 * The clocks of a case that moved `from` → `to`: started on entering their state, kept through `alsoIn`, paused in
 * `pausedIn`, met when the case leaves them. An event that stays in the state changes nothing. Returns only the clocks
 * that changed.
 */
export const moveClocks = (
  type: CaseType,
  calendar: WorkCalendar,
  clocks: readonly Clock[],
  from: Position | null,
  to: Position,
  today: CivilDate,
): Clock[] =>
  type.deadlines.flatMap((deadline): Clock[] => {
    const key = deadlineKey(deadline)
    const last = clocks.filter((clock) => clock.key === key).toSorted((a, b) => b.run - a.run)[0]
    const open = last !== undefined && (last.status === 'running' || last.status === 'paused') ? last : undefined
    const within = (at: Position | null, states: readonly string[] = []): boolean =>
      at !== null && states.some((state) => isInState(type, at, state))
    if (within(to, [deadline.state, ...(deadline.alsoIn ?? [])])) {
      if (open === undefined) {
        return within(to, [deadline.state]) && !within(from, [deadline.state])
          ? [started(calendar, deadline, today, (last?.run ?? 0) + 1)]
          : []
      }
      if (open.status === 'running') return []
      return [{ ...open, ...lastDay(calendar, deadline, today, open.daysLeft ?? 0), status: 'running', daysLeft: null }]
    }
    if (open === undefined) return []
    if (!within(to, deadline.pausedIn)) return [{ ...open, status: 'met' }]
    if (open.status === 'paused') return []
    return [
      {
        ...open,
        status: 'paused',
        daysLeft: Math.max(0, daysBetween(calendar, deadline, today, open.dueOn as CivilDate)),
      },
    ]
  })

/** The running clock that ends first. */
export const nearest = (clocks: readonly Clock[]): Clock | undefined =>
  clocks.filter((clock) => clock.status === 'running').toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1))[0]
