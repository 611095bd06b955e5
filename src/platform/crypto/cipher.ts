import { createCipheriv, createDecipheriv, createHmac, timingSafeEqual } from 'node:crypto'

/**
 * Authenticated encryption with the key material of one purpose. `bound` is authenticated and not stored: a
 * ciphertext moved to another row or column does not open.
 */
export type SealedBytes = { readonly nonce: Buffer; readonly body: Buffer; readonly tag: Buffer }

/** AES-256-GCM (NIST SP 800-38D): key of 32 bytes, nonce of 12, tag of 16. */
export const sealAes = (key: Buffer, nonce: Buffer, bound: Buffer, plain: Buffer): SealedBytes => {
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(bound)
  const body = Buffer.concat([cipher.update(plain), cipher.final()])
  return { nonce, body, tag: cipher.getAuthTag() }
}

/** Throws when key, nonce, bound text, body or tag is not that of the sealing. */
export const openAes = (key: Buffer, bound: Buffer, sealed: SealedBytes): Buffer => {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.nonce, { authTagLength: 16 })
  decipher.setAAD(bound)
  decipher.setAuthTag(sealed.tag)
  return Buffer.concat([decipher.update(sealed.body), decipher.final()])
}

const lengthOf = (part: Buffer): Buffer => {
  const length = Buffer.alloc(8)
  length.writeBigUInt64BE(BigInt(part.length))
  return length
}

/** HMAC-SM3 over bound text, nonce and body, each with its length so that no two splits agree. */
const sm3Tag = (key: Buffer, bound: Buffer, nonce: Buffer, body: Buffer): Buffer => {
  const hmac = createHmac('sm3', key)
  for (const part of [bound, nonce, body]) hmac.update(lengthOf(part)).update(part)
  return hmac.digest()
}

/**
 * SM4-CTR (GB/T 32907) then HMAC-SM3 (GB/T 32905, GB/T 15852.2): encrypt-then-MAC, because OpenSSL offers no
 * authenticated SM4 mode. Key of 48 bytes: 16 to encrypt, 32 to authenticate; nonce of 16.
 */
export const sealSm4 = (key: Buffer, nonce: Buffer, bound: Buffer, plain: Buffer): SealedBytes => {
  const cipher = createCipheriv('sm4-ctr', key.subarray(0, 16), nonce)
  const body = Buffer.concat([cipher.update(plain), cipher.final()])
  return { nonce, body, tag: sm3Tag(key.subarray(16), bound, nonce, body) }
}

/** Throws before decrypting anything when the tag does not fit. */
export const openSm4 = (key: Buffer, bound: Buffer, sealed: SealedBytes): Buffer => {
  const expected = sm3Tag(key.subarray(16), bound, sealed.nonce, sealed.body)
  if (expected.length !== sealed.tag.length || !timingSafeEqual(expected, sealed.tag)) {
    throw new Error('the ciphertext was changed or belongs to another record')
  }
  const decipher = createDecipheriv('sm4-ctr', key.subarray(0, 16), sealed.nonce)
  return Buffer.concat([decipher.update(sealed.body), decipher.final()])
}
