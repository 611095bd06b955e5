import { SaxesParser } from 'saxes'
import { Problem } from '../../platform/errors/problem.ts'
import { inspectArchive, unpack } from '../../platform/files/archive.ts'
import type { TableCell } from '../model/table-text.ts'

/** Cells beyond this are no official table. */
const maxCells = 20_000

export type DocumentTable = { readonly title: string; readonly cells: readonly TableCell[] }

/**
 * The first table of a .docx and the paragraphs before it. Reads `word/document.xml` as a stream of tags; tracked
 * deletions are left out; a cell that continues a vertical merge, or spans columns, is marked `merged`.
 * @throws Problem hostile_file, unsupported_media, not_computable `table_missing`
 */
export const readWordTable = async (bytes: Uint8Array): Promise<DocumentTable> => {
  await inspectArchive(bytes, 'office')
  const [document] = await unpack(bytes, (name) => name === 'word/document.xml')
  if (document === undefined) throw Problem.field('/file', 'not_word', '不是 Word 文档', 'unsupported_media')
  const title: string[] = []
  const cells: TableCell[] = []
  let depth = 0
  let done = false
  let row = 0
  let column = 0
  let width = 1
  let merged = false
  let skipping = 0
  let text = false
  let paragraphs: string[] = []
  const append = (value: string): void => {
    if (done || skipping > 0) return
    paragraphs[Math.max(0, paragraphs.length - 1)] = `${paragraphs.at(-1) ?? ''}${value}`
  }
  const parser = new SaxesParser()
  parser.on('doctype', () => {
    throw Problem.field('/file', 'external_entity', '文件含有外部实体声明', 'hostile_file')
  })
  parser.on('error', () => {
    throw Problem.field('/file', 'damaged', '文档内容已损坏', 'unsupported_media')
  })
  parser.on('opentag', ({ name, attributes }) => {
    if (done) return
    if (name === 'w:tbl') depth += 1
    else if (name === 'w:del') skipping += 1
    else if (name === 'w:t') text = true
    else if (name === 'w:tab') append('\t')
    else if (name === 'w:br' || name === 'w:cr') append('\n')
    else if (name === 'w:p') paragraphs.push('')
    else if (depth !== 1) return
    else if (name === 'w:tr') [row, column] = [row + 1, 0]
    else if (name === 'w:tc') [paragraphs, width, merged] = [[], 1, false]
    else if (name === 'w:gridSpan') {
      width = Math.min(63, Math.max(1, Number(attributes['w:val']) || 1))
      merged = width > 1
    } else if (name === 'w:vMerge' && attributes['w:val'] !== 'restart') merged = true
  })
  parser.on('text', (value) => {
    if (text) append(value)
  })
  parser.on('closetag', ({ name }) => {
    if (done) return
    if (name === 'w:t') text = false
    else if (name === 'w:del') skipping -= 1
    else if (name === 'w:p' && depth === 0) {
      title.push(paragraphs.join(''))
      paragraphs = []
    } else if (name === 'w:tc' && depth === 1) {
      cells.push({ row, column: column + 1, text: paragraphs.join('\n').trim(), ...(merged ? { merged } : {}) })
      column += width
      if (cells.length > maxCells) throw new Problem('too_large', `表格超过 ${maxCells} 个单元格`)
    } else if (name === 'w:tbl') {
      depth -= 1
      done = depth === 0
    }
  })
  parser.write(new TextDecoder().decode(document.bytes)).close()
  if (cells.length === 0) throw Problem.field('/file', 'table_missing', '文档中没有表格')
  return { title: title.filter((line) => line.trim() !== '').join('\n'), cells }
}
