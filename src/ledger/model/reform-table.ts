import { type CellItem, cellItems } from './cell-items.ts'
import { type Department, readDepartments } from './departments.ts'
import { datePhraseAt } from './due-dates.ts'
import { halfWidth } from './half-width.ts'
import { chineseValue } from './numerals.ts'
import type { TableCell } from './table-text.ts'
import { parseTargets, type Span, type TargetStatement, type Unparsed } from './target-statements.ts'

/** The seven columns of the official table, by their role, with the headings under which they are known. */
const headings = {
  no: /^(?:序号|编号|No\.?)$/i,
  name: /^(?:改革名称|改革事项|改革项目|名称|项目名称)$/,
  standing: /^(?:经验借鉴|改革定位|定位|级别)/,
  measures: /^(?:改革举措|主要举措|工作举措|举措)/,
  milestones: /^(?:主要目标|工作目标|目标)/,
  landmarks: /^(?:标志性成果|标志成果|成果)/,
  departments: /^(?:责任部门|责任单位|牵头单位|牵头部门)/,
} as const
export type Column = keyof typeof headings
const columnNames: Readonly<Record<Column, string>> = {
  no: '序号',
  name: '改革名称',
  standing: '经验借鉴',
  measures: '改革举措（进展）',
  milestones: '主要目标',
  landmarks: '标志性成果',
  departments: '责任部门',
}
const columns = Object.keys(headings) as Column[]
export const standings = ['全国首创', '全国首批', '全省首创', '全省率先', '省内领先', '省厅试点', '全市试点'] as const

export type TableProblem = {
  readonly row: number
  readonly column: number
  readonly code: string
  readonly message: string
}

export type TableItem = {
  readonly no: number | null
  readonly text: string
  readonly span: Span
  readonly due: string | null
}
export type Milestone = TableItem & { readonly kind: 'figure' | 'deliverable' }

export type TableTarget = TargetStatement & {
  /** Where it stands; `span` is in the text of that cell. */
  readonly source: { readonly column: 'measures' | 'milestones' | 'landmarks'; readonly no: number | null }
}

export type ReadReform = {
  readonly no: number
  readonly name: string
  readonly subtitle: string | null
  readonly standing: string
  readonly measures: readonly TableItem[]
  readonly milestones: readonly Milestone[]
  readonly landmarks: readonly TableItem[]
  readonly departments: readonly Department[]
  readonly targets: readonly TableTarget[]
  /** Text to bind by hand: nothing is dropped. */
  readonly unparsed: readonly (Unparsed & { readonly source: TableTarget['source'] })[]
  /** Text of each column as imported. */
  readonly cells: Readonly<Record<Column, string>>
}

export type ReadTable = {
  readonly title: string
  readonly year: number | null
  readonly reforms: readonly ReadReform[]
  readonly problems: readonly TableProblem[]
  /** Where each column stands in the document, from 1. */
  readonly places: Readonly<Partial<Record<Column, number>>>
}

/** Heading of each place, to name a cell to people. */
export const readableColumns = (table: Pick<ReadTable, 'places'>): ReadonlyMap<number, string> =>
  new Map(
    columns.flatMap((column) =>
      table.places[column] === undefined ? [] : [[table.places[column], columnNames[column]]],
    ),
  )

/** Reads the cells of an official table (ledger 4.1). Pure; what is wrong is reported with its cell, never thrown. */
export const readReformTable = (
  title: string,
  cells: readonly TableCell[],
  givenYear: number | null = null,
): ReadTable => {
  const problems: TableProblem[] = []
  const rows = [...Map.groupBy(cells, (cell) => cell.row).entries()].sort(([a], [b]) => a - b)
  const head = rows.find(([, row]) => headingCount(row) >= 3)
  if (head === undefined) {
    return {
      title,
      year: givenYear,
      reforms: [],
      places: {},
      problems: [
        {
          row: 1,
          column: 1,
          code: 'header_missing',
          message: '没有找到表头：应有序号、改革名称、经验借鉴、改革举措、主要目标、标志性成果、责任部门七列',
        },
      ],
    }
  }
  const [headRow, headCells] = head
  const places = new Map<Column, number>()
  for (const cell of headCells) {
    const column = columnOf(cell.text)
    if (column === null) {
      if (cell.text !== '')
        problems.push({
          row: headRow,
          column: cell.column,
          code: 'column_unknown',
          message: `不认识的列“${cell.text.slice(0, 20)}”`,
        })
    } else if (places.has(column))
      problems.push({
        row: headRow,
        column: cell.column,
        code: 'column_duplicate',
        message: `列“${columnNames[column]}”重复`,
      })
    else places.set(column, cell.column)
  }
  for (const column of columns) {
    if (!places.has(column))
      problems.push({ row: headRow, column: 0, code: 'column_missing', message: `缺少列“${columnNames[column]}”` })
  }
  const body = rows.filter(([row]) => row > headRow)
  const year =
    givenYear ??
    tableYear(
      title,
      body.flatMap(([, row]) =>
        row.filter((cell) => cell.column === places.get('milestones')).map((cell) => cell.text),
      ),
    )
  const reforms: ReadReform[] = []
  const seen = new Map<number, number>()
  for (const [row, rowCells] of body) {
    // A table that goes on over the page repeats its headings.
    if (rowCells.every((cell) => cell.text === '') || headingCount(rowCells) >= 3) continue
    const at = (column: Column): TableCell =>
      rowCells.find((cell) => cell.column === places.get(column)) ?? { row, column: places.get(column) ?? 0, text: '' }
    const report = (column: Column, code: string, message: string): void =>
      void problems.push({ row, column: places.get(column) ?? 0, code, message })
    for (const column of columns) {
      if (!places.has(column)) continue
      const place = rowCells.find((cell) => cell.column === places.get(column))
      if (place === undefined) report(column, 'cell_missing', `缺少“${columnNames[column]}”单元格`)
      else if (place.merged === true) report(column, 'cell_merged', `“${columnNames[column]}”单元格被合并`)
      else if (place.text === '') report(column, 'cell_empty', `“${columnNames[column]}”为空`)
    }
    const no = rowNumber(at('no').text)
    if (no === null) {
      report('no', 'number_invalid', `序号不是数字：${at('no').text.slice(0, 20)}`)
      continue
    }
    if (no < 1 || no > 99) report('no', 'number_out_of_range', `序号须在 1–99 之间：${no}`)
    const earlier = seen.get(no)
    if (earlier !== undefined) {
      report('no', 'number_duplicate', `序号 ${no} 与第 ${earlier} 行重复`)
      continue
    }
    seen.set(no, row)
    reforms.push(readRow(no, at, year, report))
  }
  if (reforms.length === 0) problems.push({ row: headRow, column: 1, code: 'no_rows', message: '表中没有改革事项' })
  return { title, year, reforms, problems, places: Object.fromEntries(places) }
}

/** 1, 1., １、, (一). */
const rowNumber = (text: string): number | null => {
  const plain = halfWidth(text).replace(/[.、()\s]/g, '')
  if (/^\d{1,4}$/.test(plain)) return Number(plain)
  return /^[一二三四五六七八九十]{1,3}$/.test(plain) ? chineseValue(plain) : null
}

/** Headings of the official table among the cells of a row. */
export const headingCount = (row: readonly Pick<TableCell, 'text'>[]): number =>
  row.filter((cell) => columnOf(cell.text) !== null).length

const columnOf = (text: string): Column | null => {
  const plain = halfWidth(text.slice(0, 60)).replace(/\s/g, '')
  return columns.find((column) => headings[column].test(plain)) ?? null
}

/** The year named most often in the dated targets; the earlier of two equals. */
const tableYear = (title: string, texts: readonly string[]): number | null => {
  const named = /(20\d{2})\s*年/.exec(halfWidth(title))
  if (named !== null) return Number(named[1])
  const counts = new Map<number, number>()
  for (const found of texts.join('\n').matchAll(/(20\d{2})年\d{1,2}月/g))
    counts.set(Number(found[1]), (counts.get(Number(found[1])) ?? 0) + 1)
  return [...counts].sort(([a, x], [b, y]) => y - x || a - b)[0]?.[0] ?? null
}

/** No cell of an official table is longer; what is longer is reported and not taken in. */
const longestCell = 20_000

const readRow = (
  no: number,
  at: (column: Column) => TableCell,
  year: number | null,
  report: (column: Column, code: string, message: string) => void,
): ReadReform => {
  const printedName = at('name').text.replace(/\s*\n\s*/g, '')
  const parts = /^(.+?)[(（]([^()（）]+)[)）]$/.exec(printedName)
  const standing = at('standing').text.replace(/\s/g, '')
  if (standing !== '' && !standings.some((known) => known === standing))
    report('standing', 'standing_unknown', `“经验借鉴”不在已知类型内：${standing.slice(0, 20)}`)
  const targets: TableTarget[] = []
  const unparsed: (Unparsed & { source: TableTarget['source'] })[] = []
  const yearEnd = year === null ? null : `${year}-12-31`
  const whole = (column: Column): string => {
    const { text } = at(column)
    if (text.length > longestCell) report(column, 'cell_too_long', `单元格超过 ${longestCell} 字，只读到此处`)
    return text.slice(0, longestCell)
  }
  const read = (column: 'measures' | 'milestones' | 'landmarks'): Milestone[] =>
    cellItems(whole(column), year).map((item) => {
      const source = { column, no: item.no }
      const found = parseTargets(item.text, { year, due: item.heading ?? (column === 'landmarks' ? yearEnd : null) })
      const shift = ([from, to]: Span): Span => [from + item.span[0], to + item.span[0]]
      for (const target of found.targets) targets.push({ ...target, span: shift(target.span), source })
      for (const text of found.unparsed) {
        unparsed.push({ ...text, span: shift(text.span), source })
        if (text.reason === 'impossible_date') report(column, 'date_impossible', `不存在的日期：${text.text}`)
      }
      return {
        no: item.no,
        text: item.text,
        span: item.span,
        due: dueOf(item, year) ?? (column === 'landmarks' ? yearEnd : null),
        kind: found.targets.length > 0 ? 'figure' : 'deliverable',
      }
    })
  const withoutKind = ({ no: itemNo, text, span, due }: Milestone): TableItem => ({ no: itemNo, text, span, due })
  const measures = read('measures').map(withoutKind)
  const milestones = read('milestones')
  const landmarks = read('landmarks').map(withoutKind)
  return {
    no,
    name: parts?.[1] ?? printedName,
    subtitle: parts?.[2] ?? null,
    standing,
    measures,
    milestones,
    landmarks,
    departments: readDepartments(at('departments').text),
    targets,
    unparsed,
    cells: Object.fromEntries(columns.map((column) => [column, at(column).text])) as Record<Column, string>,
  }
}

/** The first due date written in an item, else its heading's. */
const dueOf = (item: CellItem, year: number | null): string | null => {
  const plain = halfWidth(item.text)
  for (let index = 0; index < plain.length; index++) {
    const date = datePhraseAt(plain, index, year)
    if (date?.kind === 'due') return date.due
    if (date?.kind === 'impossible') return null
    if (date !== null) index = date.to - 1
  }
  return item.heading
}
