import PDFDocument from 'pdfkit'
import { chineseFont } from '../../platform/documents/chinese-font.ts'
import type { Report } from './report.ts'

const margin = 36
const ink = '#16212f'
const grey = '#5b6671'
const line = '#c5cccb'
const mapSide = 236

/** The report on one page A4: map and facts beside each other, layers, suitability, forecast, sources, QR code. */
export const pdfReport = (report: Report, map: Buffer, qr: Buffer): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    const document = new PDFDocument({ size: 'A4', margin, info: { Title: report.title } })
    const chunks: Uint8Array[] = []
    document.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    document.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))))
    document.on('error', reject)
    document.font(chineseFont)
    const right = document.page.width - margin
    const width = right - margin
    const bottom = document.page.height - margin

    /** As much of a text as fits the width, with a sign that something was left out. */
    const fit = (text: string, room: number): string => {
      if (document.widthOfString(text) <= room) return text
      let length = text.length
      while (length > 0 && document.widthOfString(`${text.slice(0, length)}…`) > room) length -= 1
      return `${text.slice(0, length)}…`
    }
    const cell = (text: string, x: number, y: number, room: number, colour = ink, size = 7.5): void => {
      document.fontSize(size).fillColor(colour)
      document.text(fit(text, room), x, y, { lineBreak: false })
    }
    const rule = (y: number, colour = line): void => {
      document.moveTo(margin, y).lineTo(right, y).lineWidth(0.5).stroke(colour)
    }
    const heading = (text: string, y: number): number => {
      document.fontSize(10).fillColor(ink).text(text, margin, y, { lineBreak: false })
      rule(y + 14, ink)
      return y + 18
    }

    document
      .fontSize(16)
      .fillColor(ink)
      .text(report.title, margin, margin, { width: width - 130, height: 22, ellipsis: true })
    document
      .fontSize(8)
      .fillColor(grey)
      .text(report.subtitle, margin, margin + 24, { lineBreak: false })
    document
      .fontSize(15)
      .fillColor(`#${report.verdict.hex}`)
      .text(report.verdict.word, right - 130, margin, { width: 130, align: 'right', lineBreak: false })
    rule(margin + 38, ink)

    let y = margin + 46
    document.image(map, margin, y, { width: mapSide, height: mapSide })
    document
      .fontSize(6.5)
      .fillColor(grey)
      .text(report.legend, margin, y + mapSide + 4, { width: mapSide })
    const left = margin + mapSide + 16
    let row = y
    for (const [name, value] of report.facts) {
      cell(name, left, row, 62, grey, 8)
      document.fontSize(8).fillColor(ink)
      const height = document.heightOfString(value, { width: right - left - 66 })
      document.text(value, left + 66, row, { width: right - left - 66 })
      row += Math.max(17, height + 5)
    }
    y = Math.max(y + mapSide + 28, row + 4)

    y = heading('逐层结论', y)
    const columns = [0, 88, 172, 272, 446]
    report.layers.forEach(({ cells, hex }) => {
      cells.forEach((text, index) => {
        const [from = 0, to = width] = [columns[index], columns[index + 1]]
        cell(text, margin + from, y, to - from - 6, index === 1 ? `#${hex}` : ink)
      })
      y += 13
      rule(y - 2)
    })
    y += 8
    const top = y
    const half = (width - 16) / 2
    y = heading('适宜性（准则、实际值、权重、得分）', y)
    for (const cells of report.suitability) {
      ;[0, 90, 165, 215].forEach((from, index) =>
        cell(cells[index] ?? '', margin + from, y, ([90, 75, 50, 45][index] ?? 40) - 4),
      )
      y += 12
    }
    let other = top + 18
    const second = margin + half + 16
    cell('预期税收（达产比例 0、30%、70%、100%，为假定）', second, top + 2, half, ink, 8)
    for (const [year, tax] of report.forecast) {
      cell(year, second, other, 60, grey)
      cell(tax, second + 60, other, half - 60)
      other += 12
    }
    y = Math.max(y, other) + 8
    y = heading('可比地块', y)
    if (report.alternatives.length === 0) {
      cell('没有面积相近的可用地块', margin, y, width)
      y += 12
    }
    for (const text of report.alternatives) {
      cell(text, margin, y, width)
      y += 12
    }
    const qrSide = 70
    document.image(qr, right - qrSide, bottom - qrSide, { width: qrSide, height: qrSide })
    document.fontSize(6.5).fillColor(grey)
    const words = report.foot.join('\n')
    const room = width - qrSide - 12
    document.text(words, margin, bottom - document.heightOfString(words, { width: room }) - 2, { width: room })
    document.end()
  })
