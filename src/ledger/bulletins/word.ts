import {
  AlignmentType,
  Document,
  Packer,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx'
import type { BulletinReply } from '../api/bulletins/schema.ts'
import { formCells, formColumns, formFoot, formHead } from './form.ts'
import { lightColour } from './words.ts'

/** A3 landscape with margins of 2 cm, in twentieths of a point. docx turns the page itself. */
const page = { width: 16_838, height: 23_811, margin: 1134 }
const tableWidth = page.height - 2 * page.margin
const shares = formColumns.reduce<number>((sum, { share }) => sum + share, 0)
const widthOf = (share: number): number => Math.floor((tableWidth * share) / shares)

type Look = { readonly bold?: boolean; readonly colour?: string; readonly centre?: boolean }

/** Every line of the cell is a paragraph of its own, empty ones too: read back, the text is the same. */
const paragraphs = (text: string, { bold = false, colour, centre = false }: Look): Paragraph[] =>
  text.split('\n').map(
    (line) =>
      new Paragraph({
        alignment: centre ? AlignmentType.CENTER : AlignmentType.LEFT,
        children: [
          new TextRun({ text: line, font: '仿宋', size: 18, bold, ...(colour === undefined ? {} : { color: colour }) }),
        ],
      }),
  )

const cell = (text: string, share: number, look: Look = {}): TableCell =>
  new TableCell({
    width: { size: widthOf(share), type: WidthType.DXA },
    verticalAlign: VerticalAlign.CENTER,
    margins: { top: 40, bottom: 40, left: 70, right: 70 },
    children: paragraphs(text, look),
  })

/** The bulletin as Word: the official table with two columns more, its header repeated on every page. */
export const wordBulletin = async (bulletin: BulletinReply): Promise<Uint8Array> => {
  const head = formHead(bulletin)
  const table = new Table({
    layout: TableLayoutType.FIXED,
    width: { size: tableWidth, type: WidthType.DXA },
    columnWidths: formColumns.map(({ share }) => widthOf(share)),
    rows: [
      new TableRow({
        tableHeader: true,
        children: formColumns.map(({ title, share }) => cell(title, share, { bold: true, centre: true })),
      }),
      ...bulletin.rows.map(
        (row) =>
          new TableRow({
            children: formCells(row).map((text, index) =>
              cell(
                text,
                formColumns[index]?.share ?? 1,
                index === formColumns.length - 1
                  ? { bold: true, centre: true, colour: lightColour(row.light) }
                  : { centre: index === 0 || index === 2 },
              ),
            ),
          }),
      ),
    ],
  })
  const line = (text: string, size: number, alignment: (typeof AlignmentType)[keyof typeof AlignmentType]) =>
    new Paragraph({ alignment, spacing: { after: 120 }, children: [new TextRun({ text, font: '仿宋', size })] })
  const document = new Document({
    title: head.title,
    sections: [
      {
        properties: {
          page: {
            size: { width: page.width, height: page.height, orientation: PageOrientation.LANDSCAPE },
            margin: { top: page.margin, bottom: page.margin, left: page.margin, right: page.margin },
          },
        },
        children: [
          new Paragraph({
            alignment: AlignmentType.CENTER,
            spacing: { after: 200 },
            children: [new TextRun({ text: head.title, font: '宋体', size: 36, bold: true })],
          }),
          ...head.lines.map((text) => line(text, 22, AlignmentType.LEFT)),
          table,
          line(formFoot(bulletin), 16, AlignmentType.RIGHT),
        ],
      },
    ],
  })
  return new Uint8Array(await Packer.toArrayBuffer(document))
}
