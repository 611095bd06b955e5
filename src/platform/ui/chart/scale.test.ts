import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { displayScale, roundThree, roundTicks } from './scale.ts'

describe('chart scale', () => {
  test('money is drawn in the unit of its largest value', () => {
    expect(displayScale('fen', 200_000_000_000, 'zh-CN')).toMatchObject({ unit: '亿元' })
    expect(displayScale('yuan/mu', 176_000, 'zh-CN')).toMatchObject({ unit: '万元／亩' })
  })

  test('ticks are round, ascending and inside the range', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        fc.double({ min: 0.001, max: 1e6, noNaN: true }),
        (low, span) => {
          const ticks = roundTicks(low, low + span)
          expect(ticks.length).toBeGreaterThan(1)
          expect(ticks.length).toBeLessThan(8)
          expect(ticks).toEqual([...new Set(ticks)].sort((a, b) => a - b))
          expect(ticks[0]).toBeGreaterThanOrEqual(low - span * 1e-6)
          expect(ticks.at(-1)).toBeLessThanOrEqual(low + span * (1 + 1e-6))
        },
      ),
    )
  })

  test('a target of 20 on 9 to 21 is among the ticks', () => {
    expect(roundTicks(9, 21)).toEqual([10, 15, 20])
  })
})

test('a legend of circles shows three round amounts up to the largest', () => {
  expect(roundThree(2.94)).toEqual([0.3, 1, 2])
  expect(roundThree(7)).toEqual([0.5, 2, 5])
  expect(roundThree(100)).toEqual([10, 50, 100])
  expect(roundThree(0.13)).toEqual([0.01, 0.05, 0.1])
})
