import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Problem } from '../../platform/errors/problem.ts'
import { Working } from '../../platform/explain.ts'
import { compositeDisparity, disparity, type SchoolQuantity } from './disparity.ts'

const silent = Working.silent
const published: SchoolQuantity[] = [
  { id: 'A', pupils: 1200, quantity: 18 },
  { id: 'B', pupils: 600, quantity: 3 },
  { id: 'C', pupils: 200, quantity: 1 },
]
const moved = (changes: Record<string, number>): SchoolQuantity[] =>
  published.map((school) => ({ ...school, quantity: (school.quantity ?? 0) + (changes[school.id] ?? 0) }))

const refusal = (work: () => unknown): string => {
  try {
    work()
  } catch (error) {
    if (error instanceof Problem) return `${error.errors[0]?.code} ${error.errors[0]?.pointer}`
  }
  return 'none'
}

describe('disparity coefficient', () => {
  it('equals the worked example', () => {
    const result = disparity(published, 100, silent)
    expect(result.mean).toBeCloseTo(1.1, 12)
    expect(result.cv).toBeCloseTo(0.445362, 6)
    expect(result.sd).toBeCloseTo(0.4899, 4)
    expect(result.schools[0]).toMatchObject({ id: 'A', value: 1.5, weight: 0.6 })
    expect(result.schools[0]?.term).toBeCloseTo(0.096, 12)
    expect(result.schools[0]?.z).toBeCloseTo(0.8165, 4)
    expect(result.schools[0]?.marginalCv).toBeCloseTo(0.01687, 5)
    expect(result.schools[1]?.marginalCv).toBeCloseTo(-0.0759, 4)
  })

  it('falls as the example moves teachers', () => {
    expect(disparity(moved({ A: -1, B: 1 }), 100, silent).cv).toBeCloseTo(0.355, 4)
    expect(disparity(moved({ A: -4, B: 3, C: 1 }), 100, silent).cv).toBeCloseTo(0.0742, 4)
    expect(disparity(moved({ B: 1 }), 100, silent).cv - disparity(published, 100, silent).cv).toBeCloseTo(-0.0705, 4)
  })

  it('shows mean, deviation and coefficient in the unit asked for', () => {
    const working = new Working()
    disparity(published, 100, working)
    const steps = working.explain(null).working
    const figures = steps.map(({ result, inputs }) => [
      Number(Number(result).toFixed(6)),
      ...Object.values(inputs).map(({ value }) => Number(Number(value).toFixed(6))),
    ])
    expect(figures).toEqual([
      [1.1, 22, 2000, 100],
      [0.489898, 3],
      [0.445362, 0.489898, 1.1],
    ])
  })

  it('takes what differs by floating-point noise as equal', () => {
    const equal = disparity(
      [
        { id: 'A', pupils: 3, quantity: 0.3 },
        { id: 'B', pupils: 7, quantity: 0.7 },
        { id: 'C', pupils: 11, quantity: 1.1 },
      ],
      1,
      silent,
    )
    expect(equal.cv).toBe(0)
    expect(equal.schools[0]).toMatchObject({ z: null, marginalCv: null })
    const apart = [
      { id: 'A', pupils: 1, quantity: 1 },
      { id: 'B', pupils: 1, quantity: 1 + 1e-9 },
    ]
    expect(disparity(apart, 1, silent).cv).toBeGreaterThan(0)
  })

  it('says what it cannot compute', () => {
    expect(refusal(() => disparity([], 1, silent))).toBe('no_schools /schools')
    expect(refusal(() => disparity([{ id: 'A', pupils: 10, quantity: 0 }], 1, silent))).toBe('zero_mean /schools')
    expect(refusal(() => disparity([{ id: 'A', pupils: 0, quantity: 2 }], 1, silent))).toBe(
      'pupils_zero_with_resources /schools/0/pupils',
    )
    expect(refusal(() => disparity([{ id: 'A', pupils: 10, quantity: null }], 1, silent))).toBe(
      'missing_quantity /schools/0/quantity',
    )
    expect(refusal(() => disparity([{ id: 'A', pupils: 10, quantity: -1 }], 1, silent))).toBe(
      'negative_quantity /schools/0/quantity',
    )
    expect(refusal(() => disparity([...published, { id: 'A', pupils: 1, quantity: 1 }], 1, silent))).toBe(
      'duplicate_school /schools/3/id',
    )
  })

  it('leaves out a school without pupils and resources, and lists it', () => {
    const result = disparity([...published, { id: 'D', pupils: 0, quantity: 0 }], 100, silent)
    expect(result.excluded).toEqual(['D'])
    expect(result.cv).toBeCloseTo(0.445362, 6)
  })

  it('is 0 for one school, with a warning', () => {
    const working = new Working()
    expect(disparity([{ id: 'A', pupils: 10, quantity: 3 }], 1, working)).toMatchObject({
      cv: 0,
      schools: [{ z: null, marginalCv: null }],
    })
    expect(working.explain(null).warnings[0]?.code).toBe('single_school')
  })

  const county = fc
    .array(fc.record({ pupils: fc.integer({ min: 1, max: 5_000 }), quantity: fc.integer({ min: 1, max: 500 }) }), {
      minLength: 2,
      maxLength: 40,
    })
    .map((rows) => rows.map((row, index) => ({ id: String(index), ...row })))

  it('does not depend on order, on the unit or on "per"', () => {
    fc.assert(
      fc.property(county, fc.integer({ min: 2, max: 1_000 }), (schools, factor) => {
        const { cv } = disparity(schools, 1, silent)
        expect(disparity(schools.toReversed(), 1, silent).cv).toBeCloseTo(cv, 10)
        expect(
          disparity(
            schools.map((school) => ({ ...school, quantity: school.quantity * factor })),
            100,
            silent,
          ).cv,
        ).toBeCloseTo(cv, 10)
      }),
    )
  })

  it('equals √(Σ N_s x_s² ÷ N ÷ x̄² − 1), the other way to compute it', () => {
    fc.assert(
      fc.property(county, (schools) => {
        const pupils = schools.reduce((sum, school) => sum + school.pupils, 0)
        const mean = schools.reduce((sum, school) => sum + school.quantity, 0) / pupils
        const squares = schools.reduce((sum, school) => sum + school.quantity ** 2 / school.pupils, 0) / pupils
        expect(disparity(schools, 1, silent).cv).toBeCloseTo(Math.sqrt(Math.max(0, squares / mean ** 2 - 1)), 6)
      }),
    )
  })

  it('splitting a school into equal halves changes nothing', () => {
    fc.assert(
      fc.property(county, (schools) => {
        const halves = schools.flatMap((school) =>
          [0, 1].map((half) => ({
            id: `${school.id}.${half}`,
            pupils: school.pupils / 2,
            quantity: school.quantity / 2,
          })),
        )
        expect(disparity(halves, 1, silent).cv).toBeCloseTo(disparity(schools, 1, silent).cv, 9)
      }),
    )
  })
})

const rowsOf = (name: string, quantities: readonly number[], per: number) => ({
  name,
  per,
  at: `/indicators/${name}`,
  out: [],
  rows: published.map((school, index) => ({
    school,
    quantity: quantities[index] ?? null,
    pointer: `/indicators/${name}/${index}`,
    place: `/schools/${index}`,
  })),
})

describe('several indicators', () => {
  it('averages and names the worst', () => {
    const result = compositeDisparity([rowsOf('R2', [18, 3, 1], 100), rowsOf('R4', [1200, 600, 200], 1)], silent)
    expect(result.composite).toBeCloseTo(0.445362 / 2, 6)
    expect(result.worst?.indicator).toBe('R2')
  })

  it('has no composite when one coefficient does not exist', () => {
    const result = compositeDisparity([rowsOf('R2', [18, 3, 1], 100), rowsOf('R7', [0, 0, 0], 100)], silent)
    expect(result.composite).toBeNull()
    expect(result.indicators['R7']).toEqual({ cv: null, reason: 'zero_mean' })
  })
})
