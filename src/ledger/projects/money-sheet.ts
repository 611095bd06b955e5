import type { Context } from '../../platform/context.ts'
import type { CivilDate } from '../../platform/dates.ts'
import { civilDateOf } from '../../platform/instants.ts'
import { defineSheet, type RowError } from '../../platform/sheets/sheet.ts'
import { firstOverdrawn } from '../model/fund-days.ts'
import { loadProjects, type ProjectFacts } from './facts.ts'
import { addPayment, addReceipt } from './projects.ts'

type Row = Readonly<Record<string, unknown>>
type Placed = { readonly row: Row; readonly index: number }

const kinds = [
  { value: 'receipt', title: '到账' },
  { value: 'payment', title: '支付' },
] as const
const titles = {
  project: '项目代码',
  kind: '类别',
  source: '资金来源',
  on: '日期',
  fen: '金额（元）',
  voucher: '凭证号',
  payee: '收款单位',
  purpose: '用途',
} as const

const failAt =
  (row: number) =>
  (column: string, code: string, message: string): RowError => ({ row, column, code, message })

/** Received and paid of one source as they would be with the rows of the file. */
const checkSource = (facts: ProjectFacts, rows: readonly Placed[]): RowError[] => {
  const [first] = rows
  if (first === undefined) return []
  const fund = facts.funds.find(({ source }) => source === first.row['source'])
  if (fund === undefined)
    return rows.map(({ index }) => failAt(index)(titles.source, 'unknown_fund', '项目没有这个资金来源'))
  const stored = (movements: ProjectFacts['receipts']) => movements.filter(({ fundId }) => fundId === fund.id)
  const of = (kind: string) =>
    rows
      .filter(({ row }) => row['kind'] === kind)
      .map(({ row, index }) => ({ on: String(row['on']) as CivilDate, fen: BigInt(Number(row['fen'])), index }))
  const receipts = [...stored(facts.receipts), ...of('receipt')]
  if (receipts.reduce((sum, { fen }) => sum + fen, 0n) > fund.approvedFen) {
    const last = of('receipt').at(-1)?.index ?? first.index
    return [failAt(last)(titles.fen, 'received_over_approved', '到账资金超过批复资金')]
  }
  const overdrawn = firstOverdrawn(receipts, [...stored(facts.payments), ...of('payment')])
  if (overdrawn === null) return []
  const culprit = of('payment').find(({ on }) => on >= overdrawn)?.index ?? first.index
  return [failAt(culprit)(titles.fen, 'paid_over_received', `截至 ${overdrawn} 支付超过到账资金`)]
}

const checkRow = (context: Context, projects: ReadonlyMap<string, ProjectFacts>, used: Set<string>) => {
  const today = civilDateOf(context.clock.now())
  return (row: Row, index: number): RowError[] => {
    const fail = failAt(index)
    const errors: RowError[] = []
    const facts = projects.get(String(row['project']))
    if (facts === undefined) errors.push(fail(titles.project, 'unknown_project', '没有这个项目'))
    else if (facts.organisationId !== context.actor.organisationId) {
      errors.push(fail(titles.project, 'not_own', '只能填报本部门的项目'))
    }
    if (Number(row['fen']) <= 0) errors.push(fail(titles.fen, 'out_of_range', '金额须大于 0'))
    if (row['kind'] === 'payment') {
      for (const key of ['payee', 'purpose'] as const) {
        if (row[key] === null) errors.push(fail(titles[key], 'required', '支付须填写'))
      }
    }
    if (String(row['on']) > today) errors.push(fail(titles.on, 'future', '日期不能晚于今天'))
    const voucher = String(row['voucher'])
    if (used.has(voucher)) errors.push(fail(titles.voucher, 'duplicate', '凭证号已用过'))
    used.add(voucher)
    return errors
  }
}

const check = async (context: Context, rows: readonly Row[]): Promise<RowError[]> => {
  const projects = new Map((await loadProjects(context)).map((each) => [each.id, each]))
  const movements = [...projects.values()].flatMap(({ receipts, payments }) => [...receipts, ...payments])
  const errors = rows.flatMap(checkRow(context, projects, new Set(movements.map(({ voucher }) => voucher))))
  // Sums say something only about rows that are right one by one; cells that could not be read came as missing.
  if (errors.length > 0 || rows.some((row) => row['fen'] === undefined || row['on'] === undefined)) return errors
  const bySource = Map.groupBy(
    rows.map((row, index) => ({ row, index })),
    ({ row }) => `${String(row['project'])}\n${String(row['source'])}`,
  )
  return [...bySource.values()].flatMap((group) => {
    const facts = projects.get(String(group[0]?.row['project']))
    return facts === undefined ? [] : checkSource(facts, group)
  })
}

/** By day, receipts before payments. */
const apply = async (context: Context, rows: readonly Row[]) => {
  const sorted = rows.toSorted((a, b) => {
    const days = String(a['on']).localeCompare(String(b['on']))
    return days !== 0 ? days : Number(a['kind'] === 'payment') - Number(b['kind'] === 'payment')
  })
  const projects = new Map((await loadProjects(context)).map((each) => [each.id, each]))
  for (const row of sorted) {
    const id = String(row['project'])
    const fundId = projects.get(id)?.funds.find(({ source }) => source === row['source'])?.id ?? ''
    const [on, fen, voucher] = [String(row['on']), Number(row['fen']), String(row['voucher'])]
    await (row['kind'] === 'receipt'
      ? addReceipt(context, id, { fundId, receivedOn: on, fen, voucher })
      : addPayment(context, id, {
          fundId,
          paidOn: on,
          payee: String(row['payee']),
          purpose: String(row['purpose']),
          fen,
          voucher,
        }))
  }
  return { added: rows.length, changed: 0, unchanged: 0 }
}

/** Receipts and payments of the own projects, one row each; all rows are taken or none. */
export const moneySheet = defineSheet({
  name: 'ledger.project_money',
  title: '建设项目到账与支付',
  permission: 'ledger.project.report',
  maxRows: 5000,
  columns: [
    { key: 'project', title: titles.project, type: 'text', required: true, example: 'hongqitang' },
    { key: 'kind', title: titles.kind, type: 'enum', required: true, options: kinds, example: '支付' },
    { key: 'source', title: titles.source, type: 'text', required: true, example: '县级配套资金' },
    { key: 'on', title: titles.on, type: 'date', required: true, example: '2022-04-02' },
    { key: 'fen', title: titles.fen, type: 'money', required: true, example: '900000.00' },
    { key: 'voucher', title: titles.voucher, type: 'text', required: true, example: '付-2022-031', help: '不得重复' },
    { key: 'payee', title: titles.payee, type: 'text', example: '某水利建设有限公司', help: '支付必填' },
    { key: 'purpose', title: titles.purpose, type: 'text', example: '进度款', help: '支付必填' },
  ],
  check,
  apply,
  export: async function* (context, query) {
    for (const each of await loadProjects(context, { id: query['project'] })) {
      for (const [kind, movements] of [
        ['到账', each.receipts],
        ['支付', each.payments],
      ] as const) {
        for (const movement of movements) {
          const { source, on, fen, voucher } = movement
          const [payee, purpose] = 'payee' in movement ? [movement.payee, movement.purpose] : ['', '']
          yield { project: each.id, kind, source, on, fen: Number(fen) / 100, voucher, payee, purpose }
        }
      }
    }
  },
})
