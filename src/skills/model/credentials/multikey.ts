/** Ed25519 keys in the Multikey form (W3C Controlled Identifiers 1.0, §2.2.2): 'z' + base58btc(0xed01 ‖ 32 bytes). */
import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { decode, encode } from 'base58-universal'

const prefix = Uint8Array.of(0xed, 0x01)
/** DER before the 32 bytes of an Ed25519 key (RFC 8410, §7 and §4). */
const privateDer = Buffer.from('302e020100300506032b657004220420', 'hex')
const publicDer = Buffer.from('302a300506032b6570032100', 'hex')

/** 'z' + base58btc, the multibase of Data Integrity. */
export const toMultibase = (bytes: Uint8Array): string => `z${encode(bytes)}`

/** Null when it is not base58btc. The length is bounded first: decoding is quadratic. */
export const fromMultibase = (text: string): Uint8Array | null => {
  if (!text.startsWith('z') || text.length > 200) return null
  try {
    return decode(text.slice(1))
  } catch {
    return null
  }
}

/** The public key of a Multikey; null when it is none of Ed25519. */
export const publicKeyOf = (multikey: string): KeyObject | null => {
  const bytes = fromMultibase(multikey)
  if (bytes === null || bytes.length !== 34 || bytes[0] !== prefix[0] || bytes[1] !== prefix[1]) return null
  try {
    return createPublicKey({ key: Buffer.concat([publicDer, bytes.subarray(2)]), format: 'der', type: 'spki' })
  } catch {
    return null
  }
}

export type SigningKey = { readonly privateKey: KeyObject; readonly multikey: string }

/** The key pair of a 32-byte seed (RFC 8032, §5.1.5). @throws RangeError for another length. */
export const signingKeyOf = (seed: Uint8Array): SigningKey => {
  if (seed.length !== 32) throw new RangeError(`an Ed25519 seed has 32 bytes, not ${seed.length}`)
  const privateKey = createPrivateKey({ key: Buffer.concat([privateDer, seed]), format: 'der', type: 'pkcs8' })
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' })
  return { privateKey, multikey: toMultibase(Buffer.concat([prefix, spki.subarray(-32)])) }
}
