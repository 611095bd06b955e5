import { expect, test } from 'vitest'
import { cellText, cellWords, readCell, readInput } from './cells.ts'

test('an empty condition fits everything', () => {
  expect(readCell(' ', { type: 'number' }, true, '[0..60)')).toBeNull()
  expect(cellText(null)).toBe('')
})

test('a condition stays text, also when it looks like a number', () => {
  expect(readCell('[0..60)', { type: 'number' }, true, null)).toBe('[0..60)')
  expect(readCell('60', { type: 'number' }, true, '> 90')).toBe('60')
  expect(readCell('60', { type: 'number' }, true, 55)).toBe(60)
})

test('a result takes the type of its column; what does not fit is left for the server to name', () => {
  expect(readCell('0.85', { type: 'number' }, false, 0.9)).toBe(0.85)
  expect(readCell('true', { type: 'boolean' }, false, false)).toBe(true)
  expect(readCell('abc', { type: 'number' }, false, 1)).toBe('abc')
  expect(readInput('12', { type: 'number' })).toBe(12)
})

test('codes are read in the words of the trade, truth as yes and no, conditions as they stand', () => {
  const column = { words: { pond_right: '养殖塘经营权', land_right: '土地经营权' } }
  const truth = { yes: '是', no: '否' }
  expect(cellWords('land_right|pond_right', column, truth)).toBe('土地经营权、养殖塘经营权')
  expect(cellWords('land_right|other', column, truth)).toBe('土地经营权、other')
  expect(cellWords('true', column, truth)).toBe('是')
  expect(cellWords(false, column, truth)).toBe('否')
  expect(cellWords('[0..60)', column, truth)).toBe('[0..60)')
  expect(cellWords(0.5, column, truth)).toBe('0.5')
  expect(cellWords(null, column, truth)).toBe('')
})
