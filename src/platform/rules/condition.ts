import { Problem } from '../errors/problem.ts'
import { isCivilDate } from '../dates.ts'
import type { RuleColumn } from './rule-table.ts'

export type Cell = string | number | boolean | null

/** A set of numbers without holes; null = unbounded. */
export type Interval = {
  readonly low: number | null
  readonly lowIn: boolean
  readonly high: number | null
  readonly highIn: boolean
}

export type Condition =
  | { readonly kind: 'any' }
  | { readonly kind: 'null' }
  | { readonly kind: 'interval'; readonly interval: Interval }
  | { readonly kind: 'values'; readonly values: readonly (string | boolean)[] }

/** 2022-09-30 → 20220930: keeps the order of days and passes the engine as a number. */
export const dateNumber = (date: string): number => Number(date.replaceAll('-', ''))

const operand = (column: RuleColumn, text: string): number | null => {
  const trimmed = text.trim()
  if (column.type === 'date') return isCivilDate(trimmed) ? dateNumber(trimmed) : null
  return /^-?\d+(\.\d+)?$/.test(trimmed) ? Number(trimmed) : null
}

const point = (value: number): Interval => ({ low: value, lowIn: true, high: value, highIn: true })

const readInterval = (column: RuleColumn, text: string): Interval | null => {
  const range = /^([[(])(.+?)\.\.(.+)([\])])$/.exec(text)
  if (range !== null) {
    const [, open = '', from = '', to = '', close = ''] = range
    const [low, high] = [operand(column, from), operand(column, to)]
    if (low === null || high === null) return null
    const interval = { low, lowIn: open === '[', high, highIn: close === ']' }
    return low < high || (low === high && interval.lowIn && interval.highIn) ? interval : null
  }
  const comparison = /^(>=|<=|>|<|=)?(.+)$/.exec(text)
  const value = operand(column, comparison?.[2] ?? '')
  if (value === null) return null
  switch (comparison?.[1]) {
    case '>':
      return { low: value, lowIn: false, high: null, highIn: false }
    case '>=':
      return { low: value, lowIn: true, high: null, highIn: false }
    case '<':
      return { low: null, lowIn: false, high: value, highIn: false }
    case '<=':
      return { low: null, lowIn: false, high: value, highIn: true }
    default:
      return point(value)
  }
}

/** Reads one condition cell. @throws Problem not_computable at `pointer`. */
export const readCondition = (column: RuleColumn, cell: Cell, pointer: string): Condition => {
  const refuse = (message: string) => Problem.field(pointer, 'invalid_condition', `“${column.title}”的条件${message}`)
  if (cell === null || cell === '') return { kind: 'any' }
  if (cell === '无') {
    if (column.nullable !== true) throw refuse('不能为“无”：该项必有值')
    return { kind: 'null' }
  }
  if (column.type === 'number' || column.type === 'date') {
    const interval = typeof cell === 'number' ? point(cell) : readInterval(column, String(cell).replaceAll(' ', ''))
    if (interval === null) throw refuse(`“${cell}”不是数值或区间，例如 [0..60)、>= 90`)
    return { kind: 'interval', interval }
  }
  if (column.type === 'boolean') {
    const value =
      cell === true || cell === 'true' || cell === '是'
        ? true
        : cell === false || cell === 'false' || cell === '否'
          ? false
          : null
    if (value === null) throw refuse('只能是“是”或“否”')
    return { kind: 'values', values: [value] }
  }
  const values = String(cell)
    .split('|')
    .map((value) => value.trim())
  const unknown = column.type === 'enum' ? values.find((value) => !(column.options ?? []).includes(value)) : undefined
  if (unknown !== undefined) throw refuse(`“${unknown}”不在可选值之中：${(column.options ?? []).join('、')}`)
  return { kind: 'values', values }
}

const literal = (value: string | boolean): string => JSON.stringify(value)

/** The condition in the unary language of zen-engine, where `$` is the input. */
export const toZen = (condition: Condition): string => {
  switch (condition.kind) {
    case 'any':
      return ''
    case 'null':
      return '$ == null'
    case 'values':
      return `$ != null and ${condition.values.length === 1 ? `$ == ${literal(condition.values[0] ?? '')}` : `$ in [${condition.values.map(literal).join(', ')}]`}`
    case 'interval': {
      const { low, lowIn, high, highIn } = condition.interval
      return [
        '$ != null',
        low === null ? undefined : `$ ${lowIn ? '>=' : '>'} ${low}`,
        high === null ? undefined : `$ ${highIn ? '<=' : '<'} ${high}`,
      ]
        .filter((part) => part !== undefined)
        .join(' and ')
    }
  }
}
