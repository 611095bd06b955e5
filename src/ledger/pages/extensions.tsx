import { useState } from 'react'
import { Empty } from '../../platform/ui/await.tsx'
import { Button } from '../../platform/ui/button.tsx'
import { Light, type LightState } from '../../platform/ui/light.tsx'
import { type ListColumn, RegisterList } from '../../platform/ui/list/register-list.tsx'
import { PageHead } from '../../platform/ui/page-head.tsx'
import { usePermission } from '../../platform/ui/session.ts'
import type { ExtensionRow } from '../api/extensions/schema.ts'
import { type LedgerWords, useLedger } from '../messages/index.ts'
import { useOrganisationFilter } from './organisation-filter.ts'
import { type Decision, DecisionDialog } from './decision-dialog.tsx'

const lights: Readonly<Record<ExtensionRow['state'], LightState>> = {
  asked: 'no_data',
  granted: 'met',
  refused: 'overdue',
}

const decide = (row: ExtensionRow, verb: 'grant' | 'refuse', t: LedgerWords): Decision => ({
  title: t(`extensions.${verb}`),
  subject: (
    <>
      <b>{row.targetText}</b>
      <p className="hint">{row.reason}</p>
    </>
  ),
  path: `/api/ledger/extensions/${encodeURIComponent(row.id)}/${verb}`,
  version: row.version,
  field: 'reason',
  label: t('column.reason'),
  required: true,
  submit: t(`extensions.${verb}`),
  ...(verb === 'grant' ? { date: { key: 'grantedTo', label: t('extensions.grantedTo'), value: row.askedFor } } : {}),
})

const columnsOf = (t: LedgerWords, act: ((decision: Decision) => void) | null): readonly ListColumn<ExtensionRow>[] => [
  { key: 'target', title: t('column.target'), cell: (row) => row.targetText },
  { key: 'organisation', title: t('column.organisation'), cell: (row) => row.organisation },
  {
    key: 'due',
    title: t('extensions.originalDue'),
    cell: (row) => <span className="nowrap">{row.originalDue}</span>,
  },
  { key: 'asked', title: t('extensions.askedFor'), cell: (row) => <span className="nowrap">{row.askedFor}</span> },
  {
    key: 'granted',
    title: t('extensions.grantedTo'),
    cell: (row) => <span className="nowrap">{row.grantedTo ?? '–'}</span>,
  },
  { key: 'reason', title: t('column.reason'), cell: (row) => row.reason },
  {
    key: 'state',
    title: t('column.state'),
    cell: (row) => <Light state={lights[row.state]} word={t(`extensions.state.${row.state}`)} />,
  },
  ...(act !== null
    ? [
        {
          key: 'act',
          title: t('column.act'),
          cell: (row: ExtensionRow) =>
            row.state === 'asked' && (
              <span className="row-actions">
                <Button kind="text" onClick={() => act(decide(row, 'grant', t))}>
                  {t('extensions.grant')}
                </Button>
                <Button kind="text" onClick={() => act(decide(row, 'refuse', t))}>
                  {t('extensions.refuse')}
                </Button>
              </span>
            ),
        },
      ]
    : []),
]

/** 延期: asked by a department, decided by the reform office or a county leader. The first due date stays. */
const Extensions = () => {
  const t = useLedger()
  const organisations = useOrganisationFilter()
  const mayDecide = usePermission('ledger.extension.decide')
  const [decision, setDecision] = useState<Decision | null>(null)
  return (
    <>
      <PageHead
        crumbs={[{ title: t('reforms.title'), to: '/ledger' }, { title: t('extensions.title') }]}
        title={t('extensions.title')}
        beside={<span className="muted">{t('extensions.lead')}</span>}
        ruled
      />
      <RegisterList
        name="ledger.extensions"
        path="/api/ledger/extensions"
        columns={columnsOf(t, mayDecide ? setDecision : null)}
        searchable={false}
        paged={false}
        exportPath="/api/ledger/extensions.xlsx"
        filters={[
          {
            key: 'state',
            title: t('column.state'),
            options: (['asked', 'granted', 'refused'] as const).map((state) => ({
              value: state,
              title: t(`extensions.state.${state}`),
            })),
          },
          organisations,
        ]}
        rowKey={(row) => row.id}
        href={(row) => `/ledger/targets/${row.targetId}`}
        empty={<Empty title={t('extensions.empty')}>{t('extensions.empty.text')}</Empty>}
      />
      {decision && <DecisionDialog decision={decision} onClose={() => setDecision(null)} />}
    </>
  )
}

export default Extensions
