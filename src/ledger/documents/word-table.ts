import { SaxesParser } from 'saxes'
import { Problem } from '../../platform/errors/problem.ts'
import { inspectArchive, unpack } from '../../platform/files/archive.ts'
import { headingCount } from '../model/reform-table.ts'
import type { TableCell } from '../model/table-text.ts'

/** Cells beyond this are no official table. */
const maxCells = 20_000
/** Tables in tables beyond this are no document. */
const maxDepth = 20

export type DocumentTable = { readonly title: string; readonly cells: readonly TableCell[] }

/** A table that is being read, with its present cell. */
class OpenTable {
  readonly cells: TableCell[] = []
  readonly titleLines: number
  #row = 0
  #column = 0
  #width = 1
  #merged = false
  #paragraphs: string[] = []

  constructor(titleLines: number) {
    this.titleLines = titleLines
  }

  openRow(): void {
    this.#row += 1
    this.#column = 0
  }

  /** Grid columns that a row leaves out at its head. */
  skip(columns: number): void {
    this.#column += columns
  }

  openCell(): void {
    this.#paragraphs = []
    this.#width = 1
    this.#merged = false
  }

  span(columns: number): void {
    this.#width = columns
    this.#merged ||= columns > 1
  }

  merge(): void {
    this.#merged = true
  }

  paragraph(text = ''): void {
    this.#paragraphs.push(text)
  }

  append(text: string): void {
    this.#paragraphs.push(`${this.#paragraphs.pop() ?? ''}${text}`)
  }

  closeCell(): void {
    const text = this.#paragraphs.join('\n').trim()
    this.cells.push({ row: this.#row, column: this.#column + 1, text, ...(this.#merged ? { merged: true } : {}) })
    this.#column += this.#width
  }
}

const count = (value: string | undefined): number => Math.min(63, Math.max(0, Math.trunc(Number(value)) || 0))
/** Tracked deletions, the place that moved text left, and the older copy of a drawing's text. */
const left = new Set(['w:del', 'w:moveFrom', 'mc:Fallback'])

/**
 * The official table of a .docx and the paragraphs before it: the first table with its headings, together with the
 * tables that carry it on after a page; else the first table. Reads `word/document.xml` as a stream of tags. What
 * tracked changes deleted or moved away is left out; a cell that continues a vertical merge, or spans columns, is
 * marked `merged`; a table within a cell is text of that cell, unless it is the official one.
 * @throws Problem hostile_file, unsupported_media, too_large, not_computable `table_missing`
 */
export const readWordTable = async (bytes: Uint8Array): Promise<DocumentTable> => {
  await inspectArchive(bytes, 'office')
  const [document] = await unpack(bytes, (name) => name === 'word/document.xml')
  if (document === undefined) throw Problem.field('/file', 'not_word', '不是 Word 文档', 'unsupported_media')
  const title: string[] = []
  const closed: OpenTable[] = []
  const open: OpenTable[] = []
  let skipping = 0
  let text = false
  let cells = 0
  const append = (value: string): void => {
    if (skipping > 0) return
    const table = open.at(-1)
    if (table !== undefined) table.append(value)
    else if (closed.length === 0) title.push(`${title.pop() ?? ''}${value}`)
  }
  const parser = new SaxesParser()
  parser.on('doctype', () => {
    throw Problem.field('/file', 'external_entity', '文件含有外部实体声明', 'hostile_file')
  })
  parser.on('error', () => {
    throw Problem.field('/file', 'damaged', '文档内容已损坏', 'unsupported_media')
  })
  parser.on('opentag', ({ name, attributes }) => {
    const table = open.at(-1)
    if (left.has(name)) skipping += 1
    else if (name === 'w:tbl') {
      if (open.length >= maxDepth) throw new Problem('too_large', `表格嵌套超过 ${maxDepth} 层`)
      open.push(new OpenTable(title.length))
    } else if (name === 'w:t') text = true
    else if (name === 'w:tab') append('\t')
    else if (name === 'w:br' || name === 'w:cr') append('\n')
    else if (name === 'w:noBreakHyphen') append('-')
    else if (name === 'w:p') {
      if (table !== undefined) table.paragraph()
      else if (closed.length === 0) title.push('')
    } else if (name === 'w:tr') table?.openRow()
    else if (name === 'w:tc') table?.openCell()
    else if (name === 'w:gridBefore') table?.skip(count(attributes['w:val']))
    else if (name === 'w:gridSpan') table?.span(Math.max(1, count(attributes['w:val'])))
    else if (name === 'w:vMerge' && attributes['w:val'] !== 'restart') table?.merge()
  })
  parser.on('text', (value) => {
    if (text) append(value)
  })
  parser.on('closetag', ({ name }) => {
    if (left.has(name)) skipping -= 1
    else if (name === 'w:t') text = false
    else if (name === 'w:tc') {
      open.at(-1)?.closeCell()
      cells += 1
      if (cells > maxCells) throw new Problem('too_large', `表格超过 ${maxCells} 个单元格`)
    } else if (name === 'w:tbl') {
      const table = open.pop()
      if (table === undefined) return
      closed.push(table)
      const outer = open.at(-1)
      for (const cell of outer === undefined ? [] : table.cells) outer?.paragraph(cell.text)
    }
  })
  parser.write(new TextDecoder().decode(document.bytes)).close()
  const found = officialTable(closed)
  if (found.cells.length === 0) throw Problem.field('/file', 'table_missing', '文档中没有表格')
  const lines = title.slice(0, found.titleLines).filter((line) => line.trim() !== '')
  return { title: lines.join('\n'), cells: found.cells }
}

const headed = ({ cells }: OpenTable): boolean =>
  [...Map.groupBy(cells, ({ row }) => row).values()].some((row) => headingCount(row) >= 3)

const widthOf = (cells: readonly TableCell[]): number => cells.reduce((most, { column }) => Math.max(most, column), 0)

/** Rows counted on through the tables that carry the first one on: as many columns, beginning with a number or the headings. */
const officialTable = (tables: readonly OpenTable[]): DocumentTable & { readonly titleLines: number } => {
  const at = tables.findIndex(headed)
  const first = tables[Math.max(0, at)]
  if (first === undefined) return { title: '', cells: [], titleLines: 0 }
  const cells = [...first.cells]
  const width = widthOf(cells)
  for (const next of at < 0 ? [] : tables.slice(at + 1)) {
    const begins = /^\d{1,4}[.、]?$/.test(next.cells[0]?.text ?? '') || headed(next)
    if (!begins || widthOf(next.cells) !== width) continue
    const rows = cells.at(-1)?.row ?? 0
    cells.push(...next.cells.map((cell) => ({ ...cell, row: cell.row + rows })))
  }
  return { title: '', cells, titleLines: first.titleLines }
}
