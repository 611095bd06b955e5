/**
 * Working days (工作日) by the yearly notices of the State Council. The calendar is data and an argument: the models
 * load nothing. A year without a notice is Monday to Friday minus the statutory days, and is **provisional**: every
 * answer that touches it says so, and is recomputed when the notice is loaded.
 */
import { z } from 'zod'
import { type CivilDate, addDays, dayOfWeek, diffDays, isCivilDate, partsOf } from '../dates.ts'
import { Problem } from '../errors/problem.ts'
import { statutoryDays, statutoryYears } from './statutory-days.ts'

export type WorkCalendar = {
  /** Rest days by notice or law → name of the holiday. */
  readonly holidays: ReadonlyMap<CivilDate, string>
  /** Weekend days that are worked instead (调休上班). */
  readonly makeUpDays: ReadonlySet<CivilDate>
  /** Years whose notice is loaded. */
  readonly years: ReadonlySet<number>
}

const civilDate = z.custom<CivilDate>((value) => typeof value === 'string' && isCivilDate(value))

/** Form of the notices as `data/calendar` keeps them: date → "English name,中文名,days". */
const Notices = z.object({
  holidays: z.record(civilDate, z.string()),
  workdays: z.record(civilDate, z.string()),
})

const chineseName = (text: string): string => text.split(',')[1] ?? text

/** @throws ZodError when the data is not of that form. */
export const readCalendar = (data: unknown): WorkCalendar => {
  const notices = Notices.parse(data)
  const holidays = new Map(
    Object.entries(notices.holidays).map(([date, name]) => [date as CivilDate, chineseName(name)] as const),
  )
  // A year counts as noticed by its National Day: 31 December of the year before may stand in a New Year notice.
  const years = [...holidays.keys()].filter((date) => date.endsWith('-10-01')).map((date) => partsOf(date).year)
  return { holidays, makeUpDays: new Set(Object.keys(notices.workdays) as CivilDate[]), years: new Set(years) }
}

/** A calendar without any notice: every answer is provisional. */
export const emptyCalendar: WorkCalendar = { holidays: new Map(), makeUpDays: new Set(), years: new Set() }

export type DayKind = 'working' | 'makeUp' | 'weekend' | 'holiday'

export type CalendarDay = {
  readonly date: CivilDate
  readonly kind: DayKind
  /** Name of the holiday. */
  readonly name?: string
  readonly provisional: boolean
}

const noticed = (calendar: WorkCalendar, date: CivilDate): boolean => calendar.years.has(partsOf(date).year)

/** What kind of day it is, for drawing deadlines. @throws Problem `date` in a year that is neither noticed nor computable. */
export const dayOf = (calendar: WorkCalendar, date: CivilDate): CalendarDay => {
  const provisional = !noticed(calendar, date)
  if (provisional && (partsOf(date).year < statutoryYears.first || partsOf(date).year > statutoryYears.last)) {
    throw Problem.field('', 'date', `没有 ${date.slice(0, 4)} 年的工作日历`)
  }
  if (calendar.makeUpDays.has(date)) return { date, kind: 'makeUp', provisional }
  const name =
    calendar.holidays.get(date) ??
    (provisional ? statutoryDays(partsOf(date).year).find((day) => day.date === date)?.name : undefined)
  if (name !== undefined) return { date, kind: 'holiday', name, provisional }
  return { date, kind: dayOfWeek(date) <= 5 ? 'working' : 'weekend', provisional }
}

export const isWorkingDay = (calendar: WorkCalendar, date: CivilDate): boolean => {
  const { kind } = dayOf(calendar, date)
  return kind === 'working' || kind === 'makeUp'
}

/** Days from `from` to `to`, both included; at most `limit` (default ten years), to keep a page drawable. */
export const listDays = (calendar: WorkCalendar, from: CivilDate, to: CivilDate, limit = 3660): CalendarDay[] => {
  const length = diffDays(from, to) + 1
  if (length > limit) throw Problem.field('', 'range', `日期范围超过 ${limit} 天`)
  return Array.from({ length: Math.max(0, length) }, (_, index) => dayOf(calendar, addDays(from, index)))
}

export type Deadline = {
  readonly date: CivilDate
  /** A year without a notice was touched on the way. */
  readonly provisional: boolean
}

/** The day itself, or the next working day when it is a rest day (民法典 203). */
export const rollForward = (calendar: WorkCalendar, date: CivilDate): Deadline => {
  let day = dayOf(calendar, date)
  let provisional = day.provisional
  while (day.kind === 'holiday' || day.kind === 'weekend') {
    day = dayOf(calendar, addDays(day.date, 1))
    provisional ||= day.provisional
  }
  return { date: day.date, provisional }
}

/**
 * The `count`-th working day after `start`; the first day is not counted (民法典 201). Negative counts go back
 * ("7 working days before the hearing"). 0 gives `start`, rolled forward when it is a rest day.
 */
export const addWorkingDays = (calendar: WorkCalendar, start: CivilDate, count: number): Deadline => {
  if (!Number.isInteger(count) || Math.abs(count) > 10_000) throw Problem.field('', 'days', '工作日数须为整数')
  if (count === 0) return rollForward(calendar, start)
  const step = count > 0 ? 1 : -1
  let date = start
  let provisional = !noticed(calendar, start)
  for (let left = Math.abs(count); left > 0; ) {
    date = addDays(date, step)
    const day = dayOf(calendar, date)
    provisional ||= day.provisional
    if (day.kind === 'working' || day.kind === 'makeUp') left--
  }
  return { date, provisional }
}

/** Calendar days after `start` (not counted); `rolledTo` is the working day to which a last rest day moves. */
export const addCalendarDays = (
  calendar: WorkCalendar,
  start: CivilDate,
  days: number,
): Deadline & { readonly rolledTo?: CivilDate } => {
  const date = addDays(start, days)
  const rolled = rollForward(calendar, date)
  return { date, provisional: rolled.provisional, ...(rolled.date === date ? {} : { rolledTo: rolled.date }) }
}

export type WorkingDayCount = { readonly days: number; readonly provisional: boolean }

/** Working days after `from` up to and including `to`; negative when `to` is earlier. Inverse of `addWorkingDays`. */
export const workingDaysBetween = (calendar: WorkCalendar, from: CivilDate, to: CivilDate): WorkingDayCount => {
  if (to < from) {
    const back = workingDaysBetween(calendar, to, from)
    return { days: back.days === 0 ? 0 : -back.days, provisional: back.provisional }
  }
  let [days, provisional] = [0, !noticed(calendar, from)]
  for (let date = from; date < to; ) {
    date = addDays(date, 1)
    const day = dayOf(calendar, date)
    provisional ||= day.provisional
    if (day.kind === 'working' || day.kind === 'makeUp') days++
  }
  return { days, provisional }
}

/** The warning that a result carries when its deadline is provisional. */
export const provisionalWarning = {
  code: 'calendar_provisional',
  message: '涉及年度的放假安排尚未公布，期限暂按周一至周五并扣除法定节假日推算，公布后重新计算',
} as const
