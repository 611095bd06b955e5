import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { barRange, placeOn, waterfallSpans } from './bar-range.ts'

const percent = (text: string): number => Number(text.slice(0, -1))

describe('bars', () => {
  it('lie on the track whatever their sign, and nought is on it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 20 }),
        (values) => {
          const range = barRange(values, null)
          for (const value of values) {
            const { left, width } = placeOn(range, 0, value)
            expect(percent(left)).toBeGreaterThanOrEqual(0)
            expect(percent(left) + percent(width)).toBeLessThanOrEqual(100 + 1e-9)
          }
        },
      ),
    )
  })

  it('are as long as their values: half the largest is half as long', () => {
    const range = barRange([50, 100, null], null)
    expect(placeOn(range, 0, 50)).toEqual({ left: '0%', width: '50%' })
    expect(placeOn(range, 0, 100)).toEqual({ left: '0%', width: '100%' })
  })

  it('leave room for a benchmark above all of them', () => {
    expect(barRange([10, 20], 40).share(20)).toBe(0.5)
  })
})

describe('waterfall', () => {
  it('starts each change where the one before ended, and a total on nought', () => {
    expect(
      waterfallSpans([
        { key: 'market', kind: 'total', value: 100 },
        { key: 'haircut', kind: 'change', value: -40 },
        { key: 'debts', kind: 'change', value: -10 },
        { key: 'net', kind: 'total', value: 50 },
      ]),
    ).toEqual([
      { from: 0, to: 100 },
      { from: 100, to: 60 },
      { from: 60, to: 50 },
      { from: 0, to: 50 },
    ])
  })
})
