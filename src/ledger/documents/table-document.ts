import { Problem } from '../../platform/errors/problem.ts'
import { unpack } from '../../platform/files/archive.ts'
import { type ReadTable, readReformTable } from '../model/reform-table.ts'
import { readTableText } from '../model/table-text.ts'
import { readSheetTable } from './sheet-table.ts'
import { readWordTable } from './word-table.ts'

/** 50 MB files are refused before they are unpacked (ledger 10). */
export const maxTableBytes = 10 * 1024 * 1024

/** Reads the official table in its plain text form. */
export const parseTableText = (text: string, year: number | null = null): ReadTable => {
  const { title, cells } = readTableText(text)
  return readReformTable(title, cells, year)
}

/**
 * Reads the official table from a .docx, .xlsx or text file, judged by content and not by name.
 * @throws Problem too_large, hostile_file, unsupported_media, not_computable `table_missing`
 */
export const parseTableDocument = async (bytes: Uint8Array, year: number | null = null): Promise<ReadTable> => {
  if (bytes.length > maxTableBytes) throw new Problem('too_large', `文件超过 ${maxTableBytes / 1024 / 1024} MB`)
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    const parts = new Set(
      (await unpack(bytes, (name) => name === 'word/document.xml' || name === 'xl/workbook.xml')).map(
        ({ name }) => name,
      ),
    )
    const table = parts.has('word/document.xml')
      ? await readWordTable(bytes)
      : parts.has('xl/workbook.xml')
        ? await readSheetTable(bytes)
        : null
    if (table === null) throw Problem.field('/file', 'unknown_archive', '不是 Word 或 Excel 文件', 'unsupported_media')
    return readReformTable(table.title, table.cells, year)
  }
  // Notepad's “Unicode”: UTF-16 with its mark.
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return parseTableText(new TextDecoder('utf-16le').decode(bytes), year)
  if (bytes.includes(0)) throw Problem.field('/file', 'not_text', '请上传 .docx、.xlsx 或文本文件', 'unsupported_media')
  return parseTableText(decodeText(bytes), year)
}

const decodeText = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    // Older office machines save text in GB 18030.
    return new TextDecoder('gb18030').decode(bytes)
  }
}
