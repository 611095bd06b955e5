// Learning certificates (skills 4.2): issue and verify against the suite of Digital Bazaar, same document, same key,
// same bundled contexts, in one run. Both sides sign to the same bytes; the suite is given our check of contexts free.
import { createHash } from 'node:crypto'
import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey'
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import * as vc from '@digitalbazaar/vc'
import { loadBundledContext } from '../src/skills/model/credentials/contexts.ts'
import { signingKeyOf } from '../src/skills/model/credentials/multikey.ts'
import { openBadge } from '../src/skills/model/credentials/open-badge.ts'
import { signDocument } from '../src/skills/model/credentials/proof.ts'
import { verifyCredential } from '../src/skills/model/credentials/verify.ts'
import { type BenchLine, measure } from './line.ts'

const issuer = 'did:web:edu.sanmen.example:jigong'
const seed = createHash('sha256').update('key of the benchmark').digest()
const key = { ...signingKeyOf(seed), verificationMethod: `${issuer}#key-1` }
const created = '2022-07-01T00:00:00Z'
const batch = 100

const badge = (number: number) =>
  openBadge({
    id: `https://edu.sanmen.example/credentials/${number}`,
    issuer: { id: issuer, name: '三门技师学院' },
    validFrom: created,
    achievement: {
      id: 'https://edu.sanmen.example/achievements/electrician-4',
      name: '电工（四级）',
      description: '中级工',
      criteria: '理论与实操考核合格',
      achievementType: 'Certification',
      creditsAvailable: 10,
    },
    subject: { holder: { name: `学员${number}`, lastSix: '01123X', salt: `salt-of-${number}-at-least-16` } },
    result: '良好',
  })

const documentLoader = async (url: string) => {
  if (url === key.verificationMethod) {
    const document = {
      '@context': 'https://w3id.org/security/multikey/v1',
      id: url,
      type: 'Multikey',
      controller: issuer,
      publicKeyMultibase: key.multikey,
    }
    return { contextUrl: null, documentUrl: url, document }
  }
  if (url === issuer) {
    const contexts = ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1']
    const document = { '@context': contexts, id: url, assertionMethod: [key.verificationMethod] }
    return { contextUrl: null, documentUrl: url, document }
  }
  return loadBundledContext(url)
}

const perSecond = (ms: number): string => `${Math.round((batch / ms) * 1_000)}/s`

export default async function* credentials(): AsyncIterable<BenchLine> {
  const pair = await Ed25519Multikey.generate({ seed, id: key.verificationMethod, controller: issuer })
  const documents = Array.from({ length: batch }, (_, number) => badge(number))
  const issueTheirs = (credential: object) =>
    vc.issue({
      credential: structuredClone(credential),
      suite: new DataIntegrityProof({ cryptosuite, signer: pair.signer(), date: created }),
      documentLoader,
    })
  const ourIssue = await measure(
    async () => {
      for (const document of documents) await signDocument(document, key, created)
    },
    { runs: 5 },
  )
  const theirIssue = await measure(
    async () => {
      for (const document of documents) await issueTheirs(document)
    },
    { runs: 5 },
  )
  const signed = await Promise.all(documents.map((document) => signDocument(document, key, created)))
  const agreed = await Promise.all(
    documents.map(
      async (document, at) => (await issueTheirs(document)).proof.proofValue === signed[at]?.proof.proofValue,
    ),
  )
  yield {
    what: `issue ${batch} Open Badges 3.0; ${agreed.filter(Boolean).length} signatures alike to the byte`,
    ours: perSecond(ourIssue.median),
    against: '@digitalbazaar/vc 7.3.0',
    theirs: perSecond(theirIssue.median),
    ratio: theirIssue.median / ourIssue.median,
    goal: '≥ 1 ×',
  }

  const options = {
    now: '2023-01-01T00:00:00Z',
    offline: true,
    issuers: [{ id: issuer, keys: [{ id: key.verificationMethod, publicKeyMultibase: key.multikey }] }],
    statusLists: [],
  }
  let accepted = 0
  const ours = await measure(
    async () => {
      accepted = 0
      for (const credential of signed) if ((await verifyCredential(credential, options)).valid) accepted += 1
    },
    { runs: 5 },
  )
  let acceptedByPeer = 0
  const suite = new DataIntegrityProof({ cryptosuite })
  const theirs = await measure(
    async () => {
      acceptedByPeer = 0
      for (const credential of signed) {
        const { verified } = await vc.verifyCredential({
          credential,
          suite,
          documentLoader,
          now: new Date(options.now),
        })
        if (verified) acceptedByPeer += 1
      }
    },
    { runs: 5 },
  )
  yield {
    what: `verify ${batch} Open Badges 3.0; accepted by us ${accepted}, by the peer ${acceptedByPeer}`,
    ours: perSecond(ours.median),
    against: '@digitalbazaar/vc 7.3.0',
    theirs: perSecond(theirs.median),
    ratio: theirs.median / ours.median,
    goal: '≥ 1 ×',
  }
}
