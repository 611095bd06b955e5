/**
 * Civil dates of Asia/Shanghai as 'YYYY-MM-DD' strings, on the proleptic Gregorian calendar, years 1 to 9999.
 * Own arithmetic on day numbers: no time zone of the host can reach it. Strings of this form sort as dates.
 */
import { Problem } from './errors/problem.ts'
import { Rational } from './rational.ts'

export type CivilDate = string & { readonly __civilDate: true }

export type DateParts = { readonly year: number; readonly month: number; readonly day: number }

export const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

/** Days in a month, 1..12. */
export const daysInMonth = (year: number, month: number): number =>
  month === 2 && isLeapYear(year) ? 29 : (monthLengths[month - 1] ?? 0)

const zero = 48
const hyphen = 45

/** The number written in the digits [from, to); NaN when one is not a digit. */
const digits = (text: string, from: number, to: number): number => {
  let value = 0
  for (let at = from; at < to; at++) {
    const digit = text.charCodeAt(at) - zero
    if (digit < 0 || digit > 9) return Number.NaN
    value = value * 10 + digit
  }
  return value
}

const isDay = (year: number, month: number, day: number): boolean =>
  year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)

// Read by hand: schedules and calendars take dates apart by the million.
const readParts = (text: string): DateParts | null => {
  if (text.length !== 10 || text.charCodeAt(4) !== hyphen || text.charCodeAt(7) !== hyphen) return null
  const [year, month, day] = [digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10)]
  return isDay(year, month, day) ? { year, month, day } : null
}

/** Whether `text` is a real date in the form YYYY-MM-DD. */
export const isCivilDate = (text: string): text is CivilDate => readParts(text) !== null

/** @throws Problem not_computable `date` at `pointer` when `text` is not a real date. */
export const parseDate = (text: string, pointer = ''): CivilDate => {
  if (!isCivilDate(text)) throw Problem.field(pointer, 'date', `日期不正确：${text.slice(0, 20)}`)
  return text
}

export const partsOf = (date: CivilDate): DateParts => {
  const parts = readParts(date)
  if (parts === null) throw Problem.field('', 'date', `日期不正确：${date.slice(0, 20)}`)
  return parts
}

const twoDigits = Array.from({ length: 100 }, (_, value) => String(value).padStart(2, '0'))

/** @throws Problem not_computable `date` when there is no such day. */
export const makeDate = (year: number, month: number, day: number): CivilDate => {
  const [head, tail] = [twoDigits[Math.floor(year / 100)], twoDigits[year % 100]]
  const text = `${head}${tail}-${twoDigits[month]}-${twoDigits[day]}`
  // Whole numbers of a real day make a date; everything else is refused with the text as it would read.
  return isDay(year, month, day) && isCivilDate(text) ? text : parseDate(`${year}-${month}-${day}`)
}

/** Days since 1970-01-01 (negative before). Method: era of 400 years, years counted from March. */
export const dayNumber = (date: CivilDate): number => {
  const { year, month, day } = partsOf(date)
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

/** Inverse of `dayNumber`. @throws Problem not_computable `date` outside the years 1 to 9999. */
export const dateOfDayNumber = (days: number): CivilDate => {
  const shifted = days + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const month = marchMonth + (marchMonth < 10 ? 3 : -9)
  return makeDate(
    yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  )
}

export const addDays = (date: CivilDate, days: number): CivilDate => dateOfDayNumber(dayNumber(date) + days)

/** Days from `from` to `to`: the first day does not count, the last does. Negative when `to` is earlier. */
export const diffDays = (from: CivilDate, to: CivilDate): number => dayNumber(to) - dayNumber(from)

/**
 * Same day `months` later; a day that the month lacks becomes its last day (民法典 202). `dueDay` keeps the agreed day
 * of a schedule: from 28 February with due day 31 the next month gives 31 March.
 */
export const addMonths = (date: CivilDate, months: number, dueDay?: number): CivilDate => {
  const { year, month, day } = partsOf(date)
  const index = year * 12 + month - 1 + months
  const [targetYear, targetMonth] = [Math.floor(index / 12), (index % 12) + 1]
  return makeDate(targetYear, targetMonth, Math.min(dueDay ?? day, daysInMonth(targetYear, targetMonth)))
}

/** Same day `years` later; 29 February becomes 28 in common years. */
export const addYears = (date: CivilDate, years: number): CivilDate => addMonths(date, years * 12)

/** Whole months completed from `from` to `to`: complete on the same day of the month (or the last day, if it lacks it). */
export const fullMonthsBetween = (from: CivilDate, to: CivilDate): number => {
  if (to < from) return -fullMonthsBetween(to, from)
  const [a, b] = [partsOf(from), partsOf(to)]
  const months = (b.year - a.year) * 12 + b.month - a.month
  return addMonths(from, months) <= to ? months : months - 1
}

/** Whole years completed, as age (周岁) and terms are counted; born 29 February: complete on 28 February. */
export const fullYearsBetween = (from: CivilDate, to: CivilDate): number => Math.trunc(fullMonthsBetween(from, to) / 12)

export const monthStart = (date: CivilDate): CivilDate => makeDate(partsOf(date).year, partsOf(date).month, 1)

export const monthEnd = (date: CivilDate): CivilDate => {
  const { year, month } = partsOf(date)
  return makeDate(year, month, daysInMonth(year, month))
}

export const quarterEnd = (date: CivilDate): CivilDate => {
  const { year, month } = partsOf(date)
  const last = Math.ceil(month / 3) * 3
  return makeDate(year, last, daysInMonth(year, last))
}

export const yearEnd = (date: CivilDate): CivilDate => makeDate(partsOf(date).year, 12, 31)

/** Month ends in [from, to], in order: the points of a trend. */
export const monthEndsBetween = (from: CivilDate, to: CivilDate): CivilDate[] => {
  const ends: CivilDate[] = []
  for (let end = monthEnd(from); end <= to; end = monthEnd(addDays(end, 1))) {
    ends.push(end)
    if (end === '9999-12-31') break
  }
  return ends
}

/** Monday 1 … Sunday 7 (ISO 8601). */
export const dayOfWeek = (date: CivilDate): number => ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1

/** '30/360' is 30E/360 (Eurobond): both day 31 become 30, February as it stands. */
export type DayCount = '30/360' | 'ACT/360' | 'ACT/364' | 'ACT/365' | 'ACT/ACT'

/** Days by 30E/360: 360 (y₂ − y₁) + 30 (m₂ − m₁) + (min(d₂,30) − min(d₁,30)). */
export const days30E360 = (from: CivilDate, to: CivilDate): number => {
  const [a, b] = [partsOf(from), partsOf(to)]
  return 360 * (b.year - a.year) + 30 * (b.month - a.month) + Math.min(b.day, 30) - Math.min(a.day, 30)
}

/** Exact fraction of a year. ACT/ACT splits at the year boundary, 366 days in leap years (ISDA). Antisymmetric. */
export const yearFraction = (from: CivilDate, to: CivilDate, dayCount: DayCount): Rational => {
  if (to < from) return yearFraction(to, from, dayCount).negated()
  if (dayCount === '30/360') return Rational.of(days30E360(from, to), 360)
  if (dayCount !== 'ACT/ACT') return Rational.of(diffDays(from, to), Number(dayCount.slice(4)))
  const [first, last] = [partsOf(from).year, partsOf(to).year]
  const length = (year: number) => (isLeapYear(year) ? 366 : 365)
  const intoYear = (date: CivilDate) => diffDays(makeDate(partsOf(date).year, 1, 1), date)
  return Rational.of(last - first)
    .plus(Rational.of(intoYear(to), length(last)))
    .minus(Rational.of(intoYear(from), length(first)))
}

/** `2022年9月30日`. */
export const inChinese = (date: CivilDate): string => {
  const { year, month, day } = partsOf(date)
  return `${year}年${month}月${day}日`
}

/** `9月30日`, for text whose year is plain. */
export const monthDayInChinese = (date: CivilDate): string => {
  const { month, day } = partsOf(date)
  return `${month}月${day}日`
}

const numerals = '〇一二三四五六七八九'

const smallNumber = (value: number): string => {
  const [tens, ones] = [Math.floor(value / 10), value % 10]
  if (tens === 0) return numerals[ones] ?? ''
  return `${tens === 1 ? '' : numerals[tens]}十${ones === 0 ? '' : numerals[ones]}`
}

/** `二〇二二年九月三十日`, as signed documents carry it. */
export const inChineseNumerals = (date: CivilDate): string => {
  const { year, month, day } = partsOf(date)
  const yearText = [...String(year)].map((digit) => numerals[Number(digit)]).join('')
  return `${yearText}年${smallNumber(month)}月${smallNumber(day)}日`
}

/** `星期一` … `星期日`. */
export const weekdayInChinese = (date: CivilDate): string => `星期${'一二三四五六日'[dayOfWeek(date) - 1]}`
