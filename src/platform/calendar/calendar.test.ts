import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CivilDate, addDays, dateOfDayNumber, dayNumber, dayOfWeek, parseDate } from '../dates.ts'
import {
  addCalendarDays,
  addWorkingDays,
  dayOf,
  emptyCalendar,
  isWorkingDay,
  listDays,
  readCalendar,
  rollForward,
  workingDaysBetween,
} from './calendar.ts'
import { builtInCalendar as calendar } from './load.ts'
import { statutoryDays } from './statutory-days.ts'

const d = (text: string): CivilDate => parseDate(text)
const date = fc.integer({ min: dayNumber(d('2019-01-01')), max: dayNumber(d('2030-12-31')) }).map(dateOfDayNumber)

describe('the notices', () => {
  test('2022: National Day week and its make-up days', () => {
    expect(dayOf(calendar, d('2022-10-07'))).toEqual({
      date: '2022-10-07',
      kind: 'holiday',
      name: '国庆节',
      provisional: false,
    })
    expect(dayOf(calendar, d('2022-10-08')).kind).toBe('makeUp')
    expect(isWorkingDay(calendar, d('2022-10-09'))).toBe(true)
    expect(dayOf(calendar, d('2022-10-15')).kind).toBe('weekend')
    expect([...calendar.years].sort()).toEqual([2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026])
  })

  test('the first day is not counted, rest days are passed over', () => {
    expect(addWorkingDays(calendar, d('2022-09-30'), 1)).toEqual({ date: '2022-10-08', provisional: false })
    expect(addWorkingDays(calendar, d('2022-09-30'), 7)).toEqual({ date: '2022-10-14', provisional: false })
    expect(addWorkingDays(calendar, d('2022-10-08'), -1)).toEqual({ date: '2022-09-30', provisional: false })
    expect(addWorkingDays(calendar, d('2022-10-01'), 0)).toEqual({ date: '2022-10-08', provisional: false })
  })

  test('a last day that is a rest day rolls forward', () => {
    expect(addCalendarDays(calendar, d('2022-09-01'), 30)).toEqual({
      date: '2022-10-01',
      rolledTo: '2022-10-08',
      provisional: false,
    })
    expect(addCalendarDays(calendar, d('2022-09-01'), 29)).toEqual({ date: '2022-09-30', provisional: false })
  })

  test('a page gets every day with its kind', () => {
    expect(listDays(calendar, d('2022-09-29'), d('2022-10-01')).map((day) => day.kind)).toEqual([
      'working',
      'working',
      'holiday',
    ])
    expect(listDays(calendar, d('2022-09-29'), d('2022-09-28'))).toEqual([])
    expect(() => listDays(calendar, d('2022-01-01'), d('2022-12-31'), 31)).toThrow()
  })

  test('refuses data of another form', () => {
    expect(() => readCalendar({ holidays: { '2022-02-30': 'x' }, workdays: {} })).toThrow()
  })
})

describe('years without a notice', () => {
  test('are provisional, and so is every deadline that enters them', () => {
    expect(addWorkingDays(calendar, d('2026-12-31'), 1)).toEqual({ date: '2027-01-04', provisional: true })
    expect(addWorkingDays(calendar, d('2026-12-30'), 1)).toEqual({ date: '2026-12-31', provisional: false })
    expect(rollForward(emptyCalendar, d('2022-10-01'))).toEqual({ date: '2022-10-04', provisional: true })
    expect(dayOf(calendar, d('2028-01-25'))).toMatchObject({ kind: 'holiday', name: '春节', provisional: true })
  })

  test('outside the computed years there is no answer', () => {
    expect(() => isWorkingDay(calendar, d('1999-05-01'))).toThrow()
    expect(() => isWorkingDay(calendar, d('2100-05-01'))).toThrow()
  })

  test.each([
    [2007, 10],
    [2013, 11],
    [2024, 11],
    [2025, 13],
  ])('%s has %s statutory days', (year, count) => {
    expect(statutoryDays(year)).toHaveLength(count)
  })

  test('Spring Festival begins on the eve in 2008–2013 and since 2025', () => {
    const first = (year: number) => statutoryDays(year).find((day) => day.name === '春节')?.date
    expect([first(2013), first(2014), first(2024), first(2025)]).toEqual([
      '2013-02-09',
      '2014-01-31',
      '2024-02-10',
      '2025-01-28',
    ])
  })

  test('every computed statutory day is a rest day of the notices of 2019 to 2026', () => {
    for (let year = 2019; year <= 2026; year++) {
      for (const { date, name } of statutoryDays(year))
        expect([date, calendar.holidays.has(date), name]).toEqual([date, true, name])
    }
  })

  test('Qingming follows the rule of thumb of the century: ⌊0.2422 y + 4.81⌋ − ⌊y/4⌋', () => {
    for (let y = 8; y < 100; y++) {
      const day = Math.floor(0.2422 * y + 4.81) - Math.floor(y / 4)
      const found = statutoryDays(2000 + y).find((each) => each.name === '清明节')
      expect(found?.date).toBe(`20${String(y).padStart(2, '0')}-04-0${day}`)
    }
  })

  test('lunar days of later years, as the Hong Kong Observatory prints them', () => {
    const of = (year: number, name: string) => statutoryDays(year).find((day) => day.name === name)?.date
    expect(of(2027, '端午节')).toBe('2027-06-09')
    expect(of(2027, '中秋节')).toBe('2027-09-15')
    expect(addDays(of(2033, '春节') as CivilDate, 1)).toBe('2033-01-31')
    expect(of(2033, '中秋节')).toBe('2033-09-08')
  })
})

describe('counting', () => {
  test('between is the inverse of adding', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: 1, max: 60 }), (start, count) => {
        const deadline = addWorkingDays(calendar, start, count)
        expect(isWorkingDay(calendar, deadline.date)).toBe(true)
        expect(workingDaysBetween(calendar, start, deadline.date)).toEqual({
          days: count,
          provisional: deadline.provisional,
        })
        expect(workingDaysBetween(calendar, deadline.date, start).days).toBe(-count)
      }),
    )
  })

  test('a later start never ends earlier', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: 0, max: 30 }), (start, count) => {
        const [first, second] = [
          addWorkingDays(calendar, start, count),
          addWorkingDays(calendar, addDays(start, 1), count),
        ]
        expect(first.date <= second.date).toBe(true)
      }),
    )
  })

  test('rolling stays on working days and passes none', () => {
    fc.assert(
      fc.property(date, (day) => {
        const rolled = rollForward(calendar, day).date
        expect(isWorkingDay(calendar, rolled)).toBe(true)
        for (let each = day; each < rolled; each = addDays(each, 1)) expect(isWorkingDay(calendar, each)).toBe(false)
      }),
    )
  })

  test('make-up days are weekend days, always', () => {
    for (const day of calendar.makeUpDays) expect(dayOfWeek(day)).toBeGreaterThan(5)
  })
})
