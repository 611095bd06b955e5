import { readFileSync } from 'node:fs'
import { Document, Packer, Paragraph, Table, TableCell, TableRow, VerticalMergeType } from 'docx'
import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { readTableText } from '../model/table-text.ts'
import { parseTableDocument, parseTableText } from './table-document.ts'

const seed = (ending: string) => readFileSync(new URL(`../../../data/seed/reform-table.${ending}`, import.meta.url))
const head = ['序号', '改革名称', '经验借鉴', '改革举措', '主要目标', '标志性成果', '责任部门']
const row = (no: string, name: string) => [
  no,
  name,
  '全国首创',
  '1.做好工作。',
  '1.2022年9月底前，建成基地3个。',
  '1.形成经验。',
  '县农业农村局\n县财政局',
]
const asText = (rows: readonly (readonly string[])[]): string =>
  rows
    .flat()
    .map((cell) => `\t${cell}`)
    .join('\n')

it('reads the official table alike from Word and from text', async () => {
  const [word, text] = await Promise.all([parseTableDocument(seed('docx')), parseTableDocument(seed('txt'))])
  expect(text.problems).toEqual([])
  expect(text.year).toBe(2022)
  expect(text.reforms.map(({ targets }) => targets.length)).toEqual([3, 0, 8, 1, 1, 0, 0, 3, 4, 0])
  expect(word.reforms.map(({ targets }) => targets.map(({ threshold, due }) => [threshold, due]))).toEqual(
    text.reforms.map(({ targets }) => targets.map(({ threshold, due }) => [threshold, due])),
  )
})

it('reports a duplicate number and an empty cell by place', () => {
  const empty = ['1', '甲', '全国首创', '1.做', '', '1.成', '县局']
  const { problems } = parseTableText(asText([head, empty, empty]))
  expect(problems.map(({ row: at, column, code }) => [at, column, code])).toEqual([
    [2, 5, 'cell_empty'],
    [3, 5, 'cell_empty'],
    [3, 1, 'number_duplicate'],
  ])
})

it('finds the columns in any order, in text and in a sheet', async () => {
  const expected = parseTableText(asText([head, row('1', '甲'), row('2', '乙')]))
  const orders = fc.shuffledSubarray([...head.keys()], { minLength: 7, maxLength: 7 })
  fc.assert(
    fc.property(orders, (order) => {
      const shuffled = [head, row('1', '甲'), row('2', '乙')].map((cells) => order.map((at) => cells[at] ?? ''))
      const read = parseTableText(asText(shuffled))
      expect(read.reforms).toEqual(expected.reforms)
      expect(read.problems).toEqual([])
    }),
    { numRuns: 30 },
  )
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet('附表')
  for (const cells of [head, row('1', '甲'), row('2', '乙')]) sheet.addRow(cells.toReversed())
  const read = await parseTableDocument(new Uint8Array(await workbook.xlsx.writeBuffer()))
  expect(read.reforms.map(({ name, targets, departments }) => [name, targets.length, departments.length])).toEqual([
    ['甲', 1, 2],
    ['乙', 1, 2],
  ])
})

it.each(head.map((title, at) => [title, at] as const))('names the missing column “%s”', (title, at) => {
  const without = [head, row('1', '甲')].map((cells) => cells.toSpliced(at, 1))
  const { cells } = readTableText(asText(without), 6)
  expect(cells.some(({ text }) => text === title)).toBe(false)
  const { problems } = parseTableText(asText([head.with(at, '备注'), row('1', '甲')]))
  expect(problems.map(({ code }) => code)).toEqual(expect.arrayContaining(['column_missing', 'column_unknown']))
})

describe('a Word table', () => {
  const paragraphs = (text: string) => text.split('\n').map((line) => new Paragraph(line))
  const word = async (rows: readonly TableRow[]): Promise<Uint8Array> =>
    new Uint8Array(
      await Packer.toArrayBuffer(
        new Document({ sections: [{ children: [new Paragraph('三门县附表'), new Table({ rows: [...rows] })] }] }),
      ),
    )
  const plain = (cells: readonly string[]) =>
    new TableRow({ children: cells.map((text) => new TableCell({ children: paragraphs(text) })) })

  it('keeps what stands in its cells', async () => {
    const read = await parseTableDocument(await word([plain(head), plain(row('1', '甲'))]))
    expect(read).toMatchObject({ title: '三门县附表', problems: [], reforms: [{ no: 1, name: '甲' }] })
  })

  it('reports merged cells by their place', async () => {
    const merged = row('2', '乙').map(
      (text, at) =>
        new TableCell({
          children: paragraphs(at === 6 ? '' : text),
          ...(at === 6 ? { verticalMerge: VerticalMergeType.CONTINUE } : {}),
        }),
    )
    const first = row('1', '甲').map(
      (text, at) =>
        new TableCell({
          children: paragraphs(text),
          ...(at === 6 ? { verticalMerge: VerticalMergeType.RESTART } : {}),
        }),
    )
    const read = await parseTableDocument(
      await word([plain(head), new TableRow({ children: first }), new TableRow({ children: merged })]),
    )
    expect(read.problems).toEqual([expect.objectContaining({ row: 3, column: 7, code: 'cell_merged' })])
  })

  it('reports a cell that spans columns, and the cells that are then missing', async () => {
    const cells = [
      new TableCell({ children: paragraphs('1'), columnSpan: 2 }),
      ...row('1', '甲')
        .slice(2)
        .map((text) => new TableCell({ children: paragraphs(text) })),
    ]
    const { problems } = await parseTableDocument(await word([plain(head), new TableRow({ children: cells })]))
    expect(problems.map(({ column, code }) => [column, code])).toEqual([
      [1, 'cell_merged'],
      [2, 'cell_missing'],
    ])
  })
})

it('reads text of Notepad in UTF-16, and a table with a column too few or too many', () => {
  const text = asText([head, row('1', '甲'), row('2', '乙')])
  const wide = Buffer.from(`\uFEFF${text}`, 'utf16le')
  return parseTableDocument(new Uint8Array(wide)).then((read) => {
    expect(read.reforms).toEqual(parseTableText(text).reforms)
    const more = parseTableText(
      asText([
        [...head, '备注'],
        [...row('1', '甲'), '无'],
        [...row('2', '乙'), ''],
      ]),
    )
    expect(more.problems.map(({ code }) => code)).toEqual(['column_unknown'])
    expect(more.reforms.map(({ name }) => name)).toEqual(['甲', '乙'])
    const fewer = parseTableText(asText([head, row('1', '甲'), row('2', '乙')].map((cells) => cells.slice(0, 6))))
    expect(fewer.problems.map(({ code }) => code)).toEqual(['column_missing'])
    expect(fewer.reforms.map(({ name, departments }) => [name, departments])).toEqual([
      ['甲', []],
      ['乙', []],
    ])
  })
})

it('takes the sheet that holds the table, wherever it stands in the workbook', async () => {
  const workbook = new ExcelJS.Workbook()
  workbook.addWorksheet('说明').addRow(['填表说明'])
  const sheet = workbook.addWorksheet('附表')
  sheet.addRow(['三门县共同富裕十大突破性改革'])
  for (const cells of [head, row('1', '甲')]) sheet.addRow(cells)
  const read = await parseTableDocument(new Uint8Array(await workbook.xlsx.writeBuffer()))
  expect([read.title, read.reforms.map(({ name }) => name)]).toEqual(['三门县共同富裕十大突破性改革', ['甲']])
})

it('gives back the cells of any table in its plain text form', () => {
  const cell = fc.stringMatching(/^[甲乙丙丁1.2022年，。 ]{1,12}$/).filter((text) => text.trim() === text)
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 7, maxLength: 7 }), { minLength: 1, maxLength: 5 }), (rows) => {
      expect(readTableText(asText(rows)).cells.map(({ text }) => text)).toEqual(rows.flat())
    }),
  )
})

it('never throws on text, whatever it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
      expect(Array.isArray(parseTableText(text).problems)).toBe(true)
    }),
  )
})

const office = (parts: Record<string, string | Uint8Array>): Uint8Array =>
  zipSync(
    Object.fromEntries(
      Object.entries(parts).map(([name, part]) => [name, typeof part === 'string' ? Buffer.from(part) : part]),
    ),
  )

it.each([
  ['neither Word, Excel nor text', new Uint8Array([1, 0, 2])],
  ['an archive of something else', office({ 'a.txt': 'a' })],
  [
    'a Word file without a table',
    office({
      '[Content_Types].xml': '<Types/>',
      'word/document.xml': '<w:document xmlns:w="w"><w:body><w:p/></w:body></w:document>',
    }),
  ],
  ['a damaged document', office({ '[Content_Types].xml': '<Types/>', 'word/document.xml': '<w:document><w:tbl>' })],
  ['a cut-off archive', office({ '[Content_Types].xml': '<Types/>', 'word/document.xml': '<a/>' }).slice(0, 60)],
  [
    'external entities',
    office({
      '[Content_Types].xml': '<Types/>',
      'word/document.xml': '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
    }),
  ],
  [
    'an archive in the archive',
    office({
      '[Content_Types].xml': '<Types/>',
      'word/document.xml': '<a/>',
      'word/inner.zip': office({ 'a.txt': 'a' }),
    }),
  ],
  ['more than ten megabytes', new Uint8Array(10 * 1024 * 1024 + 1).fill(65)],
])('refuses %s', async (_what, bytes) => {
  await expect(parseTableDocument(bytes)).rejects.toMatchObject({
    code: expect.stringMatching(/^(unsupported_media|hostile_file|not_computable|too_large)$/) as unknown,
  })
})
