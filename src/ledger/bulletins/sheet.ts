import ExcelJS from 'exceljs'
import type { BulletinReply } from '../api/bulletins/schema.ts'
import { formCells, formColumns, formFoot, formHead } from './form.ts'
import { lightColour } from './words.ts'

const border: Partial<ExcelJS.Borders> = {
  top: { style: 'thin' },
  bottom: { style: 'thin' },
  left: { style: 'thin' },
  right: { style: 'thin' },
}

/** The bulletin as Excel: title and summary above, then the table. All cells are text, so that none is a formula. */
export const sheetBulletin = async (bulletin: BulletinReply): Promise<Uint8Array> => {
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet(bulletin.month, {
    pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  })
  sheet.columns = formColumns.map(({ share }) => ({ width: share * 2.4 }))
  const { title, lines } = formHead(bulletin)
  const wide = (text: string, font: Partial<ExcelJS.Font>, alignment: Partial<ExcelJS.Alignment>): void => {
    const row = sheet.addRow([text])
    sheet.mergeCells(row.number, 1, row.number, formColumns.length)
    row.getCell(1).font = font
    row.getCell(1).alignment = { wrapText: true, vertical: 'middle', ...alignment }
  }
  wide(title, { name: '宋体', size: 18, bold: true }, { horizontal: 'center' })
  for (const line of lines) wide(line, { name: '仿宋', size: 11 }, { horizontal: 'left' })
  // Above the table: a line below it would be read as one of its rows.
  wide(formFoot(bulletin), { name: '仿宋', size: 9 }, { horizontal: 'right' })
  const header = sheet.addRow(formColumns.map((column) => column.title))
  header.eachCell((cell) => {
    cell.font = { name: '仿宋', size: 11, bold: true }
    cell.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true }
    cell.border = border
  })
  for (const each of bulletin.rows) {
    const row = sheet.addRow([...formCells(each)])
    row.eachCell({ includeEmpty: true }, (cell, index) => {
      const light = index === formColumns.length
      cell.font = {
        name: '仿宋',
        size: 10,
        ...(light ? { bold: true, color: { argb: `FF${lightColour(each.light)}` } } : {}),
      }
      cell.alignment = { wrapText: true, vertical: 'middle', horizontal: light || index === 1 ? 'center' : 'left' }
      cell.border = border
    })
  }
  sheet.pageSetup.printTitlesRow = `${header.number}:${header.number}`
  sheet.views = [{ state: 'frozen', ySplit: header.number }]
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}
