import { AlignmentType, Document, Packer, Paragraph, TextRun } from 'docx'
import type { landIdleDocument } from '../tables.ts'

type Row = Pick<typeof landIdleDocument.$inferSelect, 'title' | 'number' | 'paragraphs' | 'digest'>

/** Official documents on A4 with margins of GB/T 9704: top 37 mm, left 28 mm, right 26 mm, bottom 35 mm. */
const page = {
  size: { width: 11_906, height: 16_838 },
  margin: { top: 2098, bottom: 1984, left: 1588, right: 1474 },
}

const run = (text: string, font: string, size: number, bold = false) => new TextRun({ text, font, size, bold })

/** The three last lines (office, signer, date) stand at the right; the first names the addressee without indent. */
const paragraph = (text: string, index: number, count: number): Paragraph => {
  const foot = index >= count - 3
  return new Paragraph({
    alignment: foot ? AlignmentType.RIGHT : AlignmentType.JUSTIFIED,
    spacing: { line: 560, lineRule: 'exact' },
    ...(foot || index === 0 ? {} : { indent: { firstLine: 640 } }),
    children: [run(text, '仿宋', 32)],
  })
}

/** A statutory document as Word, in the form of official documents (GB/T 9704), with the seal of its words below. */
export const wordDocument = async ({ title, number, paragraphs, digest }: Row): Promise<Uint8Array> => {
  const document = new Document({
    title,
    sections: [
      {
        properties: { page },
        children: [
          new Paragraph({
            alignment: AlignmentType.CENTER,
            spacing: { after: 240 },
            children: [run(title, '宋体', 44, true)],
          }),
          new Paragraph({
            alignment: AlignmentType.CENTER,
            spacing: { after: 360 },
            children: [run(number, '仿宋', 32)],
          }),
          ...paragraphs.map((text, index) => paragraph(text, index, paragraphs.length)),
          new Paragraph({
            spacing: { before: 480 },
            children: [run(`校验值（SM3）：${digest}`, '仿宋', 16)],
          }),
        ],
      },
    ],
  })
  return new Uint8Array(await Packer.toArrayBuffer(document))
}
