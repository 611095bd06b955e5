import ExcelJS from 'exceljs'
import type { RowError, SheetColumn } from './sheet.ts'

export type ExportRow = Readonly<Record<string, string | number | null>>

const headerFill: ExcelJS.Fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE4F0EF' } }
const errorFill: ExcelJS.Fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFBEDE5' } }

const widthOf = (column: SheetColumn): number => Math.max(column.title.length * 2 + 4, column.example.length + 4, 12)

const addHeader = (sheet: ExcelJS.Worksheet, columns: readonly SheetColumn[]): void => {
  sheet.columns = columns.map((column) => ({ key: column.key, width: widthOf(column) }))
  const header = sheet.addRow(columns.map((column) => column.title + (column.required ? '*' : '')))
  header.font = { bold: true }
  header.eachCell((cell, index) => {
    cell.fill = headerFill
    const help = columns[index - 1]?.help
    if (help) cell.note = help
  })
  sheet.views = [{ state: 'frozen', ySplit: 1 }]
}

/** Cells are written as text, so that identity numbers keep their digits and nothing is taken for a formula. */
const asBytes = async (workbook: ExcelJS.Workbook): Promise<Uint8Array> =>
  new Uint8Array(await workbook.xlsx.writeBuffer())

/** The empty form with one example row and the choices of each column. */
export const templateFile = async (title: string, columns: readonly SheetColumn[]): Promise<Uint8Array> => {
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet(title.slice(0, 31))
  addHeader(sheet, columns)
  sheet.addRow(columns.map((column) => column.example))
  columns.forEach((column, index) => {
    if (!column.options) return
    const list = column.options.map((option) => option.title).join(',')
    // Excel holds a list of choices of at most 255 characters in the cell; a longer one is named in the note only.
    if (list.length > 255) return
    for (let row = 2; row <= 500; row += 1) {
      sheet.getCell(row, index + 1).dataValidation = {
        type: 'list',
        allowBlank: !column.required,
        formulae: [`"${list}"`],
      }
    }
  })
  return asBytes(workbook)
}

/** The rows that were sent, each error in its cell as a note, for people who mend the file rather than the page. */
export const annotatedFile = async (
  title: string,
  columns: readonly SheetColumn[],
  rows: readonly { readonly row: number; readonly cells: readonly string[] }[],
  errors: readonly RowError[],
): Promise<Uint8Array> => {
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet(title.slice(0, 31))
  addHeader(sheet, columns)
  for (const { row, cells } of rows) {
    const written = sheet.addRow([...cells])
    for (const error of errors.filter((candidate) => candidate.row === row)) {
      const index = columns.findIndex((column) => column.title === error.column)
      const cell = written.getCell(index + 1)
      cell.fill = errorFill
      cell.note = error.message
    }
  }
  return asBytes(workbook)
}

/** A register as .xlsx. Values are text or numbers; `rows` is read as it comes, the file is built in memory row by row. */
export const exportFile = async (
  title: string,
  columns: readonly Pick<SheetColumn, 'key' | 'title'>[],
  rows: AsyncIterable<ExportRow> | Iterable<ExportRow>,
): Promise<Uint8Array> => {
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet(title.slice(0, 31))
  addHeader(
    sheet,
    columns.map((column) => ({ ...column, type: 'text', example: '' })),
  )
  for await (const row of rows) {
    sheet.addRow(columns.map(({ key }) => row[key] ?? ''))
  }
  return asBytes(workbook)
}
