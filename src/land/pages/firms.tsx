import { Empty } from '../../platform/ui/await.tsx'
import { type ListColumn, RegisterList } from '../../platform/ui/list/register-list.tsx'
import { PageHead } from '../../platform/ui/page-head.tsx'
import { type LandWords, useLand } from '../messages/index.ts'
import type { FirmRow } from './data.ts'

const columnsOf = (t: LandWords): readonly ListColumn<FirmRow>[] => [
  { key: 'name', title: t('column.firm'), cell: (row) => row.name },
  { key: 'uscc', title: t('firms.uscc'), cell: (row) => <span className="nowrap">{row.uscc}</span> },
  { key: 'industry', title: t('firms.industry'), cell: (row) => row.industryName },
  { key: 'since', title: t('firms.since'), cell: (row) => <span className="nowrap">{row.producingSince}</span> },
]

/** 工业企业: the register; figures stand on each firm's page, for who may see them. */
const Firms = () => {
  const t = useLand()
  return (
    <>
      <title>{t('firms.title')}</title>
      <PageHead
        crumbs={[{ title: t('land.title'), to: '/land' }, { title: t('firms.title') }]}
        title={t('firms.title')}
        ruled
      />
      <RegisterList<FirmRow>
        name="land.firms"
        path="/api/land/enterprises"
        columns={columnsOf(t)}
        rowKey={(row) => row.id}
        href={(row) => `/land/firms/${row.id}`}
        empty={<Empty title={t('firms.empty')}>{t('firms.empty.text')}</Empty>}
      />
    </>
  )
}

export default Firms
