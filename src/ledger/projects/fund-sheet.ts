import { defineSheet, type RowError } from '../../platform/sheets/sheet.ts'
import { loadProjects } from './facts.ts'
import { addFund } from './projects.ts'

const titles = { project: '项目代码', source: '资金来源', approvedFen: '批复额（元）' } as const

/** Sources of money as approved, one row each. */
export const fundSheet = defineSheet({
  name: 'ledger.project_funds',
  title: '建设项目资金来源',
  permission: 'ledger.project.manage',
  maxRows: 2000,
  columns: [
    { key: 'project', title: titles.project, type: 'text', required: true, example: 'hongqitang' },
    { key: 'source', title: titles.source, type: 'text', required: true, example: '县级配套资金' },
    { key: 'approvedFen', title: titles.approvedFen, type: 'money', required: true, example: '3000000.00' },
  ],
  check: async (context, rows) => {
    const sources = new Map(
      (await loadProjects(context)).map(({ id, funds }) => [id, new Set(funds.map(({ source }) => source))]),
    )
    return rows.flatMap((row, index): RowError[] => {
      const known = sources.get(String(row['project']))
      const source = String(row['source'])
      const errors: RowError[] = []
      if (known === undefined) {
        errors.push({ row: index, column: titles.project, code: 'unknown_project', message: '没有这个项目' })
      } else if (known.has(source)) {
        errors.push({ row: index, column: titles.source, code: 'exists', message: '该资金来源已登记' })
      }
      known?.add(source)
      if (Number(row['approvedFen']) <= 0) {
        errors.push({ row: index, column: titles.approvedFen, code: 'out_of_range', message: '金额须大于 0' })
      }
      return errors
    })
  },
  apply: async (context, rows) => {
    for (const row of rows) {
      await addFund(context, String(row['project']), {
        source: String(row['source']),
        approvedFen: Number(row['approvedFen']),
      })
    }
    return { added: rows.length, changed: 0, unchanged: 0 }
  },
  export: async function* (context) {
    for (const each of await loadProjects(context)) {
      for (const { source, approvedFen } of each.funds) {
        yield { project: each.id, source, approvedFen: Number(approvedFen) / 100 }
      }
    }
  },
})
