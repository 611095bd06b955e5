import { useSearchParams } from 'react-router'
import { Empty } from '../../../platform/ui/await.tsx'
import { Segmented } from '../../../platform/ui/button.tsx'
import { formatFen } from '../../../platform/ui/format.ts'
import { type ListColumn, RegisterList } from '../../../platform/ui/list/register-list.tsx'
import { PageHead } from '../../../platform/ui/page-head.tsx'
import { type ValuationRow, valuationStates } from '../../api/assets/schema.ts'
import { type FinanceWords, useFinance } from '../../messages/index.ts'

const columnsOf = (t: FinanceWords): readonly ListColumn<ValuationRow>[] => [
  { key: 'title', title: t('column.asset'), cell: (row) => row.title },
  { key: 'village', title: t('column.village'), cell: (row) => row.village },
  { key: 'family', title: t('column.family'), cell: (row) => row.head },
  { key: 'class', title: t('column.class'), cell: (row) => t(`class.${row.class}`) },
  { key: 'evidence', title: t('column.evidence'), cell: (row) => t(`evidence.${row.evidence}`) },
  {
    key: 'market',
    title: t('column.market'),
    unit: t('unit.yuan'),
    align: 'right',
    cell: (row) => formatFen(row.marketFen),
  },
  { key: 'until', title: t('column.until'), cell: (row) => <span className="nowrap">{row.validUntil ?? '–'}</span> },
]

/** 评估任务: what waits, village after village: the valuer's route of a day. */
const Valuations = () => {
  const t = useFinance()
  const [search, setSearch] = useSearchParams()
  const state = valuationStates.find((each) => each === search.get('state')) ?? 'due'
  return (
    <>
      <PageHead
        crumbs={[{ title: t('module.title'), to: '/finance' }, { title: t('valuations.title') }]}
        title={t('valuations.title')}
        ruled
      />
      <Segmented
        label={t('column.state')}
        value={state}
        options={valuationStates.map((value) => ({ value, title: t(`valuations.${value}`) }))}
        onChange={(next) => setSearch({ state: next })}
      />
      <RegisterList<ValuationRow>
        key={state}
        name="finance.valuations"
        path="/api/finance/valuations"
        query={{ state }}
        columns={columnsOf(t)}
        rowKey={(row) => row.assetId}
        href={(row) => `/finance/valuations/${row.assetId}`}
        empty={<Empty title={t('valuations.empty')}>{t('valuations.empty.text')}</Empty>}
      />
    </>
  )
}

export default Valuations
