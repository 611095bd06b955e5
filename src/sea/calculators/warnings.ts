import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { RuleBook } from '../../platform/rules/rule-book.ts'
import { checkCap } from '../documents/cap-document.ts'
import { type Warning, capAlert, hazards, responseTypes, warningIdentifier, writeXml } from '../model/cap-alert.ts'
import { colours } from '../model/colours.ts'
import { eventCodeRules } from '../rules/warnings.ts'
import { Instant } from '../schemas.ts'
import { Geometry, readArea } from './geometry-input.ts'

const Line = z.string().min(1).max(500)
const Paragraph = z.string().min(1).max(10_000)

/** CAP forbids spaces, commas, < and & in names of messages and senders. */
const Token = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\s,<&]+$/)

/** Which field of the request breaks a rule of CAP. */
const fieldOfRule: Readonly<Record<string, string>> = {
  references_required: '/references',
  reference_self: '/references',
  reference_later: '/references',
  expires_before_sent: '/expires',
  html: '/description',
  area: '/area',
  same_text_in_two_languages: '/english/description',
}

const exampleWarning = {
  county: '331022',
  sequence: 7,
  sender: 'yjj.sanmen.gov.cn',
  senderName: '三门县应急管理局',
  sent: '2022-09-13T06:25:00+08:00',
  status: 'Exercise' as const,
  hazard: 'storm_surge' as const,
  colour: 'yellow' as const,
  onset: '2022-09-13T22:32:00+08:00',
  expires: '2022-09-14T06:00:00+08:00',
  response: 'Prepare' as const,
  headline: '风暴潮黄色警报（演练）',
  description:
    '预计 9 月 13 日夜间高潮时，健跳站最高潮位将达到 420 厘米（1985国家高程基准），超过黄色警戒潮位 5 厘米。',
  instruction: '回港避风，养殖人员上岸，海塘巡查。',
  areaDesc: '三门县沿海',
  area: {
    type: 'Polygon' as const,
    coordinates: [
      [
        [121.5, 28.9],
        [121.9, 28.9],
        [121.9, 29.2],
        [121.5, 29.2],
        [121.5, 28.9],
      ] as [number, number][],
    ],
  },
}

const build = defineCalculator({
  name: 'cap-build',
  title: '生成 CAP 预警报文',
  keywords: ['CAP', '预警发布', '报文', 'XML'],
  summary:
    '把一条警报写成符合 OASIS CAP 1.2 的 XML；以 Accept: application/cap+xml 请求时只返回报文。区域为 GeoJSON，超过 100 点时抽稀。',
  bare: { mediaType: 'application/cap+xml', key: 'xml' },
  input: z.strictObject({
    identifier: Token.optional(),
    oidPrefix: z
      .string()
      .regex(/^\d+(?:\.\d+){0,20}$/)
      .default('2.49.0.0.156.0'),
    county: z
      .string()
      .regex(/^\d{6}$/)
      .default('331022'),
    sequence: z.int().min(0).max(9_999).default(1),
    sender: Token,
    senderName: Line.optional(),
    sent: Instant,
    status: z.enum(['Actual', 'Exercise', 'Test']).default('Actual'),
    msgType: z.enum(['Alert', 'Update', 'Cancel']).default('Alert'),
    references: z
      .array(z.strictObject({ sender: Token, identifier: Token, sent: Instant }))
      .max(100)
      .default([]),
    hazard: z.enum(hazards),
    colour: z.enum(colours),
    observed: z.boolean().default(false),
    onset: Instant.optional(),
    expires: Instant,
    response: z.enum(responseTypes).default('Monitor'),
    headline: Line,
    description: Paragraph,
    instruction: Paragraph.optional(),
    english: z.strictObject({ headline: Line, description: Paragraph, instruction: Paragraph.optional() }).optional(),
    areaDesc: Line,
    area: Geometry.optional(),
    eventCode: Line.optional(),
    web: z
      .url({ protocol: /^https?$/ })
      .max(500)
      .optional(),
    contact: Line.optional(),
  }),
  value: z.object({ xml: z.string() }),
  examples: [{ title: '风暴潮黄色警报（演练）', input: exampleWarning }],
  maxBodyBytes: 4 * 1024 * 1024,
  compute: (input, working) => {
    const { area: shape, oidPrefix, county, sequence, english, instruction } = input
    const area = shape === undefined ? [] : readArea(shape, '/area')
    if (area.some((part) => part.length > 1)) {
      working.warn('holes_dropped', 'CAP 的多边形没有内环，区域中的空洞未写入报文')
    }
    const identifier = input.identifier ?? warningIdentifier(oidPrefix, input.sent, county, sequence)
    const warning: Warning = {
      ...input,
      identifier,
      polygons: area.map(([outer = []]) => outer),
      senderName: input.senderName ?? null,
      onset: input.onset ?? input.sent,
      chinese: { headline: input.headline, description: input.description, instruction: instruction ?? null },
      english: english === undefined ? null : { ...english, instruction: english.instruction ?? null },
      countyCodes: [county],
      eventCode: input.eventCode ?? RuleBook.defaults.decide(eventCodeRules, { hazard: input.hazard }, working).code,
      web: input.web ?? null,
      contact: input.contact ?? null,
    }
    const xml = writeXml(capAlert(warning))
    const { schemaErrors, ruleErrors } = checkCap(xml)
    const [broken] = ruleErrors
    if (broken !== undefined) {
      throw Problem.field(fieldOfRule[broken.code] ?? '', broken.code, `报文不符合 CAP 1.2：${broken.message}`)
    }
    // What we write is valid by construction: an error here is ours.
    if (schemaErrors[0] !== undefined) throw new Error(`CAP schema: ${schemaErrors[0].message}`)
    working.step({
      label: 'CAP 报文',
      formula: '按 CAP 1.2 元素顺序书写，经 OASIS 模式和文字规则检查',
      inputs: { 标识: identifier, 灾种: input.hazard, 颜色: input.colour },
      result: xml.length,
      unit: '字符',
      source: 'OASIS Common Alerting Protocol 1.2；GB/T 35561-2017',
    })
    return { xml }
  },
})

const SchemaFault = z.object({ line: z.int().nullable(), message: z.string() })
const RuleFault = z.object({ code: z.string(), message: z.string() })

const Read = z.object({
  identifier: z.string(),
  sender: z.string(),
  sent: z.string(),
  status: z.string(),
  msgType: z.string(),
  scope: z.string(),
  restriction: z.string().optional(),
  addresses: z.string().optional(),
  references: z.string().optional(),
  info: z.array(
    z.object({
      language: z.string(),
      event: z.string(),
      urgency: z.string(),
      severity: z.string(),
      certainty: z.string(),
      onset: z.string().optional(),
      expires: z.string().optional(),
      headline: z.string().optional(),
      description: z.string().optional(),
      instruction: z.string().optional(),
      areas: z.array(z.object({ areaDesc: z.string(), polygons: z.array(z.string()), circles: z.array(z.string()) })),
    }),
  ),
})

const shortAlert = (msgType: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
  <identifier>2.49.0.0.156.0.20220913062500.3310220007</identifier>
  <sender>yjj.sanmen.gov.cn</sender>
  <sent>2022-09-13T06:25:00+08:00</sent>
  <status>Exercise</status>
  <msgType>${msgType}</msgType>
  <scope>Public</scope>
</alert>`

const maxDocumentBytes = 1024 * 1024

const validate = defineCalculator({
  name: 'cap-validate',
  title: '检查 CAP 预警报文',
  keywords: ['CAP', 'XSD', '报文检查'],
  summary: '按 OASIS CAP 1.2 模式和文字规则检查报文；不加载外部实体，不接受 DOCTYPE，最长 1 MB。',
  input: z.strictObject({ xml: z.string().min(1) }),
  value: z.object({
    schemaValid: z.boolean(),
    schemaErrors: z.array(SchemaFault),
    ruleErrors: z.array(RuleFault),
    alert: Read.optional(),
  }),
  examples: [
    {
      title: '最短的报文',
      input: { xml: shortAlert('Alert') },
      value: {
        schemaValid: true,
        schemaErrors: [],
        ruleErrors: [],
        alert: {
          identifier: '2.49.0.0.156.0.20220913062500.3310220007',
          sender: 'yjj.sanmen.gov.cn',
          sent: '2022-09-13T06:25:00+08:00',
          status: 'Exercise',
          msgType: 'Alert',
          scope: 'Public',
          info: [],
        },
      },
    },
    { title: '更新而没有引用', input: { xml: shortAlert('Update') } },
    { title: '不认识的类型', input: { xml: shortAlert('Amend') } },
  ],
  // Quotes and line ends are escaped in JSON: the document itself is measured below.
  maxBodyBytes: 3 * 1024 * 1024,
  deadlineMs: 20_000,
  compute: ({ xml }, working) => {
    if (Buffer.byteLength(xml) > maxDocumentBytes)
      throw Problem.field('/xml', 'too_large', 'CAP 文档最长 1 MB', 'too_large')
    const { schemaValid, schemaErrors, ruleErrors, alert } = checkCap(xml)
    working.step({
      label: '模式检查',
      formula: 'XSD 有效，且无文字规则错误',
      inputs: {
        模式错误: { value: schemaErrors.length, unit: '处' },
        规则错误: { value: ruleErrors.length, unit: '处' },
      },
      result: schemaValid && ruleErrors.length === 0,
      source: 'OASIS Common Alerting Protocol 1.2，CAP-v1.2.xsd',
    })
    return {
      schemaValid,
      schemaErrors: [...schemaErrors],
      ruleErrors: [...ruleErrors],
      ...(alert === null ? {} : { alert }),
    }
  },
})

export const warningCalculators: readonly Calculator[] = [build, validate]
