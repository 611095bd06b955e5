import { useSearchParams } from 'react-router'
import type { z } from 'zod'
import { Await } from '../../platform/ui/await.tsx'
import { Button } from '../../platform/ui/button.tsx'
import { TextField } from '../../platform/ui/field.tsx'
import { Go } from '../../platform/ui/link.tsx'
import { PageHead } from '../../platform/ui/page-head.tsx'
import { useGet } from '../../platform/ui/api/query.ts'
import { ScrollBox } from '../../platform/ui/scroll-box.tsx'
import { useSession } from '../../platform/ui/session.ts'
import type { StandardsReply } from '../api/published/schema.ts'
import { type FinanceWords, useFinance } from '../messages/index.ts'
import './standards.css'

type Standards = z.infer<typeof StandardsReply>
type Table = Standards['tables'][number]

const calculators = [
  'value-asset',
  'value-living-stock',
  'balance-sheet',
  'family-score',
  'pre-limit',
  'price-loan',
  'loan-schedule',
  'apr',
  'renewal-check',
] as const

/** A condition as people read it: `pond_right|land_right` → their words; an empty one says that anything fits. */
const cellText = (
  t: FinanceWords,
  column: Table['columns'][number],
  cell: string | number | boolean | null | undefined,
): string => {
  if (cell === null || cell === undefined || cell === '') return t('standards.any')
  if (typeof cell === 'boolean') return t(cell ? 'standards.yes' : 'standards.no')
  if (typeof cell === 'number') return cell.toLocaleString('en-US')
  return cell
    .split('|')
    .map((word) => column.words[word] ?? word)
    .join('、')
}

const StandardTable = ({ table }: { table: Table }) => {
  const t = useFinance()
  return (
    <section className="standard" aria-label={table.title} id={table.name}>
      <div className="section-head">
        <h2>{table.title}</h2>
        <span className="hint">{t('standards.version', { version: table.version })}</span>
      </div>
      <p className="muted">{table.description}</p>
      <ScrollBox>
        <table className="standard-table">
          <thead>
            <tr>
              {table.columns.map((column) => (
                <th key={column.key} className={column.output && column.numeric ? 'num' : undefined}>
                  {column.title}
                  {column.unit !== null && `（${column.unit}）`}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map((row) => (
              <tr key={row.join(' ')}>
                {table.columns.map((column, at) => (
                  <td key={column.key} className={column.output && column.numeric ? 'num' : undefined}>
                    {cellText(t, column, row[at])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      <p className="hint">{table.source}</p>
    </section>
  )
}

/** 估值标准与计算器: what anybody may read and try before a bank looks at his family. */
const StandardsPage = () => {
  const t = useFinance()
  const [search, setSearch] = useSearchParams()
  const today = useSession().data?.today ?? ''
  const asOf = search.get('asOf')
  const query = useGet<Standards>('/api/finance/standards', { asOf }, { keepPrevious: true })
  return (
    <>
      <PageHead
        crumbs={[{ title: t('module.title') }, { title: t('standards.title') }]}
        title={t('standards.title')}
        actions={<Button onClick={() => print()}>{t('standards.print')}</Button>}
      />
      <p className="standards-lead">{t('standards.lead')}</p>
      <nav className="standards-try no-print" aria-label={t('standards.try')}>
        <h2>{t('standards.try')}</h2>
        <ul>
          {calculators.map((name) => (
            <li key={name}>
              <Go to={`/services/calculators/finance/${name}`}>{t(`standards.calculator.${name}`)}</Go>
            </li>
          ))}
        </ul>
      </nav>
      <Await query={query} lines={12}>
        {({ tables, asOf: shown }) => (
          <>
            <div className="standards-day">
              <TextField
                label={t('standards.asOf')}
                type="date"
                value={asOf ?? (today || shown)}
                onChange={(day) => setSearch(day === '' || day === today ? {} : { asOf: day })}
              />
              <span className="hint">{t('standards.tables', { count: tables.length })}</span>
            </div>
            <div className="standards">
              {tables.map((table) => (
                <StandardTable key={table.name} table={table} />
              ))}
            </div>
          </>
        )}
      </Await>
    </>
  )
}

export default StandardsPage
