import { createHash } from 'node:crypto'
import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey'
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import * as vc from '@digitalbazaar/vc'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { w3cDraftVector, w3cKey, w3cVector } from '../../calculators/credentials.examples.ts'
import { mostQrBytes, openJwt, toJwt } from './compact.ts'
import { allowedContexts, loadBundledContext } from './contexts.ts'
import { developmentDid, developmentKey } from './development-key.ts'
import { publicKeyOf, signingKeyOf, toMultibase } from './multikey.ts'
import { openBadge, statusListCredential } from './open-badge.ts'
import { canonicalHash, proofHolds, signDocument, signedBytes, usualOptionQuads, type JsonObject } from './proof.ts'
import { encodeStatusList, leastEntries, statusBit } from './status-list.ts'
import { verifyCredential, type VerifyOptions } from './verify.ts'

const school = 'did:web:edu.sanmen.example:jigong'
const schoolKey = signingKeyOf(createHash('sha256').update('school key of the tests').digest())
const signer = { ...schoolKey, verificationMethod: `${school}#key-1` }
const issuers = [{ id: school, keys: [{ id: signer.verificationMethod, publicKeyMultibase: schoolKey.multikey }] }]
const list = 'https://edu.sanmen.example/status-lists/1'
const created = '2022-07-01T08:00:00+08:00'

const holder = { name: '王小明', lastSix: '01123X' }
const unsigned = openBadge({
  id: 'https://edu.sanmen.example/credentials/1',
  issuer: { id: school, name: '三门技师学院' },
  validFrom: created,
  validUntil: '2025-07-01T00:00:00Z',
  achievement: {
    id: 'https://edu.sanmen.example/achievements/electrician-4',
    name: '电工（四级）',
    description: '中级工',
    criteria: '理论与实操考核合格',
    achievementType: 'Certification',
    creditsAvailable: 10,
  },
  subject: { holder: { ...holder, salt: 'c0ffee00c0ffee00' } },
  result: '良好',
  status: { list, index: 7 },
})

const signList = (set: readonly number[], by = signer) =>
  signDocument(
    statusListCredential({
      id: list,
      issuer: { id: school, name: '三门技师学院' },
      validFrom: created,
      purpose: 'revocation',
      encodedList: encodeStatusList(set),
    }),
    by,
    created,
  )

const options = async (changes: Partial<VerifyOptions> = {}): Promise<VerifyOptions> => ({
  now: '2023-01-01T00:00:00Z',
  offline: true,
  issuers,
  statusLists: [await signList([])],
  ...changes,
})

const reasonOf = async (credential: JsonObject, changes: Partial<VerifyOptions> = {}) => {
  const { valid, checks } = await verifyCredential(credential, await options(changes))
  const last = checks.at(-1)
  expect(valid).toBe(last?.ok !== false)
  return last?.ok === false ? `${last.id}: ${last.reason}` : 'valid'
}

describe('the W3C test vectors of eddsa-rdfc-2022', () => {
  it('hashes options and document as published', async () => {
    const { proof, ...document } = w3cVector
    const { proofValue: _, ...proofOptions } = proof
    expect((await signedBytes(document, proofOptions)).toString('hex')).toBe(
      'bea7b7acfbad0126b135104024a5f1733e705108f42d59668b05c0c50004c6b0' +
        '517744132ae165a5349155bef0bb0cf2258fff99dfe1dbd914b938d775a36017',
    )
  })

  it('holds for the published key, and for no other', async () => {
    const key = publicKeyOf(w3cKey)
    const other = publicKeyOf(schoolKey.multikey)
    if (key === null || other === null) throw new Error('keys of the test')
    expect(await proofHolds(w3cVector, w3cVector.proof, key)).toBe(true)
    expect(await proofHolds(w3cDraftVector, w3cDraftVector.proof, key)).toBe(true)
    expect(await proofHolds(w3cVector, w3cVector.proof, other)).toBe(false)
  })

  it('takes the key from the fragment offline only, and tells', async () => {
    const offline = await verifyCredential(w3cDraftVector, await options({ now: '2024-01-01T00:00:00Z' }))
    expect(offline).toMatchObject({ valid: true, trust: 'keyFromFragment' })
    expect(offline.flags).toContain('keyFromFragment')
    expect(await reasonOf(w3cDraftVector, { offline: false })).toBe('key: KEY_UNKNOWN')
    expect(await reasonOf(w3cVector, { offline: false })).toBe('key: KEY_UNKNOWN')
  })
})

describe('the usual proof options', () => {
  it('have the quads that the JSON-LD processor gives, under every bundled context', async () => {
    const options = {
      type: 'DataIntegrityProof',
      cryptosuite: 'eddsa-rdfc-2022',
      created: '2022-07-01T08:00:00.5+08:00',
      verificationMethod: 'did:web:edu.sanmen.example:jigong#key-1',
      proofPurpose: 'assertionMethod',
    }
    const quads = usualOptionQuads(options)
    if (quads === null) throw new Error('usual options')
    const hash = createHash('sha256').update(quads).digest('hex')
    for (const context of allowedContexts) {
      const contexts = [...new Set([allowedContexts[0], context])]
      expect((await canonicalHash({ '@context': contexts, ...options })).toString('hex')).toBe(hash)
    }
  })

  it.each([
    { created: '2022-07-01"' },
    { verificationMethod: 'did:web:x> <y' },
    { verificationMethod: 'key-1' },
    { id: 'urn:x' },
    { proofPurpose: 'authentication' },
  ])('leave %o to the processor', (changes) => {
    const usual = { ...w3cVector.proof, ...changes }
    const { proofValue: _, ...options } = usual
    expect(usualOptionQuads(options)).toBeNull()
  })
})

describe('the suite of Digital Bazaar', () => {
  const documentLoader = async (url: string) => {
    if (url === signer.verificationMethod) {
      const key = { '@context': 'https://w3id.org/security/multikey/v1', id: url, type: 'Multikey', controller: school }
      return { contextUrl: null, documentUrl: url, document: { ...key, publicKeyMultibase: schoolKey.multikey } }
    }
    if (url === school) {
      const document = {
        '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
        id: url,
        assertionMethod: [signer.verificationMethod],
      }
      return { contextUrl: null, documentUrl: url, document }
    }
    return loadBundledContext(url)
  }
  const seed = createHash('sha256').update('school key of the tests').digest()

  it('verifies what we sign', async () => {
    const { credentialStatus: _, ...document } = unsigned as JsonObject
    const credential = await signDocument(document, signer, created)
    const suite = new DataIntegrityProof({ cryptosuite })
    const result = await vc.verifyCredential({ credential, suite, documentLoader, now: new Date(created) })
    expect(result.error).toBeUndefined()
    expect(result.verified).toBe(true)
  })

  it('signs to the byte as we do', async () => {
    const pair = await Ed25519Multikey.generate({ seed, id: signer.verificationMethod, controller: school })
    const suite = new DataIntegrityProof({ cryptosuite, signer: pair.signer(), date: created })
    const theirs = await vc.issue({ credential: structuredClone(unsigned), suite, documentLoader })
    expect(await reasonOf(theirs)).toBe('valid')
    expect(theirs.proof.proofValue).toBe((await signDocument(unsigned, signer, theirs.proof.created)).proof.proofValue)
  })
})

describe('verifyCredential', () => {
  it('accepts a registered issuer and the right holder', async () => {
    const verdict = await verifyCredential(await signDocument(unsigned, signer, created), await options({ holder }))
    expect(verdict).toMatchObject({ valid: true, trust: 'registered', flags: [] })
    expect(verdict.checks.map(({ id }) => id)).toEqual([
      'schema',
      'context',
      'type',
      'key',
      'proof',
      'validity',
      'status',
      'accreditation',
      'holder',
    ])
  })

  it('names each failure', async () => {
    const good = await signDocument(unsigned, signer, created)
    const proof = good.proof
    const resigned = (changes: JsonObject) => signDocument({ ...unsigned, ...changes }, signer, created)
    expect(await reasonOf(good)).toBe('valid')
    expect(await reasonOf({ ...good, issuer: 5 })).toBe('schema: SCHEMA_INVALID')
    expect(await reasonOf({ ...good, proof: [proof, proof] })).toBe('schema: SCHEMA_INVALID')
    expect(await reasonOf({ ...good, proof: { ...proof, cryptosuite: 'ecdsa-rdfc-2019' } })).toBe(
      'schema: SCHEMA_INVALID',
    )
    expect(await reasonOf({ ...good, proof: { ...proof, previousProof: 'urn:x' } })).toBe('schema: SCHEMA_INVALID')
    expect(await reasonOf({ ...good, credentialSubject: { type: 'AchievementSubject' } })).toBe(
      'schema: SCHEMA_INVALID',
    )
    const contexts = unsigned['@context'] ?? []
    expect(await reasonOf({ ...good, '@context': [...contexts, 'https://evil.example/c'] })).toBe(
      'context: CONTEXT_NOT_ALLOWED',
    )
    expect(await reasonOf({ ...good, '@context': [...contexts, { name: 'urn:x' }] })).toBe(
      'context: CONTEXT_NOT_ALLOWED',
    )
    expect(await reasonOf({ ...good, '@context': contexts.toReversed() })).toBe('context: CONTEXT_NOT_ALLOWED')
    expect(await reasonOf({ ...good, evidence: [{ '@context': {}, type: 'Evidence' }] })).toBe(
      'context: CONTEXT_NOT_ALLOWED',
    )
    expect(await reasonOf({ ...good, type: ['OpenBadgeCredential'] })).toBe('type: TYPE_NOT_SUPPORTED')
    expect(await reasonOf(good, { issuers: [] })).toBe('key: KEY_UNKNOWN')
    expect(await reasonOf({ ...good, name: '电工（三级）' })).toBe('proof: SIGNATURE_MISMATCH')
    expect(await reasonOf({ ...good, addedLater: '未签名的内容' })).toBe('proof: SIGNATURE_MISMATCH')
    expect(await reasonOf({ ...good, proof: { ...proof, created: '2022-07-02T00:00:00Z' } })).toBe(
      'proof: SIGNATURE_MISMATCH',
    )
    expect(await reasonOf({ ...good, proof: { ...proof, proofValue: 'z1' } })).toBe('proof: SIGNATURE_MISMATCH')
    expect(await reasonOf(good, { now: '2022-06-30T23:59:59Z' })).toBe('validity: NOT_YET_VALID')
    expect(await reasonOf(good, { now: '2025-07-01T00:00:01Z' })).toBe('validity: EXPIRED')
    expect(await reasonOf(good, { statusLists: [await signList([7])] })).toBe('status: REVOKED')
    expect(await reasonOf(good, { statusLists: [], offline: false })).toBe('status: STATUS_UNKNOWN')
    expect(await reasonOf(good, { holder: { name: '王小明', lastSix: '011230' } })).toBe('holder: HOLDER_MISMATCH')
    expect(
      await reasonOf(
        await resigned({
          credentialStatus: {
            type: 'BitstringStatusListEntry',
            statusPurpose: 'revocation',
            statusListIndex: '-1',
            statusListCredential: list,
          },
        }),
      ),
    ).toBe('status: STATUS_UNKNOWN')
  })

  it('believes no status list that the issuer did not sign', async () => {
    const good = await signDocument(unsigned, signer, created)
    const honest = await signList([7])
    const cleared = { ...honest, credentialSubject: (await signList([])).credentialSubject }
    expect(await reasonOf(good, { statusLists: [cleared] })).toBe('status: STATUS_UNKNOWN')
    const foreign = await signList([], { ...developmentKey, verificationMethod: signer.verificationMethod })
    expect(await reasonOf(good, { statusLists: [foreign] })).toBe('status: STATUS_UNKNOWN')
    const unchecked = await verifyCredential(good, await options({ statusLists: [] }))
    expect(unchecked).toMatchObject({ valid: true, flags: ['statusUnchecked'] })
  })

  it('judges the key at the instant of the signature', async () => {
    const good = await signDocument(unsigned, signer, created)
    const withKey = (changes: object) => ({
      issuers: issuers.map((one) => ({ ...one, keys: one.keys.map((key) => ({ ...key, ...changes })) })),
    })
    expect(await reasonOf(good, withKey({ validFrom: '2022-08-01T00:00:00Z' }))).toBe('key: KEY_UNKNOWN')
    expect(await reasonOf(good, withKey({ validUntil: created }))).toBe('key: KEY_UNKNOWN')
    expect(await reasonOf(good, withKey({ revokedAt: '2022-06-30T00:00:00Z' }))).toBe('key: KEY_UNKNOWN')
    expect(await reasonOf(good, withKey({ revokedAt: '2022-09-01T00:00:00Z' }))).toBe('valid')
    const lapsed = issuers.map((one) => ({ ...one, accreditedUntil: '2022-01-01T00:00:00Z' }))
    expect(await reasonOf(good, { issuers: lapsed })).toBe('accreditation: ISSUER_NOT_ACCREDITED')
  })

  it('lets no foreign key speak for a school, not even offline', async () => {
    const forger = signingKeyOf(new Uint8Array(32).fill(9))
    const did = `did:key:${forger.multikey}`
    const forged = (method: string) => signDocument(unsigned, { ...forger, verificationMethod: method }, created)
    expect(await reasonOf(await forged(`${did}#${forger.multikey}`), { issuers: [] })).toBe('key: KEY_UNKNOWN')
    expect(await reasonOf(await forged(`https://evil.example/#${forger.multikey}`), { issuers: [] })).toBe(
      'key: KEY_UNKNOWN',
    )
    expect(await reasonOf(await forged(`${school}#${forger.multikey}`))).toBe('key: KEY_UNKNOWN')
    expect(await reasonOf(await signDocument(unsigned, developmentKey, created), { issuers: [] })).toBe(
      'key: KEY_UNKNOWN',
    )
    const open = await signDocument({ ...unsigned, issuer: 'https://school.example' }, developmentKey, created)
    expect(await reasonOf(open, { issuers: [] })).toBe('key: KEY_UNKNOWN')
    const own = await signDocument({ ...unsigned, issuer: developmentDid }, developmentKey, created)
    const verdict = await verifyCredential(own, await options({ issuers: [] }))
    expect(verdict.flags).toContain('developmentKey')
  })

  it('finds every change of a text', async () => {
    const good = await signDocument(unsigned, signer, created)
    await fc.assert(
      fc.asyncProperty(fc.string({ minLength: 1, unit: 'grapheme' }), async (name) => {
        fc.pre(name !== good.name)
        expect(await reasonOf({ ...good, name })).toBe('proof: SIGNATURE_MISMATCH')
      }),
      { numRuns: 25 },
    )
  })
})

describe('the compact form', () => {
  it('verifies, fits into a QR code, and breaks with a changed bit', async () => {
    const jwt = toJwt(unsigned, signer)
    expect(jwt.length).toBeGreaterThan(mostQrBytes)
    expect(
      toJwt({ ...unsigned, credentialSubject: { id: 'did:example:a' }, type: ['VerifiableCredential'] }, signer).length,
    ).toBeLessThan(mostQrBytes)
    const opened = openJwt(jwt)
    if (opened === null) throw new Error('our own JWT')
    expect((await verifyCredential(opened.credential, await options(), opened.signature)).valid).toBe(true)
    const [head = '', payload = '', signature = ''] = jwt.split('.')
    const changed = Buffer.from(payload, 'base64url').toString().replace('良好', '优秀')
    const forged = openJwt([head, Buffer.from(changed).toString('base64url'), signature].join('.'))
    if (forged === null) throw new Error('still a JWT')
    const { checks } = await verifyCredential(forged.credential, await options(), forged.signature)
    expect(checks.at(-1)).toMatchObject({ id: 'proof', ok: false, reason: 'SIGNATURE_MISMATCH' })
  })

  it('refuses other algorithms and broken texts', () => {
    const header = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    expect(openJwt(`${header({ alg: 'none', kid: 'x' })}.e30.`)).toBeNull()
    expect(openJwt(`${header({ alg: 'EdDSA', kid: 'x', crit: ['b64'] })}.e30.AA`)).toBeNull()
    expect(openJwt('不是.证书')).toBeNull()
  })
})

describe('the status list', () => {
  it('gives back every bit, and null outside', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat(leastEntries - 1), { maxLength: 20 }),
        fc.nat(leastEntries - 1),
        (set, probe) => {
          const encoded = encodeStatusList(set)
          for (const index of set) expect(statusBit(encoded, index)).toBe(true)
          expect(statusBit(encoded, probe)).toBe(set.includes(probe))
        },
      ),
      { numRuns: 30 },
    )
    expect(statusBit(encodeStatusList([]), leastEntries)).toBeNull()
    expect(statusBit('u中文', 0)).toBeNull()
    expect(statusBit(encodeStatusList([], 8), 0)).toBeNull()
  })
})

describe('multikeys', () => {
  it('refuses what is no Ed25519 key', () => {
    expect(publicKeyOf('z6Mk')).toBeNull()
    expect(publicKeyOf('zDnaegE6RR3atJtHKwTRTWHsJ3kNHqFwv7n9YjTgmU7TyfU76')).toBeNull()
    expect(publicKeyOf(`u${w3cKey.slice(1)}`)).toBeNull()
    expect(toMultibase(Uint8Array.of(0xed, 1))).toMatch(/^z/)
  })
})
