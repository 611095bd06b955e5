/** Which key signed, and what ties it to the issuer. Nothing is fetched: keys are registered, or part of their own name. */
import type { KeyObject } from 'node:crypto'
import { developmentDid } from './development-key.ts'
import { publicKeyOf } from './multikey.ts'
import { instantOf } from './shape.ts'

export type RegisteredKey = {
  /** The verification method as proofs name it. */
  readonly id: string
  readonly publicKeyMultibase: string
  readonly validFrom?: string | undefined
  readonly validUntil?: string | undefined
  readonly revokedAt?: string | undefined
}

/** An issuer that the register knows, with the time for which it was accredited. */
export type RegisteredIssuer = {
  readonly id: string
  readonly keys: readonly RegisteredKey[]
  readonly accreditedFrom?: string | undefined
  readonly accreditedUntil?: string | undefined
}

/**
 * `registered`: the register ties key and issuer. `didKey`: the issuer is the key. `development`: the public key of
 * the calculator. `keyFromFragment` and `keyNotBound`: only the credential itself says that the key is the issuer's.
 */
export type Trust = 'registered' | 'didKey' | 'development' | 'keyFromFragment' | 'keyNotBound'

export type FoundKey = { readonly key: KeyObject; readonly trust: Trust }

const registeredKey = (issuer: RegisteredIssuer, method: string, created: number): KeyObject | string => {
  const found = issuer.keys.find(({ id }) => id === method)
  if (found === undefined) return '签发机构登记的密钥中没有这一把'
  if (Number.isNaN(created)) {
    if (found.validFrom !== undefined || found.validUntil !== undefined || found.revokedAt !== undefined) {
      return '签名没有时间，无法判断密钥当时是否有效'
    }
  } else if (created < instantOf(found.validFrom)) return '签名时密钥尚未启用'
  else if (created >= instantOf(found.validUntil)) return '签名时密钥已停用'
  else if (created >= instantOf(found.revokedAt)) return '签名时密钥已吊销'
  return publicKeyOf(found.publicKeyMultibase) ?? '登记的密钥不是 Ed25519 公钥'
}

/**
 * The key by which to check, or the reason (KEY_UNKNOWN) in words. `created`: instant of the signature in ms, NaN when
 * it names none. `offline`: also accept a key that nothing but its own name vouches for; the answer tells.
 */
export const keyFor = (
  issuer: string,
  method: string,
  created: number,
  registered: readonly RegisteredIssuer[],
  offline: boolean,
): FoundKey | string => {
  const known = registered.find(({ id }) => id === issuer)
  if (known !== undefined) {
    const key = registeredKey(known, method, created)
    return typeof key === 'string' ? key : { key, trust: 'registered' }
  }
  const [controller = '', fragment = ''] = method.split('#')
  const key = publicKeyOf(fragment)
  if (key === null) return '签发机构未登记，密钥地址中也没有公钥'
  if (controller === `did:key:${fragment}`) {
    if (issuer === controller) return { key, trust: issuer === developmentDid ? 'development' : 'didKey' }
    // Whoever signs as the owner of a DID signs with a key of that DID.
    if (!offline || issuer.startsWith('did:')) return '签名的密钥不是签发机构的'
    return controller === developmentDid ? '开发密钥不能代表任何机构' : { key, trust: 'keyNotBound' }
  }
  if (controller !== issuer) return '密钥地址不属于签发机构'
  return offline ? { key, trust: 'keyFromFragment' } : '签发机构未登记，联网核验不采信地址中自带的公钥'
}
