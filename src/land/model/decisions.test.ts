import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { refusalOf, valueOf } from '../testing.ts'
import { type AhpResult, ahp, groupJudgements } from './ahp.ts'
import { hornSlope } from './slope.ts'

describe('judgements', () => {
  test('the example of land 4.16', async () => {
    const matrix = [
      [1, 0.5, 3],
      [2, 1, 4],
      [1 / 3, 0.25, 1],
    ]
    const result = await valueOf<AhpResult>('ahp', { matrix })
    expect(result.weights.map((weight) => weight.toFixed(4))).toEqual(['0.3196', '0.5584', '0.1220'])
    expect(result.lambdaMax).toBeCloseTo(3.0183, 4)
    expect(result.cr).toBeCloseTo(0.0158, 4)
    expect(result.consistent).toBe(true)
    expect(result.worst).toHaveLength(3)
  })

  const weights = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 10 })
  test('judgements made from weights give those weights and no contradiction', () => {
    fc.assert(
      fc.property(weights, (given) => {
        const result = ahp(
          given.map((a) => given.map((b) => a / b)),
          true,
        )
        const total = given.reduce((a, b) => a + b, 0)
        given.forEach((weight, index) => {
          expect(result.weights[index]).toBeCloseTo(weight / total, 9)
          expect(result.weightsGeometricMean[index]).toBeCloseTo(weight / total, 9)
        })
        expect(result.cr).toBeLessThan(1e-9)
      }),
    )
  })

  test('λ is at least n, and the order of criteria does not matter', () => {
    const upper = fc.array(fc.constantFrom(1 / 9, 1 / 5, 1 / 3, 1, 2, 4, 9), { minLength: 6, maxLength: 6 })
    fc.assert(
      fc.property(upper, (values) => {
        const n = 4
        const matrix = Array.from({ length: n }, () => Array.from({ length: n }, () => 1))
        let at = 0
        for (let i = 0; i < n; i++) {
          for (let j = i + 1; j < n; j++) {
            const value = values[at++] ?? 1
            ;(matrix[i] as number[])[j] = value
            ;(matrix[j] as number[])[i] = 1 / value
          }
        }
        const result = ahp(matrix, false)
        expect(result.lambdaMax).toBeGreaterThanOrEqual(n - 1e-9)
        const turned = [...matrix].reverse().map((row) => [...row].reverse())
        expect(ahp(turned, false).cr).toBeCloseTo(result.cr, 8)
      }),
    )
  })

  test('opposite opinions cancel', () => {
    expect(
      groupJudgements([
        [
          [1, 4],
          [0.25, 1],
        ],
        [
          [1, 0.25],
          [4, 1],
        ],
      ]),
    ).toEqual([
      [1, 1],
      [1, 1],
    ])
  })

  test.each([
    [[[1, 2]], '/matrix/0 not_square'],
    [
      [
        [1, -2],
        [-0.5, 1],
      ],
      '/matrix/0/1 not_positive',
    ],
    [
      [
        [2, 2],
        [0.5, 1],
      ],
      '/matrix/0/0 diagonal',
    ],
    [
      [
        [1, 2],
        [0.6, 1],
      ],
      '/matrix/0/1 not_reciprocal',
    ],
    [
      [
        [1, 10],
        [0.1, 1],
      ],
      '/matrix/0/1 scale',
    ],
  ])('%j is refused', async (matrix, error) => {
    expect(await refusalOf('ahp', { matrix })).toEqual([422, error])
  })

  test('any scale when asked for', async () => {
    expect(
      await valueOf('ahp', {
        matrix: [
          [1, 10],
          [0.1, 1],
        ],
        allowAnyScale: true,
      }),
    ).toMatchObject({ cr: 0 })
  })
})

describe('slope', () => {
  const tilted = [
    [10, 11, 12],
    [9, 10, 11],
    [8, 9, 10],
  ]

  test('the example of land 4.15: 14.142 %, 8.0495°, down to the south-west', () => {
    const cell = hornSlope(tilted, 10)[1]?.[1]
    expect(cell?.percent).toBeCloseTo(14.142, 3)
    expect(cell?.degrees).toBeCloseTo(8.0495, 4)
    expect(cell?.aspect).toBeCloseTo(225, 10)
  })

  test('a plane has its own slope and direction everywhere inside', () => {
    const tilt = fc.double({ min: -3, max: 3, noNaN: true })
    fc.assert(
      fc.property(tilt, tilt, fc.double({ min: 0.5, max: 90, noNaN: true }), (east, north, size) => {
        fc.pre(Math.hypot(east, north) > 0.01)
        const heights = Array.from({ length: 4 }, (_, y) =>
          Array.from({ length: 5 }, (_, x) => (east * x - north * y) * size),
        )
        const downhill = ((Math.atan2(-east, -north) * 180) / Math.PI + 360) % 360
        for (const cell of hornSlope(heights, size).flat()) {
          if (cell === null) continue
          expect(cell.percent).toBeCloseTo(100 * Math.hypot(east, north), 6)
          const turn = Math.abs((cell.aspect ?? Number.NaN) - downhill)
          expect(Math.min(turn, 360 - turn)).toBeLessThan(1e-6)
        }
      }),
    )
  })

  test('cut equals fill at the level of balance', async () => {
    const value = await valueOf<{ cutM3: number; fillM3: number; balanceLevelM: number }>('terrain', {
      cellSizeM: 10,
      dem: tilted,
    })
    expect(value.balanceLevelM).toBe(10)
    expect(value.cutM3).toBeCloseTo(value.fillM3, 9)
    expect(value.cutM3).toBe(600 - 200)
  })

  test('a ragged grid is refused', async () => {
    expect(await refusalOf('slope', { cellSizeM: 10, dem: [[1, 2], [1]] })).toEqual([422, '/dem/1 grid'])
  })
})

describe('assessment', () => {
  const town = {
    tasks: 20,
    closed: 18,
    signedByDue: 20,
    treatedMu: 300,
    planMu: 400,
    growth: 0.045,
    growthTarget: 0.06,
    onTime: 0.96,
  }
  const total = async (more: object) =>
    (await valueOf<{ total: number }>('town-assessment', { ...town, ...more })).total

  test('bonus is capped, deductions are not; falling tax scores nothing', async () => {
    expect(await total({ bonus: 9 })).toBe(91.85)
    expect(await total({ reopened: 2, falseReports: 1 })).toBe(72.85)
    expect(await total({ growth: -0.02 })).toBe(75.6)
    expect(await total({ growth: 0.5 })).toBe(90.6)
  })

  test('a town without tasks is judged by the rest, still out of 100', async () => {
    const none = { tasks: 0, closed: 0, signedByDue: 0, treatedMu: 0, planMu: 0, growth: 0.06, onTime: 1 }
    expect(await total(none)).toBe(100)
    expect(await total({ ...none, onTime: 0.5 })).toBe(80)
  })

  test.each([
    [{ closed: 21 }, '/closed more_than_tasks'],
    [{ growthTarget: 0 }, '/growthTarget target_not_positive'],
  ])('%j is refused', async (more, error) => {
    expect(await refusalOf('town-assessment', { ...town, ...more })).toEqual([422, error])
  })
})

describe('forecast', () => {
  test('years may be counted from the first start; the last step of the ramp holds on', async () => {
    const parcels = [{ areaMu: 10, probability: 0.5, taxFenPerMu: 100, startYear: 2026 }]
    const { rows } = await valueOf<{ rows: { year: number; taxFen: number }[] }>('supply-forecast', {
      parcels,
      years: 6,
      ramp: [0, 1],
    })
    expect(rows.map(({ year, taxFen }) => [year, taxFen])).toEqual([
      [2026, 0],
      [2027, 500],
      [2028, 500],
      [2029, 500],
      [2030, 500],
      [2031, 500],
    ])
  })
})
