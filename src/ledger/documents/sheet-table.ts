import ExcelJS from 'exceljs'
import { Problem } from '../../platform/errors/problem.ts'
import { inspectArchive } from '../../platform/files/archive.ts'
import { headingCount } from '../model/reform-table.ts'
import type { TableCell } from '../model/table-text.ts'
import type { DocumentTable } from './word-table.ts'

const maxRows = 2_000
const maxColumns = 30

/**
 * The worksheet of an .xlsx with the headings, else the first. Rows above the header are the title. A cell inside a merged range is marked.
 * @throws Problem hostile_file, unsupported_media, too_large, not_computable `table_missing`
 */
export const readSheetTable = async (bytes: Uint8Array): Promise<DocumentTable> => {
  await inspectArchive(bytes, 'office')
  const workbook = new ExcelJS.Workbook()
  // exceljs declares its own Buffer; an ArrayBuffer is what its zip reader takes.
  const content = Uint8Array.from(bytes).buffer as unknown as Parameters<typeof workbook.xlsx.load>[0]
  await workbook.xlsx.load(content).catch(() => {
    throw Problem.field('/file', 'damaged', 'Excel 文件已损坏', 'unsupported_media')
  })
  const headed = workbook.worksheets.find((candidate) => {
    for (let number = 1; number <= Math.min(20, candidate.rowCount); number++) {
      const row = candidate.getRow(number)
      const texts = Array.from({ length: Math.min(row.cellCount, maxColumns) }, (_, at) => ({
        text: row.getCell(at + 1).text,
      }))
      if (headingCount(texts) >= 3) return true
    }
    return false
  })
  const sheet = headed ?? workbook.worksheets[0]
  if (sheet === undefined) throw Problem.field('/file', 'table_missing', '工作簿中没有工作表')
  if (sheet.rowCount > maxRows) throw new Problem('too_large', `工作表超过 ${maxRows} 行`)
  const cells: TableCell[] = []
  sheet.eachRow((row, rowNumber) => {
    for (let column = 1; column <= Math.min(row.cellCount, maxColumns); column++) {
      const cell = row.getCell(column)
      const inside = cell.isMerged && cell.master.address !== cell.address
      cells.push({
        row: rowNumber,
        column,
        text: inside ? '' : cell.text.replace(/\r\n?/g, '\n').trim(),
        ...(cell.isMerged ? { merged: true } : {}),
      })
    }
  })
  if (cells.length === 0) throw Problem.field('/file', 'table_missing', '工作表是空的')
  const header = cells.find((cell) => /^序\s*号$/.test(cell.text))?.row ?? 1
  const title = cells.filter((cell) => cell.row < header && cell.text !== '').map((cell) => cell.text)
  return { title: title.join('\n'), cells: cells.filter((cell) => cell.row >= header) }
}
