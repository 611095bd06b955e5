import { useParams } from 'react-router'
import { useGet, useSend } from '../../../platform/ui/api/query.ts'
import { Await } from '../../../platform/ui/await.tsx'
import { Button } from '../../../platform/ui/button.tsx'
import { ProblemNote } from '../../../platform/ui/dialog.tsx'
import { formatNumber, instant } from '../../../platform/ui/format.ts'
import { PageHead } from '../../../platform/ui/page-head.tsx'
import { ScrollBox } from '../../../platform/ui/scroll-box.tsx'
import { usePermission } from '../../../platform/ui/session.ts'
import type { BatchView } from '../../api/whitelist/schema.ts'
import { useBank } from '../../messages/bank/index.ts'
import { FigureRow } from './figure-row.tsx'
import { BatchState, whitelistPath } from './whitelist.tsx'

const effects = ['added', 'changed', 'unchanged', 'takenBack', 'missing'] as const

const Errors = ({ batch }: { batch: BatchView }) => {
  const t = useBank()
  return (
    <section className="bank-section">
      <h2>{t('whitelist.errors')}</h2>
      <p className="notice-bar notice-bar-bad">{t('whitelist.bad', { errors: formatNumber(batch.errorCount, 0) })}</p>
      <p>
        <a href={`${whitelistPath}/batches/${batch.id}/errors.xlsx`}>{t('whitelist.allErrors')}</a>
      </p>
      <ScrollBox>
        <table className="plain-table">
          <thead>
            <tr>
              <th className="num">{t('whitelist.row')}</th>
              <th>{t('whitelist.column')}</th>
              <th>{t('whitelist.wrong')}</th>
            </tr>
          </thead>
          <tbody>
            {batch.errors.map((error) => (
              <tr key={`${error.row} ${error.column} ${error.code}`}>
                <td className="num">{error.row}</td>
                <td>{error.column}</td>
                <td>{error.message}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </section>
  )
}

const Batch = ({ batch }: { batch: BatchView }) => {
  const t = useBank()
  const mayDecide = usePermission('finance.credit.decide') && batch.state === 'checked'
  const decide = useSend<'approve' | 'reject'>({
    path: (verb) => `${whitelistPath}/batches/${batch.id}/${verb}`,
    body: () => undefined,
    version: () => batch.version,
    stale: [whitelistPath],
  })
  return (
    <>
      <PageHead
        crumbs={[
          { title: t('bank.title'), to: '/finance/bank' },
          { title: t('whitelist.title'), to: '/finance/bank/whitelist' },
          { title: batch.filename },
        ]}
        title={t('whitelist.batch', { no: batch.batchNo || batch.filename })}
        beside={<BatchState state={batch.state} />}
        actions={
          mayDecide && (
            <>
              {!batch.mine && batch.errorCount === 0 && (
                <Button kind="primary" busy={decide.isPending} onClick={() => decide.mutate('approve')}>
                  {t('whitelist.approve')}
                </Button>
              )}
              <Button busy={decide.isPending} onClick={() => decide.mutate('reject')}>
                {t('whitelist.reject')}
              </Button>
            </>
          )
        }
        ruled
      />
      <p className="muted bank-line">
        <span>{instant(batch.uploadedAt)}</span>
        <span>
          {t('whitelist.digest')} {batch.digest.slice(0, 16)}
        </span>
      </p>
      <ProblemNote problem={decide.error} />
      {batch.errorCount > 0 ? (
        <Errors batch={batch} />
      ) : (
        <p className="notice-bar notice-bar-good">{t('whitelist.good', { count: formatNumber(batch.rows, 0) })}</p>
      )}
      {batch.effect && batch.errorCount === 0 && (
        <section className="bank-section">
          <h2>{t('whitelist.effect')}</h2>
          <FigureRow
            figures={effects.map((key) => ({
              key,
              title: t(`whitelist.effect.${key}`),
              value: <span className="figure figure-l">{formatNumber(batch.effect?.[key] ?? 0, 0)}</span>,
            }))}
          />
        </section>
      )}
      {mayDecide && batch.mine && batch.errorCount === 0 && <p className="notice-bar">{t('whitelist.byOther')}</p>}
    </>
  )
}

/** One batch: its errors in their rows, what it would change, and the second person's decision. */
const BatchPage = () => {
  const { id = '' } = useParams()
  const query = useGet<BatchView>(`${whitelistPath}/batches/${encodeURIComponent(id)}`)
  return <Await query={query}>{(batch) => <Batch batch={batch} />}</Await>
}

export default BatchPage
