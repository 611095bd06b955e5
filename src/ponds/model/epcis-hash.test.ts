import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Json, eventHashId, eventsOf, namespacesOf, preHash } from './epcis-hash.ts'
import { canonicalKey } from './gs1-canonical.ts'

const none = namespacesOf(undefined)
const example = namespacesOf([{ example: 'https://ns.example.com/epcis/' }])

// Events and hashes of the reference generator's examples (github.com/RalphTro/epcis-event-hash-generator, MIT).
const sensors = {
  type: 'ObjectEvent',
  eventTime: '2020-04-01T15:00:00+01:00',
  eventTimeZoneOffset: '+01:00',
  epcList: ['urn:epc:id:sgtin:4012345.011111.9876'],
  action: 'OBSERVE',
  bizStep: 'inspecting',
  readPoint: { id: 'urn:epc:id:sgln:4012345.00005.0' },
  sensorElementList: [
    {
      sensorMetadata: {
        deviceID: 'urn:epc:id:giai:4000001.111',
        deviceMetadata: 'https://id.gs1.org/8004/4000001111',
      },
      sensorReport: [
        { type: 'Temperature', value: 26, sDev: 0.1, uom: 'CEL' },
        { type: 'AbsoluteHumidity', value: 12.1, uom: 'A93' },
        {
          type: 'Dimensionless',
          microorganism: 'https://www.ncbi.nlm.nih.gov/taxonomy/1126011',
          value: 0.05,
          uom: 'C35',
        },
        {
          type: 'Dimensionless',
          chemicalSubstance: 'https://identifiers.org/inchikey:CZMRCDWAGMRECN-UGDNZRGBSA-N',
          value: 0.18,
          uom: 'C35',
        },
      ],
    },
  ],
}
const shipping = {
  type: 'ObjectEvent',
  eventTime: '2020-03-04T11:00:30+01:00',
  eventTimeZoneOffset: '+01:00',
  epcList: ['urn:epc:id:sgtin:0614141.011111.987'],
  action: 'OBSERVE',
  bizStep: 'departing',
  disposition: 'in_transit',
  readPoint: { id: 'urn:epc:id:sgln:4012345.00011.0', 'example:myField1': 'AB-12' },
  bizTransactionList: [{ type: 'po', bizTransaction: 'urn:epc:id:gdti:4012345.11111.123' }],
  sourceList: [{ type: 'owning_party', source: 'urn:epc:id:pgln:4012345.00000' }],
  destinationList: [{ type: 'owning_party', destination: 'urn:epc:id:pgln:0614141.00000' }],
  'example:userExt': 'CD-34',
}

describe('event hash', () => {
  it.each([
    ['with sensors', sensors, '49b13037c36e84ad9307c531671b00e901318c3957e4b1151f816ec49eb668da'],
    ['with parties and extensions', shipping, 'a13cbe6c8bb6df3710b3edaeff760a1365ec8fd69ca1f4d7e0c10eb5189a883a'],
  ])('of the reference example %s', (_name, event, digest) => {
    expect(eventHashId(event, example)).toBe(`ni:///sha-256;${digest}?ver=CBV2.0`)
  })

  it('does not change with the order of keys and lists, the zone, or what is not said by the event', () => {
    const shuffled = Object.fromEntries(Object.entries(sensors).toReversed())
    const same: { readonly [key: string]: Json } = {
      ...shuffled,
      eventTime: '2020-04-01T14:00:00.0004Z',
      eventID: 'urn:uuid:1',
      recordTime: '2026-01-01T00:00:00Z',
      'rdfs:comment': 'x',
      bizStep: 'urn:epcglobal:cbv:bizstep:inspecting',
      epcList: ['https://shop.example.cn/gtin/4012345111118/lot/A/ser/9876?17=301231'],
    }
    expect(eventHashId(same, none)).toBe(eventHashId(sensors, none))
  })

  it('changes with every value that the event says', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000 }), fc.integer({ min: 0, max: 1_000 }), (a, b) => {
        const event = (kg: number) => ({
          ...sensors,
          quantityList: [{ epcClass: 'urn:epc:class:lgtin:4012345.012345.998877', quantity: kg, uom: 'KGM' }],
        })
        expect(eventHashId(event(a), none) === eventHashId(event(b), none)).toBe(a === b)
      }),
    )
  })

  it('writes numbers without trailing zeros and instants to the millisecond', () => {
    const text = preHash(
      { type: 'ObjectEvent', eventTime: '2023-01-18T11:04:03.1415Z', 'example:a': '1.50', 'example:b': '+007' },
      example,
    )
    expect(text).toBe(
      'eventType=ObjectEventeventTime=2023-01-18T11:04:03.142Z{https://ns.example.com/epcis/}a=1.5{https://ns.example.com/epcis/}b=7',
    )
  })

  it('finds the events of documents and query results', () => {
    expect(eventsOf({ epcisBody: { eventList: [sensors] } })).toHaveLength(1)
    expect(eventsOf({ epcisBody: { queryResults: { resultsBody: { eventList: [sensors, shipping] } } } })).toHaveLength(
      2,
    )
    expect(eventsOf({ epcisBody: { event: sensors } })).toHaveLength(1)
    expect(eventsOf({ epcisBody: { eventList: [] } })).toBeNull()
  })
})

describe('canonical keys', () => {
  it.each([
    ['urn:epc:id:sgtin:4012345.011111.9876', '/01/04012345111118/21/9876'],
    ['urn:epc:class:lgtin:4012345.012345.998877', '/01/04012345123456/10/998877'],
    ['urn:epc:id:sscc:4012345.0000000333', '/00/040123450000003338'],
    ['urn:epc:id:sgln:4012345.00011.987', '/414/4012345000115/254/987'],
    ['urn:epc:id:pgln:0614141.00000', '/417/0614141000005'],
    ['urn:epc:idpat:sgtin:4012345.012345.*', '/01/04012345123456'],
    ['https://x.cn/a/01/6931234567899/22/V/10/L1/21/7', '/01/06931234567899/21/7'],
  ])('%s', (text, path) => {
    expect(canonicalKey(text)).toBe(`https://id.gs1.org${path}`)
  })

  it('leaves other texts alone', () => {
    for (const text of ['urn:epc:id:sgtin:401234.011111.9876', 'https://x.cn/t/331022003011-0042W/L1/7', '180 kg']) {
      expect(canonicalKey(text)).toBe(text)
    }
  })
})
