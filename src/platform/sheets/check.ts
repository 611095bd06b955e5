import { parseDate } from '../dates.ts'
import type { RowError, Sheet, SheetColumn } from './sheet.ts'
import type { SheetText } from './workbook.ts'

export type CheckedRow = { readonly row: number; readonly values: Readonly<Record<string, string | number | null>> }
export type CheckedSheet = { readonly rows: readonly CheckedRow[]; readonly errors: readonly RowError[] }

type Read = { readonly value: string | number | null } | { readonly code: string; readonly message: string }

const fail = (code: string, message: string): Read => ({ code, message })

/** Full-width digits and points, and thousands separators, as people paste them. */
const plainNumber = (text: string): string => text.normalize('NFKC').replaceAll(/[,\s]/g, '')

const readInteger = (text: string): Read => {
  const plain = plainNumber(text)
  const value = Number(plain)
  return /^[+-]?\d+$/.test(plain) && Number.isSafeInteger(value) ? { value } : fail('integer', '应为整数')
}

const readDecimal = (text: string): Read => {
  const plain = plainNumber(text)
  return /^[+-]?\d{1,18}(\.\d{1,12})?$/.test(plain) ? { value: plain } : fail('decimal', '应为数字')
}

/** Yuan as typed, to integer fen; more than two decimals is an error, not a rounding. */
const readMoney = (text: string): Read => {
  const parts = /^([+-]?)(\d{1,13})(?:\.(\d{1,2})0*)?$/.exec(plainNumber(text).replace(/元$/, ''))
  if (!parts) return fail('money', '应为金额（元），最多两位小数')
  const fen = Number(parts[2]) * 100 + Number((parts[3] ?? '').padEnd(2, '0'))
  return { value: parts[1] === '-' ? -fen : fen }
}

const readDate = (text: string): Read => {
  const parts = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text.normalize('NFKC'))
  if (!parts) return fail('date', '应为日期，如 2022-09-30')
  const date = `${parts[1]}-${parts[2]?.padStart(2, '0')}-${parts[3]?.padStart(2, '0')}`
  try {
    return { value: parseDate(date) }
  } catch {
    return fail('date', '没有这一天')
  }
}

const readEnum = (column: SheetColumn, text: string): Read => {
  const option = column.options?.find((candidate) => candidate.title === text || candidate.value === text)
  return option
    ? { value: option.value }
    : fail('enum', `应为：${column.options?.map((candidate) => candidate.title).join('、')}`)
}

const readCell = (column: SheetColumn, text: string): Read => {
  if (text === '') return column.required ? fail('required', '不能为空') : { value: null }
  if (text.length > 2_000) return fail('too_long', '内容超过 2000 字')
  switch (column.type) {
    case 'text':
      return { value: text }
    case 'integer':
      return readInteger(text)
    case 'decimal':
      return readDecimal(text)
    case 'money':
      return readMoney(text)
    case 'date':
      return readDate(text)
    case 'enum':
      return readEnum(column, text)
  }
}

const sameTitle = (a: string, b: string): boolean =>
  a.normalize('NFKC').replaceAll(/\s|\*/g, '') === b.normalize('NFKC').replaceAll(/\s|\*/g, '')

/**
 * Checks a sheet against its columns; headers may come in any order. Every row is checked, every error is named by the
 * row number that Excel shows and the column's title. A missing or doubled header is an error of row 1.
 */
export const checkSheet = (sheet: Pick<Sheet, 'columns'>, text: SheetText): CheckedSheet => {
  const errors: RowError[] = []
  const places = sheet.columns.map((column) => {
    const at = text.header.flatMap((title, index) => (sameTitle(title, column.title) ? [index] : []))
    if (at.length > 1)
      errors.push({
        row: 1,
        column: column.title,
        code: 'duplicate_column',
        message: `表头“${column.title}”出现了 ${at.length} 次`,
      })
    if (at.length === 0 && column.required)
      errors.push({ row: 1, column: column.title, code: 'missing_column', message: `缺少“${column.title}”一列` })
    return { column, index: at[0] }
  })
  for (const title of text.header) {
    if (title !== '' && !sheet.columns.some((column) => sameTitle(title, column.title))) {
      errors.push({ row: 1, column: title, code: 'unknown_column', message: `模板中没有“${title}”一列` })
    }
  }
  if (errors.length > 0) return { rows: [], errors }

  const rows = text.rows.map((row) => {
    const values: Record<string, string | number | null> = {}
    for (const { column, index } of places) {
      const read = readCell(column, index === undefined ? '' : (row.cells[index] ?? ''))
      if ('value' in read) values[column.key] = read.value
      else errors.push({ row: row.number, column: column.title, code: read.code, message: read.message })
    }
    return { row: row.number, values }
  })
  return { rows, errors }
}
