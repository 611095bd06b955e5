/** The holder shows that a certificate is his by name and last six digits; the certificate has neither (skills 4.2). */
import { createHash, timingSafeEqual } from 'node:crypto'
import { isObject, listOf } from './shape.ts'
import type { JsonObject } from './proof.ts'

export type Holder = { readonly name: string; readonly lastSix: string }

/** `sha256$` + hex of SHA-256(salt ‖ name ‖ last six of the identity number), the name in Unicode form NFC. */
export const identityHash = ({ name, lastSix }: Holder, salt: string): string =>
  `sha256$${createHash('sha256')
    .update(`${salt}${name.normalize('NFC')}${lastSix.toUpperCase()}`)
    .digest('hex')}`

/** Whether one of the subject's hashed identities is the holder's; null when it has none. */
export const isHolder = (credential: JsonObject, holder: Holder): boolean | null => {
  const identities = listOf(credential['credentialSubject'])
    .filter(isObject)
    .flatMap((subject) => listOf(subject['identifier']))
    .filter(isObject)
    .filter(({ hashed, salt }) => hashed === true && typeof salt === 'string')
  if (identities.length === 0) return null
  return identities.some(({ identityHash: stored, salt }) => {
    const expected = Buffer.from(identityHash(holder, String(salt)))
    const actual = Buffer.from(String(stored))
    return expected.length === actual.length && timingSafeEqual(expected, actual)
  })
}
