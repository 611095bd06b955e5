import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec'
import { expect, it } from 'vitest'
import type { FeatureLayer } from '../feature-layer.ts'
import { areaSource, dotSource, featureStyle } from './feature-style.ts'

const layer: FeatureLayer = {
  id: 'land.parcels',
  title: '宗地',
  key: 'code',
  classOf: 'state',
  classes: [
    { value: 'idle', title: '闲置', colour: '#c92a2a' },
    { value: 'closed', title: '已销号', colour: '#2b8a3e' },
  ],
  data: { type: 'FeatureCollection', features: [] },
}

it.each([
  ['records', layer],
  ['a backdrop', { ...layer, backdrop: true }],
  ['no classes', { ...layer, classes: [] }],
] as const)('is a style that MapLibre takes: %s', (_name, one) => {
  const errors = validateStyleMin({
    version: 8,
    sources: {
      [areaSource(one.id)]: { type: 'geojson', data: one.data },
      [dotSource(one.id)]: { type: 'geojson', data: one.data },
    },
    layers: [...featureStyle(one, 'A-1')],
  })
  expect(errors).toEqual([])
})
