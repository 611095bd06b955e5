/** Sentences of an AIS receiver: checksums, TAG blocks, messages in several sentences. Source: IEC 61162-1, NMEA 0183 v4.10. */
import { type AisError, type AisMessage, decodePayload } from './ais.ts'

export type LineError = { readonly line: number; readonly reason: AisError }
export type AisReading = { readonly messages: readonly AisMessage[]; readonly errors: readonly LineError[] }

/** Sentences of one message must come within this of each other. */
const assemblySeconds = 60

type Waiting = {
  readonly line: number
  readonly count: number
  readonly parts: (string | null)[]
  readonly time: number | null
}

/** Index of the sentence after an optional TAG block `\…\`; −1 when it is not closed. */
const sentenceStart = (line: string): number => {
  if (line.charCodeAt(0) !== 92) return 0
  const end = line.indexOf('\\', 1)
  return end < 0 ? -1 : end + 1
}

const hexDigit = (code: number): number =>
  code >= 48 && code <= 57
    ? code - 48
    : code >= 65 && code <= 70
      ? code - 55
      : code >= 97 && code <= 102
        ? code - 87
        : -1

/** Receive time in seconds from a TAG block `c:1663048800`, if there is one. */
const tagTime = (tag: string): number | null => {
  const match = /(?:^|[\\,])c:(\d{10})(\d{3})?(?:[,*])/.exec(tag)
  return match === null ? null : Number(match[1])
}

/**
 * Decodes lines as they come: a message of several sentences is put together by sequence number and channel, and given
 * when its last sentence arrives. Keeps what is incomplete for the next call.
 */
export class AisDecoder {
  readonly #waiting = new Map<string, Waiting>()
  readonly #onAbandoned: (line: number) => void
  #line = 0

  /** `onAbandoned` is told the line of a message that another one with its number pushed out before it was whole. */
  constructor(onAbandoned: (line: number) => void = () => {}) {
    this.#onAbandoned = onAbandoned
  }

  /** A message, an error, or null for a sentence whose message is not complete yet. `now` in seconds, where known. */
  push(line: string, now: number | null = null): AisMessage | AisError | null {
    this.#line++
    const start = sentenceStart(line)
    if (start < 0) return 'not_aivdm'
    // !AIVDM or !AIVDO; other talkers (BS, AB …) and own-ship reports are the same sentence.
    if (line.charCodeAt(start) !== 33 || line.charCodeAt(start + 3) !== 86 || line.charCodeAt(start + 4) !== 68) {
      return 'not_aivdm'
    }
    const last = line.charCodeAt(start + 5)
    if (last !== 77 && last !== 79) return 'not_aivdm'
    const star = line.indexOf('*', start)
    if (star < 0) return 'checksum_missing'
    let sum = 0
    for (let index = start + 1; index < star; index++) sum ^= line.charCodeAt(index)
    const [high, low] = [hexDigit(line.charCodeAt(star + 1)), hexDigit(line.charCodeAt(star + 2))]
    if (high < 0 || low < 0) return 'checksum_missing'
    if (sum !== high * 16 + low) return 'checksum'
    const fields = line.slice(start, star).split(',')
    if (fields.length !== 7) return 'fields'
    const [, total = '', number = '', sequence = '', channel = '', payload = '', fill = ''] = fields
    const fillBits = fill.length === 1 ? fill.charCodeAt(0) - 48 : -1
    if (fillBits < 0 || fillBits > 5) return 'fill_bits'
    if (total === '1' && number === '1') return decodePayload(payload, fillBits)
    const time = now ?? (start === 0 ? null : tagTime(line.slice(0, start)))
    return this.#assemble({
      count: Number(total),
      index: Number(number),
      key: `${sequence}/${channel}`,
      payload,
      fillBits,
      time,
    })
  }

  #assemble(part: {
    readonly count: number
    readonly index: number
    readonly key: string
    readonly payload: string
    readonly fillBits: number
    readonly time: number | null
  }): AisMessage | AisError | null {
    const { count, index, key, payload, fillBits, time } = part
    if (!(count >= 1 && count <= 9 && index >= 1 && index <= count)) return 'fragment_number'
    let waiting = this.#waiting.get(key)
    const tooOld =
      waiting !== undefined && waiting.time !== null && time !== null && time - waiting.time > assemblySeconds
    // Sentences that come out of order come close together; otherwise a first sentence begins anew, because the number
    // is used again as soon as nine others went by.
    const swapped = waiting !== undefined && waiting.parts[0] === null && this.#line - waiting.line < count
    const taken = waiting !== undefined && waiting.parts[index - 1] !== null
    if (waiting === undefined || waiting.count !== count || (index === 1 && !swapped) || taken || tooOld) {
      if (waiting !== undefined) this.#onAbandoned(waiting.line)
      waiting = { line: this.#line, count, parts: Array<string | null>(count).fill(null), time }
      this.#waiting.set(key, waiting)
    }
    waiting.parts[index - 1] = payload
    if (waiting.parts.includes(null)) return null
    this.#waiting.delete(key)
    return decodePayload(waiting.parts.join(''), fillBits)
  }

  /** Lines (from 1) at which messages began that never became whole. */
  incomplete(): number[] {
    return [...this.#waiting.values()].map(({ line }) => line)
  }
}

/** Decodes a batch; blank lines are passed over. Errors name their line from 1, in order. */
export const decodeAis = (lines: readonly string[]): AisReading => {
  const abandoned: number[] = []
  const decoder = new AisDecoder((line) => abandoned.push(line))
  const messages: AisMessage[] = []
  const errors: LineError[] = []
  lines.forEach((line, index) => {
    const decoded = decoder.push(line.trim())
    if (decoded === null) return
    if (typeof decoded !== 'string') messages.push(decoded)
    else if (line.trim() !== '') errors.push({ line: index + 1, reason: decoded })
  })
  for (const line of [...abandoned, ...decoder.incomplete()]) errors.push({ line, reason: 'fragment_missing' })
  return { messages, errors: errors.toSorted((a, b) => a.line - b.line) }
}
