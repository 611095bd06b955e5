import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { parseTableDocument, parseTableText } from './table-document.ts'

const seed = (ending: string) => readFileSync(new URL(`../../../data/seed/reform-table.${ending}`, import.meta.url))

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
  const head = ['序号', '改革名称', '经验借鉴', '改革举措', '主要目标', '标志性成果', '责任部门']
  const row = ['1', '甲', '全国首创', '1.做', '', '1.成', '县局']
  const { problems } = parseTableText([...head, ...row, ...row].map((cell) => `\t${cell}`).join('\n'))
  expect(problems.map(({ row: at, column, code }) => [at, column, code])).toEqual([
    [2, 5, 'cell_empty'],
    [3, 5, 'cell_empty'],
    [3, 1, 'number_duplicate'],
  ])
})

it('refuses a file that is neither Word, Excel nor text', async () => {
  await expect(parseTableDocument(new Uint8Array([1, 0, 2]))).rejects.toMatchObject({ code: 'unsupported_media' })
})
