import { createHash } from 'node:crypto'
import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { Problem } from '../../platform/errors/problem.ts'
import type { Working } from '../../platform/explain.ts'
import { mostQrBytes, toJwt } from '../model/credentials/compact.ts'
import { openBadgesV3 } from '../model/credentials/contexts.ts'
import { developmentDid, developmentKey, developmentName } from '../model/credentials/development-key.ts'
import { achievementTypes, openBadge, statusListCredential } from '../model/credentials/open-badge.ts'
import { canonicalHash, type JsonObject, NotCanonical, signDocument } from '../model/credentials/proof.ts'
import { contextFault, idOf, listOf, structureFault } from '../model/credentials/shape.ts'
import { encodeStatusList, leastEntries } from '../model/credentials/status-list.ts'
import { Document, Holder, Instant, refuseOversized, source } from './credentials.schema.ts'

const Url = z.url().max(2_000)
const Text = z.string().min(1).max(2_000)

const Badge = z.strictObject({
  id: Url.optional(),
  validFrom: Instant,
  validUntil: Instant.optional(),
  achievement: z.strictObject({
    id: Url,
    name: Text,
    description: Text,
    criteria: Text,
    achievementType: z.enum(achievementTypes).optional(),
    creditsAvailable: z.number().min(0).max(1_000).multipleOf(0.5).optional(),
  }),
  subject: z.strictObject({
    id: Url.optional(),
    holder: Holder.extend({ salt: z.string().min(16).max(200) }).optional(),
  }),
  result: Text.optional(),
  status: z.strictObject({ list: Url, index: z.int().min(0).max(16_777_215) }).optional(),
})

const Signed = z.object({
  credential: Document,
  hash: z.string(),
  jwt: z.string(),
  qr: z.object({ text: z.string().nullable(), bytes: z.int(), offline: z.boolean() }),
  key: z.object({ did: z.string(), verificationMethod: z.string(), notice: z.string() }),
})

const warnDevelopment = (working: Working): void =>
  working.warn('development_key', '以公开的开发密钥试签：任何人都能作同样的签名，不得作为证书使用')

/** Signs with the development key and tells so in words. */
const signed = async (document: JsonObject, created: string, working: Working): Promise<z.output<typeof Signed>> => {
  refuseOversized(document, '/credential')
  try {
    const credential = await signDocument(document, developmentKey, created)
    const hash = (await canonicalHash(document)).toString('hex')
    const jwt = toJwt(document, developmentKey)
    const offline = Buffer.byteLength(jwt) <= mostQrBytes
    const address = typeof document['id'] === 'string' ? `${document['id']}#sha256=${hash}` : null
    const text = offline ? jwt : address
    warnDevelopment(working)
    working.step({
      label: '签名',
      formula: 'Ed25519(SHA-256(规范化的签名选项) ‖ SHA-256(规范化的证书))',
      inputs: { 证书摘要: hash, 签名时间: created, 密钥: developmentKey.verificationMethod },
      result: credential.proof.proofValue,
      source,
    })
    return {
      credential,
      hash,
      jwt,
      qr: { text, bytes: text === null ? 0 : Buffer.byteLength(text), offline },
      key: { did: developmentDid, verificationMethod: developmentKey.verificationMethod, notice: developmentName },
    }
  } catch (error) {
    if (!(error instanceof NotCanonical)) throw error
    throw Problem.field('/credential', 'not_canonical', '证书含有上下文未定义的属性或相对地址，签名无法覆盖')
  }
}

const uuidOf = (badge: z.output<typeof Badge>): string => {
  const hash = createHash('sha256').update(JSON.stringify(badge)).digest().subarray(0, 16)
  // Version 8, made from a hash of our own (RFC 9562, 5.8): the same certificate has the same name.
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x80
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80
  const hex = hash.toString('hex')
  return `urn:uuid:${[hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')}`
}

/** The document as given, with the development key as its issuer and nobody else. */
const withDevelopmentIssuer = (document: JsonObject): JsonObject => {
  if (document['proof'] !== undefined) throw Problem.field('/credential/proof', 'already_signed', '证书已有签名')
  const given = document['issuer']
  if (given !== undefined && idOf(given) !== developmentDid) {
    const message = `试签只能以开发密钥为签发者，请去掉 issuer，或写 ${developmentDid}`
    throw Problem.field('/credential/issuer', 'not_the_development_key', message)
  }
  const profile = listOf(document['@context']).includes(openBadgesV3) ? { type: ['Profile'] } : {}
  const whole = { ...document, issuer: { id: developmentDid, ...profile, name: developmentName } }
  const context = contextFault(whole)
  if (context !== null) throw Problem.field('/credential/@context', 'context_not_allowed', context)
  if (!listOf(whole['type' as keyof typeof whole]).includes('VerifiableCredential')) {
    throw Problem.field('/credential/type', 'type_not_supported', 'type 须含 VerifiableCredential')
  }
  const fault = structureFault(whole, false)
  if (fault !== null) throw Problem.field('/credential', 'schema_invalid', fault)
  return whole
}

const badgeExample = {
  validFrom: '2022-07-01T00:00:00+08:00',
  achievement: {
    id: 'https://edu.sanmen.example/achievements/electrician-4',
    name: '电工（四级）',
    description: '中级工',
    criteria: '理论与实操考核合格',
    achievementType: 'Certification' as const,
    creditsAvailable: 10,
  },
  subject: { holder: { name: '王小明', lastSix: '01123X', salt: 'c0ffee00c0ffee00' } },
}

const issue = defineCalculator({
  name: 'credentials/issue',
  title: '学习证书试签',
  keywords: ['证书', '数字证书', '签发', '开放徽章', '二维码'],
  summary: '按 Open Badges 3.0 生成证书并以开发密钥试签，给出证书、紧凑形式和二维码内容；开发密钥不代表任何机构。',
  input: z.strictObject({
    /** The fields of a certificate, from which the document is made. */
    badge: Badge.optional(),
    /** Or a whole document without proof, on bundled contexts. */
    credential: Document.optional(),
    /** Instant of the signature; default the start of validity. */
    created: Instant.optional(),
  }),
  value: Signed,
  examples: [
    { title: '电工四级证书', input: { badge: badgeExample } },
    {
      title: '自拟证书',
      input: {
        credential: {
          '@context': ['https://www.w3.org/ns/credentials/v2'],
          type: ['VerifiableCredential'],
          validFrom: '2022-07-01T00:00:00Z',
          credentialSubject: { id: 'did:example:learner', name: '学分认定书' },
        },
        created: '2022-07-01T00:00:00Z',
      },
    },
  ],
  maxBodyBytes: 512 * 1024,
  compute: ({ badge, credential, created }, working) => {
    if (badge !== undefined && credential === undefined) {
      const issuer = { id: developmentDid, name: developmentName }
      const document = openBadge({ ...badge, id: badge.id ?? uuidOf(badge), issuer })
      return signed(document, created ?? badge.validFrom, working)
    }
    if (credential === undefined || badge !== undefined) {
      throw Problem.field('/badge', 'one_of', '请给出 badge 或 credential 其中之一', 'malformed')
    }
    refuseOversized(credential, '/credential')
    const document = withDevelopmentIssuer(credential)
    const at = created ?? document['validFrom']
    if (typeof at !== 'string')
      throw Problem.field('/created', 'required', '证书没有 validFrom 时须给出签名时间 created')
    return signed(document, at, working)
  },
})

const statusList = defineCalculator({
  name: 'credentials/status-list',
  title: '证书状态列表试签',
  keywords: ['吊销', '暂停', '状态列表'],
  summary: '把吊销或暂停的证书序号做成位串状态列表（至少 131072 位），以开发密钥试签。',
  input: z.strictObject({
    id: Url,
    purpose: z.enum(['revocation', 'suspension']).default('revocation'),
    set: z
      .array(
        z
          .int()
          .min(0)
          .max(leastEntries - 1),
      )
      .max(10_000),
    validFrom: Instant,
    validUntil: Instant.optional(),
  }),
  value: z.object({ credential: Document, entries: z.int(), set: z.int() }),
  examples: [
    {
      title: '吊销一张',
      input: { id: 'https://edu.sanmen.example/status-lists/1', set: [94567], validFrom: '2022-07-01T00:00:00Z' },
    },
  ],
  compute: async ({ set, validFrom, ...list }, working) => {
    const issuer = { id: developmentDid, name: developmentName }
    const unique = new Set(set)
    const document = statusListCredential({ ...list, validFrom, issuer, encodedList: encodeStatusList(unique) })
    warnDevelopment(working)
    working.step({
      label: '状态列表',
      formula: "'u' + base64url(GZIP(位串))，最高位为第 0 号",
      inputs: { 位数: leastEntries },
      result: unique.size,
      unit: '张',
      source: 'W3C Bitstring Status List v1.0',
    })
    return {
      credential: await signDocument(document, developmentKey, validFrom),
      entries: leastEntries,
      set: unique.size,
    }
  },
})

export const issueCalculators: readonly Calculator[] = [issue, statusList]
