import { expect, it } from 'vitest'
import { tileStyle, tintOf } from './tile-style.ts'

it('asks only its own server: three tile layers, one file, no glyphs, no sprite', () => {
  const style = tileStyle('https://gongfu.example', '/assets/neighbours.geojson', null)
  expect(style.glyphs).toBeUndefined()
  expect(style.sprite).toBeUndefined()
  const addresses = JSON.stringify(style.sources).match(/https?:\/\/[^"]+/g) ?? []
  expect(addresses).toHaveLength(3)
  for (const address of addresses) expect(address).toMatch(/^https:\/\/gongfu\.example\/tiles\/platform\./)
})

it('tints towns by their share; a town without a figure has the colour of the land', () => {
  expect(tintOf(null)).toBe('#e9e2d3')
  expect(tintOf(0)).toBe('rgb(228,240,239)')
  expect(tintOf(1)).toBe('rgb(11,110,110)')
  expect(tintOf(7)).toBe(tintOf(1))
  const style = tileStyle('', '', { '331022001': 1, '331022002': null })
  expect(JSON.stringify(style.layers)).toContain('["match",["get","code"],"331022001","rgb(11,110,110)","331022002"')
})
