import { Empty } from '../../../platform/ui/await.tsx'
import { formatFen } from '../../../platform/ui/format.ts'
import { type ListColumn, RegisterList } from '../../../platform/ui/list/register-list.tsx'
import { PageHead } from '../../../platform/ui/page-head.tsx'
import { type ApplicationRow, applicationStates } from '../../api/applications/schema.ts'
import { type BankWords, useBank } from '../../messages/bank/index.ts'
import { percent } from './data.ts'
import { ApplicationState } from './state.tsx'

const columnsOf = (t: BankWords): readonly ListColumn<ApplicationRow>[] => [
  { key: 'head', title: t('column.head'), cell: (row) => row.head || '–' },
  { key: 'village', title: t('column.village'), cell: (row) => row.village },
  { key: 'askedOn', title: t('column.askedOn'), cell: (row) => <span className="nowrap">{row.askedOn}</span> },
  { key: 'asked', title: t('column.asked'), unit: '元', align: 'right', cell: (row) => formatFen(row.askedFen) },
  { key: 'purpose', title: t('column.purpose'), cell: (row) => t.maybe(`purpose.${row.purpose}`, row.purpose) },
  { key: 'mode', title: t('column.mode'), cell: (row) => t(`mode.${row.mode}`) },
  {
    key: 'months',
    title: t('column.months'),
    align: 'right',
    cell: (row) => t('unit.months', { count: row.months }),
  },
  {
    key: 'origin',
    title: t('column.origin'),
    cell: (row) => (row.fromWhitelist ? <span className="tag">{t('inbox.whitelist')}</span> : t('inbox.counter')),
  },
  {
    key: 'granted',
    title: t('column.granted'),
    unit: '元',
    align: 'right',
    optional: true,
    cell: (row) => formatFen(row.grantedFen),
  },
  {
    key: 'rate',
    title: t('column.rate'),
    align: 'right',
    cell: (row) => (row.annualRate === null ? '–' : percent(row.annualRate)),
  },
  { key: 'state', title: t('column.state'), cell: (row) => <ApplicationState state={row.state} /> },
]

/** 贷款申请: what families ask of this bank. Those to decide come first by their filter, all others are a click away. */
const Inbox = () => {
  const t = useBank()
  return (
    <>
      <PageHead
        crumbs={[{ title: t('bank.title') }, { title: t('inbox.title') }]}
        title={t('inbox.title')}
        beside={<span className="muted">{t('inbox.lead')}</span>}
        ruled
      />
      <RegisterList
        name="finance.applications"
        path="/api/finance/applications"
        columns={columnsOf(t)}
        searchable={false}
        filters={[
          {
            key: 'state',
            title: t('column.state'),
            options: applicationStates.map((state) => ({ value: state, title: t(`application.state.${state}`) })),
          },
        ]}
        rowKey={(row) => row.id}
        href={(row) => `/finance/bank/applications/${row.id}`}
        empty={<Empty title={t('inbox.empty')}>{t('inbox.empty.text')}</Empty>}
      />
    </>
  )
}

export default Inbox
