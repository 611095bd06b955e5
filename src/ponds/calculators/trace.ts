import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { type Json, eventHashId, eventsOf, namespacesOf } from '../model/epcis-hash.ts'

const maxEvents = 10_000
/** Levels of nesting that a true document stays far below. */
const maxDepth = 32

const depthOf = (value: unknown, depth = 0): number =>
  typeof value !== 'object' || value === null || depth > maxDepth
    ? depth
    : Math.max(depth, ...Object.values(value).map((inner) => depthOf(inner, depth + 1)))

const eventHash = defineCalculator({
  name: 'epcis-event-hash',
  title: 'EPCIS 事件哈希',
  keywords: ['EPCIS', '溯源', '事件哈希', 'CBV'],
  summary: '对 EPCIS 2.0 文档（JSON-LD）中的每个事件给出 CBV 2.0 事件哈希标识，次序同文档；内容相同的事件标识相同。',
  // An EPCISDocument is a standard's form with extensions: it is taken as it comes.
  input: z
    .looseObject({ type: z.enum(['EPCISDocument', 'EPCISQueryDocument']), epcisBody: z.looseObject({}) })
    .refine((document) => depthOf(document) < maxDepth, { params: { code: 'too_deep' }, error: '内容嵌套过深' }),
  value: z.object({ eventHashIds: z.array(z.string()) }),
  examples: [
    {
      title: '发运事件（参考实现示例 1）',
      input: {
        '@context': [
          'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld',
          { example: 'https://ns.example.com/epcis/' },
        ],
        type: 'EPCISDocument',
        schemaVersion: '2.0',
        creationDate: '2022-02-17T11:30:47.0Z',
        epcisBody: {
          eventList: [
            {
              type: 'ObjectEvent',
              eventTime: '2020-03-04T11:00:30.000+01:00',
              eventTimeZoneOffset: '+01:00',
              recordTime: '2020-03-04T11:00:30.999+01:00',
              epcList: [
                'urn:epc:id:sscc:4012345.0000000333',
                'urn:epc:id:sscc:4012345.0000000111',
                'urn:epc:id:sscc:4012345.0000000222',
              ],
              action: 'OBSERVE',
              bizStep: 'departing',
              readPoint: { id: 'urn:epc:id:sgln:4012345.00011.987' },
              'example:myField1': { 'example:mySubField1': '2', 'example:mySubField2': '5' },
              'example:myField2': '0',
              'example:myField3': { 'example:mySubField3': ['3', '1'] },
            },
          ],
        },
      },
      value: {
        eventHashIds: ['ni:///sha-256;6ae96341e0acc6d7a261364751f60e68278a81cdf51da0abb6b4e617014e39d7?ver=CBV2.0'],
      },
    },
  ],
  maxBodyBytes: 8 * 1024 * 1024,
  compute: (document, working) => {
    // It came as JSON and its depth is bounded.
    const json = document as { readonly [key: string]: Json }
    const events = eventsOf(json)
    if (events === null) throw Problem.field('/epcisBody', 'no_events', '文档中没有事件（eventList）')
    if (events.length > maxEvents)
      throw Problem.field('/epcisBody/eventList', 'too_many_events', `最多 ${maxEvents} 个事件`)
    events.forEach((event, index) => {
      if (typeof event['type'] !== 'string' || typeof event['eventTime'] !== 'string') {
        throw Problem.field(`/epcisBody/eventList/${index}`, 'invalid_event', '事件须有 type 与 eventTime')
      }
    })
    const namespaces = namespacesOf(json['@context'])
    const eventHashIds = events.map((event) => eventHashId(event, namespaces))
    working.step({
      label: '事件哈希',
      formula: 'SHA-256（按规定次序连接的“字段=值”）',
      inputs: { 事件: { value: events.length, unit: '个' } },
      result: new Set(eventHashIds).size,
      unit: '个不同',
      source: 'GS1 CBV 2.0 第 8.9.2 节；RFC 6920',
    })
    return { eventHashIds }
  },
})

export const traceCalculators: readonly Calculator[] = [eventHash]
