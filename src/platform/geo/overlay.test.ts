import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { boxesMeet, commonArea, overlapsOf, overlayAreas, prepareZones } from './overlay.ts'
import { type Area, type Position, boxOfArea, planeArea } from './shapes.ts'

const square = (x: number, y: number, size: number): Position[] => [
  [x, y],
  [x + size, y],
  [x + size, y + size],
  [x, y + size],
  [x, y],
]

/** A star-shaped ring about a centre: always simple, often concave. */
const starAt = (x: number, y: number, radii: readonly number[]): Position[] => {
  const ring = radii.map((radius, index): Position => {
    const angle = (2 * Math.PI * index) / radii.length + 0.1
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)]
  })
  return [...ring, ring[0] as Position]
}

const star: fc.Arbitrary<Area> = fc
  .tuple(
    fc.double({ min: -50, max: 50, noNaN: true }),
    fc.double({ min: -50, max: 50, noNaN: true }),
    fc.array(fc.double({ min: 5, max: 60, noNaN: true }), { minLength: 3, maxLength: 30 }),
    fc.boolean(),
    fc.boolean(),
  )
  .map(([dx, dy, radii, holed, turn]) => {
    const [x, y] = [641_226 + dx, 3_215_678 + dy]
    const outer = starAt(x, y, radii)
    const hole = starAt(x, y, [1.1, 1.4, 1.2, 1.3])
    // Three radii make a triangle that may not hold its centre.
    const rings = holed && radii.length > 6 ? [outer, hole] : [outer]
    return [turn ? rings.map((ring) => [...ring].reverse()) : rings]
  })

describe('common area', () => {
  test.each<[string, Area, Area, number]>([
    ['apart', [[square(0, 0, 1)]], [[square(2, 0, 1)]], 0],
    ['side by side', [[square(0, 0, 1)]], [[square(1, 0, 1)]], 0],
    ['a quarter', [[square(0, 0, 2)]], [[square(1, 1, 2)]], 1],
    ['the same', [[square(0, 0, 2)]], [[square(0, 0, 2)]], 4],
    ['inside', [[square(1, 1, 1)]], [[square(0, 0, 9)]], 1],
    ['around', [[square(0, 0, 9)]], [[square(1, 1, 1)]], 1],
    ['in the hole', [[square(4, 4, 1)]], [[square(0, 0, 9), square(3, 3, 3)]], 0],
    ['over the hole', [[square(2, 2, 5)]], [[square(0, 0, 9), square(3, 3, 3)]], 16],
    ['hole over hole', [[square(0, 0, 9), square(2, 2, 3)]], [[square(0, 0, 9), square(3, 3, 3)]], 67],
    ['several parts', [[square(0, 0, 10)]], [[square(1, 1, 1)], [square(5, 5, 2)], [square(20, 0, 1)]], 5],
  ])('%s', (_, a, b, expected) => {
    expect(commonArea(a, b)).toBeCloseTo(expected, 10)
    expect(commonArea(b, a)).toBeCloseTo(expected, 10)
  })

  test('is symmetric, at most either area, all of itself, whatever the turn of the rings', () => {
    fc.assert(
      fc.property(star, star, (a, b) => {
        const both = commonArea(a, b)
        expect(Math.abs(both - commonArea(b, a))).toBeLessThan(1e-6)
        expect(both).toBeGreaterThanOrEqual(0)
        expect(both).toBeLessThanOrEqual(Math.min(planeArea(a), planeArea(b)) + 1e-6)
        expect(Math.abs(commonArea(a, a) - planeArea(a))).toBeLessThan(1e-6)
        if (!boxesMeet(boxOfArea(a), boxOfArea(b))) expect(both).toBe(0)
      }),
    )
  })

  test('the shares of a partition add up to the parcel', () => {
    const west = (x: number): Area => [
      [
        [
          [x - 1e4, 3_205_678],
          [x, 3_205_678],
          [x, 3_225_678],
          [x - 1e4, 3_225_678],
          [x - 1e4, 3_205_678],
        ],
      ],
    ]
    fc.assert(
      fc.property(star, fc.double({ min: -60, max: 60, noNaN: true }), (parcel, at) => {
        const x = 641_226 + at
        const total = commonArea(parcel, west(x)) + commonArea(parcel, west(x + 1e4))
        expect(Math.abs(total - planeArea(parcel))).toBeLessThan(1e-6)
      }),
    )
  })
})

describe('sets', () => {
  test('pairs come by parcel and zone, without empty ones', () => {
    const zones: Area[] = [[[square(5, 0, 10)]], [[square(0, 0, 5)]], [[square(100, 0, 5)]]]
    expect(overlayAreas([[[square(0, 0, 10)]], [[square(50, 50, 1)]], [[square(101, 1, 1)]]], zones)).toEqual([
      { parcel: 0, zone: 0, areaM2: 50 },
      { parcel: 0, zone: 1, areaM2: 25 },
      { parcel: 2, zone: 2, areaM2: 1 },
    ])
    expect(overlapsOf([[square(0, 0, 1)]], prepareZones([]))).toEqual([])
    expect(overlayAreas([], zones)).toEqual([])
  })

  test('a ring of 20 000 vertices against a regular polygon of known area', () => {
    const circle: Area = [[starAt(0, 0, Array<number>(20_000).fill(100))]]
    const exact = (20_000 / 2) * 100 ** 2 * Math.sin((2 * Math.PI) / 20_000)
    expect(commonArea([[square(-200, -200, 400)]], circle)).toBeCloseTo(exact, 6)
    expect(commonArea([[square(-200, -200, 200)]], circle)).toBeCloseTo(exact / 4, 0)
  })
})
