import { describe, expect, it } from 'vitest'
import { Working } from '../../platform/explain.ts'
import { disparity } from './disparity.ts'
import { causes, improvement, type SchoolChange } from './improvement.ts'
import { marginalPrices } from './marginal-prices.ts'
import { snapshotFindings } from './snapshot-checks.ts'
import { parseDate } from '../../platform/dates.ts'

const change = (id: string, pupils: [number, number], quantity: [number, number]): SchoolChange => ({
  id,
  before: { pupils: pupils[0], quantity: quantity[0] },
  after: { pupils: pupils[1], quantity: quantity[1] },
})

describe('who brought an improvement about', () => {
  it('gives parts that add up, and the coefficients of 4.2', () => {
    const result = improvement(
      [
        change('A', [1200, 1150], [18, 17]),
        change('B', [600, 640], [3, 4]),
        change('C', [200, 0], [1, 0]),
        change('D', [0, 300], [0, 4]),
      ],
      Working.silent,
    )
    expect(causes.reduce((sum, cause) => sum + result.parts[cause], 0)).toBeCloseTo(result.change, 12)
    expect(result.before).toBeCloseTo(0.445362, 6)
    const after = [
      { id: 'A', pupils: 1150, quantity: 17 },
      { id: 'B', pupils: 640, quantity: 4 },
      { id: 'D', pupils: 300, quantity: 4 },
    ]
    expect(result.after).toBeCloseTo(disparity(after, 1, Working.silent).cv, 12)
    expect(result.parts.schools).not.toBe(0)
  })

  it('tells strengthening the weak from lowering the strong', () => {
    const raised = improvement([change('A', [100, 100], [10, 10]), change('B', [100, 100], [4, 7])], Working.silent)
    expect(raised).toMatchObject({ levellingDown: false, parts: { strongLost: 0, pupils: 0 } })
    expect(raised.parts.weakGained).toBeCloseTo(raised.change, 12)
    const working = new Working()
    const lowered = improvement([change('A', [100, 100], [10, 6]), change('B', [100, 100], [4, 4])], working)
    expect(lowered.levellingDown).toBe(true)
    expect(lowered.parts.strongLost).toBeCloseTo(lowered.change, 12)
    expect(working.explain(null).warnings[0]?.code).toBe('levelling_down')
    expect(
      improvement([change('A', [100, 100], [10, 12]), change('B', [100, 100], [4, 4])], Working.silent).levellingDown,
    ).toBe(false)
  })
})

it('prices a unit by what it does, and spending by its effect', () => {
  const backbone = disparity(
    [
      { id: 'A', pupils: 1200, quantity: 18 },
      { id: 'B', pupils: 600, quantity: 3 },
      { id: 'C', pupils: 200, quantity: 1 },
    ],
    1,
    Working.silent,
  )
  const costs = {
    advancedDegreeTeachersPer100: 1,
    backboneTeachersPer100: 20_000_000,
    peArtTeachersPer100: 1,
    teachingAreaPerPupil: 1,
    sportsAreaPerPupil: 1,
    equipmentValuePerPupil: 1,
    multimediaRoomsPer100: 1,
  }
  const prices = marginalPrices([{ indicator: 'backboneTeachersPer100', disparity: backbone }], costs)
  expect(prices.at(-1)?.school).toBe('A')
  expect(prices[0]?.composite).toBeCloseTo(-0.0759, 4)
  expect(prices[0]?.per10kYuan).toBeCloseTo(-0.0759 / 20, 5)
  const both = marginalPrices(
    [
      { indicator: 'backboneTeachersPer100', disparity: backbone },
      { indicator: 'peArtTeachersPer100', disparity: backbone },
    ],
    { ...costs, peArtTeachersPer100: 0 },
  )
  // What costs nothing and helps comes first, what costs nothing and harms comes last.
  expect(both.map(({ school, indicator }) => `${school} ${indicator.slice(0, 2)}`)).toEqual([
    'B pe',
    'C pe',
    'B ba',
    'C ba',
    'A ba',
    'A pe',
  ])
  expect(both[0]).toMatchObject({ per10kYuan: null })
  expect(both[0]?.composite).toBeCloseTo(-0.0759 / 2, 4)
})

it('finds signs inside their windows only', () => {
  const date = parseDate('2022-09-01')
  const guards = { equipmentMoveDays: 60, pupilMoveDays: 30, roundYuan: 100_000 }
  const move = (on: string) => ({ from: 'A', to: 'B', on: parseDate(on) })
  const signs = snapshotFindings(
    {
      date,
      teachers: [
        { teacher: 'T', school: 'A', fte: 0.5 },
        { teacher: 'T', school: 'B', fte: 0.5 },
        { teacher: 'U', school: 'A', fte: 0.7 },
        { teacher: 'U', school: 'B', fte: 0.5 },
      ],
      equipmentMoves: [
        { ...move('2022-07-03'), yuan: 1 },
        { ...move('2022-07-02'), yuan: 2 },
        { ...move('2022-10-31'), yuan: 3 },
        { ...move('2022-11-01'), yuan: 4 },
      ],
      pupilMoves: [
        { ...move('2022-08-02'), pupils: 5 },
        { ...move('2022-08-01'), pupils: 6 },
        { ...move('2022-09-02'), pupils: 7 },
      ],
      equipmentYuan: [
        { school: 'A', yuan: 300_000 },
        { school: 'B', yuan: 300_001 },
        { school: 'C', yuan: 0 },
      ],
    },
    guards,
  )
  expect(signs.map(({ sign, message }) => `${sign} ${message}`)).toEqual([
    'teacher_counted_twice 教师U共计 1.2 人',
    'equipment_moved 2022-07-03 调剂设备 1 元，距统计时点 60 日',
    'equipment_moved 2022-10-31 调剂设备 3 元，距统计时点 60 日',
    'pupils_moved 统计时点前 30 日转移学籍 5 人',
    'round_equipment 设备值 300000 元为 100000 元的整数倍',
  ])
})
