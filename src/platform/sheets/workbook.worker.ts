import { parentPort, workerData } from 'node:worker_threads'
import ExcelJS from 'exceljs'
import { parseCsv } from './csv.ts'
import type { SheetTextRow, WorkbookJob, WorkbookReply } from './workbook.ts'

const maxColumns = 200

const pad = (part: number): string => String(part).padStart(2, '0')

/** ExcelJS gives dates as UTC instants of the civil time that the cell shows. */
const dateText = (date: Date): string => {
  const day = `${date.getUTCFullYear()}-${pad(date.getUTCMonth() + 1)}-${pad(date.getUTCDate())}`
  const seconds = date.getUTCHours() * 3_600 + date.getUTCMinutes() * 60 + date.getUTCSeconds()
  return seconds === 0
    ? day
    : `${day}T${pad(date.getUTCHours())}:${pad(date.getUTCMinutes())}:${pad(date.getUTCSeconds())}`
}

const numberText = (value: number): string =>
  Number.isInteger(value) ? BigInt(value).toString() : String(Number(value.toPrecision(15)))

const cellText = (value: ExcelJS.CellValue): string => {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return numberText(value)
  if (value instanceof Date) return dateText(value)
  if (typeof value === 'object') {
    if ('richText' in value) return value.richText.map((part) => part.text).join('')
    if ('text' in value) return cellText(value.text)
    if ('result' in value) return cellText(value.result)
    if ('error' in value) return value.error
    return ''
  }
  return String(value)
}

const readXlsx = async (bytes: Uint8Array): Promise<SheetTextRow[]> => {
  const workbook = new ExcelJS.Workbook()
  // ExcelJS wants the Buffer type of an older @types/node; the bytes are the same.
  await workbook.xlsx.load(Buffer.from(bytes) as unknown as ExcelJS.Buffer)
  const sheet = workbook.worksheets.find((candidate) => candidate.state === 'visible') ?? workbook.worksheets[0]
  const rows: SheetTextRow[] = []
  sheet?.eachRow((row, number) => {
    const width = Math.min(row.cellCount, maxColumns)
    // A merged cell counts once, at its first cell: the others would repeat its value.
    const cells = Array.from({ length: width }, (_, index) => {
      const cell = row.getCell(index + 1)
      return cell.isMerged && cell.master !== cell ? '' : cellText(cell.value).trim()
    })
    rows.push({ number, cells })
  })
  return rows
}

const readCsv = (bytes: Uint8Array): SheetTextRow[] => {
  const text = decode(bytes).replace(/^\uFEFF/, '')
  return parseCsv(text).map((cells, index) => ({
    number: index + 1,
    cells: cells.slice(0, maxColumns).map((cell) => cell.trim()),
  }))
}

const decode = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

const read = async ({ kind, bytes, maxRows }: WorkbookJob): Promise<WorkbookReply> => {
  const all = (kind === 'xlsx' ? await readXlsx(bytes) : readCsv(bytes)).filter((row) =>
    row.cells.some((cell) => cell !== ''),
  )
  const [header, ...rows] = all
  if (!header) return { refused: { code: 'no_header', message: '表格是空的，第一行应为表头' } }
  if (rows.length > maxRows)
    return { refused: { code: 'too_many_rows', message: `数据行数 ${rows.length}，超过上限 ${maxRows}` } }
  return { sheet: { header: header.cells, rows } }
}

parentPort?.postMessage(await read(workerData as WorkbookJob))
