import { Problem } from '../errors/problem.ts'
import type { Checked } from './checked.ts'
import { gs1CheckDigit } from './gs1.ts'

export type DigitalLinkReason =
  | 'not_a_uri'
  | 'no_primary_key'
  | 'primary_key'
  | 'check_digit'
  | 'qualifier'
  | 'qualifier_order'
  | 'value'

export type DigitalLinkParts = {
  readonly primary: { readonly ai: string; readonly value: string }
  /** Path qualifiers in order, e.g. 22 consumer product variant, 10 lot, 21 serial. */
  readonly qualifiers: readonly { readonly ai: string; readonly value: string }[]
  /** Application identifiers of the query (e.g. 17 expiry); other query keys are left out. */
  readonly attributes: Readonly<Record<string, string>>
  readonly linkType: string | null
}

/** Primary keys with their digits, and the path qualifiers that may follow, in the order in which they must. */
const primaryKeys: Readonly<Record<string, { digits: number; qualifiers: readonly string[] }>> = {
  '01': { digits: 14, qualifiers: ['22', '10', '21'] },
  '00': { digits: 18, qualifiers: [] },
  '414': { digits: 13, qualifiers: ['254'] },
  '417': { digits: 13, qualifiers: [] },
}

/** GS1 encodable character set 82 (General Specifications figure 7.11-1), at most 20 characters for 10, 21, 22, 254. */
const qualifierValue = /^[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]{1,20}$/

const decoded = (text: string): string | null => {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

/**
 * Reads an uncompressed GS1 Digital Link URI; a prefix path before the primary key is allowed.
 * Source: GS1 Digital Link Standard: URI Syntax 1.4, sections 4.1–4.9.
 */
export const readDigitalLink = (uri: string): Checked<DigitalLinkReason, DigitalLinkParts> => {
  const refuse = (reason: DigitalLinkReason, parts: DigitalLinkParts | null = null) => ({
    valid: false,
    code: uri,
    reason,
    parts,
  })
  const url = uri.length <= 2000 && /^https?:\/\//i.test(uri) && URL.canParse(uri) ? new URL(uri) : null
  if (url === null) return refuse('not_a_uri')
  const segments = url.pathname.split('/').slice(1).map(decoded)
  if (segments.at(-1) === '') segments.pop()
  const start = segments.findIndex((segment) => segment !== null && segment in primaryKeys)
  const ai = start < 0 ? null : (segments[start] ?? null)
  const key = ai === null ? undefined : primaryKeys[ai]
  const value = segments[start + 1] ?? ''
  if (ai === null || key === undefined) return refuse('no_primary_key')
  // GTIN-8, -12 and -13 in a link are written with leading zeros; the standard lets a reader fill them up.
  const digits = ai === '01' && [8, 12, 13].includes(value.length) ? value.padStart(14, '0') : value
  if (!/^\d+$/.test(digits) || digits.length !== key.digits) return refuse('primary_key')
  const rest = segments.slice(start + 2)
  const qualifiers: { ai: string; value: string }[] = []
  for (let index = 0; index < rest.length; index += 2) {
    qualifiers.push({ ai: rest[index] ?? '', value: rest[index + 1] ?? '' })
  }
  const attributes = Object.fromEntries([...url.searchParams].filter(([name]) => /^\d{2,4}$/.test(name)))
  const parts = { primary: { ai, value: digits }, qualifiers, attributes, linkType: url.searchParams.get('linkType') }
  if (gs1CheckDigit(digits.slice(0, -1)) !== digits.at(-1)) return refuse('check_digit', parts)
  const positions = qualifiers.map((qualifier) => key.qualifiers.indexOf(qualifier.ai))
  if (positions.includes(-1)) return refuse('qualifier', parts)
  if (positions.some((position, index) => index > 0 && position <= (positions[index - 1] ?? 0))) {
    return refuse('qualifier_order', parts)
  }
  if (qualifiers.some((qualifier) => !qualifierValue.test(qualifier.value))) return refuse('value', parts)
  return { valid: true, code: uri, parts }
}

/**
 * Writes a link for one good: `https://host/01/{gtin14}/22/{variant}/10/{lot}/21/{serial}`.
 * @throws Problem not_computable `gtin` or `value` when a part is not allowed.
 */
export const writeDigitalLink = (link: {
  readonly origin: string
  readonly gtin: string
  readonly variant?: string
  readonly lot?: string
  readonly serial?: string
}): string => {
  const gtin = link.gtin.padStart(14, '0')
  if (!/^\d{14}$/.test(gtin) || gs1CheckDigit(gtin.slice(0, -1)) !== gtin.at(-1)) {
    throw Problem.field('/gtin', 'gtin', '商品条码校验位不正确')
  }
  let path = `/01/${gtin}`
  for (const [ai, name] of [
    ['22', 'variant'],
    ['10', 'lot'],
    ['21', 'serial'],
  ] as const) {
    const value = link[name]
    if (value === undefined) continue
    if (!qualifierValue.test(value)) throw Problem.field(`/${name}`, 'value', '批号、序列号为 1 至 20 个允许的字符')
    path += `/${ai}/${encodeURIComponent(value)}`
  }
  return `${link.origin.replace(/\/$/, '')}${path}`
}
