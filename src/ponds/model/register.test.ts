import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Problem } from '../../platform/errors/problem.ts'
import { parseDate } from '../../platform/dates.ts'
import { crsRegistry, findCrs, transformer } from '../../platform/geo/crs.ts'
import type { Area, Position } from '../../platform/geo/shapes.ts'
import { Rational } from '../../platform/money.ts'
import { coverageOf, freshDays, surveyBaseIsFresh } from './coverage.ts'
import { overlapTolerance, pondArea, shownMu } from './pond-area.ts'
import { checkPondCode, mod37Check, withPondCheck } from './pond-code.ts'

const square = (x: number, y: number, width: number, height: number): Area => [
  [
    [
      [x, y],
      [x + width, y],
      [x + width, y + height],
      [x, y + height],
      [x, y],
    ],
  ],
]
const degrees = crsRegistry['EPSG:4490']
const moved = (area: Area, move: (position: Position) => Position): Area =>
  area.map((part) => part.map((ring) => ring.map(move)))

const codeOf = (work: () => unknown): string | undefined => {
  try {
    work()
  } catch (error) {
    if (error instanceof Problem) return error.errors[0]?.code
    throw error
  }
  return undefined
}

describe('area of a pond', () => {
  const pond = square(121.499, 29, 0.002, 0.001)

  it('agrees over the border of two belts within a thousandth of a square metre', () => {
    const here = pondArea(pond, degrees)
    for (const code of ['EPSG:4549', 'EPSG:4550', 'EPSG:4528', 'EPSG:4529'] as const) {
      const plane = moved(pond, transformer(degrees, crsRegistry[code]))
      expect(Math.abs(pondArea(plane, crsRegistry[code]) - here)).toBeLessThan(0.01)
    }
  })

  it('takes the belt number off the easting, and refuses the number of another belt', () => {
    const plane = moved(pond, transformer(degrees, crsRegistry['EPSG:4528']))
    expect(pondArea(plane, crsRegistry['EPSG:4549'])).toBeCloseTo(pondArea(pond, degrees), 2)
    expect(codeOf(() => pondArea(plane, crsRegistry['EPSG:4550']))).toBe('crs_not_accepted')
  })

  it('refuses what is crossed, elsewhere, too large, or shifted', () => {
    const bow: Area = [
      [
        [
          [121.4, 29],
          [121.41, 29.01],
          [121.41, 29],
          [121.4, 29.01],
          [121.4, 29],
        ],
      ],
    ]
    expect(codeOf(() => pondArea(bow, degrees))).toBe('invalid_geometry')
    expect(codeOf(() => pondArea(square(120.1, 30.2, 0.01, 0.01), degrees))).toBe('outside_county')
    expect(codeOf(() => pondArea(square(29, 121.4, 0.001, 0.001), degrees))).toBe('outside_county')
    expect(codeOf(() => pondArea(square(121.4, 29, 0.03, 0.03), degrees))).toBe('invalid_geometry')
    expect(codeOf(() => findCrs('GCJ-02'))).toBe('crs_not_accepted')
  })

  it('shows mu to the hundredth, half up', () => {
    expect(shownMu(20_000)).toBe(30)
    expect(shownMu(3_336.67)).toBe(5.01)
    expect(overlapTolerance(3_000)).toBe(50)
    expect(overlapTolerance(20_000)).toBe(200)
  })
})

describe('code of a pond', () => {
  it('carries the check character of ISO 7064 MOD 37,36', () => {
    // The GRid of the standard's users: A1-2425G-ABC1234002-M.
    expect(mod37Check('A12425GABC1234002')).toBe('M')
    expect(withPondCheck('331022003011', 42)).toBe('331022003011-0042W')
  })

  it('finds every single wrong digit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_999 }), fc.nat(15), fc.integer({ min: 1, max: 9 }), (number, at, add) => {
        const code = withPondCheck('331022003011', number).replace('-', '')
        expect(checkPondCode(code).valid).toBe(true)
        const wrong = [...code]
        wrong[at] = String((Number(code[at]) + add) % 10)
        expect(checkPondCode(wrong.join('')).valid).toBe(false)
      }),
    )
  })

  it('says what is wrong', () => {
    expect(checkPondCode('331022').reason).toBe('LENGTH')
    expect(checkPondCode('33102200301A0042W').reason).toBe('CHARACTER')
    expect(checkPondCode('331022003011-0042X').reason).toBe('CHECK_CHARACTER')
  })
})

describe('coverage', () => {
  const pond = (mu: number, covered: boolean) => ({
    id: 'x',
    areaMu: Rational.of(mu),
    failing: covered ? [] : (['right'] as const),
  })

  it('takes the lower of area and count, rounded down', () => {
    const ponds = [
      ...Array.from({ length: 1_900 }, (_, index) => pond(index === 0 ? 47_120 - 1_899 * 20 : 20, true)),
      ...Array.from({ length: 100 }, (_, index) => pond(index === 0 ? 2_680 - 99 * 20 : 20, false)),
    ]
    expect(coverageOf(ponds)).toEqual({ coverageArea: 0.946, coverageCount: 0.95, coverage: 0.946 })
  })

  it('never rounds up to the target', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 0, max: 500 }), (covered, open) => {
        const ponds = [
          ...Array.from({ length: covered }, () => pond(1, true)),
          ...Array.from({ length: open }, () => pond(1, false)),
        ]
        const { coverage } = coverageOf(ponds)
        expect(coverage).toBeLessThanOrEqual(covered / (covered + open))
        expect(coverage).toBeGreaterThan(covered / (covered + open) - 0.001)
      }),
    )
  })

  it('asks for a survey base of the last year, and for life every month of the season', () => {
    expect(surveyBaseIsFresh(parseDate('2021-09-30'), parseDate('2022-09-30'))).toBe(true)
    expect(surveyBaseIsFresh(parseDate('2021-09-29'), parseDate('2022-09-30'))).toBe(false)
    expect([freshDays(parseDate('2022-04-01')), freshDays(parseDate('2022-12-01'))]).toEqual([30, 90])
  })
})
