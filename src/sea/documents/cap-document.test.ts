import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Warning,
  beijingTime,
  capAlert,
  hazards,
  responseTypes,
  simplifiedRing,
  urgencyOf,
  warningIdentifier,
  writeXml,
} from '../model/cap-alert.ts'
import { checkCap } from './cap-document.ts'
import { colours } from '../model/colours.ts'

const sent = Date.parse('2022-09-13T06:25:00+08:00')
const hour = 3_600_000
const warning: Warning = {
  identifier: warningIdentifier('2.49.0.0.156.0', sent, '331022', 7),
  sender: 'yjj.sanmen.gov.cn',
  senderName: '三门县应急管理局',
  sent,
  status: 'Actual',
  msgType: 'Alert',
  references: [],
  hazard: 'storm_surge',
  colour: 'orange',
  observed: false,
  onset: sent + 5 * hour,
  expires: sent + 24 * hour,
  response: 'Evacuate',
  chinese: { headline: '风暴潮橙色警报', description: '潮位 4 < 5 & 上升', instruction: null },
  english: { headline: 'Storm surge', description: 'Level 4 < 5 & rising', instruction: 'Stay away' },
  areaDesc: '三门县沿海',
  polygons: [
    [
      [121.5, 28.9],
      [121.9, 28.9],
      [121.9, 29.2],
      [121.5, 28.9],
    ],
  ],
  countyCodes: ['331022'],
  eventCode: null,
  web: null,
  contact: null,
}
const document = (change: Partial<Warning> = {}) => writeXml(capAlert({ ...warning, ...change }))
const codes = (xml: string) => checkCap(xml).ruleErrors.map(({ code }) => code)

describe('writing', () => {
  it('names the message by time, county and number, and writes offsets, never Z', () => {
    expect(warning.identifier).toBe('2.49.0.0.156.0.20220913062500.3310220007')
    expect(beijingTime(Date.UTC(2022, 11, 31, 16))).toBe('2023-01-01T00:00:00+08:00')
  })
  it('is valid against the OASIS schema and comes back as written', () => {
    const { schemaValid, ruleErrors, alert } = checkCap(document())
    expect([schemaValid, ruleErrors]).toEqual([true, []])
    expect(alert?.info.map(({ language, severity, urgency }) => [language, severity, urgency])).toEqual([
      ['zh-CN', 'Severe', 'Expected'],
      ['en-US', 'Severe', 'Expected'],
    ])
    expect(alert?.info[0]?.description).toBe('潮位 4 < 5 & 上升')
    expect(alert?.info[0]?.areas[0]?.polygons).toEqual(['28.9,121.5 28.9,121.9 29.2,121.9 28.9,121.5'])
  })
  it('stays valid for every hazard, colour and text', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...hazards),
        fc.constantFrom(...colours),
        fc.constantFrom(...responseTypes),
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
        fc.boolean(),
        (hazard, colour, response, text, observed) => {
          const chinese = { headline: text, description: text, instruction: text }
          const { schemaValid } = checkCap(document({ hazard, colour, response, observed, chinese, english: null }))
          expect(schemaValid).toBe(true)
        },
      ),
      { numRuns: 50 },
    )
  })
  it('urgency falls with the lead', () => {
    const at = (hours: number) => urgencyOf(0, hours * hour, false)
    expect([at(0), at(1), at(1.01), at(12), at(12.1)]).toEqual([
      'Immediate',
      'Immediate',
      'Expected',
      'Expected',
      'Future',
    ])
    expect(urgencyOf(0, 99 * hour, true)).toBe('Immediate')
  })
  it('thins a ring to at most 100 positions and keeps it closed', () => {
    const ring = Array.from({ length: 1_001 }, (_, index) => {
      const angle = (2 * Math.PI * (index % 1_000)) / 1_000
      return [121 + 0.3 * Math.cos(angle), 29 + 0.2 * Math.sin(angle)] as const
    })
    const thin = simplifiedRing(ring)
    expect(thin.length).toBeLessThanOrEqual(100)
    expect(thin.length).toBeGreaterThan(15)
    expect(thin[0]).toEqual(thin.at(-1))
    expect(simplifiedRing(ring.slice(0, 5))).toHaveLength(5)
  })
})

describe('rules beyond the schema', () => {
  const earlier = { sender: 'a.cn', identifier: 'x1', sent: sent - hour }
  it.each([
    ['an update without references', { msgType: 'Update' } as const, ['references_required']],
    ['an update with one', { msgType: 'Update', references: [earlier] } as const, []],
    [
      'itself',
      { references: [{ ...earlier, sender: warning.sender, identifier: warning.identifier }] },
      ['reference_self'],
    ],
    ['a later message', { references: [{ ...earlier, sent: sent + hour }] }, ['reference_later']],
    ['an expiry that has passed', { expires: sent, english: null }, ['expires_before_sent']],
    ['HTML', { chinese: { headline: 'a', description: '<b>大</b>潮', instruction: null }, english: null }, ['html']],
    ['the same words twice', { english: warning.chinese }, ['same_text_in_two_languages']],
    ['a space in the sender', { sender: 'a b' }, ['sender_characters']],
  ])('%s', (_what, change, expected) => expect(codes(document(change))).toEqual(expected))

  it('Restricted and Private need their field; an open or strange polygon is named', () => {
    expect(codes(document().replace('Public', 'Restricted'))).toEqual(['restriction_required'])
    expect(codes(document().replace('Public', 'Private'))).toEqual(['addresses_required'])
    const ring = '28.9,121.5 28.9,121.9 29.2,121.9 28.9,121.5'
    const only = document({ english: null })
    expect(codes(only.replace(ring, '28.9,121.5 28.9,121.9 29.2,121.9 28.8,121.5'))).toEqual(['area'])
    expect(codes(only.replace(ring, '121.5,28.9 121.9,28.9 121.9,29.2 121.5,28.9'))).toEqual(['area'])
    expect(codes(only.replace(ring, '28.9,121.5 28.9,121.5'))).toEqual(['area'])
  })
})

describe('reading', () => {
  it.each([
    ['a time in Z', document().replace('<sent>2022-09-13T06:25:00+08:00', '<sent>2022-09-12T22:25:00Z')],
    ['an element out of order', document().replace(/(<identifier>.*<\/identifier>)\s*(<sender>.*<\/sender>)/, '$2$1')],
    ['a colour for a severity', document().replace('Severe', 'Orange')],
    ['another namespace', document().replace('cap:1.2', 'cap:1.1')],
    ['half a document', document().slice(0, 400)],
    ['no XML', 'hello'],
  ])('refuses %s by the schema, with a message', (_what, xml) => {
    const { schemaValid, schemaErrors, alert } = checkCap(xml)
    expect([schemaValid, alert]).toEqual([false, null])
    expect(schemaErrors[0]?.message).not.toBe('')
  })
  it('does not look at a document with a DOCTYPE', () => {
    const bomb = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><alert>&x;</alert>'
    expect(() => checkCap(bomb)).toThrow('DOCTYPE')
  })
})
