import {
  AlignmentType,
  Document,
  ImageRun,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import type { Report } from './report.ts'

/** A4 with margins of 1.5 cm, in twentieths of a point. */
const page = { width: 11_906, height: 16_838, margin: 850 }
const tableWidth = page.width - 2 * page.margin

type Look = { readonly bold?: boolean; readonly colour?: string; readonly size?: number }

const run = (text: string, { bold = false, colour, size = 17 }: Look = {}): TextRun =>
  new TextRun({ text, font: '仿宋', size, bold, ...(colour === undefined ? {} : { color: colour }) })

const line = (
  text: string,
  look: Look = {},
  alignment: (typeof AlignmentType)[keyof typeof AlignmentType] = AlignmentType.LEFT,
) => new Paragraph({ alignment, spacing: { after: 40 }, children: [run(text, look)] })

const table = (
  shares: readonly number[],
  rows: readonly (readonly { readonly text: string; readonly look?: Look }[])[],
) => {
  const all = shares.reduce((a, b) => a + b, 0)
  const widths = shares.map((share) => Math.floor((tableWidth * share) / all))
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: tableWidth, type: WidthType.DXA },
    columnWidths: widths,
    rows: rows.map(
      (cells) =>
        new TableRow({
          children: cells.map(
            ({ text, look }, index) =>
              new TableCell({
                width: { size: widths[index] ?? 0, type: WidthType.DXA },
                margins: { top: 15, bottom: 15, left: 60, right: 60 },
                children: [new Paragraph({ children: [run(text, look)] })],
              }),
          ),
        }),
    ),
  })
}

const plain = (...texts: readonly string[]) => texts.map((text) => ({ text, look: { size: 15 } }))
const head = (...texts: readonly string[]) => texts.map((text) => ({ text, look: { bold: true, size: 15 } }))

/** The same page as Word, for papers that are edited further. */
export const wordReport = async (report: Report, map: Buffer, qr: Buffer): Promise<Uint8Array> => {
  const facts = report.facts
  const pairs = Array.from({ length: Math.ceil(facts.length / 2) }, (_, index) => [
    facts[2 * index],
    facts[2 * index + 1],
  ])
  const document = new Document({
    title: report.title,
    sections: [
      {
        properties: {
          page: {
            size: { width: page.width, height: page.height },
            margin: { top: page.margin, bottom: page.margin, left: page.margin, right: page.margin },
          },
        },
        children: [
          new Paragraph({
            alignment: AlignmentType.CENTER,
            spacing: { after: 60 },
            children: [new TextRun({ text: report.title, font: '宋体', size: 32, bold: true })],
          }),
          line(report.subtitle, { size: 16 }, AlignmentType.CENTER),
          line(
            `总体结论：${report.verdict.word}`,
            { bold: true, size: 22, colour: report.verdict.hex },
            AlignmentType.CENTER,
          ),
          new Paragraph({
            alignment: AlignmentType.CENTER,
            children: [
              new ImageRun({ type: 'png', data: map, transformation: { width: 270, height: 270 } }),
              new ImageRun({ type: 'png', data: qr, transformation: { width: 90, height: 90 } }),
            ],
          }),
          line(report.legend, { size: 13 }, AlignmentType.CENTER),
          table(
            [2, 5, 2, 5],
            pairs.map((pair) => pair.flatMap((each) => plain(each?.[0] ?? '', each?.[1] ?? ''))),
          ),
          line('逐层结论', { bold: true, size: 20 }),
          table(
            [4, 4, 5, 8, 5],
            [
              head('图层', '结论', '涉及面积', '依据', '版本'),
              ...report.layers.map(({ cells, hex }) =>
                cells.map((text, index) => ({
                  text,
                  look: { size: 15, ...(index === 1 ? { colour: hex, bold: true } : {}) },
                })),
              ),
            ],
          ),
          line('适宜性', { bold: true, size: 20 }),
          table(
            [4, 4, 3, 3],
            [head('准则', '实际值', '权重', '得分'), ...report.suitability.map((cells) => plain(...cells))],
          ),
          line(`预期税收：${report.forecast.map(([year, tax]) => `${year} 年 ${tax}`).join('，')}`, { size: 15 }),
          line(
            `可比地块：${report.alternatives.length === 0 ? '没有面积相近的可用地块' : report.alternatives.join('；')}`,
            { size: 15 },
          ),
          ...report.foot.map((text) => line(text, { size: 13 })),
        ],
      },
    ],
  })
  return new Uint8Array(await Packer.toArrayBuffer(document))
}
