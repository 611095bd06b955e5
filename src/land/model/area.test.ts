import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Working } from '../../platform/explain.ts'
import { crsRegistry, findCrs } from '../../platform/geo/crs.ts'
import type { Area, Position } from '../../platform/geo/shapes.ts'
import { runCalculator } from '../../platform/http/run-calculator.ts'
import { landCalculators } from '../calculators.ts'
import { refusalOf as refusal, valueOf as run } from '../testing.ts'
import { areaFigures, areaSigma, compareRegistered } from './area.ts'

const square = (x: number, y: number, side: number): Area => [
  [
    [
      [x, y],
      [x + side, y],
      [x + side, y + side],
      [x, y + side],
      [x, y],
    ],
  ],
]
const figures = (area: Area, crs: keyof typeof crsRegistry) =>
  areaFigures(area, crsRegistry[crs], 0.05, Working.silent, '/geometry')

const county = fc.record({
  x: fc.double({ min: 121.2, max: 121.9, noNaN: true }),
  y: fc.double({ min: 28.85, max: 29.19, noNaN: true }),
  size: fc.double({ min: 0.0005, max: 0.005, noNaN: true }),
})

describe('areas', () => {
  test('the example of land 4.4: 27687.935, 27687.939 and 27701.578 m²', () => {
    const ring: Position[] = [
      [121.45, 29.05],
      [121.452, 29.0502],
      [121.4518, 29.0515],
      [121.4499, 29.0513],
      [121.45, 29.05],
    ]
    const result = figures([[ring]], 'EPSG:4490')
    expect(result.geodesicM2).toBeCloseTo(27687.935, 3)
    expect(result.td1055M2).toBeCloseTo(27687.939, 3)
    expect(result.projectedM2).toBeCloseTo(27701.578, 3)
    expect(result.mu).toBeCloseTo((27687.935 * 15) / 10_000, 5)
  })

  test('a 100 m square with points of ±5 cm varies by 5 m²', () => {
    expect(areaSigma(square(640_000, 3_215_000, 100), 0.05)).toBeCloseTo(5, 10)
  })

  test('the plane is 1.00034 in the west and 1.00088 in the east', () => {
    expect(figures(square(121.2, 29, 0.001), 'EPSG:4490').scaleRatio).toBeCloseTo(1.00034, 4)
    expect(figures(square(121.94, 29, 0.001), 'EPSG:4490').scaleRatio).toBeCloseTo(1.00088, 4)
  })

  test('the three areas agree as they must anywhere in the county', () => {
    fc.assert(
      fc.property(county, ({ x, y, size }) => {
        const result = figures(square(x, y, size), 'EPSG:4490')
        expect(Math.abs(result.td1055M2 / result.geodesicM2 - 1)).toBeLessThan(1e-5)
        expect(result.scaleRatio).toBeGreaterThan(1.0003)
        expect(result.scaleRatio).toBeLessThan(1.0009)
      }),
    )
  })

  test('a hole is subtracted and orientation does not matter', () => {
    const [outer] = square(121.45, 29.05, 0.002)[0] as [readonly Position[]]
    const [hole] = square(121.4505, 29.0505, 0.001)[0] as [readonly Position[]]
    const whole = figures([[outer]], 'EPSG:4490').geodesicM2
    const cut = figures([[outer]], 'EPSG:4490').geodesicM2 - figures([[hole]], 'EPSG:4490').geodesicM2
    expect(figures([[outer, hole]], 'EPSG:4490').geodesicM2).toBeCloseTo(cut, 6)
    expect(figures([[[...outer].reverse()]], 'EPSG:4490').geodesicM2).toBeCloseTo(whole, 6)
  })

  test('a registered area differs only beyond twice sigma and the effect of the plane', () => {
    const result = figures(square(640_000, 3_215_000, 100), 'EPSG:4549')
    const { toleranceM2 } = compareRegistered(10_000, result)
    expect(toleranceM2).toBeCloseTo(10 + (10_000 - result.geodesicM2), 6)
    expect(compareRegistered(result.geodesicM2 + toleranceM2 - 0.001, result).differs).toBe(false)
    expect(compareRegistered(result.geodesicM2 + toleranceM2 + 0.001, result).differs).toBe(true)
  })

  test('a bow tie is refused with the place where it crosses', async () => {
    const coordinates = [
      [
        [0, 0],
        [10, 10],
        [10, 0],
        [0, 10],
        [0, 0],
      ].map(([x = 0, y = 0]) => [640_000 + x, 3_215_000 + y]),
    ]
    expect(await refusal('area', { crs: 'EPSG:4549', geometry: { type: 'Polygon', coordinates } })).toEqual([
      422,
      '/geometry/coordinates/0/2 self_intersection',
    ])
  })

  test('an open ring is refused', async () => {
    const open = {
      type: 'Polygon',
      coordinates: [
        [
          [121, 29],
          [121.1, 29],
          [121.1, 29.1],
        ],
      ],
    }
    expect(await refusal('area', { crs: 'EPSG:4490', geometry: open })).toEqual([
      422,
      '/geometry/coordinates/0 ring_not_closed_or_too_short',
    ])
  })
})

describe('coordinates', () => {
  test('there and back again within a tenth of a millimetre, with and without the zone prefix', async () => {
    await fc.assert(
      fc.asyncProperty(
        county,
        fc.constantFrom('EPSG:4549', 'EPSG:4528', 'EPSG:4550', 'EPSG:4529'),
        async ({ x, y }, to) => {
          const there = (await run('transform', { from: 'EPSG:4490', to, points: [[x, y]] })) as { points: number[][] }
          const back = (await run('transform', { from: to, to: '4490', points: there.points })) as {
            points: number[][]
          }
          expect(Math.abs((back.points[0]?.[0] ?? 0) - x)).toBeLessThan(2e-9)
          expect(Math.abs((back.points[0]?.[1] ?? 0) - y)).toBeLessThan(2e-9)
          const found = (await run('detect-crs', { points: there.points, county: '331022' })) as { crs: string }
          expect(found.crs).toBe(to)
          const swapped = there.points.map(([a = 0, b = 0]) => [b, a])
          expect(await run('detect-crs', { points: swapped, county: '331022' })).toMatchObject({
            crs: to,
            axisSwapped: true,
          })
        },
      ),
      { numRuns: 30 },
    )
  })

  test('a local system as PROJ string', () => {
    const local = findCrs('+proj=tmerc +lat_0=0 +lon_0=121.5 +k=1 +x_0=500000 +y_0=0 +ellps=GRS80 +units=m')
    const area = areaFigures(square(500_000, 3_215_000, 100), local, 0.05, Working.silent, '')
    expect(area.geodesicM2).toBeCloseTo(10_000, 0)
  })

  test.each([
    [{ from: 'GCJ-02', to: 'EPSG:4549', points: [[121, 29]] }, '/from crs_not_accepted'],
    [{ from: 'EPSG:4490', to: 'BD-09', points: [[121, 29]] }, '/to crs_not_accepted'],
    [{ from: 'EPSG:9999', to: 'EPSG:4549', points: [[121, 29]] }, '/from unknown_crs'],
    [{ from: 'EPSG:4490', to: 'EPSG:4549', points: [[29.05, 121.45]] }, '/points/0 coordinate'],
  ])('%j is refused', async (body, error) => {
    expect(await refusal('transform', body)).toEqual([422, error])
  })

  test('swapped axes of a plane are told', async () => {
    const calculator = landCalculators.find(({ name }) => name === 'transform')
    if (calculator === undefined) throw new Error('transform')
    const body = { from: 'EPSG:4549', to: 'EPSG:4490', points: [[3_215_678.98, 641_226.39]] }
    const { warnings } = await runCalculator(calculator, body)
    expect(warnings.map(({ code }) => code)).toContain('far_from_meridian')
  })

  test('points outside the county in every reading are asked about', async () => {
    expect(await refusal('detect-crs', { points: [[116.4, 39.9]], county: '331022' })).toEqual([
      422,
      '/points unknown_crs',
    ])
  })
})
