/** A warning of ours as a CAP 1.2 alert (sea 4.6). Source: OASIS Common Alerting Protocol 1.2 (2010). */
import type { Position } from '../../platform/geo/shapes.ts'
import { type Colour, colourZh } from './colours.ts'

export const hazards = ['storm_surge', 'wave', 'typhoon', 'gale', 'rainstorm', 'flood', 'tsunami', 'red_tide'] as const
export type Hazard = (typeof hazards)[number]

type Category = 'Met' | 'Geo' | 'Env'

/** Chinese event name, English event name, category. */
export const hazardNames: Readonly<Record<Hazard, readonly [string, string, Category]>> = {
  storm_surge: ['风暴潮', 'Storm surge', 'Met'],
  wave: ['海浪', 'High waves', 'Met'],
  typhoon: ['台风', 'Typhoon', 'Met'],
  gale: ['大风', 'Gale', 'Met'],
  rainstorm: ['暴雨', 'Rainstorm', 'Met'],
  flood: ['洪涝', 'Flood', 'Met'],
  tsunami: ['海啸', 'Tsunami', 'Geo'],
  red_tide: ['赤潮', 'Harmful algal bloom', 'Env'],
}

const severities = { red: 'Extreme', orange: 'Severe', yellow: 'Moderate', blue: 'Minor' } as const
const colourEn = { red: 'Red', orange: 'Orange', yellow: 'Yellow', blue: 'Blue' } as const

export const responseTypes = ['Evacuate', 'Shelter', 'Prepare', 'Monitor', 'AllClear'] as const
export type ResponseType = (typeof responseTypes)[number]

export type Reference = { readonly sender: string; readonly identifier: string; readonly sent: number }

export type WarningText = {
  readonly headline: string
  readonly description: string
  readonly instruction: string | null
}

export type Warning = {
  readonly identifier: string
  readonly sender: string
  readonly senderName: string | null
  readonly sent: number
  readonly status: 'Actual' | 'Exercise' | 'Test'
  readonly msgType: 'Alert' | 'Update' | 'Cancel'
  readonly references: readonly Reference[]
  readonly hazard: Hazard
  readonly colour: Colour
  /** The danger is being observed now. */
  readonly observed: boolean
  readonly onset: number
  readonly expires: number
  readonly response: ResponseType
  readonly chinese: WarningText
  readonly english: WarningText | null
  readonly areaDesc: string
  /** Outer rings, [longitude, latitude], closed. */
  readonly polygons: readonly (readonly Position[])[]
  readonly countyCodes: readonly string[]
  /** Code of the national platform (GB/T 35561-2017), filled in by officials. */
  readonly eventCode: string | null
  readonly web: string | null
  readonly contact: string | null
}

/** Text content, or children in their order. */
export type XmlNode = { readonly name: string; readonly content: string | readonly XmlNode[] }

const hour = 3_600_000

/** `2022-09-13T06:25:00+08:00`: the schema wants an offset and refuses Z. */
export const beijingTime = (milliseconds: number): string =>
  `${new Date(Math.round(milliseconds / 1000) * 1000 + 8 * hour).toISOString().slice(0, 19)}+08:00`

/** OID prefix, time, county and number: unique, without spaces, commas, < and &. */
export const warningIdentifier = (oidPrefix: string, sent: number, county: string, sequence: number): string =>
  `${oidPrefix}.${beijingTime(sent).slice(0, 19).replace(/[-T:]/g, '')}.${county}${String(sequence).padStart(4, '0')}`

/** Immediate up to an hour before the onset, expected up to 12, future beyond. */
export const urgencyOf = (sent: number, onset: number, observed: boolean): 'Immediate' | 'Expected' | 'Future' => {
  const lead = (onset - sent) / hour
  return observed || lead <= 1 ? 'Immediate' : lead <= 12 ? 'Expected' : 'Future'
}

const distanceToChord = ([x, y]: Position, [ax, ay]: Position, [bx, by]: Position): number => {
  const length = Math.hypot(bx - ax, by - ay)
  return length === 0 ? Math.hypot(x - ax, y - ay) : Math.abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length
}

/** Douglas & Peucker (1973); first and last positions stay. */
const thinned = (line: readonly Position[], tolerance: number): Position[] => {
  const [first, last] = [line[0], line.at(-1)]
  if (line.length < 3 || first === undefined || last === undefined) return [...line]
  let [furthest, at] = [0, 0]
  line.forEach((position, index) => {
    const distance = index === 0 || index === line.length - 1 ? 0 : distanceToChord(position, first, last)
    if (distance > furthest) [furthest, at] = [distance, index]
  })
  if (furthest <= tolerance) return [first, last]
  return [...thinned(line.slice(0, at + 1), tolerance).slice(0, -1), ...thinned(line.slice(at), tolerance)]
}

/** A closed ring of at most `limit` positions: the tolerance is doubled until it fits; small rings stay as they are. */
export const simplifiedRing = (ring: readonly Position[], limit = 100): readonly Position[] => {
  if (ring.length <= limit) return ring
  // A closed line has no chord: it is thinned in two halves.
  const half = Math.floor(ring.length / 2)
  for (let tolerance = 1e-4; tolerance < 180; tolerance *= 2) {
    const thin = [...thinned(ring.slice(0, half + 1), tolerance).slice(0, -1), ...thinned(ring.slice(half), tolerance)]
    if (thin.length <= limit) return thin
  }
  return ring.slice(0, limit - 1).concat(ring.slice(0, 1))
}

const leaf = (name: string, content: string | null): XmlNode[] => (content === null ? [] : [{ name, content }])
const pair = (name: string, valueName: string, value: string): XmlNode => ({
  name,
  content: [
    { name: 'valueName', content: valueName },
    { name: 'value', content: value },
  ],
})

const areaOf = ({ areaDesc, polygons, countyCodes }: Warning): XmlNode => ({
  name: 'area',
  content: [
    { name: 'areaDesc', content: areaDesc },
    ...polygons.map((ring) => ({
      name: 'polygon',
      content: simplifiedRing(ring)
        .map(([lon, lat]) => `${lat},${lon}`)
        .join(' '),
    })),
    ...countyCodes.map((code) => pair('geocode', 'CN-GB2260', code)),
  ],
})

const infoOf = (warning: Warning, language: 'zh-CN' | 'en-US', text: WarningText): XmlNode => {
  const { hazard, colour, sent, onset, expires, observed, response, eventCode } = warning
  const [zh, en, category] = hazardNames[hazard]
  return {
    name: 'info',
    content: [
      { name: 'language', content: language },
      { name: 'category', content: category },
      { name: 'event', content: language === 'zh-CN' ? zh : en },
      { name: 'responseType', content: warning.msgType === 'Cancel' ? 'AllClear' : response },
      { name: 'urgency', content: urgencyOf(sent, onset, observed) },
      { name: 'severity', content: severities[colour] },
      { name: 'certainty', content: observed ? 'Observed' : 'Likely' },
      ...(eventCode === null ? [] : [pair('eventCode', 'GB/T 35561', eventCode)]),
      { name: 'effective', content: beijingTime(sent) },
      { name: 'onset', content: beijingTime(onset) },
      { name: 'expires', content: beijingTime(expires) },
      ...leaf('senderName', warning.senderName),
      { name: 'headline', content: text.headline },
      { name: 'description', content: text.description },
      ...leaf('instruction', text.instruction),
      ...leaf('web', warning.web),
      ...leaf('contact', warning.contact),
      pair('parameter', 'colour', language === 'zh-CN' ? colourZh[colour] : colourEn[colour]),
      areaOf(warning),
    ],
  }
}

/** The alert in the order of elements that the schema fixes. */
export const capAlert = (warning: Warning): XmlNode => ({
  name: 'alert',
  content: [
    { name: 'identifier', content: warning.identifier },
    { name: 'sender', content: warning.sender },
    { name: 'sent', content: beijingTime(warning.sent) },
    { name: 'status', content: warning.status },
    { name: 'msgType', content: warning.msgType },
    { name: 'scope', content: 'Public' },
    ...(warning.references.length === 0
      ? []
      : [
          {
            name: 'references',
            content: warning.references
              .map(({ sender, identifier, sent }) => `${sender},${identifier},${beijingTime(sent)}`)
              .join(' '),
          },
        ]),
    infoOf(warning, 'zh-CN', warning.chinese),
    ...(warning.english === null ? [] : [infoOf(warning, 'en-US', warning.english)]),
  ],
})

const escaped = (text: string): string =>
  // What XML 1.0 cannot hold at all is left out: control characters and the two non-characters.
  text
    // oxlint-disable-next-line no-control-regex
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')

export const capNamespace = 'urn:oasis:names:tc:emergency:cap:1.2'

/** The document, indented by two spaces. */
export const writeXml = (root: XmlNode): string => {
  const write = ({ name, content }: XmlNode, indent: string, attributes = ''): string =>
    typeof content === 'string'
      ? `${indent}<${name}${attributes}>${escaped(content)}</${name}>\n`
      : `${indent}<${name}${attributes}>\n${content.map((child) => write(child, `${indent}  `)).join('')}${indent}</${name}>\n`
  return `<?xml version="1.0" encoding="UTF-8"?>\n${write(root, '', ` xmlns="${capNamespace}"`)}`
}
