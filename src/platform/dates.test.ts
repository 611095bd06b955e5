import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type CivilDate,
  addDays,
  addMonths,
  addYears,
  dateOfDayNumber,
  dayNumber,
  dayOfWeek,
  days30E360,
  diffDays,
  fullYearsBetween,
  inChinese,
  inChineseNumerals,
  isCivilDate,
  makeDate,
  monthDayInChinese,
  monthEnd,
  monthEndsBetween,
  parseDate,
  quarterEnd,
  weekdayInChinese,
  yearEnd,
  yearFraction,
} from './dates.ts'
import { civilDateOf, endOfDay, startOfDay } from './instants.ts'

const d = (text: string): CivilDate => parseDate(text)
const date = fc.integer({ min: dayNumber(d('0002-01-01')), max: dayNumber(d('9990-12-31')) }).map(dateOfDayNumber)
const modernDate = fc.integer({ min: dayNumber(d('1900-01-01')), max: dayNumber(d('2100-12-31')) }).map(dateOfDayNumber)

describe('reading dates', () => {
  test.each([
    '2022-02-29',
    '2022-13-01',
    '2022-00-10',
    '2022-4-1',
    '1900-02-29',
    '0000-01-01',
    '2022-01-01T00:00Z',
    '',
  ])('refuses %j', (text) => {
    expect(isCivilDate(text)).toBe(false)
    expect(() => parseDate(text, '/on')).toThrow(
      expect.objectContaining({ errors: [expect.objectContaining({ pointer: '/on', code: 'date' })] }),
    )
  })

  test('leap days exist where they exist', () => {
    expect(isCivilDate('2000-02-29')).toBe(true)
    expect(isCivilDate('2024-02-29')).toBe(true)
  })

  test('day numbers agree with Date.UTC and invert', () => {
    fc.assert(
      fc.property(modernDate, (day) => {
        expect(dayNumber(day) * 86_400_000).toBe(Date.parse(`${day}T00:00:00Z`))
        expect(dateOfDayNumber(dayNumber(day))).toBe(day)
        expect(dayOfWeek(day) % 7).toBe(new Date(`${day}T00:00:00Z`).getUTCDay())
      }),
    )
    expect(dayNumber(d('0001-01-01'))).toBe(-719_162)
    expect(() => addDays(d('9999-12-31'), 1)).toThrow()
    expect(() => addDays(d('0001-01-01'), -1)).toThrow()
  })
})

describe('arithmetic', () => {
  test('adding days inverts and is monotone', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: -300, max: 300 }), (day, n) => {
        expect(addDays(addDays(day, n), -n)).toBe(day)
        expect(diffDays(day, addDays(day, n))).toBe(n)
        expect(addDays(day, n) < addDays(day, n + 1)).toBe(true)
      }),
    )
  })

  test('months clamp and a due day comes back', () => {
    expect(addMonths(d('2022-01-31'), 1)).toBe('2022-02-28')
    expect(addMonths(d('2022-02-28'), 1, 31)).toBe('2022-03-31')
    expect(addMonths(d('2024-02-29'), 12)).toBe('2025-02-28')
    expect(addMonths(d('2022-01-15'), -13)).toBe('2020-12-15')
    expect(addYears(d('2020-02-29'), 4)).toBe('2024-02-29')
  })

  test('a later start never ends earlier, whatever the months', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 60 }), (day, n, months) => {
        expect(addMonths(day, months) <= addMonths(addDays(day, n), months)).toBe(true)
      }),
    )
  })

  test('completed years: land 4.10 counts a year full on the same day', () => {
    expect(fullYearsBetween(d('2020-03-10'), d('2021-03-09'))).toBe(0)
    expect(fullYearsBetween(d('2020-03-10'), d('2021-03-10'))).toBe(1)
    expect(fullYearsBetween(d('2020-02-29'), d('2021-02-28'))).toBe(1)
  })

  test('ends of periods', () => {
    expect(monthEnd(d('2024-02-10'))).toBe('2024-02-29')
    expect(quarterEnd(d('2022-05-01'))).toBe('2022-06-30')
    expect(quarterEnd(d('2022-12-31'))).toBe('2022-12-31')
    expect(yearEnd(d('2022-05-01'))).toBe('2022-12-31')
    expect(monthEndsBetween(d('2021-12-31'), d('2022-03-30'))).toEqual(['2021-12-31', '2022-01-31', '2022-02-28'])
    expect(monthEndsBetween(d('2022-03-01'), d('2022-03-30'))).toEqual([])
    expect(monthEndsBetween(d('9999-12-01'), d('9999-12-31'))).toEqual(['9999-12-31'])
  })
})

describe('day counts', () => {
  test('30E/360: both 31sts become 30, February stands', () => {
    expect(days30E360(d('2022-01-31'), d('2022-03-31'))).toBe(60)
    expect(days30E360(d('2022-01-30'), d('2022-02-28'))).toBe(28)
    expect(days30E360(d('2022-02-28'), d('2022-03-31'))).toBe(32)
    expect(yearFraction(d('2022-06-20'), d('2022-07-20'), '30/360').toString()).toBe('1/12')
  })

  test('actual days', () => {
    expect(yearFraction(d('2022-06-20'), d('2022-07-20'), 'ACT/360').toString()).toBe('1/12')
    expect(yearFraction(d('2022-06-20'), d('2023-06-20'), 'ACT/365').toString()).toBe('1')
    expect(yearFraction(d('2022-06-20'), d('2023-06-19'), 'ACT/364').toString()).toBe('1')
    expect(yearFraction(d('2023-07-01'), d('2024-07-01'), 'ACT/ACT').toString()).toBe(
      yearFraction(d('2023-07-01'), d('2024-01-01'), 'ACT/ACT')
        .plus(yearFraction(d('2024-01-01'), d('2024-07-01'), 'ACT/ACT'))
        .toString(),
    )
    expect(yearFraction(d('2023-01-01'), d('2025-01-01'), 'ACT/ACT').toString()).toBe('2')
  })

  test('every count is antisymmetric, and actual ones add up', () => {
    fc.assert(
      fc.property(modernDate, modernDate, modernDate, (a, b, c) => {
        for (const count of ['30/360', 'ACT/360', 'ACT/364', 'ACT/365', 'ACT/ACT'] as const) {
          expect(yearFraction(a, b, count).plus(yearFraction(b, a, count)).sign).toBe(0)
          expect(
            yearFraction(a, b, count)
              .plus(yearFraction(b, c, count))
              .equals(yearFraction(a, c, count)),
          ).toBe(true)
        }
      }),
    )
  })
})

describe('Shanghai', () => {
  test('a date-only asOf is the end of that day there', () => {
    expect(endOfDay(d('2022-09-30')).toISOString()).toBe('2022-09-30T15:59:59.999Z')
    expect(startOfDay(d('2022-09-30')).toISOString()).toBe('2022-09-29T16:00:00.000Z')
  })

  test('the day turns at 16:00 UTC', () => {
    expect(civilDateOf(new Date('2022-12-31T15:59:59.999Z'))).toBe('2022-12-31')
    expect(civilDateOf(new Date('2022-12-31T16:00:00.000Z'))).toBe('2023-01-01')
  })

  test('daylight time of 1986 to 1991', () => {
    expect(startOfDay(d('1988-07-01')).toISOString()).toBe('1988-06-30T15:00:00.000Z')
    expect(civilDateOf(new Date('1988-06-30T15:30:00Z'))).toBe('1988-07-01')
    expect(startOfDay(d('1985-07-01')).toISOString()).toBe('1985-06-30T16:00:00.000Z')
    // 1986-05-04 has 23 hours, the last day of daylight time 25.
    expect(endOfDay(d('1986-05-04')).getTime() - startOfDay(d('1986-05-04')).getTime() + 1).toBe(23 * 3_600_000)
    expect(endOfDay(d('1991-09-15')).getTime() - startOfDay(d('1991-09-15')).getTime() + 1).toBe(25 * 3_600_000)
  })

  test('every instant of a day belongs to the day, the next does not', () => {
    fc.assert(
      fc.property(modernDate, (day) => {
        expect(civilDateOf(startOfDay(day))).toBe(day)
        expect(civilDateOf(endOfDay(day))).toBe(day)
        expect(civilDateOf(new Date(endOfDay(day).getTime() + 1))).toBe(addDays(day, 1))
      }),
    )
  })

  test('refuses what is not a time', () => {
    expect(() => civilDateOf(new Date(Number.NaN))).toThrow()
  })
})

describe('Chinese', () => {
  test('text and documents', () => {
    expect(inChinese(d('2022-09-30'))).toBe('2022年9月30日')
    expect(monthDayInChinese(d('2022-09-30'))).toBe('9月30日')
    expect(inChineseNumerals(d('2022-09-30'))).toBe('二〇二二年九月三十日')
    expect(inChineseNumerals(makeDate(2010, 10, 11))).toBe('二〇一〇年十月十一日')
    expect(inChineseNumerals(makeDate(2010, 12, 21))).toBe('二〇一〇年十二月二十一日')
    expect(weekdayInChinese(d('2022-09-30'))).toBe('星期五')
    expect(weekdayInChinese(d('2022-10-02'))).toBe('星期日')
  })
})
