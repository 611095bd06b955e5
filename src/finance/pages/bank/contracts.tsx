import { Empty } from '../../../platform/ui/await.tsx'
import { formatFen } from '../../../platform/ui/format.ts'
import { type ListColumn, RegisterList } from '../../../platform/ui/list/register-list.tsx'
import { PageHead } from '../../../platform/ui/page-head.tsx'
import { type ContractListRow, contractStates } from '../../api/contracts/schema.ts'
import { type BankWords, useBank } from '../../messages/bank/index.ts'
import { percent } from './data.ts'
import { ContractState } from './state.tsx'

const modes = ['credit', 'guarantee', 'mortgage', 'pledge'] as const

const columnsOf = (t: BankWords): readonly ListColumn<ContractListRow>[] => [
  { key: 'no', title: t('contracts.no'), cell: (row) => <span className="nowrap">{row.contractNo}</span> },
  { key: 'head', title: t('column.head'), cell: (row) => row.head || '–' },
  { key: 'village', title: t('column.village'), cell: (row) => row.village },
  { key: 'mode', title: t('column.mode'), cell: (row) => t.maybe(`mode.${row.mode}`, row.mode) },
  {
    key: 'method',
    title: t('column.method'),
    optional: true,
    cell: (row) => t.maybe(`method.${row.method}`, row.method),
  },
  { key: 'rate', title: t('column.rate'), align: 'right', cell: (row) => percent(row.annualRate) },
  {
    key: 'agreed',
    title: t('contracts.agreed'),
    unit: '元',
    align: 'right',
    optional: true,
    cell: (row) => formatFen(row.agreedFen),
  },
  {
    key: 'balance',
    title: t('contracts.balance'),
    unit: '元',
    align: 'right',
    cell: (row) => formatFen(row.principalFen),
  },
  { key: 'unpaid', title: t('contracts.unpaid'), unit: '元', align: 'right', cell: (row) => formatFen(row.unpaidFen) },
  {
    key: 'signed',
    title: t('contracts.signedOn'),
    sort: 'signed',
    cell: (row) => <span className="nowrap">{row.signedOn}</span>,
  },
  {
    key: 'maturity',
    title: t('contracts.maturity'),
    sort: 'maturity',
    cell: (row) => <span className="nowrap">{row.maturityOn}</span>,
  },
  { key: 'state', title: t('column.state'), cell: (row) => <ContractState state={row.state} /> },
]

/** 贷款合同: the register of this bank's loans, each with what it owes today. */
const Contracts = () => {
  const t = useBank()
  return (
    <>
      <PageHead
        crumbs={[{ title: t('bank.title'), to: '/finance/bank' }, { title: t('contracts.title') }]}
        title={t('contracts.title')}
        beside={<span className="muted">{t('contracts.lead')}</span>}
        ruled
      />
      <RegisterList
        name="finance.contracts"
        path="/api/finance/contracts"
        columns={columnsOf(t)}
        filters={[
          {
            key: 'state',
            title: t('column.state'),
            options: contractStates.map((state) => ({ value: state, title: t(`contracts.state.${state}`) })),
          },
          {
            key: 'mode',
            title: t('column.mode'),
            options: modes.map((mode) => ({ value: mode, title: t(`mode.${mode}`) })),
          },
        ]}
        rowKey={(row) => row.id}
        href={(row) => `/finance/bank/contracts/${row.id}`}
        empty={<Empty title={t('contracts.empty')}>{t('contracts.empty.text')}</Empty>}
      />
    </>
  )
}

export default Contracts
