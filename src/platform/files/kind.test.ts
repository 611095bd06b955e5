import { strToU8, zipSync } from 'fflate'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { Problem } from '../errors/problem.ts'
import { unpack } from './archive.ts'
import { hammingDistance, publicPhoto, readPhoto } from './image.ts'
import { documentKinds, judgeFile, type FileKind } from './kind.ts'

const office = (parts: Record<string, Uint8Array>): Uint8Array =>
  zipSync({
    '[Content_Types].xml': strToU8(
      '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    ),
    ...parts,
  })

const refusal = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof Problem)) throw new Error('expected a refusal')
  expect(error.errors[0]?.pointer).toBe('/file')
  return `${error.code}/${error.errors[0]?.code}`
}

describe('judging an uploaded file by its content', () => {
  it('knows a Word document whatever it is called', async () => {
    const document = office({ 'word/document.xml': strToU8('<w:document/>') })
    expect(await judgeFile(document, '附件.exe', documentKinds)).toBe('docx')
  })

  it.each<[string, Uint8Array, string]>([
    ['an empty file', new Uint8Array(), 'unsupported_media/empty'],
    [
      'a program called .pdf',
      new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0]),
      'unsupported_media/file_kind',
    ],
    [
      'macros',
      office({ 'word/document.xml': strToU8('<w:document/>'), 'word/vbaProject.bin': new Uint8Array([1, 2, 3]) }),
      'hostile_file/macro',
    ],
    [
      'an archive in the archive',
      office({ 'word/document.xml': strToU8('<w:document/>'), 'word/embeddings/a.bin': zipSync({ a: strToU8('b') }) }),
      'hostile_file/nested_archive',
    ],
    [
      'external entities',
      office({
        'word/document.xml': strToU8(
          '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document>&e;</w:document>',
        ),
      }),
      'hostile_file/external_entity',
    ],
    ['a zip bomb', office({ 'word/document.xml': new Uint8Array(40 * 1024 * 1024) }), 'hostile_file/zip_bomb'],
    [
      'a PDF with a script',
      strToU8('%PDF-1.7\n1 0 obj << /Type /Action /S /JavaScript /JS (app.alert(1)) >>'),
      'hostile_file/active_content',
    ],
    ['plain text where a document is asked for', strToU8('你好'), 'unsupported_media/file_kind'],
  ])('refuses %s', async (_, bytes, expected) => {
    expect(await refusal(judgeFile(bytes, '文件.pdf', documentKinds))).toBe(expected)
  })

  it('refuses more entries than an archive may have', async () => {
    const many = zipSync(
      Object.fromEntries(Array.from({ length: 2_001 }, (_, index) => [`${index}.txt`, strToU8('x')])),
    )
    expect(await refusal(unpack(many, () => true))).toBe('hostile_file/too_many_entries')
  })

  it('reads text of old Windows programs', async () => {
    const gbk = new Uint8Array([0xc8, 0xfd, 0xc3, 0xc5, 0x2c, 0x31])
    const kinds: FileKind[] = ['csv']
    expect(await judgeFile(gbk, '名册.csv', kinds)).toBe('csv')
  })
})

describe('photos', () => {
  const picture = (width: number): Promise<Buffer> =>
    sharp({ create: { width, height: width, channels: 3, background: '#0b6e6e' } })
      .composite([
        {
          input: { create: { width: width / 2, height: width / 2, channels: 3, background: '#ffffff' } },
          left: 0,
          top: 0,
        },
      ])
      .withExif({
        IFD0: { Artist: '某人' },
        IFD2: { DateTimeOriginal: '2022:09:28 10:31:05' },
        IFD3: {
          GPSLatitudeRef: 'N',
          GPSLatitude: '29/1 6/1 18/1',
          GPSLongitudeRef: 'E',
          GPSLongitude: '121/1 23/1 45/1',
        },
      })
      .jpeg()
      .toBuffer()

  it('tells when and where it was taken', async () => {
    const facts = await readPhoto(await picture(640))
    expect(facts.takenAt).toBe('2022-09-28T10:31:05')
    expect(facts.latitude).toBeCloseTo(29.105, 4)
    expect(facts.longitude).toBeCloseTo(121.39583, 4)
  })

  it('recognises the same picture in another size', async () => {
    const [large, small] = await Promise.all([picture(640), picture(320)].map(async (bytes) => readPhoto(await bytes)))
    expect(hammingDistance(large?.perceptualHash ?? '', small?.perceptualHash ?? '')).toBeLessThanOrEqual(6)
  })

  it('shows the public no metadata', async () => {
    const shown = await sharp(await publicPhoto(await picture(640))).metadata()
    expect(shown.exif).toBeUndefined()
  })

  it('refuses a broken picture', async () => {
    await expect(readPhoto(new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2]))).rejects.toMatchObject({
      code: 'unsupported_media',
    })
  })
})
