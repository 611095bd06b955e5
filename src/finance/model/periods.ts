import {
  type CivilDate,
  type DateParts,
  addMonths,
  days30E360,
  daysInMonth,
  diffDays,
  makeDate,
  partsOf,
  yearFraction,
} from '../../platform/dates.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { Rational } from '../../platform/money.ts'
import type { InterestTerms } from './loan-terms.ts'

/** The most rows a schedule may have: fifty years of months. */
export const maxPeriods = 600

/** One interest period: the first day counts, the due date does not. */
export type Period = {
  readonly no: number
  readonly from: CivilDate
  readonly due: CivilDate
  /** Days on which interest runs, by the day count (a whole month of 30/360 has 30). */
  readonly days: number
  /** Part of a year on which interest runs. */
  readonly fraction: Rational
  /** The regular period that ends on the same due date: the measure of ACT_IN_PERIOD; null under other options. */
  readonly regular: RegularPeriod | null
}

/** Part of a year and actual days of a whole period. */
export type RegularPeriod = { readonly fraction: Rational; readonly days: number }

/** Due dates from the anchor day: 31 gives 28/29/30 in short months and 31 again after them (民法典 第二百零二条). */
export const dueDatesFrom = (start: CivilDate, count: number, periodMonths: number, dueDay: number): CivilDate[] =>
  Array.from({ length: count }, (_, index) => addMonths(start, (index + 1) * periodMonths, dueDay))

const monthIndex = (date: CivilDate): number => partsOf(date).year * 12 + partsOf(date).month

/** Months between the last two of a list of dates, at least one: the rhythm of a loan whose dates are listed. */
export const lastStride = (start: CivilDate, dueDates: readonly CivilDate[]): number =>
  Math.max(1, monthIndex(dueDates.at(-1) ?? start) - monthIndex(dueDates.at(-2) ?? start))

/** @throws Problem not_computable `dates_order` where a date is not later than the one before. */
export const refuseUnordered = (dates: readonly CivilDate[], pointerOf: (index: number) => string): void => {
  dates.forEach((date, index) => {
    const before = dates[index - 1]
    if (before !== undefined && date <= before) {
      throw Problem.field(pointerOf(index), 'dates_order', `日期须逐个递增：${before} 之后不能是 ${date}`)
    }
  })
}

/** The due day of the month `months` before or after that of `date`. */
const onDay = (date: CivilDate, months: number, day: number): CivilDate =>
  addMonths(makeDate(partsOf(date).year, partsOf(date).month, 1), months, day)

/** Whole months between two days that both stand on the due day (or on the last day of a month that lacks it). */
const wholeMonths = (from: CivilDate, to: CivilDate, dueDay: number | null): number | null => {
  const [a, b] = [partsOf(from), partsOf(to)]
  const anchor = dueDay ?? Math.max(a.day, b.day)
  const stands = ({ year, month, day }: DateParts) => day === Math.min(anchor, daysInMonth(year, month))
  return stands(a) && stands(b) ? b.year * 12 + b.month - a.year * 12 - a.month : null
}

/** Days of a stretch inside a period, as the broken-period option counts them. */
export const brokenDays = (from: CivilDate, to: CivilDate, { brokenPeriod }: InterestTerms): number =>
  brokenPeriod === '30/360' ? days30E360(from, to) : diffDays(from, to)

/** Part of a year of a stretch that is not a whole period. */
export const brokenFraction = (
  from: CivilDate,
  to: CivilDate,
  { regular }: Pick<Period, 'regular'>,
  { dayCount, brokenPeriod }: InterestTerms,
): Rational => {
  switch (brokenPeriod) {
    case 'ACT_IN_PERIOD': {
      if (regular === null) throw new Error('a period under ACT_IN_PERIOD carries its regular period')
      return regular.fraction.times(diffDays(from, to)).dividedBy(regular.days)
    }
    case '30/360':
    case 'ACT/360':
      return yearFraction(from, to, brokenPeriod)
    case undefined:
      return yearFraction(from, to, dayCount === '30/360' ? 'ACT/360' : dayCount)
  }
}

/**
 * The interest periods of a loan. Whole months bear annual rate ÷ 12 under 30/360, odd days their actual number: the
 * transaction-by-transaction method of 银发〔2005〕129号. Under ACT counts every period bears its actual days. A first
 * period of another length follows `brokenPeriod`.
 */
export const periodsOf = (
  terms: InterestTerms,
  start: CivilDate,
  dueDates: readonly CivilDate[],
  { dueDay, periodMonths }: { readonly dueDay: number | null; readonly periodMonths: number },
): Period[] => {
  const thirty = terms.dayCount === '30/360'
  const wholeFractions = new Map<number, Rational>()
  const thirtieths = (days: number): Rational => {
    const known = wholeFractions.get(days) ?? Rational.of(days, 360)
    wholeFractions.set(days, known)
    return known
  }
  const regularTo = (due: CivilDate): RegularPeriod => {
    const from = onDay(due, -periodMonths, dueDay ?? partsOf(due).day)
    const fraction = thirty ? Rational.of(periodMonths, 12) : yearFraction(from, due, terms.dayCount)
    return { fraction, days: diffDays(from, due) }
  }
  return dueDates.map((due, index) => {
    const from = dueDates[index - 1] ?? start
    const regular = terms.brokenPeriod === 'ACT_IN_PERIOD' ? regularTo(due) : null
    const base = { no: index + 1, from, due, regular }
    const months = thirty || index === 0 ? wholeMonths(from, due, dueDay) : null
    if (index === 0 && months === null) {
      return { ...base, days: brokenDays(from, due, terms), fraction: brokenFraction(from, due, base, terms) }
    }
    if (!thirty) return { ...base, days: diffDays(from, due), fraction: yearFraction(from, due, terms.dayCount) }
    const days = months === null ? days30E360(from, due) : months * 30
    return { ...base, days, fraction: thirtieths(days) }
  })
}
