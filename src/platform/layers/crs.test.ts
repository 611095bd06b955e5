import { describe, expect, it } from 'vitest'
import { boxInDegrees, crs84, reproject, storageCrs } from './crs.ts'

const point: GeoJSON.Geometry = { type: 'Point', coordinates: [121.45, 29.05] }

describe('coordinate systems of OGC API Features', () => {
  it('gives longitude first in CRS84 and latitude first in EPSG:4490', () => {
    expect(reproject(point, crs84)).toEqual(point)
    expect(reproject(point, storageCrs)).toEqual({ type: 'Point', coordinates: [29.05, 121.45] })
  })

  it('gives northing first in EPSG:4549, to a tenth of a millimetre', () => {
    expect(reproject(point, 'http://www.opengis.net/def/crs/EPSG/0/4549')).toEqual({
      type: 'Point',
      coordinates: [3215678.9828, 641226.3947],
    })
  })

  it('reads a box in the order of its system', () => {
    expect(boxInDegrees('121,28.9,122,29.2', crs84)).toEqual([121, 28.9, 122, 29.2])
    expect(boxInDegrees('28.9,121,29.2,122', storageCrs)).toEqual([121, 28.9, 122, 29.2])
    expect(boxInDegrees('121,28.9,0,122,29.2,100', crs84)).toEqual([121, 28.9, 122, 29.2])
  })

  it.each(['', '1,2,3', '1,2,3,x', '121,29.2,122,28.9', '1,2,,4'])('refuses the box "%s"', (bbox) => {
    expect(() => boxInDegrees(bbox, crs84)).toThrow(
      expect.objectContaining({ code: 'malformed', errors: [expect.objectContaining({ pointer: '/query/bbox' })] }),
    )
  })

  it('refuses systems that it does not serve', () => {
    expect(() => reproject(point, 'http://www.opengis.net/def/crs/EPSG/0/2000')).toThrow(
      expect.objectContaining({ code: 'malformed' }),
    )
  })
})
