import { createRequire } from 'node:module'
import PDFDocument from 'pdfkit'
import type { BulletinReply } from '../api/bulletins/schema.ts'
import { formCells, formColumns, formFoot, formHead } from './form.ts'
import { lightColour } from './words.ts'

/** Noto Sans SC comes with the program: a PDF must carry its Chinese font, whatever the reader has. */
export const chineseFont = createRequire(import.meta.url).resolve(
  '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
)

const margin = 40
const size = 8
const leading = 11.5
const pad = 4

/** Breaks a cell's text into lines of at most `width`; Chinese may break anywhere. */
const wrap = (text: string, width: number, widthOf: (character: string) => number): string[] =>
  text.split('\n').flatMap((paragraph) => {
    const lines: string[] = []
    let [line, used] = ['', 0]
    for (const character of paragraph) {
      const more = widthOf(character)
      if (used + more > width && line !== '') {
        lines.push(line)
        ;[line, used] = ['', 0]
      }
      line += character
      used += more
    }
    return [...lines, line]
  })

/**
 * The bulletin on A3 landscape. A row taller than the page goes on over the next one, its header repeated, so that no
 * word is lost however much was written.
 */
export const pdfBulletin = (bulletin: BulletinReply): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    const head = formHead(bulletin)
    const document = new PDFDocument({ size: 'A3', layout: 'landscape', margin, info: { Title: head.title } })
    const chunks: Uint8Array[] = []
    document.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    document.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))))
    document.on('error', reject)
    document.font(chineseFont)

    const right = document.page.width - margin
    const bottom = document.page.height - margin
    const unit = (right - margin) / formColumns.reduce<number>((sum, { share }) => sum + share, 0)
    const columns = formColumns.reduce<{ x: number; width: number }[]>((placed, { share }) => {
      const last = placed.at(-1)
      return [...placed, { x: last === undefined ? margin : last.x + last.width, width: share * unit }]
    }, [])
    const known = new Map<string, number>()
    const widthOf = (character: string): number => {
      const found = known.get(character) ?? document.fontSize(size).widthOfString(character)
      known.set(character, found)
      return found
    }
    const lineCells = (cells: readonly string[]): string[][] =>
      cells.map((text, index) => wrap(text, (columns[index]?.width ?? 0) - 2 * pad, widthOf))

    let y = margin
    const draw = (cells: readonly string[][], colour: string): void => {
      const height = Math.max(...cells.map(({ length }) => length)) * leading + 2 * pad
      for (const [index, lines] of cells.entries()) {
        const { x = 0, width = 0 } = columns[index] ?? {}
        document.rect(x, y, width, height).lineWidth(0.5).stroke('#555555')
        document.fontSize(size).fillColor(index === cells.length - 1 ? `#${colour}` : '#111111')
        for (const [number, line] of lines.entries()) {
          document.text(line, x + pad, y + pad + number * leading, { lineBreak: false })
        }
      }
      y += height
    }
    const drawHeader = (): void => draw(lineCells(formColumns.map(({ title }) => title)), '111111')

    document.fontSize(18).fillColor('#111111').text(head.title, { align: 'center' })
    document.fontSize(10)
    for (const line of head.lines) document.moveDown(0.5).text(line)
    y = document.y + 10
    drawHeader()
    for (const row of bulletin.rows) {
      let rest = lineCells(formCells(row))
      for (;;) {
        const fits = Math.floor((bottom - y - 2 * pad) / leading)
        const longest = Math.max(...rest.map(({ length }) => length))
        const fresh = y <= margin + leading + 2 * pad + 1
        // A row that fits on a page of its own is not torn.
        const wholePage = Math.floor((bottom - margin - leading - 4 * pad) / leading)
        if (fits < longest && !fresh && (fits < 3 || longest <= wholePage)) {
          document.addPage()
          y = margin
          drawHeader()
          continue
        }
        draw(
          rest.map((lines) => lines.slice(0, fits)),
          lightColour(row.light),
        )
        if (longest <= fits) break
        rest = rest.map((lines) => lines.slice(fits))
        document.addPage()
        y = margin
        drawHeader()
      }
    }
    if (y + 16 > bottom) {
      document.addPage()
      y = margin
    }
    document
      .fontSize(8)
      .fillColor('#555555')
      .text(formFoot(bulletin), margin, y + 4, { lineBreak: false })
    document.end()
  })
