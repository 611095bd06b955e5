import { useState } from 'react'
import { Empty } from '../../platform/ui/await.tsx'
import { Button } from '../../platform/ui/button.tsx'
import { Go } from '../../platform/ui/link.tsx'
import { type ListColumn, RegisterList } from '../../platform/ui/list/register-list.tsx'
import { PageHead } from '../../platform/ui/page-head.tsx'
import { usePermission, useSession } from '../../platform/ui/session.ts'
import type { EvidenceRow } from '../api/targets/schema.ts'
import { type LedgerWords, useLedger } from '../messages/index.ts'
import { type Decision, DecisionDialog } from './decision-dialog.tsx'
import { EvidenceLight } from './evidence-state.tsx'
import { useOrganisationFilter } from './organisation-filter.ts'
import { reformNumbers } from './reform-numbers.ts'

const path = (row: EvidenceRow): string => `/api/ledger/evidence/${encodeURIComponent(row.id)}`

const verify = (row: EvidenceRow, t: LedgerWords): Decision => ({
  title: t('evidence.verify'),
  subject: <b>{row.title}</b>,
  path: `${path(row)}/verify`,
  version: row.version,
  field: 'reason',
  label: t('evidence.reason'),
  required: false,
  submit: t('evidence.verify'),
})

const returned = (row: EvidenceRow, t: LedgerWords): Decision => ({
  ...verify(row, t),
  title: t('evidence.return'),
  path: `${path(row)}/return`,
  label: t('evidence.return.reason'),
  required: true,
  submit: t('evidence.return'),
})

/** `act` is given to who may verify; nobody verifies what he handed in. */
const columnsOf = (
  t: LedgerWords,
  me: string | undefined,
  act: ((decision: Decision) => void) | null,
): readonly ListColumn<EvidenceRow>[] => [
  { key: 'title', title: t('column.title'), cell: (row) => row.title },
  { key: 'kind', title: t('column.kind'), cell: (row) => t(`evidence.kind.${row.kind}`) },
  {
    key: 'reform',
    title: t('column.reform'),
    cell: (row) => (
      <Go className="nowrap" to={`/ledger/targets/${row.targetId}`}>
        {t('reform.no', { no: row.reformNo })}
      </Go>
    ),
  },
  { key: 'dated', title: t('column.dated'), cell: (row) => <span className="nowrap">{row.datedOn}</span> },
  { key: 'organisation', title: t('column.organisation'), cell: (row) => row.organisation },
  { key: 'state', title: t('column.state'), cell: (row) => <EvidenceLight state={row.state} /> },
  { key: 'verifier', title: t('column.verifier'), cell: (row) => row.verifiedBy },
  { key: 'reason', title: t('column.reason'), optional: true, cell: (row) => row.reason },
  {
    key: 'file',
    title: t('evidence.file'),
    cell: (row) =>
      row.fileId === null ? null : <a href={`/api/platform/files/${row.fileId}`}>{t('evidence.download')}</a>,
  },
  ...(act !== null
    ? [
        {
          key: 'act',
          title: t('column.act'),
          cell: (row: EvidenceRow) =>
            row.state === 'submitted' &&
            row.submittedBy !== me && (
              <span className="row-actions">
                <Button kind="text" onClick={() => act(verify(row, t))}>
                  {t('evidence.verify')}
                </Button>
                <Button kind="text" onClick={() => act(returned(row, t))}>
                  {t('evidence.return')}
                </Button>
              </span>
            ),
        },
      ]
    : []),
]

/** 佐证: all evidence of the ten reforms; the reform office verifies here, never what it handed in itself. */
const Evidence = () => {
  const t = useLedger()
  const mayVerify = usePermission('ledger.evidence.verify')
  const organisations = useOrganisationFilter()
  const me = useSession().data?.account?.name
  const [decision, setDecision] = useState<Decision | null>(null)
  return (
    <>
      <PageHead
        crumbs={[{ title: t('reforms.title'), to: '/ledger' }, { title: t('evidence.title') }]}
        title={t('evidence.title')}
        ruled
      />
      <RegisterList
        name="ledger.evidence"
        path="/api/ledger/evidence"
        columns={columnsOf(t, me, mayVerify ? setDecision : null)}
        exportPath="/api/ledger/evidence.xlsx"
        filters={[
          {
            key: 'state',
            title: t('column.state'),
            options: (['draft', 'submitted', 'verified', 'returned'] as const).map((state) => ({
              value: state,
              title: t(`evidence.state.${state}`),
            })),
          },
          { key: 'reform', title: t('column.reform'), options: reformNumbers(t) },
          organisations,
        ]}
        rowKey={(row) => row.id}
        href={(row) => `/desk/cases/${encodeURIComponent(row.caseId)}`}
        empty={<Empty title={t('evidence.empty')}>{t('evidence.empty.text')}</Empty>}
      />
      {decision && <DecisionDialog decision={decision} onClose={() => setDecision(null)} />}
    </>
  )
}

export default Evidence
