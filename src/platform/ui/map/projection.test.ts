import { describe, expect, test } from 'vitest'
import { fitProjection, geometryPath, isOnLand } from './projection.ts'

const none = { top: 0, right: 0, bottom: 0, left: 0 }
const county = [121.199, 28.839, 121.8, 29.203] as const

describe('map projection', () => {
  test('keeps the county inside the picture, north up', () => {
    const projection = fitProjection(county, 760, 312, { ...none, left: 40 })
    const [west, north] = projection.point(121.199, 29.203)
    const [east, south] = projection.point(121.8, 28.839)
    expect(west).toBeGreaterThanOrEqual(40)
    expect(east).toBeLessThanOrEqual(760)
    expect(north).toBeLessThan(south)
  })

  test('a kilometre is the same length both ways', () => {
    const projection = fitProjection(county, 1000, 1000, none)
    const [x0, y0] = projection.point(121.5, 29.02)
    const [, y1] = projection.point(121.5, 29.02 - 1 / 111.32)
    const [x1] = projection.point(121.5 + 1 / (111.32 * Math.cos((29.021 * Math.PI) / 180)), 29.02)
    expect(y1 - y0).toBeCloseTo(projection.kilometre, 6)
    expect(x1 - x0).toBeCloseTo(projection.kilometre, 2)
  })

  test('rings are closed, lines are not', () => {
    const projection = fitProjection([0, 0, 1, 1], 10, 10, none)
    const square = [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 0],
    ]
    expect(geometryPath({ type: 'Polygon', coordinates: [square] }, projection)).toMatch(/^M.*Z$/)
    expect(geometryPath({ type: 'LineString', coordinates: square }, projection)).not.toContain('Z')
  })
})

test('a point of the screen leads back to its place', () => {
  const projection = fitProjection([121.199, 28.839, 121.8, 29.203], 760, 312, {
    top: 8,
    right: 40,
    bottom: 8,
    left: 90,
  })
  const [x, y] = projection.point(121.5, 29)
  const [longitude, latitude] = projection.place(x, y)
  expect(longitude).toBeCloseTo(121.5, 9)
  expect(latitude).toBeCloseTo(29, 9)
})

test('a hole in the land is water', () => {
  const square = (low: number, high: number): [number, number][] => [
    [low, low],
    [high, low],
    [high, high],
    [low, high],
    [low, low],
  ]
  const land: GeoJSON.FeatureCollection = {
    type: 'FeatureCollection',
    features: [
      { type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [square(0, 10), square(4, 6)] } },
    ],
  }
  expect(isOnLand(land, 2, 2)).toBe(true)
  expect(isOnLand(land, 5, 5)).toBe(false)
  expect(isOnLand(land, 11, 5)).toBe(false)
})
