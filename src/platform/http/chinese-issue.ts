import { z } from 'zod'

/** zod's raw issue as the error map sees it. */
type Issue = z.core.$ZodRawIssue

const kinds: Readonly<Record<string, string>> = {
  string: '文字',
  number: '数字',
  int: '整数',
  bigint: '整数',
  boolean: 'true 或 false',
  array: '列表',
  tuple: '列表',
  object: '对象',
  record: '对象',
  date: '日期',
  null: '空值',
  undefined: '空缺',
  nan: '非数字',
}

const formats: Readonly<Record<string, string>> = {
  date: '日期，例如 2025-06-30',
  datetime: '带时区的时间，例如 2025-06-30T08:00:00+08:00',
  time: '时间，例如 08:30:00',
  duration: '时长，例如 P30D',
  email: '电子邮箱地址',
  url: '网址',
  uuid: 'UUID',
  ipv4: 'IPv4 地址',
  ipv6: 'IPv6 地址',
  base64: 'base64 编码',
  json_string: 'JSON 文本',
}

const kindOf = (value: unknown): string => {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  if (typeof value === 'number' && Number.isNaN(value)) return 'nan'
  return typeof value
}

const kindName = (kind: string): string => kinds[kind] ?? kind

const amount = (origin: string): string =>
  origin === 'string' ? '长度' : origin === 'array' || origin === 'set' || origin === 'map' ? '项数' : ''

const listed = (values: readonly unknown[]): string => {
  const shown = values.slice(0, 12).map(String).join('、')
  return values.length > 12 ? `${shown} 等 ${values.length} 个值` : shown
}

/** The rest of the sentence after the field's name: 「须为数字，收到的是文字」. */
export const chineseIssue = (issue: Issue): string => {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return '必须填写'
      return `须为${kindName(String(issue.expected))}，收到的是${kindName(kindOf(issue.input))}`
    case 'invalid_value':
      return issue.input === undefined ? '必须填写' : `须为 ${listed(issue.values)} 之一`
    case 'too_small':
      if (issue.origin === 'string' && Number(issue.minimum) === 1) return '不能为空'
      return `${amount(issue.origin)}须${issue.exact ? '等于' : issue.inclusive === false ? '大于' : '不小于'} ${issue.minimum}`
    case 'too_big':
      return `${amount(issue.origin)}须${issue.exact ? '等于' : issue.inclusive === false ? '小于' : '不大于'} ${issue.maximum}`
    case 'not_multiple_of':
      return `须为 ${issue.divisor} 的整数倍`
    case 'invalid_format':
      return formats[issue.format] === undefined ? '格式不正确' : `须为${formats[issue.format]}`
    case 'unrecognized_keys':
      return '有不认识的字段'
    case 'invalid_union':
      return issue.input === undefined ? '必须填写' : '不符合任何一种允许的写法'
    case 'invalid_key':
      return '的键不正确'
    case 'invalid_element':
      return '有不正确的元素'
    default:
      return '不正确'
  }
}

const unwrapped = (schema: z.core.$ZodType): z.core.$ZodType => {
  const { def } = schema._zod
  const inner = 'innerType' in def ? def.innerType : def.type === 'pipe' && 'in' in def ? def.in : undefined
  // zod types the definitions of each kind apart; both keys hold a schema wherever they exist.
  return inner === undefined ? schema : unwrapped(inner as z.core.$ZodType)
}

const child = (schema: z.core.$ZodType, key: PropertyKey): z.core.$ZodType | undefined => {
  const { def } = unwrapped(schema)._zod as unknown as z.core.$ZodTypes['_zod']
  switch (def.type) {
    case 'object':
      return Object.hasOwn(def.shape, key) ? def.shape[String(key)] : undefined
    case 'array':
      return def.element
    case 'record':
      return def.valueType
    default:
      return undefined
  }
}

const titleOf = (schema: z.core.$ZodType): string | undefined => {
  const title = z.globalRegistry.get(schema)?.title
  if (title !== undefined) return title
  const inner = unwrapped(schema)
  return inner === schema ? undefined : z.globalRegistry.get(inner)?.title
}

/** How a field is called in a message: the title of its schema, else its key; 「第 3 项」 for an element. */
export const fieldName = (schema: z.core.$ZodType | undefined, path: readonly PropertyKey[]): string => {
  let here = schema
  for (const key of path) here = here === undefined ? undefined : child(here, key)
  const title = here === undefined ? undefined : titleOf(here)
  const last = path.at(-1)
  if (title !== undefined && typeof last !== 'number') return `“${title}”`
  if (last === undefined) return '请求内容'
  if (typeof last !== 'number') return `“${String(last).slice(0, 64)}”`
  const list = fieldName(schema, path.slice(0, -1))
  return `${list === '请求内容' ? '' : list}第 ${last + 1} 项`
}
