/**
 * Civil dates and instants in Asia/Shanghai. Since 1991-09-15 the offset is +08:00 without exception; before, the zone
 * database of Intl decides (daylight time 1986–1991 and 1940–1949, local mean time before 1901).
 */
import { Problem } from './errors/problem.ts'
import { type CivilDate, addDays, dateOfDayNumber, dayNumber } from './dates.ts'

const hour = 3_600_000
const day = 86_400_000
/** 1992-01-01T00:00Z: from here on +08:00 needs no look-up. */
const settled = 694_224_000_000

const shanghai = new Intl.DateTimeFormat('en-US', {
  timeZone: 'Asia/Shanghai',
  calendar: 'gregory',
  numberingSystem: 'latn',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})

/** Milliseconds that Shanghai's clocks are ahead of UTC at `instant`. */
const offsetAt = (instant: number): number => {
  if (instant >= settled) return 8 * hour
  const parts = Object.fromEntries(
    shanghai.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]),
  ) as Record<Intl.DateTimeFormatPartTypes, string>
  const local = Date.UTC(
    Number(parts.year),
    Number(parts.month) - 1,
    Number(parts.day),
    Number(parts.hour),
    Number(parts.minute),
    Number(parts.second),
  )
  return local - Math.floor(instant / 1000) * 1000
}

/** The date that calendars in Shanghai show at `instant`. @throws Problem not_computable `instant` when not a time. */
export const civilDateOf = (instant: Date): CivilDate => {
  const time = instant.getTime()
  if (Number.isNaN(time)) throw Problem.field('', 'instant', '时间不正确')
  return dateOfDayNumber(Math.floor((time + offsetAt(time)) / day))
}

/** The first instant of the day in Shanghai. */
export const startOfDay = (date: CivilDate): Date => {
  const local = dayNumber(date) * day
  // Around a change of clocks two offsets are possible: take the earlier instant that really reads midnight. If clocks
  // sprang over midnight (1940) none does, and the day begins at the change itself: midnight by the old offset.
  const [before, after] = [offsetAt(local - day), offsetAt(local + day)]
  const midnight = [before, after]
    .filter((offset) => offsetAt(local - offset) === offset)
    .map((offset) => local - offset)
  return new Date(midnight.length === 0 ? local - before : Math.min(...midnight))
}

/** The last millisecond of the day in Shanghai: what a date-only `asOf` means. */
export const endOfDay = (date: CivilDate): Date => new Date(startOfDay(addDays(date, 1)).getTime() - 1)
