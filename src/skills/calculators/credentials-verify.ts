import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { Problem } from '../../platform/errors/problem.ts'
import type { Working } from '../../platform/explain.ts'
import { openJwt } from '../model/credentials/compact.ts'
import { mostCredentialBytes } from '../model/credentials/size.ts'
import { checkIds, reasons, type Verdict, verifyCredential } from '../model/credentials/verify.ts'
import { w3cDraftVector, w3cVector } from './credentials.examples.ts'
import { Document, Holder, Instant, refuseOversized, source } from './credentials.schema.ts'

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

export const verifyCalculators: readonly Calculator[] = [verify]
