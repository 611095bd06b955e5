import { useState } from 'react'
import { useGet, useSend } from '../../../platform/ui/api/query.ts'
import { Await, Empty } from '../../../platform/ui/await.tsx'
import { Button } from '../../../platform/ui/button.tsx'
import { Columns } from '../../../platform/ui/chart/columns.tsx'
import { ProblemNote } from '../../../platform/ui/dialog.tsx'
import { formatFen } from '../../../platform/ui/format.ts'
import { Light, type LightState } from '../../../platform/ui/light.tsx'
import { Go } from '../../../platform/ui/link.tsx'
import { PageHead } from '../../../platform/ui/page-head.tsx'
import { ScrollBox } from '../../../platform/ui/scroll-box.tsx'
import { usePermission } from '../../../platform/ui/session.ts'
import type { MaturingRow, RenewalRow, RenewalsReply } from '../../api/renewals/schema.ts'
import { useBank } from '../../messages/bank/index.ts'
import { RenewalDialog } from './renewal-dialog.tsx'
import './bank.css'

const lights: Readonly<Record<RenewalRow['state'], LightState>> = {
  asked: 'at_risk',
  approved: 'on_track',
  declined: 'no_data',
  signed: 'met',
  cancelled: 'no_data',
  lapsed: 'overdue',
}

/** The nearest first; the rest is a click away. */
const rowsAtOnce = 40

const Act = ({ row, onDecide }: { row: MaturingRow; onDecide: (row: MaturingRow) => void }) => {
  const t = useBank()
  const ask = useSend({
    path: '/api/finance/renewals',
    body: () => ({ contractId: row.contractId }),
    stale: ['/api/'],
  })
  const { renewal } = row
  if (renewal?.state === 'signed' && renewal.newContractId !== null) {
    return <Go to={`/finance/bank/contracts/${renewal.newContractId}`}>{t('renewals.open')}</Go>
  }
  if (renewal?.state === 'asked') {
    return (
      <Button kind="text" onClick={() => onDecide(row)}>
        {t('renewals.decide')}
      </Button>
    )
  }
  if (renewal?.state === 'approved') return <span className="muted">–</span>
  return (
    <>
      <Button kind="text" busy={ask.isPending} onClick={() => ask.mutate(undefined)}>
        {t('renewals.ask')}
      </Button>
      <ProblemNote problem={ask.error} />
    </>
  )
}

const Calendar = ({ reply }: { reply: RenewalsReply }) => {
  const t = useBank()
  const mayDecide = usePermission('finance.credit.decide')
  const [row, setRow] = useState<MaturingRow | null>(null)
  const [shown, setShown] = useState(rowsAtOnce)
  if (reply.rows.length === 0) return <Empty title={t('renewals.empty')}>{t('renewals.empty.text')}</Empty>
  return (
    <>
      <section className="bank-section">
        <h2>{t('renewals.columns')}</h2>
        <Columns
          label={t('renewals.columns')}
          unit="fen"
          columns={reply.months.map(({ month, fen }) => ({ key: month, title: month, value: fen }))}
        />
      </section>
      <section className="bank-section">
        <ScrollBox>
          <table className="plain-table">
            <thead>
              <tr>
                <th>{t('contracts.no')}</th>
                <th>{t('column.head')}</th>
                <th>{t('column.village')}</th>
                <th className="num">{t('contracts.balance')}</th>
                <th className="num">{t('contracts.unpaid')}</th>
                <th>{t('contracts.maturity')}</th>
                <th className="num">{t('renewals.daysLeft')}</th>
                <th className="num">{t('renewals.saved')}</th>
                <th>{t('renewals.request')}</th>
                {mayDecide && <th>{t('column.act')}</th>}
              </tr>
            </thead>
            <tbody>
              {reply.rows.slice(0, shown).map((one) => (
                <tr key={one.contractId}>
                  <td className="nowrap">
                    <Go to={`/finance/bank/contracts/${one.contractId}`}>{one.contractNo}</Go>
                  </td>
                  <td className="nowrap">{one.head}</td>
                  <td>{one.village}</td>
                  <td className="num">{formatFen(one.principalFen)}</td>
                  <td className="num">{formatFen(one.unpaidFen)}</td>
                  <td className="nowrap">{one.maturityOn}</td>
                  <td className="num">{t('renewals.days', { count: one.daysLeft })}</td>
                  <td className="num">{formatFen(one.savedFen)}</td>
                  <td>
                    {one.renewal === null ? (
                      <span className="muted">{t('renewals.none')}</span>
                    ) : (
                      <Light state={lights[one.renewal.state]} word={t(`renewals.state.${one.renewal.state}`)} />
                    )}
                  </td>
                  {mayDecide && (
                    <td>
                      <Act row={one} onDecide={setRow} />
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
        {reply.rows.length > shown && (
          <p className="bank-actions no-print">
            <Button onClick={() => setShown(shown + rowsAtOnce)}>
              {t('renewals.more', { count: reply.rows.length - shown })}
            </Button>
          </p>
        )}
      </section>
      {row?.renewal && <RenewalDialog row={row} renewal={row.renewal} onClose={() => setRow(null)} />}
    </>
  )
}

/** 无还本续贷: what matures within sixty days, who asked, and the check list for who decides. */
const Renewals = () => {
  const t = useBank()
  return (
    <>
      <PageHead
        crumbs={[{ title: t('bank.title'), to: '/finance/bank' }, { title: t('renewals.title') }]}
        title={t('renewals.title')}
        beside={<span className="muted">{t('renewals.lead')}</span>}
        ruled
      />
      <Await query={useGet<RenewalsReply>('/api/finance/renewals/calendar')} lines={12}>
        {(reply) => <Calendar reply={reply} />}
      </Await>
    </>
  )
}

export default Renewals
