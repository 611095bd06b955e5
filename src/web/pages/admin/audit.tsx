import type { z } from 'zod'
import type { LogPage, Verification } from '../../../platform/audit/api/schema.ts'
import { useSend } from '../../../platform/ui/api/query.ts'
import { Empty } from '../../../platform/ui/await.tsx'
import { Button } from '../../../platform/ui/button.tsx'
import { ProblemNote } from '../../../platform/ui/dialog.tsx'
import { formatNumber, instant } from '../../../platform/ui/format.ts'
import { type ListColumn, RegisterList } from '../../../platform/ui/list/register-list.tsx'
import { PageHead } from '../../../platform/ui/page-head.tsx'
import { type AdminWords, useAdmin } from './messages/index.ts'
import './admin.css'

type Row = z.infer<typeof LogPage>['rows'][number]

const written = (value: unknown): string =>
  value === null || value === undefined ? '–' : typeof value === 'string' ? value : JSON.stringify(value)

/** Only the columns that changed, before and after. */
const Change = ({ row }: { row: Row }) => {
  const keys = [...new Set([...Object.keys(row.old ?? {}), ...Object.keys(row.new ?? {})])].filter(
    (key) => JSON.stringify(row.old?.[key]) !== JSON.stringify(row.new?.[key]) && key !== 'updated_at',
  )
  if (keys.length === 0) return null
  return (
    <details className="audit-change">
      <summary>{keys.slice(0, 4).join('、')}</summary>
      <dl>
        {keys.map((key) => (
          <div key={key}>
            <dt>{key}</dt>
            <dd>
              {row.old !== null && <del>{written(row.old[key])}</del>}{' '}
              {row.new !== null && <ins>{written(row.new[key])}</ins>}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  )
}

const columnsOf = (t: AdminWords): readonly ListColumn<Row>[] => [
  { key: 'at', title: t('audit.at'), cell: (row) => <span className="nowrap">{instant(row.at)}</span> },
  {
    key: 'actor',
    title: t('audit.actor'),
    cell: (row) => row.actorName ?? (row.actor.startsWith('system:') ? t('audit.system') : row.actor),
  },
  {
    key: 'operation',
    title: t('audit.operation'),
    cell: (row) => <span className="nowrap">{t(`audit.operation.${row.operation}`)}</span>,
  },
  { key: 'table', title: t('audit.table'), cell: (row) => row.table },
  {
    key: 'key',
    title: t('audit.key'),
    cell: (row) => (
      <span className="hint">
        {Object.entries(row.key)
          .filter(([key]) => key !== 'county')
          .map(([, value]) => written(value))
          .join(' ')}
      </span>
    ),
  },
  { key: 'change', title: t('audit.change'), cell: (row) => <Change row={row} /> },
  {
    key: 'seal',
    title: t('audit.sealed'),
    cell: (row) => <code className="hint">{row.digest === null ? t('audit.waiting') : row.digest.slice(0, 8)}</code>,
  },
]

/** 审计日志: every change, sealed in a chain; the seals can be verified here. */
const Audit = () => {
  const t = useAdmin()
  const verify = useSend<undefined, z.infer<typeof Verification>>({
    path: '/api/platform/audit/verify',
    body: () => undefined,
  })
  const found = verify.data
  return (
    <>
      <PageHead
        crumbs={[]}
        title={t('audit.title')}
        actions={
          <Button kind="primary" busy={verify.isPending} onClick={() => verify.mutate(undefined)}>
            {t('audit.verify')}
          </Button>
        }
        ruled
      />
      <ProblemNote problem={verify.error} />
      {found && (
        <div
          className={`notice-bar ${found.findings.length === 0 ? 'notice-bar-good' : 'notice-bar-bad'}`}
          aria-live="polite"
        >
          {found.findings.length === 0
            ? t('audit.whole', {
                rows: formatNumber(found.rows, 0),
                seals: formatNumber(found.seals, 0),
                pending: formatNumber(found.pending, 0),
              })
            : t('audit.broken', { count: found.findings.length })}
          <ul>
            {found.findings.map((finding) => (
              <li key={`${finding.kind} ${finding.logId} ${finding.text}`}>{finding.text}</li>
            ))}
          </ul>
        </div>
      )}
      <RegisterList
        name="admin.audit"
        path="/api/platform/audit"
        searchKey="table"
        columns={columnsOf(t)}
        filters={[
          {
            key: 'operation',
            title: t('audit.operation'),
            options: (['insert', 'update', 'delete', 'unmask'] as const).map((operation) => ({
              value: operation,
              title: t(`audit.operation.${operation}`),
            })),
          },
        ]}
        rowKey={(row) => String(row.id)}
        empty={<Empty title={t('audit.empty')} />}
      />
    </>
  )
}

export default Audit
