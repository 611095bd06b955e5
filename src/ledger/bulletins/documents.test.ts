import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import type { BulletinReply } from '../api/bulletins/schema.ts'
import { readSheetTable } from '../documents/sheet-table.ts'
import { parseTableDocument } from '../documents/table-document.ts'
import { readWordTable } from '../documents/word-table.ts'
import { formCells, formColumns } from './form.ts'
import { pdfBulletin } from './pdf.ts'
import { sheetBulletin } from './sheet.ts'
import { wordBulletin } from './word.ts'

const seed = readFileSync(new URL('../../../data/seed/reform-table.docx', import.meta.url))

/** The official table itself as a bulletin. */
const official = async (progress = '1.合作共建协议书：已完成。'): Promise<BulletinReply> => {
  const { cells } = await readWordTable(seed)
  const rows = [...Map.groupBy(cells, ({ row }) => row).values()].slice(1)
  return {
    month: '2022-06',
    edition: 1,
    title: '三门县共同富裕十大突破性改革进展通报（2022年6月）',
    asOf: '2022-06-30',
    state: 'published',
    publishedAt: '2022-07-01T01:00:00.000Z',
    digest: 'ab'.repeat(32),
    version: 2,
    summary: '截至2022年6月30日，十项改革。',
    correction: null,
    rows: rows.map((row) => {
      const text = (column: number): string => row.find((cell) => cell.column === column)?.text ?? ''
      return {
        no: Number(text(1)),
        name: text(2),
        standing: text(3),
        measures: text(4),
        milestones: text(5),
        landmarks: text(6),
        departments: text(7),
        progress,
        lights: [
          { targetId: 'a', title: '甲', light: 'met' as const },
          { targetId: 'b', title: '乙', light: 'overdue' as const },
        ],
        light: 'overdue' as const,
      }
    }),
  }
}

const tableOf = ({ cells }: Awaited<ReturnType<typeof readWordTable>>): string[][] =>
  [...Map.groupBy(cells, ({ row }) => row).values()]
    .map((row) => row.toSorted((a, b) => a.column - b.column).map(({ text }) => text))
    .filter((row) => row.length === formColumns.length && row[1] !== row[0])

const expected = (bulletin: BulletinReply): (readonly string[])[] => [
  formColumns.map(({ title }) => title),
  ...bulletin.rows.map((row) => formCells(row).map((text) => text.trim())),
]

it('gives the words of the official table back from Word and Excel, letter for letter', async () => {
  const bulletin = await official()
  expect(bulletin.rows).toHaveLength(10)
  const word = tableOf(await readWordTable(await wordBulletin(bulletin)))
  expect(word).toEqual(expected(bulletin))
  const sheet = tableOf(await readSheetTable(await sheetBulletin(bulletin)))
  expect(sheet).toEqual(expected(bulletin))
  const seven = (await readWordTable(seed)).cells.filter(({ row }) => row > 1).map(({ text }) => text)
  expect(word.slice(1).flatMap((row) => row.slice(0, 7))).toEqual(seven)
})

it('is read by the import like the table itself', async () => {
  const facts = async (bytes: Uint8Array) =>
    (await parseTableDocument(bytes)).reforms.map(({ name, measures, milestones, landmarks }) => [
      name,
      measures,
      milestones,
      landmarks,
    ])
  const bulletin = await official()
  const table = await facts(seed)
  expect(await facts(await wordBulletin(bulletin))).toEqual(table)
  expect(await facts(await sheetBulletin(bulletin))).toEqual(table)
})

it('says on every copy what it is: a draft, a correction, its digest', async () => {
  const published = await official()
  const title = async (bulletin: BulletinReply) => (await readWordTable(await wordBulletin(bulletin))).title
  expect(await title({ ...published, edition: 2, correction: '更正到账金额' })).toContain(
    '第2版，更正说明：更正到账金额',
  )
  expect(await title({ ...published, state: 'draft', digest: null })).toContain('（草稿）')
})

it('goes on over as many PDF pages as the words need, with the Chinese font inside', async () => {
  const pages = async (bulletin: BulletinReply) => {
    const text = Buffer.from(await pdfBulletin(bulletin)).toString('latin1')
    expect(text.startsWith('%PDF-')).toBe(true)
    expect(text).toMatch(/\/FontName \/[A-Z]{6}\+NotoSansSC/)
    return Number(/\/Type \/Pages\s[^>]*\/Count (\d+)/.exec(text)?.[1] ?? /\/Count (\d+)/.exec(text)?.[1])
  }
  const [short, long] = [await pages(await official()), await pages(await official('进展情况良好。'.repeat(500)))]
  expect(short).toBeGreaterThanOrEqual(1)
  expect(long).toBeGreaterThanOrEqual(10)
})
