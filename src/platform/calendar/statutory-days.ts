/**
 * The days that are holidays by law, before any notice of the State Council moves weekends around them.
 * Source: 全国年节及纪念日放假办法 art. 2, as of 1999-09-18 (order 270), 2008-01-01 (order 513), 2014-01-01 (order 644)
 * and 2025-01-01 (order 795).
 */
import { type CivilDate, addDays, dayNumber, makeDate } from '../dates.ts'

export type StatutoryDay = { readonly date: CivilDate; readonly name: string }

/** Years for which lunar dates and the solar term are computed. */
export const statutoryYears = { first: 2000, last: 2099 } as const

const chineseCalendar = new Intl.DateTimeFormat('en-u-ca-chinese-nu-latn', {
  timeZone: 'UTC',
  month: 'numeric',
  day: 'numeric',
})

/** Lunar month and day; a leap month carries the suffix that Intl gives it ("6bis"), so that it never matches. */
const lunarText = (date: CivilDate): string => {
  const parts = chineseCalendar.formatToParts(new Date(dayNumber(date) * 86_400_000))
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? ''
  return `${part('month')}-${part('day')}`
}

/** Date of the lunar month and day that falls between two days of a Gregorian year. */
const lunarDate = (month: number, day: number, from: CivilDate, to: CivilDate): CivilDate => {
  for (let date = from; date <= to; date = addDays(date, 1)) if (lunarText(date) === `${month}-${day}`) return date
  throw new RangeError(`no lunar ${month}-${day} from ${from}`)
}

const radians = Math.PI / 180

/** Apparent longitude of the sun in degrees, to 0.01°. Source: J. Meeus, Astronomical Algorithms, chapter 25. */
const solarLongitude = (julianDay: number): number => {
  const t = (julianDay - 2_451_545) / 36_525
  const anomaly = (357.52911 + 35_999.05029 * t - 0.0001537 * t * t) * radians
  const centre =
    (1.914602 - 0.004817 * t) * Math.sin(anomaly) +
    (0.019993 - 0.000101 * t) * Math.sin(2 * anomaly) +
    0.000289 * Math.sin(3 * anomaly)
  const node = (125.04 - 1934.136 * t) * radians
  const longitude = 280.46646 + 36_000.76983 * t + 0.0003032 * t * t + centre - 0.00569 - 0.00478 * Math.sin(node)
  return ((longitude % 360) + 360) % 360
}

/** Qingming (清明): the day in UTC+8 on which the sun reaches 15°. */
const qingming = (year: number): CivilDate => {
  for (let day = 3; day <= 7; day++) {
    const date = makeDate(year, 4, day)
    // Julian day of the midnight in UTC+8 that ends the day.
    if (solarLongitude(dayNumber(date) + 2_440_587.5 + 1 - 8 / 24) >= 15) return date
  }
  throw new RangeError(`no Qingming in ${year}`)
}

const run = (name: string, first: CivilDate, count: number): StatutoryDay[] =>
  Array.from({ length: count }, (_, index) => ({ date: addDays(first, index), name }))

const computeStatutoryDays = (year: number): readonly StatutoryDay[] => {
  const newYear = lunarDate(1, 1, makeDate(year, 1, 20), makeDate(year, 2, 22))
  const spring =
    year >= 2025
      ? run('春节', addDays(newYear, -1), 4)
      : year >= 2014 || year < 2008
        ? run('春节', newYear, 3)
        : run('春节', addDays(newYear, -1), 3)
  const added =
    year < 2008
      ? []
      : [
          { date: qingming(year), name: '清明节' },
          { date: lunarDate(5, 5, makeDate(year, 5, 25), makeDate(year, 6, 28)), name: '端午节' },
          { date: lunarDate(8, 15, makeDate(year, 9, 6), makeDate(year, 10, 9)), name: '中秋节' },
        ]
  return [
    { date: makeDate(year, 1, 1), name: '元旦' },
    ...spring,
    ...added,
    ...run('劳动节', makeDate(year, 5, 1), year >= 2025 ? 2 : year >= 2008 ? 1 : 3),
    ...run('国庆节', makeDate(year, 10, 1), 3),
  ].sort((a, b) => dayNumber(a.date) - dayNumber(b.date))
}

const known = new Map<number, readonly StatutoryDay[]>()

/** @throws RangeError outside `statutoryYears`. */
export const statutoryDays = (year: number): readonly StatutoryDay[] => {
  if (!(year >= statutoryYears.first && year <= statutoryYears.last)) throw new RangeError(`statutory days of ${year}`)
  const days = known.get(year) ?? computeStatutoryDays(year)
  known.set(year, days)
  return days
}
