/** What CAP 1.2 says in words beyond its schema, checked on the parsed alert (sea 4.6). */

export type CapText = { readonly [element: string]: string | undefined }

/** An alert as read: only what the rules look at and a reader wants to see. */
export type ReadAlert = {
  readonly identifier: string
  readonly sender: string
  readonly sent: string
  readonly status: string
  readonly msgType: string
  readonly scope: string
  readonly restriction?: string
  readonly addresses?: string
  readonly references?: string
  readonly info: readonly ReadInfo[]
}

export type ReadInfo = {
  readonly language: string
  readonly event: string
  readonly urgency: string
  readonly severity: string
  readonly certainty: string
  readonly onset?: string
  readonly expires?: string
  readonly headline?: string
  readonly description?: string
  readonly instruction?: string
  readonly areas: readonly {
    readonly areaDesc: string
    readonly polygons: readonly string[]
    readonly circles: readonly string[]
  }[]
}

export type RuleError = { readonly code: string; readonly message: string }

const forbidden = /[\s,<&]/
const html = /<\/?[a-z][^>]*>|&(?:nbsp|lt|gt|amp|#\d+);/i

const polygonError = (text: string): string | null => {
  const pairs = text.trim().split(/\s+/)
  if (pairs.length < 4) return '多边形至少要有 4 个坐标对'
  if (pairs[0] !== pairs.at(-1)) return '多边形首尾坐标须相同'
  const bad = pairs.find((pair) => {
    const [lat = Number.NaN, lon = Number.NaN, ...rest] = pair
      .split(',')
      .map((part) => (part === '' ? Number.NaN : Number(part)))
    return rest.length > 0 || !(Math.abs(lat) <= 90) || !(Math.abs(lon) <= 180)
  })
  return bad === undefined ? null : `坐标“${bad.slice(0, 40)}”不是“纬度,经度”`
}

const circleError = (text: string): string | null =>
  /^-?\d+(\.\d+)?,-?\d+(\.\d+)? \d+(\.\d+)?$/.test(text.trim()) ? null : `圆“${text.slice(0, 40)}”不是“纬度,经度 半径”`

const referenceErrors = (alert: ReadAlert): RuleError[] => {
  const list = alert.references?.trim().split(/\s+/) ?? []
  if (alert.references === undefined || alert.references.trim() === '') {
    return alert.msgType === 'Update' || alert.msgType === 'Cancel'
      ? [{ code: 'references_required', message: `${alert.msgType} 须在 references 中列出被替代的消息` }]
      : []
  }
  return list.flatMap((entry): RuleError[] => {
    const [sender, identifier, sent, ...rest] = entry.split(',')
    if (sender === undefined || identifier === undefined || sent === undefined || rest.length > 0) {
      return [{ code: 'reference_format', message: `引用“${entry.slice(0, 80)}”不是“sender,identifier,sent”` }]
    }
    if (sender === alert.sender && identifier === alert.identifier) {
      return [{ code: 'reference_self', message: '消息不得引用自身' }]
    }
    const at = Date.parse(sent)
    if (Number.isNaN(at)) return [{ code: 'reference_format', message: `引用的时间“${sent.slice(0, 40)}”不正确` }]
    return at > Date.parse(alert.sent)
      ? [{ code: 'reference_later', message: `不得引用更晚的消息“${identifier.slice(0, 80)}”` }]
      : []
  })
}

const infoErrors = (info: ReadInfo, sent: string): RuleError[] => {
  const errors: RuleError[] = []
  if (info.expires !== undefined && Date.parse(info.expires) <= Date.parse(sent)) {
    errors.push({ code: 'expires_before_sent', message: 'expires 须晚于 sent' })
  }
  for (const [name, text] of Object.entries({
    headline: info.headline,
    description: info.description,
    instruction: info.instruction,
  })) {
    if (text !== undefined && html.test(text)) errors.push({ code: 'html', message: `${name} 不得含 HTML` })
  }
  for (const { polygons, circles } of info.areas) {
    for (const message of [...polygons.map(polygonError), ...circles.map(circleError)]) {
      if (message !== null) errors.push({ code: 'area', message })
    }
  }
  return errors
}

/** Every rule that the alert breaks. Source: CAP 1.2 chapter 3.2, and the consumer rules of Google Public Alerts. */
export const capRuleErrors = (alert: ReadAlert): RuleError[] => {
  const errors: RuleError[] = []
  if (alert.identifier === '' || forbidden.test(alert.identifier)) {
    errors.push({ code: 'identifier_characters', message: 'identifier 不得为空，不得含空格、逗号、< 和 &' })
  }
  if (alert.sender === '' || forbidden.test(alert.sender)) {
    errors.push({ code: 'sender_characters', message: 'sender 不得为空，不得含空格、逗号、< 和 &' })
  }
  if (alert.scope === 'Restricted' && !alert.restriction) {
    errors.push({ code: 'restriction_required', message: 'scope 为 Restricted 时须有 restriction' })
  }
  if (alert.scope === 'Private' && !alert.addresses) {
    errors.push({ code: 'addresses_required', message: 'scope 为 Private 时须有 addresses' })
  }
  errors.push(...referenceErrors(alert), ...alert.info.flatMap((info) => infoErrors(info, alert.sent)))
  const texts = new Map<string, string>()
  for (const { language, description } of alert.info) {
    if (!description) continue
    const other = texts.get(description.trim())
    if (other !== undefined && other !== language) {
      errors.push({ code: 'same_text_in_two_languages', message: `${other} 与 ${language} 的 description 相同` })
    }
    texts.set(description.trim(), language)
  }
  return errors
}
