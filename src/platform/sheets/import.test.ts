import { expect, it } from 'vitest'
import type { App, Context } from '../context.ts'
import { describeDatabases, inContext, testActor, testApp } from '../database/testing.ts'
import { defineModule } from '../module.ts'
import { csvLine } from './csv.ts'
import { confirmImport, discardImport, importOf, mendCell, previewImport, sheetOf, undoImport } from './import.ts'
import { defineSheet } from './sheet.ts'
import { readSheet } from './workbook.ts'

const applied: unknown[] = []
const funds = defineSheet({
  name: 'funds',
  title: '项目资金',
  permission: 'ledger.project.write',
  columns: [
    { key: 'project', title: '项目', type: 'text', required: true, example: '红旗塘工程' },
    { key: 'amountFen', title: '金额(元)', type: 'money', required: true, example: '1.00' },
  ],
  maxRows: 100,
  check: async (_, rows) =>
    rows.flatMap((row, index) =>
      row['project'] === '无此项目'
        ? [{ row: index, column: '项目', code: 'unknown_project', message: '没有这个项目' }]
        : [],
    ),
  apply: async (_, rows) => {
    applied.push(...rows)
    return { added: rows.length, changed: 0, unchanged: 0 }
  },
  undo: async () => {
    applied.length = 0
  },
})

const clerk = testActor({ id: 'clerk', permissions: ['ledger.project.write'] })
const other = testActor({ id: 'other', permissions: ['ledger.project.write'] })
const bytesOf = (lines: readonly (readonly string[])[]): Uint8Array =>
  new TextEncoder().encode(lines.map(csvLine).join(''))

describeDatabases('imports', (database) => {
  const app = (now = '2022-09-30T10:00:00+08:00'): App =>
    testApp(database(), { now, modules: [defineModule({ name: 'ledger', title: '台账', sheets: [funds] })] })
  const as = <T>(work: (context: Context) => Promise<T>, actor = clerk, now?: string): Promise<T> =>
    inContext(app(now), actor, work)
  const upload = async (lines: readonly (readonly string[])[]) => {
    const bytes = bytesOf(lines)
    const text = await readSheet(bytes, 'a.csv', 100)
    return as((context) => previewImport(context, sheetOf(context, 'funds'), { filename: 'a.csv', bytes }, text))
  }

  it('applies nothing before all rows are right, then all, then takes it back', async () => {
    applied.length = 0
    const preview = await upload([
      ['项目', '金额(元)'],
      ['红旗塘工程', '一百'],
      ['无此项目', '20'],
    ])
    expect(preview.errors.map((error) => [error.row, error.code])).toEqual([
      [2, 'money'],
      [3, 'unknown_project'],
    ])
    await expect(as((context) => confirmImport(context, preview.id))).rejects.toMatchObject({
      code: 'not_computable',
      errors: [{ pointer: '/rows/2/金额(元)' }, { pointer: '/rows/3/项目' }],
    })
    expect(applied).toEqual([])

    await as((context) => mendCell(context, preview.id, { row: 2, column: '金额(元)', text: '100' }))
    const mended = await as((context) => mendCell(context, preview.id, { row: 3, column: '项目', text: '蛇蟠基地' }))
    expect(mended.errors).toEqual([])
    const confirmed = await as((context) => confirmImport(context, preview.id))
    expect(confirmed).toMatchObject({ state: 'confirmed', effect: { added: 2 } })
    expect(applied).toEqual([
      { project: '红旗塘工程', amountFen: 10_000 },
      { project: '蛇蟠基地', amountFen: 2_000 },
    ])

    await expect(
      as((context) => undoImport(context, preview.id), clerk, '2022-09-30T11:00:01+08:00'),
    ).rejects.toMatchObject({ code: 'state_conflict' })
    await as((context) => undoImport(context, preview.id), clerk, '2022-09-30T10:59:00+08:00')
    expect(applied).toEqual([])
  })

  it('changes nothing when the same file comes again', async () => {
    applied.length = 0
    const lines = [
      ['项目', '金额(元)'],
      ['沙柳旗门塘', '7'],
    ]
    const first = await upload(lines)
    await as((context) => confirmImport(context, first.id))
    const second = await upload(lines)
    expect(await as((context) => confirmImport(context, second.id))).toMatchObject({
      effect: { added: 0, unchanged: 1 },
    })
    expect(applied).toHaveLength(1)
  })

  it('is confirmed once, and only by who uploaded it', async () => {
    const preview = await upload([
      ['项目', '金额(元)'],
      ['红旗塘工程', '3'],
    ])
    await expect(as((context) => importOf(context, preview.id), other)).rejects.toMatchObject({ code: 'not_found' })
    await as((context) => discardImport(context, preview.id))
    await expect(as((context) => confirmImport(context, preview.id))).rejects.toMatchObject({ code: 'state_conflict' })
  })

  it('asks for the permission of the sheet', async () => {
    await expect(as(async (context) => sheetOf(context, 'funds'), testActor({ id: 'nobody' }))).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(as(async (context) => sheetOf(context, 'unknown'))).rejects.toMatchObject({ code: 'not_found' })
  })
})
