/**
 * Decoder of AIS messages in NMEA 0183 sentences (!AIVDM, !AIVDO). Types 1–5, 9, 11, 18, 19, 21, 24 and 27. Source: ITU-R
 * M.1371-5 annex 8; IEC 61162-1. Not available becomes null: latitude 91, longitude 181, speed 102.3 kn, course 360°, heading 511.
 */

export type AisMessage = {
  readonly type: number
  readonly mmsi: string
  readonly navStatus?: number
  readonly sogKn?: number | null
  readonly cogDeg?: number | null
  readonly headingDeg?: number | null
  readonly lat?: number | null
  readonly lon?: number | null
  readonly utcSecond?: number
  readonly shipName?: string
  readonly callsign?: string
  readonly imo?: number
  readonly shipType?: number
  readonly destination?: string
  readonly draughtM?: number
  readonly dimBow?: number
  readonly dimStern?: number
  readonly dimPort?: number
  readonly dimStarboard?: number
  readonly part?: 'A' | 'B'
  readonly vendorId?: string
  /** Of an aid to navigation. */
  readonly name?: string
  readonly offPosition?: boolean
  readonly virtualAid?: boolean
  readonly year?: number
  readonly month?: number
  readonly day?: number
  readonly hour?: number
  readonly minute?: number
  readonly second?: number
}

export type AisError =
  | 'not_aivdm'
  | 'checksum_missing'
  | 'checksum'
  | 'fields'
  | 'fragment_number'
  | 'fragment_missing'
  | 'armour'
  | 'fill_bits'
  | 'too_short'
  | 'unsupported_type'
  | 'mmsi'

/** Six bits a character, most significant first. */
class Bits {
  readonly #sextets: Uint8Array
  readonly length: number

  constructor(sextets: Uint8Array, length: number) {
    this.#sextets = sextets
    this.length = length
  }

  /** `width` ≤ 30 bits from `start`; bits beyond the end are 0. */
  unsigned(start: number, width: number): number {
    const sextets = this.#sextets
    let index = (start / 6) | 0
    const skip = start - index * 6
    // The first sextet without the bits before `start`, then whole ones until the width is reached.
    let value = (sextets[index] ?? 0) & (0x3f >> skip)
    let have = 6 - skip
    while (have < width) {
      value = value * 64 + (sextets[++index] ?? 0)
      have += 6
    }
    return have === width ? value : Math.floor(value / 2 ** (have - width))
  }

  signed(start: number, width: number): number {
    const value = this.unsigned(start, width)
    return value >= 2 ** (width - 1) ? value - 2 ** width : value
  }

  /** Six-bit text without the trailing @ and spaces. */
  text(start: number, characters: number): string {
    const room = Math.min(characters, Math.floor((this.length - start) / 6))
    let [text, kept] = ['', 0]
    for (let index = 0; index < room; index++) {
      const code = this.unsigned(start + index * 6, 6)
      text += sixBitText.charAt(code)
      if (code !== 0 && code !== 32) kept = index + 1
    }
    return text.slice(0, kept)
  }
}

const sixBitText = '@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_ !"#$%&\'()*+,-./0123456789:;<=>?'

const speed = (raw: number): number | null => (raw === 1023 ? null : raw / 10)
const course = (raw: number): number | null => (raw >= 3600 ? null : raw / 10)
const heading = (raw: number): number | null => (raw === 511 ? null : raw)

/** 1/10 000 minute (28 and 27 bits) or 1/10 minute (18 and 17), to 1e-6°. */
const degrees = (raw: number, perMinute: number, limit: number): number | null => {
  const value = raw / (60 * perMinute)
  return Math.abs(value) > limit ? null : Math.round(value * 1e6) / 1e6
}

const place = (bits: Bits, at: number) => ({
  lat: degrees(bits.signed(at + 28, 27), 10_000, 90),
  lon: degrees(bits.signed(at, 28), 10_000, 180),
})

const dimensions = (bits: Bits, at: number) => ({
  dimBow: bits.unsigned(at, 9),
  dimStern: bits.unsigned(at + 9, 9),
  dimPort: bits.unsigned(at + 18, 6),
  dimStarboard: bits.unsigned(at + 24, 6),
})

type Head = { readonly type: number; readonly mmsi: string }

const classA = (bits: Bits, head: Head): AisMessage => ({
  ...head,
  navStatus: bits.unsigned(38, 4),
  sogKn: speed(bits.unsigned(50, 10)),
  cogDeg: course(bits.unsigned(116, 12)),
  headingDeg: heading(bits.unsigned(128, 9)),
  ...place(bits, 61),
  utcSecond: bits.unsigned(137, 6),
})

const baseStation = (bits: Bits, head: Head): AisMessage => ({
  ...head,
  ...place(bits, 79),
  year: bits.unsigned(38, 14),
  month: bits.unsigned(52, 4),
  day: bits.unsigned(56, 5),
  hour: bits.unsigned(61, 5),
  minute: bits.unsigned(66, 6),
  second: bits.unsigned(72, 6),
})

const staticVoyage = (bits: Bits, head: Head): AisMessage => ({
  ...head,
  shipName: bits.text(112, 20),
  callsign: bits.text(70, 7),
  imo: bits.unsigned(40, 30),
  shipType: bits.unsigned(232, 8),
  destination: bits.text(302, 20),
  draughtM: bits.unsigned(294, 8) / 10,
  ...dimensions(bits, 240),
  month: bits.unsigned(274, 4),
  day: bits.unsigned(278, 5),
  hour: bits.unsigned(283, 5),
  minute: bits.unsigned(288, 6),
})

const classB = (bits: Bits, head: Head): AisMessage => ({
  ...head,
  sogKn: speed(bits.unsigned(46, 10)),
  cogDeg: course(bits.unsigned(112, 12)),
  headingDeg: heading(bits.unsigned(124, 9)),
  ...place(bits, 57),
  utcSecond: bits.unsigned(133, 6),
})

const classBExtended = (bits: Bits, head: Head): AisMessage => ({
  ...classB(bits, head),
  shipName: bits.text(143, 20),
  shipType: bits.unsigned(263, 8),
  ...dimensions(bits, 271),
})

const aidToNavigation = (bits: Bits, head: Head): AisMessage => ({
  ...head,
  name: `${bits.text(43, 20)}${bits.length > 272 ? bits.text(272, 14) : ''}`,
  ...place(bits, 164),
  utcSecond: bits.unsigned(253, 6),
  offPosition: bits.unsigned(259, 1) === 1,
  virtualAid: bits.unsigned(269, 1) === 1,
  ...dimensions(bits, 219),
})

const staticData = (bits: Bits, head: Head): AisMessage =>
  bits.unsigned(38, 2) === 0
    ? { ...head, part: 'A', shipName: bits.text(40, 20) }
    : {
        ...head,
        part: 'B',
        shipType: bits.unsigned(40, 8),
        vendorId: bits.text(48, 3),
        callsign: bits.text(90, 7),
        // An auxiliary craft (98…) sends the number of its mother ship in place of its dimensions.
        ...(head.mmsi.startsWith('98') ? {} : dimensions(bits, 132)),
      }

/** Search-and-rescue aircraft: whole knots, 1023 not available. */
const rescueAircraft = (bits: Bits, head: Head): AisMessage => {
  const sog = bits.unsigned(50, 10)
  return {
    ...head,
    sogKn: sog === 1023 ? null : sog,
    cogDeg: course(bits.unsigned(116, 12)),
    ...place(bits, 61),
    utcSecond: bits.unsigned(128, 6),
  }
}

const longRange = (bits: Bits, head: Head): AisMessage => {
  const [sog, cog] = [bits.unsigned(79, 6), bits.unsigned(85, 9)]
  return {
    ...head,
    navStatus: bits.unsigned(40, 4),
    sogKn: sog === 63 ? null : sog,
    cogDeg: cog >= 360 ? null : cog,
    lat: degrees(bits.signed(62, 17), 10, 90),
    lon: degrees(bits.signed(44, 18), 10, 180),
  }
}

/** Shortest message of each type in bits (a type 24 A may lack its spare bits), and how it is read. */
const readers: Readonly<Record<number, readonly [number, (bits: Bits, head: Head) => AisMessage]>> = {
  1: [149, classA],
  2: [149, classA],
  3: [149, classA],
  4: [134, baseStation],
  5: [420, staticVoyage],
  9: [134, rescueAircraft],
  11: [134, baseStation],
  18: [149, classB],
  19: [301, classBExtended],
  // Receivers are known that drop the last bits; the flags there then read as 0.
  21: [260, aidToNavigation],
  24: [160, staticData],
  27: [94, longRange],
}

/** Payload character → six bits; 255: none. */
const armour = (() => {
  const table = new Uint8Array(128).fill(255)
  for (let code = 48; code < 88; code++) table[code] = code - 48
  for (let code = 96; code < 120; code++) table[code] = code - 56
  return table
})()

/** Decodes an armoured payload. */
export const decodePayload = (payload: string, fillBits: number): AisMessage | AisError => {
  const sextets = new Uint8Array(payload.length)
  for (let index = 0; index < payload.length; index++) {
    const six = armour[payload.charCodeAt(index)] ?? 255
    if (six === 255) return 'armour'
    sextets[index] = six
  }
  const bits = new Bits(sextets, payload.length * 6 - fillBits)
  if (bits.length < 38) return 'too_short'
  const type = bits.unsigned(0, 6)
  const reader = readers[type]
  if (reader === undefined) return 'unsupported_type'
  const [shortest, read] = reader
  if (bits.length < shortest) return 'too_short'
  const mmsi = bits.unsigned(8, 30)
  return mmsi > 999_999_999 ? 'mmsi' : read(bits, { type, mmsi: String(mmsi).padStart(9, '0') })
}
