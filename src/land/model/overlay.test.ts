import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { commonArea } from '../../platform/geo/overlay.ts'
import type { Area } from '../../platform/geo/shapes.ts'
import { refusalOf, valueOf } from '../testing.ts'
import { overlapOutline } from './overlap-outline.ts'
import { areaInUnion } from './union-area.ts'

const [east, north] = [640_000, 3_215_000]
const rectangle = (x: number, y: number, width: number, height: number): [number, number][][] => [
  [
    [east + x, north + y],
    [east + x + width, north + y],
    [east + x + width, north + y + height],
    [east + x, north + y + height],
    [east + x, north + y],
  ],
]
const area = (x: number, y: number, width: number, height: number): Area => [rectangle(x, y, width, height)]
const geometry = (x: number, y: number, width: number, height: number) => ({
  type: 'Polygon',
  coordinates: rectangle(x, y, width, height),
})
type Reply = {
  pairs: { parcel: string; zone: string; areaM2: number }[]
  layers: { parcel: string; layer: string; areaM2: number; share: number; verdict: string }[]
}
const overlay = (zones: object[], more: object = {}) =>
  valueOf<Reply>('overlay', {
    crs: 'EPSG:4549',
    plane: true,
    parcels: [{ id: 'p', geometry: geometry(0, 0, 100, 100) }],
    zones: zones.map((zone, index) => ({ id: `z${index}`, ...zone })),
    ...more,
  })

describe('overlay', () => {
  test('zones of one layer that overlap count once', async () => {
    const layer = 'permanentBasicFarmland'
    const zones = [
      { layer, geometry: geometry(50, 0, 100, 100) },
      { layer, geometry: geometry(60, 0, 100, 100) },
    ]
    const { pairs, layers } = await overlay(zones)
    expect(pairs.map(({ areaM2 }) => areaM2)).toEqual([5_000, 4_000])
    expect(layers).toEqual([{ parcel: 'p', layer, areaM2: 5_000, share: 0.5, verdict: 'prohibited' }])
  })

  test.each([
    ['seaDike', null, 'permit'],
    ['geologicalHazard', 'high', 'prohibited'],
    ['geologicalHazard', 'medium', 'assessment'],
    ['nuclearExclusion', null, 'prohibited'],
    ['nuclearRestriction', null, 'conditional'],
    ['ourOwnLayer', null, 'conditional'],
  ])('%s %s: %s', async (layer, level, verdict) => {
    const { layers } = await overlay([{ layer, level, geometry: geometry(50, 50, 100, 100) }])
    expect(layers).toEqual([{ parcel: 'p', layer, areaM2: 2_500, share: 0.25, verdict }])
  })

  test('a sliver does not block, except on farmland and redline, where the survey decides', async () => {
    const strip = geometry(99.99, 0, 100, 90)
    const verdict = async (layer: string) => (await overlay([{ layer, geometry: strip }])).layers[0]?.verdict
    expect(await verdict('seaDike')).toBe('sliver')
    expect(await verdict('permanentBasicFarmland')).toBe('checkBySurvey')
    expect(await verdict('ecologicalRedline')).toBe('checkBySurvey')
  })

  test('a small corner that is wide is no sliver', async () => {
    // 3 m × 3 m = 9 m² is below a thousandth of the parcel, but its mean width is 1.5 m.
    const corner = [{ layer: 'seaDike', geometry: geometry(97, 97, 100, 100) }]
    expect((await overlay(corner)).layers[0]?.verdict).toBe('permit')
  })

  test('land outside the development boundary is conditional, also without any overlap', async () => {
    const layer = 'urbanDevelopmentBoundary'
    const verdict = async (...place: [number, number, number, number]) =>
      (await overlay([{ layer, geometry: geometry(...place) }])).layers[0]
    expect(await verdict(-10, -10, 200, 200)).toMatchObject({ share: 1, verdict: 'clear' })
    expect(await verdict(0, 0, 50, 100)).toMatchObject({ share: 0.5, verdict: 'conditional' })
    expect(await verdict(500, 0, 50, 100)).toMatchObject({ areaM2: 0, verdict: 'conditional' })
    expect(await verdict(-10, -10, 109.99, 200)).toMatchObject({ verdict: 'sliver' })
  })

  test('areas are geodesic unless the plane is asked for', async () => {
    const zones = [{ layer: 'port', geometry: geometry(50, 0, 100, 100) }]
    const [pair] = (await overlay(zones, { plane: false })).pairs
    expect((pair?.areaM2 ?? 0) / 5_000).toBeCloseTo(1 / 1.00048, 5)
  })

  test('the site has the worst verdict of its layers', async () => {
    const zones = [
      { id: 'a', layer: 'seaDike', geometry: geometry(50, 0, 100, 100) },
      { id: 'b', layer: 'waterSource', geometry: geometry(0, 0, 10, 10) },
    ]
    expect(
      await valueOf('site-verdict', { crs: 'EPSG:4549', geometry: geometry(0, 0, 100, 100), zones }),
    ).toMatchObject({
      verdict: 'prohibited',
    })
  })

  test('a self-crossing zone and repeated ids are refused', async () => {
    const [ring = []] = rectangle(0, 0, 10, 10)
    const crossed = [ring[0], ring[2], ring[1], ring[3], ring[0]]
    const zone = { id: 'z', layer: 'port', geometry: { type: 'Polygon', coordinates: [crossed] } }
    const body = { crs: 'EPSG:4549', parcels: [], zones: [zone] }
    expect(await refusalOf('overlay', body)).toEqual([422, '/zones/0/geometry/coordinates/0/2 self_intersection'])
    const twice = [0, 1].map(() => ({ id: 'z', layer: 'port', geometry: geometry(0, 0, 1, 1) }))
    expect(await refusalOf('overlay', { ...body, zones: twice })).toEqual([422, '/zones/1/id duplicate_id'])
  })
})

describe('area of a union', () => {
  const box = fc.tuple(
    fc.integer({ min: -50, max: 120 }),
    fc.integer({ min: -50, max: 120 }),
    fc.integer({ min: 1, max: 90 }),
    fc.integer({ min: 1, max: 90 }),
  )
  type Box = [number, number, number, number]

  test('agrees with counting unit squares', () => {
    fc.assert(
      fc.property(fc.array(box, { minLength: 1, maxLength: 4 }), (boxes) => {
        let squares = 0
        for (let x = 0; x < 100; x++) {
          for (let y = 0; y < 100; y++) {
            if (boxes.some(([bx, by, w, h]) => x >= bx && x < bx + w && y >= by && y < by + h)) squares++
          }
        }
        expect(
          areaInUnion(
            area(0, 0, 100, 100),
            boxes.map((each) => area(...each)),
          ),
        ).toBeCloseTo(squares, 6)
      }),
      { numRuns: 25 },
    )
  })

  test('of one zone is the common area; of two it is inclusion and exclusion', () => {
    const diamond = ([x, y, w, h]: Box): Area => [
      [
        [
          [east + x, north + y + h],
          [east + x + w, north + y],
          [east + x + 2 * w, north + y + h],
          [east + x + w, north + y + 2 * h],
          [east + x, north + y + h],
        ],
      ],
    ]
    fc.assert(
      fc.property(box, box, (a, b) => {
        const [parcel, first, second] = [area(0, 0, 100, 100), diamond(a), area(...b)]
        expect(areaInUnion(parcel, [first])).toBeCloseTo(commonArea(parcel, first), 6)
        // A rectangle's share of the parcel is a rectangle: the triple overlap is a common area too.
        const [x0, y0] = [Math.max(0, b[0]), Math.max(0, b[1])]
        const [x1, y1] = [Math.min(100, b[0] + b[2]), Math.min(100, b[1] + b[3])]
        const triple = x1 > x0 && y1 > y0 ? commonArea(area(x0, y0, x1 - x0, y1 - y0), first) : 0
        const expected = commonArea(parcel, first) + commonArea(parcel, second) - triple
        expect(areaInUnion(parcel, [first, second])).toBeCloseTo(expected, 6)
      }),
    )
  })
})

describe('outline of an overlap', () => {
  test('of rectangles, also along a shared edge', () => {
    expect(overlapOutline(area(0, 0, 100, 100), area(90, 90, 100, 100))).toBeCloseTo(40, 9)
    expect(overlapOutline(area(0, 0, 100, 100), area(0, 0, 10, 100))).toBeCloseTo(220, 9)
  })
})
