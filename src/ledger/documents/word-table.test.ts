import { zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { parseTableDocument } from './table-document.ts'

const head = ['序号', '改革名称', '经验借鉴', '改革举措', '主要目标', '标志性成果', '责任部门']
const row = (no: string, name: string) => [
  no,
  name,
  '全国首创',
  '1.做好工作。',
  '1.2022年9月底前，建成基地3个。',
  '1.形成经验。',
  '县农业农村局',
]
const office = (parts: Record<string, string | Uint8Array>): Uint8Array =>
  zipSync(
    Object.fromEntries(
      Object.entries(parts).map(([name, part]) => [name, typeof part === 'string' ? Buffer.from(part) : part]),
    ),
  )

describe('a hostile or careless Word file', () => {
  const documentXml = (body: string): Uint8Array =>
    office({
      '[Content_Types].xml': '<Types/>',
      'word/document.xml': `<w:document xmlns:w="w" xmlns:mc="mc"><w:body>${body}</w:body></w:document>`,
    })
  const p = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`
  const cell = (content: string) => `<w:tc>${content}</w:tc>`
  const tr = (cells: readonly string[]) => `<w:tr>${cells.map((text) => cell(p(text))).join('')}</w:tr>`
  const table = (rows: readonly (readonly string[])[]) => `<w:tbl>${rows.map(tr).join('')}</w:tbl>`
  const read = (body: string) => parseTableDocument(documentXml(body), 2022)
  const names = async (body: string) => (await read(body)).reforms.map(({ no, name }) => [no, name])

  it('passes over other tables to the official one', async () => {
    const sign = table([['审核', '张三']])
    const { title, reforms, problems } = await read(`${p('附表')}${sign}${table([head, row('1', '甲')])}${sign}`)
    expect([title, reforms.map(({ name }) => name), problems]).toEqual(['附表', ['甲'], []])
  })

  it('finds it in a cell of a layout table, and reads a table within a cell as text of that cell', async () => {
    expect(await names(`<w:tbl><w:tr>${cell(table([head, row('1', '甲')]) + p(''))}</w:tr></w:tbl>`)).toEqual([
      [1, '甲'],
    ])
    const cells = row('1', '甲').map((text, at) =>
      cell(at === 4 ? p('1.目标：') + table([['建成基地', '3个']]) : p(text)),
    )
    const { reforms, problems } = await read(`<w:tbl>${tr(head)}<w:tr>${cells.join('')}</w:tr></w:tbl>`)
    expect([reforms[0]?.cells.milestones, problems]).toEqual(['1.目标：\n建成基地\n3个', []])
  })

  it('goes on through the tables of later pages, with and without their headings', async () => {
    const pages = table([head, row('1', '甲')]) + p('') + table([head, row('2', '乙')]) + table([row('3', '丙')])
    const { reforms, problems } = await read(pages)
    expect([reforms.map(({ no }) => no), problems]).toEqual([[1, 2, 3], []])
  })

  it('reads what tracked changes leave: insertions, not deletions, moved text once, deleted rows not at all', async () => {
    const tracked =
      '<w:p><w:ins><w:r><w:t>乙</w:t></w:r></w:ins><w:del><w:r><w:t>甲</w:t><w:delText>甲</w:delText></w:r></w:del>' +
      '<w:moveFrom><w:r><w:t>丁</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>丁</w:t></w:r></w:moveTo></w:p>'
    const gone = row('2', '').map(() => cell('<w:p><w:del><w:r><w:t>2</w:t></w:r></w:del></w:p>'))
    const cells = row('1', '').map((text, at) => cell(at === 1 ? tracked : p(text)))
    const { reforms, problems } = await read(
      `<w:tbl>${tr(head)}<w:tr>${cells.join('')}</w:tr><w:tr><w:trPr><w:del/></w:trPr>${gone.join('')}</w:tr></w:tbl>`,
    )
    expect([reforms.map(({ name }) => name), problems]).toEqual([['乙丁'], []])
  })

  it('reads the text of a drawing once and skips blank rows', async () => {
    const drawn = p(
      '</w:t></w:r><mc:AlternateContent><mc:Choice><w:r><w:t>甲</w:t></w:r></mc:Choice><mc:Fallback><w:r><w:t>甲</w:t></w:r></mc:Fallback></mc:AlternateContent><w:r><w:t>',
    )
    const cells = row('1', '').map((text, at) => cell(at === 1 ? drawn : p(text)))
    const blank = tr(head.map(() => ''))
    expect(await names(`<w:tbl>${blank}${tr(head)}${blank}<w:tr>${cells.join('')}</w:tr>${blank}</w:tbl>`)).toEqual([
      [1, '甲'],
    ])
  })

  it('reports a row that begins a column late', async () => {
    const late = `<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>${row('1', '甲')
      .slice(1)
      .map((text) => cell(p(text)))
      .join('')}</w:tr>`
    const { problems } = await read(`<w:tbl>${tr(head)}${late}</w:tbl>`)
    expect(problems.map(({ row: at, column, code }) => [at, column, code])).toEqual([
      [2, 1, 'cell_missing'],
      [2, 1, 'number_invalid'],
      [1, 1, 'no_rows'],
    ])
  })

  it('reads a thousand rows in a second and says which numbers no ledger holds', async () => {
    const many = Array.from({ length: 1000 }, (_, index) => row(String(index + 1), `改革${index}`))
    const started = performance.now()
    const { reforms, problems } = await read(table([head, ...many]))
    expect(performance.now() - started).toBeLessThan(10_000)
    expect(reforms).toHaveLength(1000)
    expect(problems.every(({ code }) => code === 'number_out_of_range')).toBe(true)
    expect(problems).toHaveLength(901)
  })

  it.each([
    [
      'too many cells',
      table(Array.from({ length: 2_900 }, (_, at) => head.map((title, column) => `${title}${at * 7919 + column}`))),
    ],
    ['tables in tables without end', `${'<w:tbl><w:tr><w:tc>'.repeat(50)}${'</w:tc></w:tr></w:tbl>'.repeat(50)}`],
  ])('refuses %s', async (_what, body) => {
    await expect(read(body)).rejects.toMatchObject({ code: 'too_large' })
  })

  it('refuses a zip bomb', async () => {
    const bomb = office({
      '[Content_Types].xml': '<Types/>',
      'word/document.xml': Buffer.concat([Buffer.from('<w:document xmlns:w="w">'), Buffer.alloc(80 * 1024 * 1024, 32)]),
    })
    expect(bomb.length).toBeLessThan(1024 * 1024)
    await expect(parseTableDocument(bomb)).rejects.toMatchObject({
      code: 'hostile_file',
      errors: [expect.objectContaining({ code: 'zip_bomb' })],
    })
  })
})
