import { expect, it } from 'vitest'
import { boxOf, centreOf, countOf, type FeatureLayer, pointsOf } from './feature-layer.ts'

const square: GeoJSON.Polygon = {
  type: 'Polygon',
  coordinates: [
    [
      [121.4, 29],
      [121.6, 29],
      [121.6, 29.2],
      [121.4, 29.2],
      [121.4, 29],
    ],
  ],
}

it('finds box and centre of nested coordinates', () => {
  expect(boxOf(square)).toEqual([121.4, 29, 121.6, 29.2])
  expect(centreOf({ type: 'MultiPolygon', coordinates: [square.coordinates] })).toEqual([121.5, 29.1])
  expect(centreOf({ type: 'Point', coordinates: [121.3, 28.9] })).toEqual([121.3, 28.9])
  expect(boxOf({ type: 'GeometryCollection', geometries: [] })).toBeNull()
  expect(boxOf({ type: 'MultiPoint', coordinates: [] })).toBeNull()
})

it('makes a point of every feature that has a place, and counts the classes', () => {
  const layer: FeatureLayer = {
    id: 'parcels',
    title: '宗地',
    key: 'code',
    classOf: 'state',
    classes: [{ value: 'idle', title: '闲置', colour: '#c92a2a' }],
    data: {
      type: 'FeatureCollection',
      features: [
        { type: 'Feature', geometry: square, properties: { code: 'a', state: 'idle' } },
        {
          type: 'Feature',
          geometry: { type: 'MultiPoint', coordinates: [] },
          properties: { code: 'b', state: 'idle' },
        },
        { type: 'Feature', geometry: square, properties: { code: 'c', state: 'used' } },
      ],
    },
  }
  expect(pointsOf(layer.data).features.map((feature) => feature.properties?.['code'])).toEqual(['a', 'c'])
  expect(countOf(layer, 'idle')).toBe(2)
})
