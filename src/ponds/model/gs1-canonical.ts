/**
 * GS1 keys as constrained canonical Digital Link URIs, as the event hash wants them (CBV 2.0 §8.9): EPC URNs are turned
 * into links, other domains, queries and coarser levels are dropped. Sources: GS1 EPC Tag Data Standard 2.0 §6;
 * GS1 Digital Link: URI Syntax 1.2 §4.11.
 */
import { gs1CheckDigit } from '../../platform/identifiers/gs1.ts'

const origin = 'https://id.gs1.org'

const withCheck = (body: string): string => `${body}${gs1CheckDigit(body)}`

/** Characters that EPC URNs allow and links must escape. */
const escaped = (text: string): string =>
  text.replace(/[!()*+,:]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)

/** A scheme's digits (company prefix and reference together) and the link made of prefix, reference and the rest. */
type Scheme = {
  readonly digits: number | null
  readonly link: (prefix: string, reference: string, rest: readonly string[]) => string
}

/** The indicator or extension digit stands first in the reference of a URN, and before the prefix in the key. */
const leading = (prefix: string, reference: string): string =>
  withCheck(reference.slice(0, 1) + prefix + reference.slice(1))

const schemes: Readonly<Record<string, Scheme>> = {
  sgtin: {
    digits: 13,
    link: (p, r, [serial]) => `/01/${leading(p, r)}${serial === undefined ? '' : `/21/${escaped(serial)}`}`,
  },
  upui: {
    digits: 13,
    link: (p, r, [serial]) => `/01/${leading(p, r)}${serial === undefined ? '' : `/235/${escaped(serial)}`}`,
  },
  lgtin: { digits: 13, link: (p, r, [lot = '']) => `/01/${leading(p, r)}/10/${escaped(lot)}` },
  itip: {
    digits: 13,
    link: (p, r, [piece = '', total = '', serial]) =>
      `/8006/${leading(p, r)}${piece}${total}${serial === undefined ? '' : `/21/${escaped(serial)}`}`,
  },
  sscc: { digits: 17, link: (p, r) => `/00/${leading(p, r)}` },
  sgln: {
    digits: 12,
    link: (p, r, [extension = '0']) =>
      `/414/${withCheck(p + r)}${extension === '0' ? '' : `/254/${escaped(extension)}`}`,
  },
  pgln: { digits: 12, link: (p, r) => `/417/${withCheck(p + r)}` },
  grai: { digits: 12, link: (p, r, [serial = '']) => `/8003/${withCheck(`0${p}${r}`)}${escaped(serial)}` },
  gdti: { digits: 12, link: (p, r, [serial = '']) => `/253/${withCheck(p + r)}${escaped(serial)}` },
  sgcn: { digits: 12, link: (p, r, [serial = '']) => `/255/${withCheck(p + r)}${serial}` },
  gsrn: { digits: 17, link: (p, r) => `/8018/${withCheck(p + r)}` },
  gsrnp: { digits: 17, link: (p, r) => `/8017/${withCheck(p + r)}` },
  gsin: { digits: 16, link: (p, r) => `/402/${withCheck(p + r)}` },
  giai: { digits: null, link: (p, r) => `/8004/${p}${escaped(r)}` },
  ginc: { digits: null, link: (p, r) => `/401/${p}${escaped(r)}` },
  cpi: {
    digits: null,
    link: (p, r, [serial]) => `/8010/${escaped(p + r)}${serial === undefined ? '' : `/8011/${serial}`}`,
  },
}

const urn = /^urn:epc:(?:id|class|idpat):([a-z]+):(\d{6,12})\.([^.]*)(?:\.(.+))?$/

const linkOfUrn = (text: string): string | null => {
  const [, name = '', prefix = '', reference = '', tail] = urn.exec(text) ?? []
  const scheme = schemes[name]
  if (scheme === undefined) return null
  // Only the item with piece and total has more than one part after its reference.
  const rest = tail === undefined ? [] : name === 'itip' ? tail.split('.') : [tail]
  if (scheme.digits !== null && (!/^\d*$/.test(reference) || prefix.length + reference.length !== scheme.digits))
    return null
  return (
    origin +
    scheme.link(
      prefix,
      reference,
      rest.filter((part) => part !== '*'),
    )
  )
}

const shortNames: Readonly<Record<string, string>> = {
  gtin: '01',
  itip: '8006',
  cpid: '8010',
  gln: '414',
  party: '417',
  gsrnp: '8017',
  gsrn: '8018',
  gcn: '255',
  sscc: '00',
  gdti: '253',
  ginc: '401',
  gsin: '402',
  grai: '8003',
  giai: '8004',
}
const keys = new Set(Object.values(shortNames))
const qualifierNames: Readonly<Record<string, string>> = { cpv: '22', lot: '10', ser: '21' }
/** Qualifiers that identify, the finest first; others (variant) are dropped. */
const finest: Readonly<Record<string, readonly string[]>> = {
  '01': ['21', '235', '10'],
  '8006': ['21', '10'],
  '414': ['254'],
  '8010': ['8011'],
}

const linkOfLink = (text: string): string | null => {
  const path = /^https?:\/\/[^/?#]*([^?#]*)/.exec(text)?.[1]
  if (path === undefined) return null
  const segments = path.split('/').filter((segment) => segment !== '')
  const at = segments.findIndex((segment) => keys.has(shortNames[segment] ?? segment))
  const ai = shortNames[segments[at] ?? ''] ?? segments[at]
  const given = segments[at + 1]
  if (at < 0 || ai === undefined || given === undefined || !/^\d{4}/.test(given)) return null
  const value = ai === '01' && /^(?:\d{8}|\d{12}|\d{13})$/.test(given) ? given.padStart(14, '0') : given
  const qualifiers = new Map<string, string>()
  for (let index = at + 2; index + 1 < segments.length; index += 2) {
    const name = segments[index] ?? ''
    qualifiers.set(qualifierNames[name] ?? name, segments[index + 1] ?? '')
  }
  const level = finest[ai]?.find((name) => qualifiers.has(name))
  return `${origin}/${ai}/${value}${level === undefined ? '' : `/${level}/${qualifiers.get(level)}`}`
}

/** The canonical link of a URN or link that carries a GS1 key; anything else as it is. */
export const canonicalKey = (text: string): string => linkOfUrn(text) ?? linkOfLink(text) ?? text
