/**
 * Event hash of EPCIS 2.0: an event names itself by what it says, so that nobody can change it unnoticed and repeats
 * are found. Source: GS1 Core Business Vocabulary 2.0 §8.9.2; proved against the test vectors of the reference
 * generator, whose order (lists of transactions, sources and destinations with the extensions, `type` first) is taken.
 */
import { createHash } from 'node:crypto'
import { canonicalKey } from './gs1-canonical.ts'

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }
type Fields = { readonly [key: string]: Json }

const isFields = (value: Json | undefined): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const asList = (value: Json | undefined): readonly Json[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? (value as readonly Json[]) : [value]

/** Prefix → namespace. */
export type Namespaces = ReadonlyMap<string, string>

const standardNamespaces: readonly (readonly [string, string])[] = [
  ['gs1', 'https://gs1.org/voc/'],
  ['cbv', 'https://ref.gs1.org/cbv/'],
  ['epcis', 'https://ref.gs1.org/epcis/'],
]

/** Namespaces declared in one or more `@context`s. */
export const namespacesOf = (...contexts: readonly (Json | undefined)[]): Namespaces =>
  new Map([
    ...standardNamespaces,
    ...contexts.flatMap((context) =>
      asList(context).flatMap((one) =>
        isFields(one)
          ? Object.entries(one).flatMap(([prefix, uri]) => (typeof uri === 'string' ? [[prefix, uri] as const] : []))
          : [],
      ),
    ),
  ])

const split = (text: string, namespaces: Namespaces): readonly [namespace: string, local: string] | null => {
  const colon = text.indexOf(':')
  const namespace = colon < 0 ? undefined : namespaces.get(text.slice(0, colon))
  return namespace === undefined ? null : [namespace, text.slice(colon + 1)]
}

const vocabularies: readonly (readonly [urn: string, web: string])[] = [
  ['urn:epcglobal:cbv:bizstep:', 'https://ref.gs1.org/cbv/BizStep-'],
  ['urn:epcglobal:cbv:disp:', 'https://ref.gs1.org/cbv/Disp-'],
  ['urn:epcglobal:cbv:btt:', 'https://ref.gs1.org/cbv/BTT-'],
  ['urn:epcglobal:cbv:sdt:', 'https://ref.gs1.org/cbv/SDT-'],
  ['urn:epcglobal:cbv:er:', 'https://ref.gs1.org/cbv/ER-'],
]

/** Words of the standard vocabulary that JSON writes bare: field → what they stand for. */
const bareWords: Readonly<Record<string, string>> = {
  bizStep: 'https://ref.gs1.org/cbv/BizStep-',
  disposition: 'https://ref.gs1.org/cbv/Disp-',
  set: 'https://ref.gs1.org/cbv/Disp-',
  unset: 'https://ref.gs1.org/cbv/Disp-',
  component: 'https://ref.gs1.org/cbv/Comp-',
  bizTransactionType: 'https://ref.gs1.org/cbv/BTT-',
  sourceType: 'https://ref.gs1.org/cbv/SDT-',
  destinationType: 'https://ref.gs1.org/cbv/SDT-',
  reportType: 'https://gs1.org/voc/',
  exception: 'https://gs1.org/voc/',
}

const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/

/** Without plus sign, leading and trailing zeros; very small numbers with an exponent of two digits. */
const numberText = (text: string): string => {
  const value = Number(text)
  if (!Number.isFinite(value)) return text
  if (Number.isInteger(value)) return BigInt(value).toString()
  if (Math.abs(value) >= 1e-4) return String(value)
  return value.toExponential().replace(/e-(\d)$/, 'e-0$1')
}

/** UTC with milliseconds, the fourth decimal rounded half up; what is no instant stays. */
const instantText = (text: string): string => {
  const [, whole = '', fraction = '', zone = ''] =
    /^(.+T\d{2}:\d{2}(?::\d{2})?)(?:\.(\d+))?(Z|[+-]\d{2}:?\d{2})$/i.exec(text) ?? []
  const base = Date.parse(whole + zone)
  if (Number.isNaN(base)) return text
  const at = new Date(base + Math.round(Number(`0.${fraction || '0'}`) * 1000))
  return Number.isNaN(at.getTime()) ? text : at.toISOString()
}

const valueText = (field: string, value: string | number | boolean, namespaces: Namespaces): string => {
  const raw = String(value).trim()
  const bare = bareWords[field]
  if (bare !== undefined && raw !== '' && !raw.includes(':')) return bare + raw
  const curie = split(raw, namespaces)
  const full = curie === null ? raw : curie.join('')
  if (/time/i.test(field) && !/offset/i.test(field)) return instantText(full)
  const web = vocabularies.find(([urn]) => full.startsWith(urn))
  if (web !== undefined) return web[1] + full.slice(web[0].length)
  return decimal.test(full) ? numberText(full) : canonicalKey(full)
}

const byCodePoint = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b))
const joined = (parts: readonly string[]): string =>
  parts
    .filter((part) => part !== '')
    .toSorted(byCodePoint)
    .join('')

const extensionName = (key: string, namespaces: Namespaces): string => {
  const named = split(key, namespaces)
  return named === null ? key : `{${named[0]}}${named[1]}`
}

/** Fields that are not of the standard (ILMD, extensions): names with their namespace, sorted at every level. */
const free = (key: string, value: Json, namespaces: Namespaces): string[] => {
  const name = extensionName(key, namespaces)
  return asList(value).map((one) => {
    if (typeof one === 'object' && one !== null) return name + joined(freeFields(one as Fields, namespaces))
    if (one === null) return name
    const text = valueText('', one, namespaces)
    return text === '' ? name : `${name}=${text}`
  })
}

const comments = new Set(['rdfs:comment', 'comment', '@context'])
const freeFields = (fields: Fields, namespaces: Namespaces): string[] =>
  Object.entries(fields)
    .filter(([key]) => !comments.has(key) && !key.startsWith('@xmlns'))
    .flatMap(([key, value]) => free(key, value, namespaces))

/** A standard field: its name in the pre-hash, and what it is made of. */
type Shape =
  | { readonly kind: 'value'; readonly vocabulary?: string }
  | { readonly kind: 'items'; readonly item: string }
  | { readonly kind: 'fields'; readonly item?: string; readonly order: Order }
type Order = readonly (readonly [key: string, shape: Shape])[]

const value: Shape = { kind: 'value' }
const plain = (...names: readonly string[]): Order => names.map((name) => [name, value])
const epcs: Shape = { kind: 'items', item: 'epc' }
const quantities: Shape = { kind: 'fields', item: 'quantityElement', order: plain('epcClass', 'quantity', 'uom') }
const place: Shape = { kind: 'fields', order: plain('id') }

const sensorElement: Order = [
  [
    'sensorMetadata',
    {
      kind: 'fields',
      order: plain(
        'time',
        'startTime',
        'endTime',
        'deviceID',
        'deviceMetadata',
        'rawData',
        'dataProcessingMethod',
        'bizRules',
      ),
    },
  ],
  [
    'sensorReport',
    {
      kind: 'fields',
      order: [
        ['type', { kind: 'value', vocabulary: 'reportType' }],
        ...plain(
          'exception',
          'deviceID',
          'deviceMetadata',
          'rawData',
          'dataProcessingMethod',
          'time',
          'microorganism',
          'chemicalSubstance',
          'value',
          'component',
          'stringValue',
          'booleanValue',
          'hexBinaryValue',
          'uriValue',
          'minValue',
          'maxValue',
          'meanValue',
          'sDev',
          'percRank',
          'percValue',
          'uom',
          'coordinateReferenceSystem',
        ),
      ],
    },
  ],
]

const eventOrder: Order = [
  ...plain('eventTime', 'eventTimeZoneOffset', 'certificationInfo', 'parentID'),
  ['epcList', epcs],
  ['inputEPCList', epcs],
  ['childEPCs', epcs],
  ['quantityList', quantities],
  ['childQuantityList', quantities],
  ['inputQuantityList', quantities],
  ['outputEPCList', epcs],
  ['outputQuantityList', quantities],
  ...plain('action', 'transformationID', 'bizStep', 'disposition'),
  ['persistentDisposition', { kind: 'fields', order: plain('set', 'unset') }],
  ['readPoint', place],
  ['bizLocation', place],
  ['sensorElementList', { kind: 'fields', item: 'sensorElement', order: sensorElement }],
]

const standard = (key: string, given: Json, shape: Shape, namespaces: Namespaces): string => {
  const list = asList(given)
  const leaf = (name: string, field: string) =>
    list.map((one) => {
      const text = typeof one === 'object' ? '' : valueText(field, one, namespaces)
      return text === '' ? '' : `${name}=${text}`
    })
  if (shape.kind === 'value') return joined(leaf(key, shape.vocabulary ?? key))
  if (shape.kind === 'items') {
    const items = joined(leaf(shape.item, shape.item))
    return items === '' ? '' : key + items
  }
  const elements = list.map((one) => (isFields(one) ? inOrder(one, shape.order, namespaces) : ''))
  if (shape.item === undefined) return joined(elements.map((one) => (one === '' ? '' : key + one)))
  const items = joined(elements.map((one) => (one === '' ? '' : shape.item + one)))
  return items === '' ? '' : key + items
}

/** Standard fields in their order, then the extensions of this element. */
const inOrder = (fields: Fields, order: Order, namespaces: Namespaces): string => {
  const known = new Set(order.map(([key]) => key))
  const extensions = Object.entries(fields).filter(
    ([key]) => !known.has(key) && key.includes(':') && !comments.has(key),
  )
  return (
    order.map(([key, shape]) => standard(key, fields[key] ?? null, shape, namespaces)).join('') +
    joined(extensions.flatMap(([key, one]) => free(key, one, namespaces)))
  )
}

const typedLists: Readonly<Record<string, string>> = {
  bizTransactionList: 'bizTransaction',
  sourceList: 'source',
  destinationList: 'destination',
}

const typedList = (key: string, item: string, given: Json, namespaces: Namespaces): string =>
  key +
  joined(
    asList(given).map((one) =>
      isFields(one)
        ? [['type', `${item}Type`, one['type']] as const, [item, item, one[item]] as const]
            .map(([name, field, inner]) =>
              inner === undefined || inner === null || typeof inner === 'object'
                ? ''
                : `${name}=${valueText(field, inner, namespaces)}`,
            )
            .join('')
        : '',
    ),
  )

/** What is not said by the event itself. */
const ignored = new Set(['type', 'eventID', 'recordTime', 'errorDeclaration', ...comments])

/** The text that is hashed. `event` is one EPCIS 2.0 event in JSON. */
export const preHash = (event: Fields, namespaces: Namespaces): string => {
  const inherited =
    event['@context'] === undefined ? namespaces : new Map([...namespaces, ...namespacesOf(event['@context'])])
  const known = new Set(eventOrder.map(([key]) => key))
  const rest = Object.entries(event).filter(([key]) => !known.has(key) && !ignored.has(key))
  const type = event['type']
  return [
    `eventType=${typeof type === 'string' ? type : ''}`,
    ...eventOrder.map(([key, shape]) => standard(key, event[key] ?? null, shape, inherited)),
    joined(
      rest.flatMap(([key, one]) => {
        const item = typedLists[key]
        if (item !== undefined) return asList(one).length === 0 ? [] : [typedList(key, item, one, inherited)]
        return free(key, one, inherited)
      }),
    ),
  ].join('')
}

/** `ni:///sha-256;…?ver=CBV2.0` (RFC 6920). */
export const eventHashId = (event: Fields, namespaces: Namespaces): string =>
  `ni:///sha-256;${createHash('sha256').update(preHash(event, namespaces)).digest('hex')}?ver=CBV2.0`

/** The events of an EPCISDocument or EPCISQueryDocument; null when it holds none where the standard puts them. */
export const eventsOf = (document: Fields): readonly Fields[] | null => {
  const body = document['epcisBody']
  if (!isFields(body)) return null
  const results = isFields(body['queryResults']) ? body['queryResults']['resultsBody'] : undefined
  const list = body['eventList'] ?? (isFields(results) ? results['eventList'] : undefined) ?? body['event']
  const events = asList(list)
  return events.length > 0 && events.every(isFields) ? (events as readonly Fields[]) : null
}
