import { useAsOf } from '../../platform/ui/as-of.ts'
import { Await, Empty } from '../../platform/ui/await.tsx'
import { Go } from '../../platform/ui/link.tsx'
import { FileActions } from '../../platform/ui/file-actions.tsx'
import { PageHead } from '../../platform/ui/page-head.tsx'
import type { DepartmentRow } from '../api/departments/schema.ts'
import { useLedger } from '../messages/index.ts'
import { useDepartments } from './data.ts'
import { CountMarks } from './reforms.tsx'
import { ScrollBox } from '../../platform/ui/scroll-box.tsx'

const Numbers = ({ numbers }: { numbers: readonly number[] }) => (
  <span className="board-numbers">
    {numbers.map((no) => (
      <Go key={no} to={`/ledger/reforms/${no}`}>
        {no}
      </Go>
    ))}
  </span>
)

/** A count that asks for work; nothing is shown for none. */
const Due = ({ count, to, late = false }: { count: number; to: string; late?: boolean }) =>
  count === 0 ? (
    <span className="muted">–</span>
  ) : (
    <Go to={to}>{late ? <b className="board-late">{count}</b> : count}</Go>
  )

const Row = ({ row }: { row: DepartmentRow }) => {
  const of = `organisation=${encodeURIComponent(row.organisationId)}`
  return (
    <tr>
      <td>{row.name}</td>
      <td>
        <Numbers numbers={row.leads} />
      </td>
      <td>
        <Numbers numbers={row.joins} />
      </td>
      <td className="num">{row.total}</td>
      <td>
        <CountMarks counts={row.counts} />
      </td>
      <td className="num">
        <Due count={row.evidenceWaiting} to={`/ledger/evidence?state=submitted&${of}`} />
      </td>
      <td className="num">
        <Due count={row.noticesOpen} to={`/ledger/notices?${of}`} />
      </td>
      <td className="num">
        <Due count={row.noticesLate} to={`/ledger/notices?${of}`} late />
      </td>
      <td className="num">
        <Due count={row.extensionsAsked} to={`/ledger/extensions?state=asked&${of}`} />
      </td>
      <td className="nowrap muted">{row.nextDue ?? '–'}</td>
    </tr>
  )
}

/** 部门督办: one line a department, who is behind comes first. */
const Departments = () => {
  const t = useLedger()
  const { asOf } = useAsOf()
  const behind = (row: DepartmentRow): number => row.counts.overdue * 1000 + row.counts.at_risk * 10 + row.noticesLate
  return (
    <>
      <PageHead
        crumbs={[{ title: t('reforms.title'), to: '/ledger' }, { title: t('board.title') }]}
        title={t('board.title')}
        beside={<span className="muted">{t('board.lead')}</span>}
        actions={<FileActions path="/api/ledger/departments.xlsx" query={{ asOf }} />}
        ruled
      />
      <Await query={useDepartments(asOf)} lines={12}>
        {(reply) =>
          reply.rows.length === 0 ? (
            <Empty title={t('board.title')}>{t('board.empty')}</Empty>
          ) : (
            <ScrollBox>
              <table className="plain-table board">
                <thead>
                  <tr>
                    <th>{t('column.organisation')}</th>
                    <th>{t('column.leads')}</th>
                    <th>{t('column.joins')}</th>
                    <th className="num">{t('reforms.counts')}</th>
                    <th>{t('column.light')}</th>
                    <th className="num">{t('column.waiting')}</th>
                    <th className="num">{t('column.open')}</th>
                    <th className="num">{t('column.late')}</th>
                    <th className="num">{t('column.extensions')}</th>
                    <th>{t('column.nextDue')}</th>
                  </tr>
                </thead>
                <tbody>
                  {[...reply.rows]
                    .sort((a, b) => behind(b) - behind(a) || b.total - a.total)
                    .map((row) => (
                      <Row key={row.organisationId} row={row} />
                    ))}
                </tbody>
              </table>
            </ScrollBox>
          )
        }
      </Await>
    </>
  )
}

export default Departments
