import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fieldName, inputText, inputValue, percentOf, shiftPoint, shownValue } from './shown-value.ts'

const words = { yes: '是', no: '否' }

it('reads and writes amounts in yuan, the interface in fen, without losing a cent', () => {
  expect(inputText(10_000_050, 'fen')).toBe('100000.5')
  expect(inputValue('100000.5', 'fen')).toBe(10_000_050)
  fc.assert(
    fc.property(fc.maxSafeInteger(), (fen) => {
      expect(inputValue(inputText(fen, 'fen'), 'fen')).toBe(fen === 0 ? 0 : fen)
    }),
  )
})

it.each([
  ['5', -2, '0.05'],
  ['0.07', 2, '7'],
  ['-12.3', 2, '-1230'],
  ['1e5', 2, '1e5'],
  ['', 2, ''],
])('moves the point of %s by %i', (text, places, moved) => {
  expect(shiftPoint(text, places)).toBe(moved)
})

it('leaves what is no number to the server', () => {
  expect(inputValue('十万', 'fen')).toBe('十万')
  expect(inputValue('12', undefined)).toBe(12)
})

it('shows results with unit, percentages and the words of choices', () => {
  expect(shownValue(851_728, { unit: 'fen' }, 'zh-CN', words)).toBe('8,517.28 元')
  expect(shownValue('0.0435', { unit: 'fraction' }, 'zh-CN', words)).toBe('4.35%')
  expect(shownValue('pass', { choiceTitles: { pass: '通过' } }, 'zh-CN', words)).toBe('通过')
  expect(shownValue(35.6477, { unit: '米/秒' }, 'zh-CN', words)).toBe('35.6477 米/秒')
  expect(shownValue(true, undefined, 'zh-CN', words)).toBe('是')
  expect(percentOf('')).toBeUndefined()
})

it('names fields in both languages', () => {
  expect(fieldName({ title: '本金' }, 'principalFen', 'zh-CN')).toBe('本金')
  expect(fieldName({ title: '本金' }, 'principalFen', 'en')).toBe('Principal')
  expect(fieldName(undefined, 'annualRate', 'en')).toBe('Annual rate')
})
