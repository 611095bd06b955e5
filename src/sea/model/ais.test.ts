import { createRequire } from 'node:module'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AisDecoder, decodeAis } from './nmea.ts'

/** Writes a payload bit by bit: the test's own encoder, by the tables of ITU-R M.1371-5. */
const sentence = (fields: readonly (readonly [value: number, width: number])[], channel = 'A'): string => {
  const bits = fields
    .map(([value, width]) => (value < 0 ? value + 2 ** width : value).toString(2).padStart(width, '0'))
    .join('')
  const fill = (6 - (bits.length % 6)) % 6
  const padded = bits + '0'.repeat(fill)
  let payload = ''
  for (let at = 0; at < padded.length; at += 6) {
    const six = Number.parseInt(padded.slice(at, at + 6), 2)
    payload += String.fromCharCode(six < 40 ? six + 48 : six + 56)
  }
  return withChecksum(`!AIVDM,1,1,,${channel},${payload},${fill}`)
}

const withChecksum = (body: string): string => {
  let sum = 0
  for (const character of body.slice(1)) sum ^= character.charCodeAt(0)
  return `${body}*${sum.toString(16).toUpperCase().padStart(2, '0')}`
}

const text = (words: string, characters: number): (readonly [number, number])[] =>
  [...words.padEnd(characters, '@')].map((character) => {
    const code = character.charCodeAt(0)
    return [code >= 64 ? code - 64 : code, 6] as const
  })

const classA = (lat: number, lon: number, sog: number, cog: number, heading: number) =>
  sentence([
    [1, 6],
    [0, 2],
    [412_345_678, 30],
    [7, 4],
    [0, 8],
    [sog, 10],
    [1, 1],
    [lon, 28],
    [lat, 27],
    [cog, 12],
    [heading, 9],
    [33, 6],
    [0, 25],
  ])

const message = (line: string) => decodeAis([line]).messages[0]

describe('positions', () => {
  it('gives back what was encoded', () => {
    const minutes = (limit: number) => fc.integer({ min: -limit * 600_000, max: limit * 600_000 })
    fc.assert(
      fc.property(
        minutes(90),
        minutes(180),
        fc.integer({ min: 0, max: 1022 }),
        fc.integer({ min: 0, max: 3599 }),
        fc.integer({ min: 0, max: 359 }),
        (lat, lon, sog, cog, heading) => {
          const found = message(classA(lat, lon, sog, cog, heading))
          expect(found).toMatchObject({ type: 1, mmsi: '412345678', navStatus: 7, sogKn: sog / 10, cogDeg: cog / 10 })
          expect(found?.headingDeg).toBe(heading)
          expect(found?.utcSecond).toBe(33)
          expect(found?.lat).toBeCloseTo(lat / 600_000, 6)
          expect(found?.lon).toBeCloseTo(lon / 600_000, 6)
        },
      ),
    )
  })
  it('what is not available is null', () => {
    expect(message(classA(91 * 600_000, 181 * 600_000, 1023, 3600, 511))).toMatchObject({
      lat: null,
      lon: null,
      sogKn: null,
      cogDeg: null,
      headingDeg: null,
    })
  })
  it('type 27 has whole knots and tenths of a minute', () => {
    const longRange = (lat: number, lon: number, sog: number, cog: number) =>
      message(
        sentence([
          [27, 6],
          [3, 2],
          [412_000_001, 30],
          [0, 2],
          [5, 4],
          [lon, 18],
          [lat, 17],
          [sog, 6],
          [cog, 9],
          [0, 2],
        ]),
      )
    expect(longRange(17_412, 72_960, 12, 90)).toMatchObject({
      lat: 29.02,
      lon: 121.6,
      sogKn: 12,
      cogDeg: 90,
      navStatus: 5,
    })
    expect(longRange(54_600, 108_600, 63, 511)).toMatchObject({ lat: null, lon: null, sogKn: null, cogDeg: null })
  })
  it('an aid to navigation has its long name and its flags', () => {
    const buoy = sentence([
      [21, 6],
      [0, 2],
      [994_121_234, 30],
      [1, 5],
      ...text('SANMEN WAN NO1 BUOY ', 20),
      [0, 1],
      [121.6 * 600_000, 28],
      [29.02 * 600_000, 27],
      [1, 9],
      [2, 9],
      [3, 6],
      [4, 6],
      [1, 4],
      [60, 6],
      [1, 1],
      [0, 8],
      [0, 1],
      [1, 1],
      [0, 2],
      ...text('EXTENDED', 8),
    ])
    expect(message(buoy)).toMatchObject({
      type: 21,
      name: 'SANMEN WAN NO1 BUOYEXTENDED',
      offPosition: true,
      virtualAid: true,
      dimBow: 1,
      dimStern: 2,
      dimPort: 3,
      dimStarboard: 4,
    })
  })
})

describe('published sentences', () => {
  it('type 5 in two parts, 18, 19, 21 and 27', () => {
    const { messages, errors } = decodeAis([
      '!AIVDM,2,1,1,A,55?MbV02;H;s<HtKR20EHE:0@T4@Dn2222222216L961O5Gf0NSQEp6ClRp8,0*1C',
      '!AIVDM,2,2,1,A,88888888880,2*25',
      '!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0*5C',
      '!AIVDM,1,1,,A,B52K>;h00Fc>jpUlNV@ikwpUoP06,0*4C',
      '!AIVDM,1,1,,B,E>lt;KLab21@1bb@I@@@@@@@@@@D8k2tnmvs000003v0@,2*52',
      '!AIVDM,1,1,,B,KC5E2b@U19PFdLbMuc5=ROv62<7m,0*16',
    ])
    expect(errors).toEqual([])
    expect(messages).toMatchObject([
      {
        type: 5,
        mmsi: '351759000',
        imo: 9134270,
        callsign: '3FOF8',
        shipName: 'EVER DIADEM',
        shipType: 70,
        destination: 'NEW YORK',
        draughtM: 12.2,
        dimBow: 225,
        dimStern: 70,
        dimPort: 1,
        dimStarboard: 31,
        month: 5,
        day: 15,
        hour: 14,
        minute: 0,
      },
      { type: 1, mmsi: '477553000', navStatus: 5, sogKn: 0, cogDeg: 51, headingDeg: 181, utcSecond: 15 },
      { type: 18, mmsi: '338087471', sogKn: 0.1, cogDeg: 79.6, headingDeg: null, lat: 40.68454, lon: -74.072132 },
      { type: 21, mmsi: '995036013', name: 'STDB CUT 2', lat: -32.004333, lon: 115.691833 },
      { type: 27, mmsi: '206914217', sogKn: 57, cogDeg: 167, lat: 4.84, lon: 137.023333 },
    ])
  })
  // Sentences of gpsd's guide “AIVDM/AIVDO protocol decoding” and its test/sample.aivdm, with the values told there.
  it('a class A position under way, an extended class B, both parts of type 24, a base station', () => {
    const { messages, errors } = decodeAis([
      '!AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0*4A',
      '!AIVDM,1,1,,B,C5N3SRgPEnJGEBT>NhWAwwo862PaLELTBJ:V00000000S0D:R220,0*0B',
      '!AIVDM,1,1,,A,H42O55i18tMET00000000000000,2*6D',
      '!AIVDM,1,1,,A,H42O55lti4hhhilD3nink000?050,0*40',
      '!AIVDM,1,1,,A,403OviQuMGCqWrRO9>E6fE700@GO,0*4D',
    ])
    expect(errors).toEqual([])
    expect(messages).toEqual([
      {
        type: 1,
        mmsi: '371798000',
        navStatus: 0,
        sogKn: 12.3,
        cogDeg: 224,
        headingDeg: 215,
        lat: 48.381633,
        lon: -123.395383,
        utcSecond: 33,
      },
      {
        type: 19,
        mmsi: '367059850',
        sogKn: 8.7,
        cogDeg: 335.9,
        headingDeg: null,
        lat: 29.543695,
        lon: -88.810392,
        utcSecond: 46,
        shipName: 'CAPT.J.RIMES',
        shipType: 70,
        dimBow: 5,
        dimStern: 21,
        dimPort: 4,
        dimStarboard: 4,
      },
      { type: 24, mmsi: '271041815', part: 'A', shipName: 'PROGUY' },
      {
        type: 24,
        mmsi: '271041815',
        part: 'B',
        shipType: 60,
        // M.1371-5 gives the vendor three of the seven characters.
        vendorId: '1D0',
        callsign: 'TC6163',
        dimBow: 0,
        dimStern: 15,
        dimPort: 0,
        dimStarboard: 5,
      },
      {
        type: 4,
        mmsi: '003669702',
        lat: 36.883767,
        lon: -76.352362,
        year: 2007,
        month: 5,
        day: 14,
        hour: 19,
        minute: 57,
        second: 39,
      },
    ])
  })
  it('a buoy whose name runs on into the second sentence', () => {
    const { messages } = decodeAis([
      '!AIVDM,2,1,5,B,E1mg=5J1T4W0h97aRh6ba84<h2d;W:Te=eLvH50```q,0*46',
      '!AIVDM,2,2,5,B,:D44QDlp0C1DU00,2*36',
    ])
    expect(messages).toMatchObject([
      {
        type: 21,
        mmsi: '123456789',
        name: 'CHINA ROSE MURPHY EXPRESS ALERT',
        lat: 47.920618,
        lon: -122.698592,
        offPosition: false,
        virtualAid: false,
      },
    ])
  })

  it('agrees with ggencoder on what its encoder writes', () => {
    // The package has no types.
    const { AisEncode } = createRequire(import.meta.url)('ggencoder') as {
      readonly AisEncode: new (input: object) => { readonly nmea: string }
    }
    const part = message(new AisEncode({ aistype: 24, part: 0, mmsi: '412999001', shipname: 'ZHE SAN YU 00001' }).nmea)
    expect(part).toEqual({ type: 24, mmsi: '412999001', part: 'A', shipName: 'ZHE SAN YU 00001' })
  })
})

describe('sentences', () => {
  const parts = [
    '!AIVDM,2,1,1,A,55?MbV02;H;s<HtKR20EHE:0@T4@Dn2222222216L961O5Gf0NSQEp6ClRp8,0*1C',
    '!AIVDM,2,2,1,A,88888888880,2*25',
  ] as const
  const single = '!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0*5C'

  it('tolerates a TAG block before and a receiver’s fields after', () => {
    expect(message(`\\g:1-2-73874,n:157036,s:r003669945,c:1241544035*4A\\${single}`)?.mmsi).toBe('477553000')
    expect(message(`${single},rORBCOMM000,1325379600`)?.mmsi).toBe('477553000')
  })
  it('keeps channels apart and needs the first part', () => {
    expect(decodeAis([parts[1]]).errors).toEqual([{ line: 1, reason: 'fragment_missing' }])
    expect(decodeAis([parts[0], single, parts[1]]).messages.map(({ type }) => type)).toEqual([1, 5])
    const onB = withChecksum(parts[1].slice(0, parts[1].indexOf('*')).replace(',A,', ',B,'))
    expect(decodeAis([parts[0], onB]).errors).toEqual([
      { line: 1, reason: 'fragment_missing' },
      { line: 2, reason: 'fragment_missing' },
    ])
  })
  it('forgets a first part after 60 seconds', () => {
    const [late, soon] = [new AisDecoder(), new AisDecoder()]
    expect([late.push(parts[0], 0), late.push(parts[1], 61)]).toEqual([null, null])
    expect([soon.push(parts[0], 0), soon.push(parts[1], 60)]).toMatchObject([null, { type: 5 }])
  })
  it('puts two parts together that came in the wrong order, one right after the other', () => {
    expect(decodeAis([parts[1], parts[0]])).toMatchObject({
      messages: [{ type: 5, shipName: 'EVER DIADEM' }],
      errors: [],
    })
    expect(decodeAis([parts[1], single, parts[0], parts[1]])).toMatchObject({
      messages: [{ type: 1 }, { type: 5 }],
      errors: [{ line: 1, reason: 'fragment_missing' }],
    })
  })
  it('names a first part that another pushes out', () => {
    expect(decodeAis([parts[0], parts[0], parts[1]])).toMatchObject({
      messages: [{ type: 5 }],
      errors: [{ line: 1, reason: 'fragment_missing' }],
    })
  })
  it('gives no dimensions for an auxiliary craft: it sends its mother ship there', () => {
    const craft = message(
      sentence([
        [24, 6],
        [0, 2],
        [982_412_001, 30],
        [1, 2],
        [37, 8],
        [0, 30],
        [0, 12],
        [0, 30],
        [0, 12],
        [412_345_678, 30],
        [0, 6],
      ]),
    )
    expect(craft).toMatchObject({ part: 'B', shipType: 37 })
    expect(craft).not.toHaveProperty('dimBow')
  })
  it.each([
    ['a wrong checksum', single.replace('*5C', '*5D'), 'checksum'],
    ['no checksum', single.slice(0, -3), 'checksum_missing'],
    ['another sentence', '$GPGGA,064036.289,4836.5375,N,00740.9373,E,1,04,3.2,200.2,M,,,,0000*0E', 'not_aivdm'],
    ['a character outside the armour', withChecksum('!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0T~H,0'), 'armour'],
    ['a payload cut off', withChecksum('!AIVDM,1,1,,B,177KQJ5000G?,0'), 'too_short'],
    [
      'type 8',
      sentence([
        [8, 6],
        [0, 2],
        [412_000_000, 30],
        [0, 60],
      ]),
      'unsupported_type',
    ],
    [
      'an MMSI of ten digits',
      sentence([
        [1, 6],
        [0, 2],
        [1_073_741_823, 30],
        [0, 130],
      ]),
      'mmsi',
    ],
  ])('refuses %s', (_what, line, reason) => {
    expect(decodeAis([line])).toEqual({ messages: [], errors: [{ line: 1, reason }] })
  })
  it('never throws, whatever comes', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme-ascii' })), fc.string(), (lines, junk) => {
        const { messages, errors } = decodeAis([...lines, `!AIVDM,${junk}`, withChecksum(`!AIVDM,1,1,,A,${junk},0`)])
        expect(messages.length + errors.length).toBeLessThanOrEqual(lines.length + 2)
      }),
    )
  })
})
