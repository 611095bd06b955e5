import { Empty } from '../../platform/ui/await.tsx'
import { type ListColumn, RegisterList } from '../../platform/ui/list/register-list.tsx'
import { PageHead } from '../../platform/ui/page-head.tsx'
import type { NoticeRow } from '../api/notices/schema.ts'
import { type LedgerWords, useLedger } from '../messages/index.ts'
import { NoticeLight } from './notice-state.tsx'
import { useOrganisationFilter } from './organisation-filter.ts'
import { reformNumbers } from './reform-numbers.ts'

const states = ['issued', 'received', 'answered', 'closed', 'escalated'] as const

const columnsOf = (t: LedgerWords): readonly ListColumn<NoticeRow>[] => [
  {
    key: 'title',
    title: t('notices.subject'),
    cell: (row) => row.title,
  },
  { key: 'number', title: t('column.number'), cell: (row) => <span className="nowrap">{row.number}</span> },
  {
    key: 'reform',
    title: t('column.reform'),
    cell: (row) => <span className="nowrap">{t('reform.no', { no: row.reformNo })}</span>,
  },
  { key: 'organisation', title: t('notices.to'), cell: (row) => row.organisation },
  { key: 'issued', title: t('column.issued'), cell: (row) => <span className="nowrap">{row.issuedOn}</span> },
  { key: 'due', title: t('column.answerDue'), cell: (row) => <span className="nowrap">{row.answerDue}</span> },
  { key: 'state', title: t('column.state'), cell: (row) => <NoticeLight notice={row} /> },
]

/** 督办单: the register; each opens its own page. */
const Notices = () => {
  const t = useLedger()
  const organisations = useOrganisationFilter((words) => words('notices.to'))
  return (
    <>
      <PageHead
        crumbs={[{ title: t('reforms.title'), to: '/ledger' }, { title: t('notices.title') }]}
        title={t('notices.title')}
        ruled
      />
      <RegisterList<NoticeRow>
        name="ledger.notices"
        path="/api/ledger/notices"
        exportPath="/api/ledger/notices.xlsx"
        columns={columnsOf(t)}
        filters={[
          {
            key: 'state',
            title: t('column.state'),
            options: states.map((state) => ({ value: state, title: t(`notices.state.${state}`) })),
          },
          { key: 'reform', title: t('column.reform'), options: reformNumbers(t) },
          organisations,
        ]}
        rowKey={(row) => row.id}
        href={(row) => `/ledger/notices/${encodeURIComponent(row.id)}`}
        empty={<Empty title={t('notices.empty')}>{t('notices.empty.text')}</Empty>}
      />
    </>
  )
}

export default Notices
