import { AlignmentType, Document, HeadingLevel, Packer, Paragraph, TextRun } from 'docx'
import PDFDocument from 'pdfkit'
import sharp from 'sharp'
import { seededRandom } from '../../platform/stats/random.ts'
import { chineseFont } from '../bulletins/pdf.ts'

/** Printed on everything that is made up. */
const label = '演示数据'

export type Paper = {
  readonly title: string
  readonly issuer: string
  readonly datedOn: string
  readonly text: string
}

const chineseDate = (date: string): string => {
  const [year, month, day] = date.split('-').map(Number)
  return `${year}年${month}月${day}日`
}

/** A short official paper as Word; the font is named, not embedded. */
export const wordPaper = async ({ title, issuer, datedOn, text }: Paper): Promise<Uint8Array> => {
  const body = (line: string, alignment: (typeof AlignmentType)[keyof typeof AlignmentType] = AlignmentType.LEFT) =>
    new Paragraph({ alignment, children: [new TextRun({ text: line, font: '仿宋', size: 32 })] })
  const document = new Document({
    creator: issuer,
    title,
    sections: [
      {
        children: [
          body(`【${label}】`, AlignmentType.RIGHT),
          new Paragraph({
            heading: HeadingLevel.TITLE,
            alignment: AlignmentType.CENTER,
            children: [new TextRun({ text: title, font: '宋体', size: 40 })],
          }),
          ...text.split('\n').map((line) => body(`　　${line}`)),
          body(issuer, AlignmentType.RIGHT),
          body(chineseDate(datedOn), AlignmentType.RIGHT),
        ],
      },
    ],
  })
  return new Uint8Array(await Packer.toArrayBuffer(document))
}

export const pdfPaper = ({ title, issuer, datedOn, text }: Paper): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    const document = new PDFDocument({ size: 'A4', margin: 72, info: { Title: title, Author: issuer } })
    const chunks: Uint8Array[] = []
    document.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    document.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))))
    document.on('error', reject)
    document.font(chineseFont)
    document.fontSize(10).text(`【${label}】`, { align: 'right' })
    document.fontSize(20).text(title, { align: 'center' }).moveDown()
    document.fontSize(14).text(text, { lineGap: 8 }).moveDown()
    document.text(issuer, { align: 'right' }).text(chineseDate(datedOn), { align: 'right' })
    document.end()
  })

const degrees = (value: number): string => {
  const seconds = Math.round(value * 3600 * 100)
  return `${Math.floor(seconds / 360_000)}/1 ${Math.floor((seconds % 360_000) / 6000)}/1 ${seconds % 6000}/100`
}

const [width, height] = [480, 360]
let caption: Promise<Buffer> | undefined
const captionOnce = (): Promise<Buffer> =>
  (caption ??= sharp({
    text: {
      text: `<span foreground="white">${label}</span>`,
      font: 'Noto Sans SC',
      fontfile: chineseFont,
      rgba: true,
      height: 26,
    },
  })
    .png()
    .toBuffer())

export type Shot = {
  /** Names the picture: the same seed gives the same picture. */
  readonly seed: string
  /** Civil time of the camera, `2022-05-20T09:41:07`. */
  readonly takenAt: string
  readonly longitude: number
  readonly latitude: number
}

/** A drawn stand-in for a photo of a building site, with the camera's time and place in its EXIF data. */
export const sitePhoto = async ({ seed, takenAt, longitude, latitude }: Shot): Promise<Uint8Array> => {
  const random = seededRandom(seed)
  // Sky, land and water in coarse patches of random light: no two pictures look alike to the perceptual hash.
  const light = Buffer.from(
    Array.from({ length: 9 * 8 }, (_, cell) => {
      const [red, green, blue] = cell < 27 ? [0.72, 0.86, 1] : cell < 45 ? [0.78, 0.74, 0.58] : [0.55, 0.78, 0.76]
      const brightness = 70 + random.next() * 170
      return [red, green, blue].map((part) => Math.round(brightness * part))
    }).flat(),
  )
  const ground = await sharp(light, { raw: { width: 9, height: 8, channels: 3 } })
    .resize(width, height, { kernel: 'cubic', fit: 'fill' })
    .png()
    .toBuffer()
  const box = (x: number, y: number, w: number, h: number, fill: string) =>
    `<rect x="${Math.round(x)}" y="${Math.round(y)}" width="${Math.round(w)}" height="${Math.round(h)}" fill="${fill}" fill-opacity="0.55"/>`
  const scene = Array.from({ length: 5 }, () =>
    box(
      random.next() * width,
      height * (0.35 + random.next() * 0.5),
      30 + random.next() * 90,
      12 + random.next() * 60,
      '#5b4a3a',
    ),
  )
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${scene.join('')}${box(0, height - 34, width, 34, '#20302c')}</svg>`
  return new Uint8Array(
    await sharp(ground)
      .composite([{ input: Buffer.from(drawing) }, { input: await captionOnce(), left: 10, top: height - 30 }])
      .withExif({
        IFD2: { DateTimeOriginal: takenAt.replace('T', ' ').replaceAll(/-/g, ':') },
        IFD3: {
          GPSLatitudeRef: 'N',
          GPSLatitude: degrees(latitude),
          GPSLongitudeRef: 'E',
          GPSLongitude: degrees(longitude),
        },
      })
      .jpeg({ quality: 70 })
      .toBuffer(),
  )
}
