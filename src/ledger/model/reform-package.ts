import { createHash } from 'node:crypto'
import { canonicalJson } from '../../platform/canonical-json.ts'

/** SM3 (GB/T 32905) of the canonical form, in hex: what a reform package is signed over. */
export const packageDigest = (content: unknown): string =>
  createHash('sm3').update(canonicalJson(content)).digest('hex')
