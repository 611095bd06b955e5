import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  civilDate,
  daysBetween,
  figureText,
  formatFigure,
  formatNumber,
  shortDate,
  unitWord,
  weekday,
} from './format.ts'

const shown = (value: number | null, unit: string, options = {}): string =>
  figureText(formatFigure(value, unit, options))

test('the unit of a column stands in the reader’s language', () => {
  expect(unitWord('household', 'zh-CN')).toBe('户')
  expect(unitWord('household', 'en')).toBe('households')
  expect(unitWord('fen', 'zh-CN')).toBe('元')
  expect(unitWord('千克', 'zh-CN')).toBe('千克')
})

describe('figures', () => {
  test.each([
    [156_238_360_000, 'fen', {}, '15.62 亿元'],
    [150_000_000_000, 'fen', { trim: true }, '15 亿元'],
    [730_000_000, 'fen', {}, '730 万元'],
    [7_300_000_000, 'fen', {}, '7300 万元'],
    [156_000_000_000, 'fen', {}, '15.60 亿元'],
    [36_000, 'yuan', { trim: true }, '3.6 万元'],
    [41_208, 'count', { word: '份' }, '41,208 份'],
    [0.524, 'fraction', {}, '52.4%'],
    [0.95, 'fraction', { trim: true }, '95%'],
    [0.2913, 'cv', {}, '0.2913'],
    [0.28, 'cv', { trim: true }, '0.28'],
    [24_100, 'yuan/mu', {}, '2.41 万元／亩'],
    [-12_500_000, 'fen', {}, '−12.50 万元'],
    [null, 'fen', {}, '–'],
    [156_238_360_000, 'fen', { lang: 'en' }, '1,562.38 m yuan'],
    [66_670, 'm2', {}, '100.00 亩'],
    [31, 'min', {}, '31 分钟'],
  ])('%s %s %o reads %s', (value, unit, options, text) => {
    expect(shown(value, unit, options)).toBe(text)
  })

  test('a value that rounds to zero carries no minus sign', () => {
    expect(formatNumber(-0.001, 2)).toBe('0.00')
  })

  test('separators and decimals give the number back', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.integer({ min: 0, max: 4 }), (value, decimals) => {
        const back = Number(
          formatNumber(value / 100, decimals)
            .replaceAll(',', '')
            .replace('−', '-'),
        )
        expect(Math.abs(back - value / 100)).toBeLessThanOrEqual(0.5 * 10 ** -decimals + 1e-3)
      }),
    )
  })
})

describe('dates', () => {
  test('read in both languages', () => {
    expect(shortDate('2022-09-30')).toBe('9月30日')
    expect(shortDate('2022-09-30', 'en')).toBe('30 Sep')
    expect(weekday('2022-09-30')).toBe('五')
  })

  test('count days across months', () => {
    expect(daysBetween('2022-06-30', '2022-09-30')).toBe(92)
    expect(addDays('2022-12-31', 1)).toBe('2023-01-01')
  })

  test('the civil date is that of Asia/Shanghai', () => {
    expect(civilDate(Date.UTC(2022, 8, 30, 16, 0))).toBe('2022-10-01')
    expect(civilDate(Date.UTC(2022, 8, 30, 15, 59))).toBe('2022-09-30')
  })
})
