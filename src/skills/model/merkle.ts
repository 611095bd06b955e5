import { createHash } from 'node:crypto'
import { canonicalJson } from '../../platform/canonical-json.ts'

/**
 * The hash tree of Certificate Transparency (RFC 6962, 2.1): leaf = SHA-256(0x00 ‖ data), node = SHA-256(0x01 ‖ left ‖
 * right), split at the largest power of two below the size. A published root fixes every record; one record is shown
 * to belong to it without the others.
 */

const hash = (prefix: number, ...parts: readonly Uint8Array[]): Buffer => {
  const digest = createHash('sha256').update(Uint8Array.of(prefix))
  for (const part of parts) digest.update(part)
  return digest.digest()
}

export const leafHash = (data: Uint8Array): Buffer => hash(0, data)
const nodeHash = (left: Uint8Array, right: Uint8Array): Buffer => hash(1, left, right)

const splitOf = (size: number): number => 2 ** (Math.ceil(Math.log2(size)) - 1)

/** Root of leaf hashes; of none the SHA-256 of nothing. */
export const merkleRoot = (leaves: readonly Uint8Array[]): Buffer => {
  const [only] = leaves
  if (only === undefined) return createHash('sha256').digest()
  if (leaves.length === 1) return Buffer.from(only)
  const split = splitOf(leaves.length)
  return nodeHash(merkleRoot(leaves.slice(0, split)), merkleRoot(leaves.slice(split)))
}

/** Audit path of one leaf, from the leaf up (RFC 6962, 2.1.1). */
export const inclusionPath = (leaves: readonly Uint8Array[], index: number): readonly Buffer[] => {
  if (leaves.length <= 1) return []
  const split = splitOf(leaves.length)
  return index < split
    ? [...inclusionPath(leaves.slice(0, split), index), merkleRoot(leaves.slice(split))]
    : [...inclusionPath(leaves.slice(split), index - split), merkleRoot(leaves.slice(0, split))]
}

/** Paths of all leaves at once, each subtree hashed once. */
export const inclusionPaths = (
  leaves: readonly Uint8Array[],
): { readonly root: Buffer; readonly paths: readonly Buffer[][] } => {
  const paths: Buffer[][] = leaves.map(() => [])
  const build = (from: number, to: number): Buffer => {
    if (to - from === 1) return Buffer.from(leaves[from] ?? [])
    const split = from + splitOf(to - from)
    const left = build(from, split)
    const right = build(split, to)
    for (let index = from; index < to; index += 1) paths[index]?.push(index < split ? right : left)
    return nodeHash(left, right)
  }
  return { root: leaves.length === 0 ? merkleRoot([]) : build(0, leaves.length), paths }
}

/**
 * The root to which a path leads (RFC 9162, 2.1.3.2); null when the path is too short or too long for the place.
 * `index` from 0, `size` number of leaves.
 */
export const rootOfPath = (
  leaf: Uint8Array,
  index: number,
  size: number,
  path: readonly Uint8Array[],
): Buffer | null => {
  if (index >= size) return null
  let at = index
  let last = size - 1
  let root: Buffer = Buffer.from(leaf)
  for (const sibling of path) {
    if (last === 0) return null
    if (at % 2 === 1 || at === last) {
      root = nodeHash(sibling, root)
      while (at % 2 === 0 && at !== 0) {
        at /= 2
        last = Math.floor(last / 2)
      }
    } else root = nodeHash(root, sibling)
    at = Math.floor(at / 2)
    last = Math.floor(last / 2)
  }
  return last === 0 ? root : null
}

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** Leaf of a record: a nonce of 16 bytes keeps others from guessing what is under the hash (skills 4.6). */
export const recordLeaf = (record: Json, nonce: Uint8Array): Buffer =>
  leafHash(Buffer.concat([Buffer.from(canonicalJson(record)), nonce]))
