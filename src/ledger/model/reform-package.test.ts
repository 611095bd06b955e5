import fc from 'fast-check'
import { expect, it } from 'vitest'
import { canonicalJson } from '../../platform/canonical-json.ts'
import { packageDigest } from './reform-package.ts'

it('writes the example of RFC 8785 §3.2.2 and sorts keys by UTF-16 units', () => {
  const sample = {
    numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
    string: '€$\u000f\nA\'B"\\\\"/',
    literals: [null, true, false],
  }
  expect(canonicalJson(sample)).toBe(
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  )
  expect(canonicalJson({ '€': 1, '\r': 2, '\ufb33': 3, '1': 4, '😀': 5, '\u0080': 6, ö: 7 })).toBe(
    '{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}',
  )
})

it('gives the same bytes whatever the order of keys, and survives a way through JSON', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value)
      expect(canonicalJson(JSON.parse(JSON.stringify(value)))).toBe(text)
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  )
  expect(packageDigest({ a: 1, b: [2] })).toBe(packageDigest({ b: [2], a: 1 }))
  expect(packageDigest({ a: 1 })).not.toBe(packageDigest({ a: 2 }))
})

it('refuses what JSON cannot hold', () => {
  for (const value of [Number.NaN, Infinity, undefined, 1n, () => 1])
    expect(() => canonicalJson(value)).toThrow(TypeError)
})
