import { expect, it } from 'vitest'
import { everyRow, listFile } from './list-file.ts'
import { readSheet } from './workbook.ts'

it('reads every page in order and writes each row once', async () => {
  const pages: Record<string, { rows: number[]; nextCursor: string | null }> = {
    first: { rows: [1, 2], nextCursor: 'second' },
    second: { rows: [], nextCursor: 'third' },
    third: { rows: [3], nextCursor: null },
  }
  const rows: number[] = []
  for await (const row of everyRow(async (cursor) => pages[cursor ?? 'first'] ?? { rows: [], nextCursor: null })) {
    rows.push(row)
  }
  expect(rows).toEqual([1, 2, 3])
})

it('writes what the columns say, under their titles', async () => {
  const file = await listFile(
    '督办单',
    [
      { title: '事项', of: (row: { name: string; count: number | null }) => row.name },
      { title: '件数', of: (row) => row.count },
    ],
    [
      { name: '=1+1', count: 2 },
      { name: '报送佐证', count: null },
    ],
  )
  expect(file.filename).toBe('督办单.xlsx')
  if (!(file.body instanceof Uint8Array)) throw new Error('a file is bytes')
  const sheet = await readSheet(file.body, '督办单.xlsx', 10)
  expect(sheet).toMatchObject({
    header: ['事项', '件数'],
    rows: [
      { number: 2, cells: ['=1+1', '2'] },
      { number: 3, cells: ['报送佐证', ''] },
    ],
  })
})
