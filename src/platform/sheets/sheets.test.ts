import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkSheet } from './check.ts'
import { csvLine, parseCsv } from './csv.ts'
import { defineSheet, type SheetColumn } from './sheet.ts'
import { readSheet } from './workbook.ts'
import { annotatedFile, exportFile, templateFile } from './write.ts'

const columns: readonly SheetColumn[] = [
  { key: 'name', title: '项目名称', type: 'text', required: true, example: '红旗塘工程' },
  { key: 'amountFen', title: '金额(元)', type: 'money', required: true, example: '30000000.00' },
  { key: 'on', title: '到账日期', type: 'date', required: true, example: '2022-03-15' },
  {
    key: 'source',
    title: '来源',
    type: 'enum',
    example: '省级',
    options: [
      { value: 'province', title: '省级' },
      { value: 'county', title: '县级' },
    ],
  },
  { key: 'share', title: '比例', type: 'decimal', example: '0.35' },
]

const funds = defineSheet({
  name: 'funds',
  title: '项目资金',
  permission: 'ledger.project.write',
  columns,
  maxRows: 1_000,
  apply: async () => ({ added: 0, changed: 0, unchanged: 0 }),
})

const bytesOf = (lines: readonly (readonly string[])[]): Uint8Array =>
  new TextEncoder().encode(lines.map(csvLine).join(''))
const read = async (lines: readonly (readonly string[])[]) =>
  checkSheet(funds, await readSheet(bytesOf(lines), 'a.csv', 1_000))
const header = columns.map((column) => column.title)

describe('reading a sheet', () => {
  it('takes back its own template, its example row included', async () => {
    const text = await readSheet(await templateFile(funds.title, columns), 'a.xlsx', 10)
    const { rows, errors } = checkSheet(funds, text)
    expect(errors).toEqual([])
    expect(rows).toEqual([
      {
        row: 2,
        values: { name: '红旗塘工程', amountFen: 3_000_000_000, on: '2022-03-15', source: 'province', share: '0.35' },
      },
    ])
  })

  it('finds headers in any order, with stars, spaces and full-width brackets', async () => {
    const { rows, errors } = await read([
      ['到账日期 *', '金额（元）', '项目名称'],
      ['2022年3月5日', '1,234.5', '蛇蟠基地'],
    ])
    expect(errors).toEqual([])
    expect(rows[0]?.values).toMatchObject({ name: '蛇蟠基地', amountFen: 123_450, on: '2022-03-05', source: null })
  })

  it('names every wrong cell by the row that Excel shows and the column', async () => {
    const { errors } = await read([
      header,
      ['', '12.345', '2022-02-30', '市级', 'abc'],
      ['红旗塘', '一百', '去年', '', ''],
    ])
    expect(errors.map((error) => [error.row, error.column, error.code])).toEqual([
      [2, '项目名称', 'required'],
      [2, '金额(元)', 'money'],
      [2, '到账日期', 'date'],
      [2, '来源', 'enum'],
      [2, '比例', 'decimal'],
      [3, '金额(元)', 'money'],
      [3, '到账日期', 'date'],
    ])
  })

  it('reports missing, doubled and unknown columns before any row', async () => {
    const { errors, rows } = await read([
      ['项目名称', '项目名称', '备注'],
      ['a', 'b', 'c'],
    ])
    expect(rows).toEqual([])
    expect(errors.map((error) => error.code)).toEqual([
      'duplicate_column',
      'missing_column',
      'missing_column',
      'unknown_column',
    ])
  })

  it('refuses an empty file and more rows than allowed', async () => {
    await expect(readSheet(new TextEncoder().encode(',,\r\n'), 'a.csv', 10)).rejects.toMatchObject({
      code: 'not_computable',
    })
    await expect(
      readSheet(bytesOf([header, ...Array.from({ length: 11 }, () => ['x'])]), 'a.csv', 10),
    ).rejects.toMatchObject({ code: 'too_large' })
  })

  it('gives back what was sent with each error in its cell', async () => {
    const file = await annotatedFile(
      funds.title,
      columns,
      [{ row: 2, cells: ['红旗塘', '一百'] }],
      [{ row: 2, column: '金额(元)', code: 'money', message: '应为金额' }],
    )
    const text = await readSheet(file, 'a.xlsx', 10)
    expect(text.rows[0]?.cells).toEqual(['红旗塘', '一百'])
  })

  it('writes a register that reads back', async () => {
    const file = await exportFile(
      '名册',
      [
        { key: 'id', title: '证件号' },
        { key: 'n', title: '数' },
      ],
      [{ id: '331099198507130214', n: 12.5 }],
    )
    const text = await readSheet(file, 'a.xlsx', 10)
    expect(text.rows[0]?.cells).toEqual(['331099198507130214', '12.5'])
  })
})

describe('CSV', () => {
  it('reads back any cells', () => {
    // A cell that could run as a formula gets an apostrophe on purpose, and an all-empty last row is no row.
    const cell = fc.string().filter((text) => !/^[=+\-@\t\r]/.test(text))
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { maxLength: 5 }), (rows) => {
        expect(parseCsv(rows.map(csvLine).join(''))).toEqual(rows)
      }),
    )
  })

  it('keeps formulas from running', () => {
    expect(csvLine(['=HYPERLINK("x")', '-12.5', '+8613800000000'])).toBe(
      '"\'=HYPERLINK(""x"")",-12.5,+8613800000000\r\n',
    )
  })
})
