import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { checkGs1Key, gs1CheckDigit } from '../../platform/identifiers/gs1.ts'
import { readDigitalLink, writeDigitalLink } from '../../platform/identifiers/digital-link.ts'

const keyMessages = {
  non_digit: '只能是数字',
  too_short: '位数不足',
  length: '须为 8、12、13、14、17 或 18 位',
  check_digit: '校验位不符',
} as const

const key = defineCalculator({
  name: 'gs1-check-digit',
  title: '商品条码校验位',
  keywords: ['GS1', 'GTIN', 'GLN', 'SSCC', '商品条码'],
  summary: '校验 GTIN、GLN、GSIN、SSCC（8、12、13、14、17、18 位）的校验位。',
  input: z.strictObject({ key: z.string().max(100) }),
  value: z.object({ valid: z.boolean() }),
  examples: [
    { title: '有效', input: { key: '06931234567899' }, value: { valid: true } },
    { title: '校验位不符', input: { key: '06931234567890' }, value: { valid: false } },
  ],
  compute: ({ key: text }, working) => {
    const { valid, code, reason, parts } = checkGs1Key(text)
    if (reason !== undefined && reason !== 'check_digit') throw Problem.field('/key', reason, keyMessages[reason])
    working.step({
      label: '校验位',
      formula: '自右起权 3、1、3 …，模 10',
      inputs: { 代码: code },
      result: gs1CheckDigit(parts?.body ?? ''),
      source: 'GS1 通用规范 7.9',
    })
    return { valid }
  },
})

/** Application identifiers whose form is checked in the query: dates as YYMMDD, counts, weights with their decimals. */
const attributeForms: readonly (readonly [ai: RegExp, value: RegExp])[] = [
  [/^1[1-3567]$/, /^\d{2}(0[1-9]|1[0-2])([0-2]\d|3[01])$/],
  [/^3(0|7)$/, /^\d{1,8}$/],
  [/^3[1-6]\d\d$/, /^\d{6}$/],
  [/^42[2-6]$/, /^\d{3,15}$/],
]
const anyAttribute = /^[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]{1,90}$/

/** Whether the value of an attribute in the query has the form of its application identifier. */
const fitsAttribute = (ai: string, value: string): boolean =>
  (attributeForms.find(([one]) => one.test(ai))?.[1] ?? anyAttribute).test(value)

const invalid = (message: string) => Problem.field('/uri', 'invalid_digital_link', message)

const linkMessages = {
  not_a_uri: '不是 http(s) 网址',
  no_primary_key: '网址中没有主标识',
  primary_key: '主标识位数或字符不符',
  check_digit: '主标识校验位不符',
  qualifier: '该主标识不能带这种限定符',
  qualifier_order: '限定符次序不符（22、10、21）',
  value: '批号、序列号的字符或长度不符',
} as const

const parse = defineCalculator({
  name: 'digital-link/parse',
  title: 'GS1 Digital Link 解析',
  keywords: ['一蟹一码', '二维码', 'Digital Link', '溯源'],
  summary: '严格解析 GS1 Digital Link 网址，给出各应用标识符（AI）的值。',
  input: z.strictObject({ uri: z.string().max(2_000) }),
  value: z.object({ ai: z.record(z.string(), z.string()) }),
  examples: [
    {
      title: '批号与序列号',
      input: { uri: 'https://x.cn/01/06931234567899/10/L1/21/7' },
      value: { ai: { '01': '06931234567899', '10': 'L1', '21': '7' } },
    },
    {
      title: '有效期在查询串',
      input: { uri: 'https://x.cn/01/06931234567899?17=261231' },
      value: { ai: { '01': '06931234567899', '17': '261231' } },
    },
  ],
  compute: ({ uri }, working) => {
    const { reason, parts } = readDigitalLink(uri)
    if (reason !== undefined) throw invalid(linkMessages[reason])
    if (parts === null) throw invalid(linkMessages.not_a_uri)
    const path = [parts.primary, ...parts.qualifiers].map(({ ai, value }) => [ai, value] as const)
    for (const [ai, value] of Object.entries(parts.attributes)) {
      if (!fitsAttribute(ai, value)) throw invalid(`应用标识符 ${ai} 的值不符`)
      if (path.some(([known]) => known === ai)) throw invalid(`应用标识符 ${ai} 重复`)
    }
    const ai = Object.fromEntries([...path, ...Object.entries(parts.attributes)])
    working.step({
      label: '应用标识符',
      formula: '/主标识/值[/限定符/值…][?AI=值]',
      result: Object.entries(ai)
        .map(([name, value]) => `(${name})${value}`)
        .join(''),
      source: 'GS1 Digital Link Standard: URI Syntax 1.4',
    })
    return { ai }
  },
})

const Ai = z.string().min(1).max(90)

const build = defineCalculator({
  name: 'digital-link/build',
  title: 'GS1 Digital Link 生成',
  keywords: ['一蟹一码', '二维码', 'Digital Link', '标签'],
  summary: '由商品条码（01）及可选的变体（22）、批号（10）、序列号（21）生成 Digital Link 网址；其余 AI 放在查询串。',
  input: z.strictObject({
    host: z
      .string()
      .regex(/^(https?:\/\/)?[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?(:\d{1,5})?$/)
      .meta({ description: '域名，例如 x.cn' }),
    ai: z.record(z.string().regex(/^\d{2,4}$/), Ai),
  }),
  value: z.object({ uri: z.string() }),
  examples: [
    {
      title: '一蟹一码',
      input: { host: 'x.cn', ai: { '01': '06931234567899', '10': 'L331022250930A', '21': '000731' } },
      value: { uri: 'https://x.cn/01/06931234567899/10/L331022250930A/21/000731' },
    },
  ],
  compute: ({ host, ai }, working) => {
    const { '01': gtin, '22': variant, '10': lot, '21': serial, ...attributes } = ai
    if (gtin === undefined) throw Problem.field('/ai/01', 'required', '须有商品条码（01）', 'malformed')
    const origin = host.startsWith('http') ? host : `https://${host}`
    const strange = Object.entries(attributes).find(([name, value]) => !fitsAttribute(name, value))
    if (strange !== undefined) {
      throw Problem.field(`/ai/${strange[0]}`, 'invalid_digital_link', `应用标识符 ${strange[0]} 的值不符`)
    }
    const parts = Object.entries({ variant, lot, serial }).filter(([, value]) => value !== undefined)
    const pointers: Readonly<Record<string, string>> = {
      '/gtin': '01',
      '/variant': '22',
      '/lot': '10',
      '/serial': '21',
    }
    try {
      const path = writeDigitalLink({ origin, gtin, ...(Object.fromEntries(parts) as Record<string, string>) })
      const query = Object.entries(attributes).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
      const uri = query.length === 0 ? path : `${path}?${query.join('&')}`
      working.step({
        label: '网址',
        formula: 'https://域名/01/商品条码[/22/变体][/10/批号][/21/序列号]',
        result: uri,
        source: 'GS1 Digital Link Standard: URI Syntax 1.4',
      })
      return { uri }
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      const at = pointers[error.errors[0]?.pointer ?? ''] ?? ''
      throw Problem.field(`/ai/${at}`, 'invalid_digital_link', error.message)
    }
  },
})

export const codeCalculators: readonly Calculator[] = [key, parse, build]
