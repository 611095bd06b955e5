import { beforeAll, expect, it } from 'vitest'
import type { Actor } from '../../platform/context.ts'
import { describeDatabases, inContext } from '../../platform/database/testing.ts'
import { confirmImport, previewImport, sheetOf } from '../../platform/sheets/import.ts'
import { exportFile, templateFile } from '../../platform/sheets/write.ts'
import { readSheet } from '../../platform/sheets/workbook.ts'
import { ledgerApp, people, seedReforms } from '../ledger.testing.ts'
import { moneySheet } from './money-sheet.ts'
import { planSheet } from './plan-sheet.ts'
import { viewProject } from './views.ts'

describeDatabases('sheets of projects', (database) => {
  beforeAll(() => seedReforms(database()))

  const upload = async (actor: Actor, sheet: string, rows: readonly (readonly (string | number)[])[]) => {
    const columns = (sheet === planSheet.name ? planSheet : sheet === moneySheet.name ? moneySheet : null)?.columns
    const header = columns?.map(({ title }) => title) ?? ['项目代码', '资金来源', '批复额（元）']
    const bytes = new TextEncoder().encode([header, ...rows].map((row) => row.join(',')).join('\n'))
    const text = await readSheet(bytes, 'a.csv', 100)
    return inContext(ledgerApp(database()), actor, (context) =>
      previewImport(context, sheetOf(context, sheet), { filename: 'a.csv', bytes }, text),
    )
  }
  const confirm = (actor: Actor, id: string) =>
    inContext(ledgerApp(database()), actor, (context) => confirmImport(context, id))
  const codes = ({ errors }: { errors: readonly { row: number; column: string; code: string }[] }) =>
    errors.map(({ row, column, code }) => [row, column, code])

  const first = ['hongqitang', 10, '红旗塘工程', '健跳镇', 121.611, 29.047, '县agriculture', '1000000']
  const rest = ['hongqitang', '', '', '', '', '', '', '']
  const node = (kind: string, weight: number, from = '2022-01-01', to = '2022-03-31') => [
    kind,
    `${kind}节点`,
    '',
    weight,
    from,
    to,
  ]

  it('takes in projects with their nodes, and names each wrong cell', async () => {
    const wrong = await upload(people.office, planSheet.name, [
      ['Hongqi', 3, '', '健跳镇', 119, 29.047, '县某局', '1000000', ...node('立项', 0.5, '2022-04-01')],
      ['other', 10, '沙柳旗门塘', '沙柳', 121.4, 29.1, '县agriculture', '1', ...node('挖土', 1)],
    ])
    expect(codes(wrong)).toEqual([
      [2, '项目代码', 'form'],
      [2, '项目名称', 'required'],
      [2, '改革序号', 'unknown_reform'],
      [2, '建设单位', 'unknown_organisation'],
      [2, '经度', 'out_of_range'],
      [2, '权重', 'weights'],
      [2, '计划完成', 'before_start'],
      [3, '节点类别', 'enum'],
    ])
    await expect(confirm(people.office, wrong.id)).rejects.toMatchObject({ code: 'not_computable' })
    const right = await upload(people.office, planSheet.name, [
      [...first, ...node('立项', 0.4)],
      [...rest, ...node('施工', 0.6, '2022-04-01', '2022-09-30')],
    ])
    expect(codes(right)).toEqual([])
    expect((await confirm(people.office, right.id)).effect).toMatchObject({ added: 1 })
    const again = await upload(people.office, planSheet.name, [[...first, ...node('立项', 1)]])
    expect(codes(again)).toEqual([[2, '项目代码', 'exists']])
  })

  it('takes in sources, receipts and payments by the same rules as the pages', async () => {
    const sources = await upload(people.office, 'ledger.project_funds', [
      ['hongqitang', '县级', '1000'],
      ['hongqitang', '县级', '1'],
      ['none', '县级', '-1'],
    ])
    expect(codes(sources)).toEqual([
      [3, '资金来源', 'exists'],
      [4, '项目代码', 'unknown_project'],
      [4, '批复额（元）', 'out_of_range'],
    ])
    await confirm(
      people.office,
      (await upload(people.office, 'ledger.project_funds', [['hongqitang', '县级', '1000']])).id,
    )

    const row = (kind: string, on: string, yuan: number, voucher: string, payee = '公司', purpose = '材料') => [
      'hongqitang',
      kind,
      '县级',
      on,
      yuan,
      voucher,
      kind === '支付' ? payee : '',
      kind === '支付' ? purpose : '',
    ]
    const money = (rows: (string | number)[][]) => upload(people.agriculture, moneySheet.name, rows)
    expect(
      codes(
        await money([
          row('到账', '2022-08-01', 10, '收1'),
          row('支付', '2022-06-02', 10, '收1', '', ''),
          ['none', '到账', '县级', '2022-06-01', 0, '收3', '', ''],
        ]),
      ),
    ).toEqual([
      [2, '日期', 'future'],
      [3, '收款单位', 'required'],
      [3, '用途', 'required'],
      [3, '凭证号', 'duplicate'],
      [4, '项目代码', 'unknown_project'],
      [4, '金额（元）', 'out_of_range'],
    ])
    expect(codes(await money([row('到账', '2022-06-01', 1000.01, '收1')]))).toEqual([
      [2, '金额（元）', 'received_over_approved'],
    ])
    expect(codes(await money([row('支付', '2022-05-31', 10, '付1'), row('到账', '2022-06-01', 900, '收1')]))).toEqual([
      [2, '金额（元）', 'paid_over_received'],
    ])
    expect(codes(await money([['hongqitang', '到账', '省级', '2022-06-01', 1, '收1', '', '']]))).toEqual([
      [2, '资金来源', 'unknown_fund'],
    ])
    const foreign = await upload(people.schools, moneySheet.name, [row('到账', '2022-06-01', 1, '收9')])
    expect(codes(foreign)).toEqual([[2, '项目代码', 'not_own']])
    const sound = await money([row('支付', '2022-06-02', 850.5, '付1'), row('到账', '2022-06-01', 900, '收1')])
    expect(codes(sound)).toEqual([])
    await confirm(people.agriculture, sound.id)
    const view = await inContext(ledgerApp(database()), people.agriculture, (context) =>
      viewProject(context, 'hongqitang'),
    )
    expect(view).toMatchObject({ receivedFen: 900_00, paidFen: 850_50 })
  })

  it('gives templates that its own reader takes, and exports what is stored', async () => {
    for (const sheet of [planSheet, moneySheet]) {
      const text = await readSheet(await templateFile(sheet.title, sheet.columns), 'a.xlsx', 10)
      expect(text.header.map((title) => title.replace('*', ''))).toEqual(sheet.columns.map(({ title }) => title))
    }
    const exported = await inContext(ledgerApp(database()), people.agriculture, async (context) =>
      exportFile(moneySheet.title, moneySheet.columns, moneySheet.export?.(context, { project: 'hongqitang' }) ?? []),
    )
    const back = await readSheet(exported, 'a.xlsx', 10)
    expect(back.rows.map(({ cells }) => cells)).toEqual([
      ['hongqitang', '到账', '县级', '2022-06-01', '900', '收1', '', ''],
      ['hongqitang', '支付', '县级', '2022-06-02', '850.5', '付1', '公司', '材料'],
    ])
  })

  it('lets the office plan and fund, and the departments enter money, not the other way round', async () => {
    const open = (actor: Actor, sheet: string) =>
      inContext(ledgerApp(database()), actor, async (context) => sheetOf(context, sheet).name)
    await expect(open(people.agriculture, planSheet.name)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(open(people.agriculture, 'ledger.project_funds')).rejects.toMatchObject({ code: 'forbidden' })
    await expect(open(people.household, moneySheet.name)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(open(people.office, moneySheet.name)).rejects.toMatchObject({ code: 'forbidden' })
    expect(await open(people.office, planSheet.name)).toBe(planSheet.name)
  })
})
