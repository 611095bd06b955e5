/** What a credential must look like before its signature means anything (VC Data Model 2.0 §4; Open Badges 3.0 §B). */
import { isAllowedContext, credentialsV2 } from './contexts.ts'
import type { JsonObject } from './proof.ts'

export type Fault = {
  readonly reason: 'SCHEMA_INVALID' | 'CONTEXT_NOT_ALLOWED' | 'TYPE_NOT_SUPPORTED'
  readonly detail: string
}

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const listOf = (value: unknown): readonly unknown[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value]

/** The id of what is given as an id or as an object that has one. */
export const idOf = (value: unknown): string | null => {
  if (typeof value === 'string') return value
  return isObject(value) && typeof value['id'] === 'string' ? value['id'] : null
}

/** xsd:dateTimeStamp: with seconds and an offset. */
const stamp = /^-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/

/** Milliseconds since 1970 of a dateTimeStamp; NaN when it is none. */
export const instantOf = (text: unknown): number =>
  typeof text === 'string' && stamp.test(text) ? Date.parse(text) : Number.NaN

const achievementTypes = ['OpenBadgeCredential', 'AchievementCredential']

const badgeFault = (credential: JsonObject): string | null => {
  for (const subject of listOf(credential['credentialSubject'])) {
    if (!isObject(subject) || !listOf(subject['type']).includes('AchievementSubject')) {
      return 'credentialSubject.type 须含 AchievementSubject'
    }
    const achievement = subject['achievement']
    if (!isObject(achievement)) return '缺少 credentialSubject.achievement'
    for (const key of ['id', 'name', 'description']) {
      if (typeof achievement[key] !== 'string') return `缺少 achievement.${key}`
    }
    if (!isObject(achievement['criteria'])) return '缺少 achievement.criteria'
  }
  return null
}

const proofFault = (proof: unknown): string | null => {
  if (!isObject(proof)) return '须有且只有一个 proof'
  if (proof['type'] !== 'DataIntegrityProof') return 'proof.type 须为 DataIntegrityProof'
  if (proof['cryptosuite'] !== 'eddsa-rdfc-2022') return 'proof.cryptosuite 须为 eddsa-rdfc-2022'
  if (proof['proofPurpose'] !== 'assertionMethod') return 'proof.proofPurpose 须为 assertionMethod'
  if (typeof proof['verificationMethod'] !== 'string') return 'proof.verificationMethod 须为网址或 DID'
  if (typeof proof['proofValue'] !== 'string') return '缺少 proof.proofValue'
  if (proof['created'] !== undefined && Number.isNaN(instantOf(proof['created']))) return 'proof.created 不是时间'
  if (proof['expires'] !== undefined && Number.isNaN(instantOf(proof['expires']))) return 'proof.expires 不是时间'
  // A link of a chain is only worth something together with the proof before it.
  return proof['previousProof'] === undefined ? null : '不支持 proof.previousProof（签名链）'
}

/** The first fault of structure, or null. `secured`: with its proof inside (not a JWT, whose signature is outside). */
export const structureFault = (credential: JsonObject, secured: boolean): string | null => {
  if (idOf(credential['issuer']) === null) return '缺少 issuer'
  const subjects = listOf(credential['credentialSubject'])
  if (subjects.length === 0 || !subjects.every((one) => isObject(one) && Object.keys(one).length > 0)) {
    return '缺少 credentialSubject'
  }
  for (const key of ['validFrom', 'validUntil']) {
    if (credential[key] !== undefined && Number.isNaN(instantOf(credential[key]))) return `${key} 不是带时区的时间`
  }
  if (credential['id'] !== undefined && typeof credential['id'] !== 'string') return 'id 须为网址'
  if (secured) {
    const fault = proofFault(credential['proof'])
    if (fault !== null) return fault
  }
  return listOf(credential['type']).some((type) => achievementTypes.includes(String(type)))
    ? badgeFault(credential)
    : null
}

/** Keywords inside the tree could change what a name means: only those of a text in a language are let through. */
const textKeywords = new Set(['@value', '@language', '@direction'])

const foreignKeyword = (value: unknown): string | null => {
  if (Array.isArray(value)) {
    for (const inner of value) {
      const found = foreignKeyword(inner)
      if (found !== null) return found
    }
  } else if (isObject(value)) {
    for (const [key, inner] of Object.entries(value)) {
      if (key.startsWith('@') && !textKeywords.has(key)) return key
      const found = foreignKeyword(inner)
      if (found !== null) return found
    }
  }
  return null
}

/** Contexts: by address, from the bundled list, VC 2.0 first, at the top only. */
export const contextFault = (credential: JsonObject): string | null => {
  const contexts = listOf(credential['@context'])
  if (contexts[0] !== credentialsV2) return `第一个 @context 须为 ${credentialsV2}`
  const strange = contexts.find((one) => !isAllowedContext(one))
  if (strange !== undefined) {
    return `不在允许之列：${typeof strange === 'string' ? strange.slice(0, 200) : '内嵌的 @context'}`
  }
  const { '@context': _, ...rest } = credential
  const proof = rest['proof']
  // A proof may repeat the contexts of its document (Data Integrity §4.4); they must be the same.
  if (isObject(proof) && proof['@context'] !== undefined) {
    if (JSON.stringify(listOf(proof['@context'])) !== JSON.stringify(contexts)) return 'proof 的 @context 与证书不同'
    const { '@context': __, ...options } = proof
    const keyword = foreignKeyword({ ...rest, proof: options })
    return keyword === null ? null : `证书内部不得有 ${keyword}`
  }
  const keyword = foreignKeyword(rest)
  return keyword === null ? null : `证书内部不得有 ${keyword}`
}
