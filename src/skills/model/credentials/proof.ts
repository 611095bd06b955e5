/** Proofs by the cryptosuite eddsa-rdfc-2022 (W3C Data Integrity EdDSA Cryptosuites v1.0, §3.2). */
import { createHash, sign, verify, type KeyObject } from 'node:crypto'
import jsonld from 'jsonld'
import { canonize } from 'rdf-canonize'
import { credentialsV2, loadBundledContext } from './contexts.ts'
import { fromMultibase, toMultibase, type SigningKey } from './multikey.ts'

export type JsonObject = { readonly [key: string]: unknown }

export type Proof = {
  readonly type: 'DataIntegrityProof'
  readonly cryptosuite: 'eddsa-rdfc-2022'
  readonly created: string
  readonly verificationMethod: string
  readonly proofPurpose: 'assertionMethod'
  readonly proofValue: string
}

/** A credential whose content cannot be brought into canonical form: a term of no context, or a graph made to stall. */
export class NotCanonical extends Error {
  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause })
    this.name = 'NotCanonical'
  }
}

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest()

/**
 * SHA-256 of the canonical N-Quads (RDFC-1.0). A term that no context defines would vanish from the quads and so from
 * under the signature: it is refused. The work factor keeps graphs of many alike blank nodes at quadratic cost.
 * @throws NotCanonical
 */
export const canonicalHash = async (document: JsonObject): Promise<Buffer> => {
  try {
    const quads = await jsonld.toRDF(document, { documentLoader: loadBundledContext, safe: true })
    if (quads.length === 0) throw new Error('nothing to sign')
    const text = await canonize(quads, { algorithm: 'RDFC-1.0', format: 'application/n-quads', maxWorkFactor: 1 })
    return sha256(text)
  } catch (error) {
    throw new NotCanonical(error)
  }
}

const optionKeys = ['type', 'cryptosuite', 'created', 'verificationMethod', 'proofPurpose']
const plainIri = /^[a-z][a-z0-9+.-]*:[\w\-.~:/?#[\]@!$&'()*+,;=%]+$/
const plainStamp = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/

/**
 * The canonical quads of proof options of the usual five members; null for any others. VC 2.0 protects these terms, so
 * no context of a credential can change what they mean, and the five quads need no JSON-LD processor: half the work of
 * a signature. A test holds them against the processor.
 */
export const usualOptionQuads = (options: JsonObject): string | null => {
  const { type, cryptosuite, created, verificationMethod, proofPurpose } = options
  const usual =
    Object.keys(options).length === optionKeys.length &&
    type === 'DataIntegrityProof' &&
    cryptosuite === 'eddsa-rdfc-2022' &&
    proofPurpose === 'assertionMethod' &&
    typeof created === 'string' &&
    plainStamp.test(created) &&
    typeof verificationMethod === 'string' &&
    plainIri.test(verificationMethod)
  if (!usual) return null
  const security = 'https://w3id.org/security#'
  return [
    `<http://purl.org/dc/terms/created> "${created}"^^<http://www.w3.org/2001/XMLSchema#dateTime>`,
    `<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <${security}DataIntegrityProof>`,
    `<${security}cryptosuite> "eddsa-rdfc-2022"^^<${security}cryptosuiteString>`,
    `<${security}proofPurpose> <${security}assertionMethod>`,
    `<${security}verificationMethod> <${verificationMethod}>`,
  ]
    .map((rest) => `_:c14n0 ${rest} .\n`)
    .join('')
}

/** What is signed: SHA-256(canonical proof options) ‖ SHA-256(canonical document). @throws NotCanonical */
export const signedBytes = async (unsecured: JsonObject, options: JsonObject): Promise<Buffer> => {
  const context = unsecured['@context']
  const usual = (Array.isArray(context) ? context[0] : context) === credentialsV2 ? usualOptionQuads(options) : null
  const ofOptions = usual === null ? await canonicalHash({ '@context': context, ...options }) : sha256(usual)
  return Buffer.concat([ofOptions, await canonicalHash(unsecured)])
}

/** Adds the proof. Ed25519 is deterministic: the same document, key and instant give the same bytes. */
export const signDocument = async <Document extends JsonObject>(
  unsecured: Document,
  key: SigningKey & { readonly verificationMethod: string },
  created: string,
): Promise<Document & { readonly proof: Proof }> => {
  const options = {
    type: 'DataIntegrityProof',
    cryptosuite: 'eddsa-rdfc-2022',
    created,
    verificationMethod: key.verificationMethod,
    proofPurpose: 'assertionMethod',
  } as const
  const signature = sign(null, await signedBytes(unsecured, options), key.privateKey)
  return { ...unsecured, proof: { ...options, proofValue: toMultibase(signature) } }
}

/** Whether the proof fits document and key. @throws NotCanonical */
export const proofHolds = async (secured: JsonObject, proof: JsonObject, key: KeyObject): Promise<boolean> => {
  const { proof: _, ...unsecured } = secured
  const { proofValue, ...options } = proof
  const signature = typeof proofValue === 'string' ? fromMultibase(proofValue) : null
  if (signature === null || signature.length !== 64) return false
  return verify(null, await signedBytes(unsecured, options), key, signature)
}
