import { describe, expect, it } from 'vitest'
import type { Area, Position } from '../../platform/geo/shapes.ts'
import { fenceCrossings, voyageState } from './geofence.ts'
import { implausibleFixes } from './vessel-watch.ts'

const minute = 60_000
const fence: Area = [
  [
    [
      [122, 28.9],
      [122.1, 28.9],
      [122.1, 29],
      [122, 29],
      [122, 28.9],
    ],
  ],
]
/** Metres east of the western side, at 28.95° N. */
const at = (metres: number): Position => [122 + metres / (111_195 * Math.cos((28.95 * Math.PI) / 180)), 28.95]
const crossings = (...fixes: [minutes: number, metres: number][]) =>
  fenceCrossings(
    fence,
    fixes.map(([minutes, metres]) => ({ time: minutes * minute, position: at(metres) })),
  ).map(({ time, kind }) => [time / minute, kind])

describe('fence', () => {
  it('is crossed once a boat is 100 m beyond, and dated by its first fix on the new side', () => {
    expect(crossings([0, -300], [1, 40], [1.5, 140])).toEqual([[1, 'enter']])
    expect(crossings([0, -300], [1, 90])).toEqual([])
    expect(crossings([0, 300], [1, -140])).toEqual([[1, 'leave']])
  })
  it('or after two minutes', () => {
    expect(crossings([0, -300], [1, 40], [2.9, 40])).toEqual([])
    expect(crossings([0, -300], [1, 40], [3, 40])).toEqual([[1, 'enter']])
  })
  it('is not crossed by a boat that rocks on it', () => {
    expect(crossings([0, -50], [1, 40], [2, -30], [3, 50], [4, -60])).toEqual([])
  })
  it('takes fixes in any order, and one fix crosses nothing', () => {
    expect(crossings([4, -400], [0, -300], [1, 400], [3, 300])).toEqual([
      [1, 'enter'],
      [4, 'leave'],
    ])
    expect(crossings([0, 300])).toEqual([])
  })
})

describe('voyage', () => {
  const hour = 60 * minute
  const harbours = [{ id: 'h', position: [121.63, 29.03] as const, radiusM: 500 }]
  const state = (fixAge: number | null, late: number | null, typhoon = false, position: Position = [122, 28.9]) =>
    voyageState(
      {
        lastFix: fixAge === null ? null : { time: -fixAge * minute, position },
        expectedReturnAt: late === null ? null : -late * minute,
      },
      harbours,
      0,
      typhoon,
    )
  it('is overdue after two hours, silent after one (half an hour under a typhoon order)', () => {
    expect([state(60, null), state(60.1, null)]).toEqual(['at_sea', 'silent'])
    expect([state(30, null, true), state(30.1, null, true)]).toEqual(['at_sea', 'silent'])
    expect([state(5, 120), state(5, 120.1)]).toEqual(['at_sea', 'overdue'])
    expect([state(null, null), state(null, 3 * (hour / minute))]).toEqual(['silent', 'overdue'])
  })
  it('ends in a harbour, however late', () => {
    expect(state(600, 6_000, true, [121.6301, 29.0301])).toBe('in_harbour')
  })
})

it('finds a boat 500 m inland', () => {
  const fix = (metres: number) => ({ mmsi: '412345678', time: 0, position: at(metres), sogKn: 0 })
  expect(implausibleFixes([fix(490)], fence)).toEqual([])
  expect(implausibleFixes([fix(520)], fence)).toEqual([{ index: 0, fault: 'on_land' }])
  expect(implausibleFixes([fix(-520)], fence)).toEqual([])
})
