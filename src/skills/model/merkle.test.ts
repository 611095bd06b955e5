import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { canonicalJson } from '../../platform/canonical-json.ts'
import { inclusionPath, inclusionPaths, leafHash, merkleRoot, rootOfPath } from './merkle.ts'

const leavesOf = (...texts: string[]) => texts.map((text) => leafHash(Buffer.from(text)))

it('gives the root of a, b, c (skills 4.6)', () => {
  expect(merkleRoot(leavesOf('a', 'b', 'c')).toString('hex')).toBe(
    '36642e73c2540ab121e3a6bf9545b0a24982cd830eb13d3cd19de3ce6c021ec1',
  )
})

it('gives the roots of the test tree of RFC 6962 implementations', () => {
  // Inputs of the reference implementation's merkletree tests (google/certificate-transparency).
  const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f']
  const leaves = inputs.map((hex) => leafHash(Buffer.from(hex, 'hex')))
  expect(merkleRoot(leaves.slice(0, 1)).toString('hex')).toBe(
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  )
  expect(merkleRoot(leaves.slice(0, 2)).toString('hex')).toBe(
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  )
  expect(merkleRoot(leaves).toString('hex')).toBe('5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328')
  expect(merkleRoot([]).toString('hex')).toBe(createHash('sha256').digest('hex'))
})

it('leads from every leaf to the root, and from no other', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 40 }), fc.nat(), fc.nat(), (texts, pick, other) => {
      const leaves = leavesOf(...texts)
      const index = pick % leaves.length
      const { root, paths } = inclusionPaths(leaves)
      expect(root).toEqual(merkleRoot(leaves))
      expect(paths[index]).toEqual(inclusionPath(leaves, index))
      const leaf = leaves[index] as Buffer
      const path = paths[index] ?? []
      expect(rootOfPath(leaf, index, leaves.length, path)).toEqual(root)
      expect(rootOfPath(leafHash(Buffer.from('other')), index, leaves.length, path)).not.toEqual(root)
      expect(rootOfPath(leaf, index, leaves.length, [...path, root])).toBeNull()
      const wrong = other % leaves.length
      if (texts[wrong] !== texts[index]) expect(rootOfPath(leaf, wrong, leaves.length, path)).not.toEqual(root)
    }),
  )
})

it('writes JSON as RFC 8785 does', () => {
  expect(canonicalJson({ '\u20ac': 'Euro', '\r': 1, b: [1e30, 4.5, 2e-3], a: '\u000f\n' })).toBe(
    '{"\\r":1,"a":"\\u000f\\n","b":[1e+30,4.5,0.002],"€":"Euro"}',
  )
})
