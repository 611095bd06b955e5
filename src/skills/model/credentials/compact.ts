/** The compact form for a QR code: a JWT secured with EdDSA (W3C VC-JOSE-COSE §3.1.1, Open Badges 3.0 §8.2). */
import { sign, verify } from 'node:crypto'
import type { SigningKey } from './multikey.ts'
import type { JsonObject } from './proof.ts'
import { isObject } from './shape.ts'
import type { OuterSignature } from './verify.ts'

/** Version 25 at level M holds 1 268 binary bytes; beyond this the code shows an address instead (skills 4.2). */
export const mostQrBytes = 1_200

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** The credential without its inner proof, signed as a whole. */
export const toJwt = (credential: JsonObject, key: SigningKey & { readonly verificationMethod: string }): string => {
  const { proof: _, ...payload } = credential
  const head = `${part({ alg: 'EdDSA', typ: 'vc+jwt', kid: key.verificationMethod })}.${part(payload)}`
  return `${head}.${sign(null, Buffer.from(head), key.privateKey).toString('base64url')}`
}

const json = (text: string): unknown => {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString())
  } catch {
    return undefined
  }
}

export type OpenedJwt = { readonly credential: JsonObject; readonly signature: OuterSignature }

/** Takes a JWT apart; null when it is none of ours (three parts, EdDSA, a key named, a JSON object inside). */
export const openJwt = (text: string): OpenedJwt | null => {
  const [head = '', payload = '', signature = '', ...more] = text.split('.')
  const [header, credential] = [json(head), json(payload)]
  if (more.length > 0 || !isObject(header) || !isObject(credential)) return null
  const { alg, kid } = header
  // `crit` names extensions that must be understood; we understand none (RFC 7515, 4.1.11).
  if (alg !== 'EdDSA' || typeof kid !== 'string' || header['crit'] !== undefined) return null
  const bytes = Buffer.from(signature, 'base64url')
  return {
    credential,
    signature: {
      method: kid,
      holds: (key) => bytes.length === 64 && verify(null, Buffer.from(`${head}.${payload}`), key, bytes),
    },
  }
}
