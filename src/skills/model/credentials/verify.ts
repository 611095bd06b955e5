/**
 * Checks a credential in the order of skills 4.2 and stops at the first failure, which is named. Pure: no clock, no
 * network; what it is not given it does not know, and says so.
 */
import type { KeyObject } from 'node:crypto'
import { isHolder, type Holder } from './holder.ts'
import { keyFor, type RegisteredIssuer, type Trust } from './issuer-key.ts'
import { NotCanonical, proofHolds, type JsonObject } from './proof.ts'
import { contextFault, idOf, instantOf, isObject, listOf, structureFault } from './shape.ts'
import { statusBit } from './status-list.ts'

export const checkIds = [
  'schema',
  'context',
  'type',
  'key',
  'proof',
  'validity',
  'status',
  'accreditation',
  'holder',
] as const
export const reasons = [
  'SCHEMA_INVALID',
  'CONTEXT_NOT_ALLOWED',
  'TYPE_NOT_SUPPORTED',
  'KEY_UNKNOWN',
  'SIGNATURE_MISMATCH',
  'NOT_YET_VALID',
  'EXPIRED',
  'REVOKED',
  'SUSPENDED',
  'STATUS_UNKNOWN',
  'ISSUER_NOT_ACCREDITED',
  'HOLDER_MISMATCH',
] as const

export type Reason = (typeof reasons)[number]
export type Check = {
  readonly id: (typeof checkIds)[number]
  /** Null where the means to check were not given; see `flags`. */
  readonly ok: boolean | null
  readonly reason?: Reason
  readonly detail?: string
}

export type Flag = 'keyFromFragment' | 'keyNotBound' | 'developmentKey' | 'statusUnchecked' | 'accreditationUnchecked'

export type Verdict = {
  /** No check failed. Who relies on it reads `trust` and `flags` too. */
  readonly valid: boolean
  readonly checks: readonly Check[]
  readonly trust: Trust | null
  readonly flags: readonly Flag[]
}

export type VerifyOptions = {
  /** The instant for which the answer holds, RFC 3339. */
  readonly now: string
  readonly offline: boolean
  readonly issuers: readonly RegisteredIssuer[]
  /** Signed status list credentials at hand. */
  readonly statusLists: readonly JsonObject[]
  readonly holder?: Holder | undefined
}

/** A signature outside the credential (JWT): who is named as its key, and whether it fits a key. */
export type OuterSignature = {
  readonly method: string
  readonly holds: (key: KeyObject) => boolean
}

type Failure = { readonly reason: Reason; readonly detail: string }
const fail = (reason: Reason, detail: string): Failure => ({ reason, detail })

const validity = (credential: JsonObject, now: number): Failure | null => {
  const proof = isObject(credential['proof']) ? credential['proof'] : {}
  const [from, until] = [instantOf(credential['validFrom']), instantOf(credential['validUntil'])]
  if (now < from) return fail('NOT_YET_VALID', `自 ${String(credential['validFrom'])} 起有效`)
  if (now < instantOf(proof['created'])) return fail('NOT_YET_VALID', `签名时间 ${String(proof['created'])} 尚未到`)
  if (now > until) return fail('EXPIRED', `有效期至 ${String(credential['validUntil'])}`)
  if (now > instantOf(proof['expires'])) return fail('EXPIRED', `签名有效期至 ${String(proof['expires'])}`)
  return null
}

/** The bit that an entry names in a list that is itself valid and of the same issuer. */
const entryStatus = async (
  credential: JsonObject,
  entry: unknown,
  options: VerifyOptions,
): Promise<Failure | 'unchecked' | null> => {
  if (!isObject(entry) || entry['type'] !== 'BitstringStatusListEntry') {
    return fail('STATUS_UNKNOWN', '只支持 BitstringStatusListEntry')
  }
  const { statusPurpose: purpose, statusListIndex: place, statusListCredential: address } = entry
  if (purpose !== 'revocation' && purpose !== 'suspension') return null
  const index = typeof place === 'string' && /^\d{1,9}$/.test(place) ? Number(place) : null
  if (index === null) return fail('STATUS_UNKNOWN', 'statusListIndex 须为十进制数字')
  const list = options.statusLists.find(({ id }) => id === address)
  if (list === undefined) {
    return options.offline ? 'unchecked' : fail('STATUS_UNKNOWN', `未提供状态列表 ${String(address).slice(0, 200)}`)
  }
  if (idOf(list['issuer']) !== idOf(credential['issuer'])) return fail('STATUS_UNKNOWN', '状态列表不是同一机构签发')
  // Who lost its accreditation may and must still revoke: of its lists only key and signature count.
  const issuers = options.issuers.map(({ id, keys }) => ({ id, keys }))
  const verdict = await verifyCredential(list, { ...options, issuers, statusLists: [], holder: undefined })
  if (!verdict.valid) return fail('STATUS_UNKNOWN', `状态列表无效：${verdict.checks.at(-1)?.reason ?? ''}`)
  const subject = list['credentialSubject']
  if (
    !isObject(subject) ||
    subject['type'] !== 'BitstringStatusList' ||
    !listOf(subject['statusPurpose']).includes(purpose)
  ) {
    return fail('STATUS_UNKNOWN', '状态列表的用途不符')
  }
  const bit = statusBit(String(subject['encodedList']), index)
  if (bit === null) return fail('STATUS_UNKNOWN', '状态列表无法读取或没有这一序号')
  if (!bit) return null
  return purpose === 'revocation' ? fail('REVOKED', '签发机构已吊销') : fail('SUSPENDED', '签发机构已暂停')
}

const status = async (credential: JsonObject, options: VerifyOptions): Promise<Failure | 'unchecked' | null> => {
  let unchecked = false
  for (const entry of listOf(credential['credentialStatus'])) {
    const found = await entryStatus(credential, entry, options)
    if (found === 'unchecked') unchecked = true
    else if (found !== null) return found
  }
  return unchecked ? 'unchecked' : null
}

const accreditation = (issuer: RegisteredIssuer | undefined, credential: JsonObject): Failure | 'unchecked' | null => {
  if (issuer === undefined) return 'unchecked'
  const proof = isObject(credential['proof']) ? credential['proof'] : {}
  const issued = instantOf(proof['created'] ?? credential['validFrom'])
  if (issued < instantOf(issuer.accreditedFrom) || issued >= instantOf(issuer.accreditedUntil)) {
    return fail('ISSUER_NOT_ACCREDITED', '签发时该机构没有资质')
  }
  return null
}

/**
 * The checks of a credential. Its size and depth have been judged before (size.ts).
 * `outer`: the signature of a JWT in place of a proof inside.
 */
export const verifyCredential = async (
  credential: JsonObject,
  options: VerifyOptions,
  outer?: OuterSignature,
): Promise<Verdict> => {
  const checks: Check[] = []
  const flags: Flag[] = []
  let trust: Trust | null = null
  /** Notes a check; false when it failed. */
  const note = (id: Check['id'], result: Failure | 'unchecked' | null): boolean => {
    if (result === 'unchecked') checks.push({ id, ok: null })
    else if (result === null) checks.push({ id, ok: true })
    else checks.push({ id, ok: false, ...result })
    return result === null || result === 'unchecked'
  }
  const worded = (reason: Reason, detail: string | null): Failure | null =>
    detail === null ? null : fail(reason, detail)
  const proof = isObject(credential['proof']) ? credential['proof'] : {}
  const types = listOf(credential['type'])
  const issuer = idOf(credential['issuer']) ?? ''

  const run = async (): Promise<boolean> => {
    if (!note('schema', worded('SCHEMA_INVALID', structureFault(credential, outer === undefined)))) return false
    if (!note('context', worded('CONTEXT_NOT_ALLOWED', contextFault(credential)))) return false
    const typed = types.includes('VerifiableCredential') ? null : 'type 须含 VerifiableCredential'
    if (!note('type', worded('TYPE_NOT_SUPPORTED', typed))) return false

    const signedAt = instantOf(outer === undefined ? proof['created'] : credential['validFrom'])
    const method = outer?.method ?? String(proof['verificationMethod'])
    const found = keyFor(issuer, method, signedAt, options.issuers, options.offline)
    if (!note('key', typeof found === 'string' ? fail('KEY_UNKNOWN', found) : null) || typeof found === 'string')
      return false
    trust = found.trust
    if (trust === 'development') flags.push('developmentKey')
    if (trust === 'keyFromFragment' || trust === 'keyNotBound') flags.push(trust)

    if (!note('proof', await signature(found.key))) return false
    if (!note('validity', validity(credential, Date.parse(options.now)))) return false
    const state = await status(credential, options)
    if (state === 'unchecked') flags.push('statusUnchecked')
    if (!note('status', state)) return false
    const accredited = accreditation(
      options.issuers.find(({ id }) => id === issuer),
      credential,
    )
    if (accredited === 'unchecked') flags.push('accreditationUnchecked')
    if (!note('accreditation', accredited)) return false
    if (options.holder === undefined) return true
    const own = isHolder(credential, options.holder)
    const words = own === null ? '证书没有持证人标识' : own ? null : '姓名或证件号后六位与证书不符'
    return note('holder', worded('HOLDER_MISMATCH', words))
  }
  const signature = async (key: KeyObject): Promise<Failure | null> => {
    try {
      const holds = outer === undefined ? await proofHolds(credential, proof, key) : outer.holds(key)
      return holds ? null : fail('SIGNATURE_MISMATCH', '内容与签名不符')
    } catch (error) {
      if (error instanceof NotCanonical)
        return fail('SIGNATURE_MISMATCH', '含有签名无法覆盖的内容（上下文未定义的属性）')
      throw error
    }
  }
  return { valid: await run(), checks, trust, flags }
}
