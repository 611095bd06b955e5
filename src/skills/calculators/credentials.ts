import { createHash } from 'node:crypto'
import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { Problem } from '../../platform/errors/problem.ts'
import type { Working } from '../../platform/explain.ts'
import { mostQrBytes, openJwt, toJwt } from '../model/credentials/compact.ts'
import { openBadgesV3 } from '../model/credentials/contexts.ts'
import { developmentDid, developmentKey, developmentName } from '../model/credentials/development-key.ts'
import { achievementTypes, openBadge, statusListCredential } from '../model/credentials/open-badge.ts'
import { canonicalHash, type JsonObject, NotCanonical, signDocument } from '../model/credentials/proof.ts'
import { contextFault, idOf, listOf, structureFault } from '../model/credentials/shape.ts'
import { bytesOf, deepest, depthOf, mostCredentialBytes } from '../model/credentials/size.ts'
import { encodeStatusList, leastEntries } from '../model/credentials/status-list.ts'
import { checkIds, reasons, type Verdict, verifyCredential } from '../model/credentials/verify.ts'
import { w3cDraftVector, w3cVector } from './credentials.examples.ts'

const Instant = z.iso.datetime({ offset: true })
const Url = z.url().max(2_000)
const Text = z.string().min(1).max(2_000)
const Document = z.record(z.string(), z.unknown())
const source = 'W3C VC Data Model 2.0；W3C Data Integrity EdDSA Cryptosuites v1.0；1EdTech Open Badges 3.0'

/** @throws Problem too_large beyond 256 KiB or 32 levels (skills 10) */
const refuseOversized = (document: JsonObject, pointer: string): void => {
  if (depthOf(document) > deepest) {
    throw Problem.field(pointer, 'too_deep', `证书的嵌套不得超过 ${deepest} 层`, 'too_large')
  }
  if (bytesOf(document) > mostCredentialBytes) {
    throw Problem.field(pointer, 'too_large', '证书不得超过 256 KiB', 'too_large')
  }
}

const Holder = z.strictObject({
  name: z.string().min(1).max(100),
  /** Last six characters of the identity number. */
  lastSix: z.string().regex(/^\d{5}[\dXx]$/),
})

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

const Registered = z.strictObject({
  id: z.string().min(1).max(2_000),
  keys: z
    .array(
      z.strictObject({
        id: z.string().min(1).max(2_000),
        publicKeyMultibase: z.string().min(1).max(200),
        validFrom: Instant.optional(),
        validUntil: Instant.optional(),
        revokedAt: Instant.optional(),
      }),
    )
    .max(100),
  accreditedFrom: Instant.optional(),
  accreditedUntil: Instant.optional(),
})

const checkTitles: Record<(typeof checkIds)[number], string> = {
  schema: '结构',
  context: '上下文',
  type: '类型',
  key: '签发机构的密钥',
  proof: '签名',
  validity: '有效期',
  status: '吊销与暂停',
  accreditation: '签发机构资质',
  holder: '持证人',
}

const flagWords: Readonly<Record<string, string>> = {
  keyFromFragment: '公钥取自证书自带的地址，未经登记核实：只说明内容未被改动，不说明签发者是谁',
  keyNotBound: '签名密钥与签发机构之间没有登记的联系：只说明内容未被改动，不说明签发者是谁',
  developmentKey: '由公开的开发密钥试签，不具证明力',
  statusUnchecked: '未提供状态列表，未核对是否吊销',
  accreditationUnchecked: '签发机构未登记，未核对其资质',
}

const explain = (verdict: Verdict, working: Working): Verdict => {
  for (const check of verdict.checks) {
    working.step({
      label: checkTitles[check.id],
      formula: '依次核对，遇第一处不符即止',
      inputs: check.detail === undefined ? {} : { 说明: check.detail },
      result: check.ok === null ? '未核对' : check.ok,
      source,
    })
  }
  for (const flag of verdict.flags) working.warn(flag, flagWords[flag] ?? flag)
  return verdict
}

const verify = defineCalculator({
  name: 'credentials/verify',
  title: '学习证书核验',
  keywords: ['证书', '验证', '验真', '开放徽章', '二维码'],
  summary: '离线核验数字证书：结构、上下文、密钥、签名、有效期、吊销、签发资质、持证人，遇第一处不符即止并说明原因。',
  input: z.strictObject({
    credential: Document.optional(),
    /** Or the compact form from a QR code. */
    jwt: z.string().max(mostCredentialBytes).optional(),
    /** True: a key that stands in its own address is accepted and flagged. False: only registered keys and did:key. */
    offline: z.boolean().default(true),
    now: Instant,
    issuers: z.array(Registered).max(100).default([]),
    statusLists: z.array(Document).max(4).default([]),
    holder: Holder.optional(),
  }),
  value: z.object({
    valid: z.boolean(),
    checks: z.array(
      z.object({
        id: z.enum(checkIds),
        ok: z.boolean().nullable(),
        reason: z.enum(reasons).optional(),
        detail: z.string().optional(),
      }),
    ),
    trust: z.enum(['registered', 'didKey', 'development', 'keyFromFragment', 'keyNotBound']).nullable(),
    flags: z.array(
      z.enum(['keyFromFragment', 'keyNotBound', 'developmentKey', 'statusUnchecked', 'accreditationUnchecked']),
    ),
  }),
  examples: [
    {
      title: 'W3C 公布的测试向量',
      input: { credential: w3cVector, offline: true, now: '2024-01-01T00:00:00Z' },
      value: {
        valid: true,
        checks: [
          { id: 'schema', ok: true },
          { id: 'context', ok: true },
          { id: 'type', ok: true },
          { id: 'key', ok: true },
          { id: 'proof', ok: true },
          { id: 'validity', ok: true },
          { id: 'status', ok: true },
          { id: 'accreditation', ok: null },
        ],
        trust: 'keyNotBound',
        flags: ['keyNotBound', 'accreditationUnchecked'],
      },
    },
    {
      title: '被改动的证书，公钥在网址中',
      input: {
        credential: { ...w3cDraftVector, name: '研究生毕业证书' },
        offline: true,
        now: '2022-07-01T00:00:00Z',
      },
      value: {
        valid: false,
        checks: [
          { id: 'schema', ok: true },
          { id: 'context', ok: true },
          { id: 'type', ok: true },
          { id: 'key', ok: true },
          { id: 'proof', ok: false, reason: 'SIGNATURE_MISMATCH', detail: '内容与签名不符' },
        ],
        trust: 'keyFromFragment',
        flags: ['keyFromFragment'],
      },
    },
  ],
  maxBodyBytes: 1_536 * 1024,
  compute: async ({ credential, jwt, ...options }, working) => {
    if ((credential === undefined) === (jwt === undefined)) {
      throw Problem.field('/credential', 'one_of', '请给出 credential 或 jwt 其中之一', 'malformed')
    }
    const opened = jwt === undefined ? undefined : openJwt(jwt)
    if (opened === null) {
      const detail = '不是以 EdDSA 签名的紧凑证书'
      const check = { id: 'schema', ok: false, reason: 'SCHEMA_INVALID', detail } as const
      return explain({ valid: false, checks: [check], trust: null, flags: [] }, working)
    }
    const document = opened?.credential ?? credential ?? {}
    refuseOversized(document, opened === undefined ? '/credential' : '/jwt')
    options.statusLists.forEach((list, index) => refuseOversized(list, `/statusLists/${index}`))
    return explain(await verifyCredential(document, options, opened?.signature), working)
  },
})

export const credentialCalculators: readonly Calculator[] = [issue, verify, statusList]
