import { expect, it } from 'vitest'
import { drawLine, rangeOf } from './line-path.ts'

const same = (value: number): number => value

it('draws a value that holds until the next one as a step', () => {
  const points = [
    [0, 3.65],
    [10, 3.55],
  ] as const
  expect(drawLine(points, same, same, true)).toBe('M0.0 3.6H10.0V3.5')
  expect(drawLine(points, same, same, false)).toBe('M0.0 3.6L10.0 3.5')
})

it('leaves room around the values and never shows less than nought for amounts', () => {
  expect(rangeOf([0, 100])).toEqual([0, 108])
  expect(rangeOf([-10, 10])).toEqual([-11.6, 11.6])
  expect(rangeOf([5])[0]).toBeLessThan(5)
  expect(rangeOf([])).toEqual([0, 1])
})
