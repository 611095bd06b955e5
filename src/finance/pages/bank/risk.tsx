import { useState } from 'react'
import { useGet, useSend } from '../../../platform/ui/api/query.ts'
import { Await } from '../../../platform/ui/await.tsx'
import { Button } from '../../../platform/ui/button.tsx'
import { Bars } from '../../../platform/ui/chart/bars.tsx'
import { Dialog, fieldError, ProblemNote } from '../../../platform/ui/dialog.tsx'
import { Choice, TextArea } from '../../../platform/ui/field.tsx'
import { FigureText } from '../../../platform/ui/figure.tsx'
import { formatFen, formatNumber } from '../../../platform/ui/format.ts'
import { Go } from '../../../platform/ui/link.tsx'
import { PageHead } from '../../../platform/ui/page-head.tsx'
import { ScrollBox } from '../../../platform/ui/scroll-box.tsx'
import { usePermission } from '../../../platform/ui/session.ts'
import type { RiskRow, RiskView } from '../../api/risk/schema.ts'
import { useBank } from '../../messages/bank/index.ts'
import { contractPath } from './data.ts'
import { FigureRow } from './figure-row.tsx'

const order = ['normal', 'special_mention', 'substandard', 'doubtful', 'loss'] as const
const bad: ReadonlySet<string> = new Set(['substandard', 'doubtful', 'loss'])
/** 单村提示线 of the published limits ([A]). */
const villageWarning = 0.1

const ReviewDialog = ({ row, onClose }: { row: RiskRow; onClose: () => void }) => {
  const t = useBank()
  const [judged, setJudged] = useState<RiskRow['class'] | ''>(row.class)
  const [reason, setReason] = useState('')
  const send = useSend({
    path: `${contractPath(row.id)}/risk-reviews`,
    body: () => ({ judged, reason: reason.trim() }),
    stale: ['/api/finance/risk'],
  })
  return (
    <Dialog
      title={`${t('risk.review')}　${row.contractNo}`}
      onClose={onClose}
      foot={
        <Button kind="primary" type="submit" form="risk-review" busy={send.isPending}>
          {t('risk.review')}
        </Button>
      }
    >
      <form
        id="risk-review"
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault()
          send.mutate(undefined, { onSuccess: onClose })
        }}
      >
        <p className="muted">
          {t('risk.floor')}：{t(`risk.${row.floor}`)}　{row.article}
        </p>
        <Choice
          label={t('risk.judged')}
          value={judged}
          onChange={setJudged}
          options={order.slice(order.indexOf(row.floor)).map((value) => ({ value, title: t(`risk.${value}`) }))}
          error={fieldError(send.error, '/judged')}
        />
        <TextArea
          label={t('column.reason')}
          value={reason}
          onChange={setReason}
          required
          error={fieldError(send.error, '/reason')}
        />
        <ProblemNote problem={send.error} />
      </form>
    </Dialog>
  )
}

const Risk = ({ view }: { view: RiskView }) => {
  const t = useBank()
  const mayJudge = usePermission('finance.contract.manage')
  const [row, setRow] = useState<RiskRow | null>(null)
  const badShare = view.classes.filter((one) => bad.has(one.class)).reduce((sum, one) => sum + one.share, 0)
  return (
    <>
      <FigureRow
        figures={[
          { key: 'total', title: t('risk.balance'), value: <FigureText value={view.totalFen} unit="fen" size="l" /> },
          {
            key: 'npl',
            title: t('risk.npl'),
            value: <FigureText value={badShare} unit="fraction" size="l" decimals={2} />,
          },
          { key: 'hhi', title: t('risk.hhi'), value: <FigureText value={view.hhi} unit="ratio" size="l" /> },
        ]}
      />
      <div className="bank-two">
        <section className="bank-section">
          <h2>{t('risk.title')}</h2>
          <ScrollBox>
            <table className="plain-table">
              <thead>
                <tr>
                  <th>{t('risk.class')}</th>
                  <th className="num">{t('risk.loans')}</th>
                  <th className="num">{t('risk.balance')}</th>
                  <th className="num">{t('risk.share')}</th>
                </tr>
              </thead>
              <tbody>
                {view.classes.map((one) => (
                  <tr key={one.class}>
                    <td>{t(`risk.${one.class}`)}</td>
                    <td className="num">{formatNumber(one.loans, 0)}</td>
                    <td className="num">{formatFen(one.fen)}</td>
                    <td className="num">{formatNumber(one.share * 100, 2)}%</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollBox>
        </section>
        <section className="bank-section">
          <h2>{t('risk.villages')}</h2>
          <Bars
            label={t('risk.villages')}
            unit="fraction"
            bars={view.villages.map(({ code, name, share }) => ({ key: code, title: name, value: share }))}
            benchmark={{ value: villageWarning, title: t('risk.villageLimit') }}
          />
        </section>
      </div>
      <section className="bank-section">
        <h2>{t('risk.list')}</h2>
        {view.rows.length === 0 ? (
          <p className="muted">{t('risk.none')}</p>
        ) : (
          <ScrollBox>
            <table className="plain-table">
              <thead>
                <tr>
                  <th>{t('contracts.no')}</th>
                  <th>{t('column.head')}</th>
                  <th>{t('column.village')}</th>
                  <th className="num">{t('risk.balance')}</th>
                  <th className="num">{t('risk.days')}</th>
                  <th>{t('risk.floor')}</th>
                  <th>{t('risk.class')}</th>
                  <th>{t('risk.reviewed')}</th>
                  {mayJudge && <th>{t('column.act')}</th>}
                </tr>
              </thead>
              <tbody>
                {view.rows.map((one) => (
                  <tr key={one.id}>
                    <td className="nowrap">
                      <Go to={`/finance/bank/contracts/${one.id}`}>{one.contractNo}</Go>
                    </td>
                    <td className="nowrap">{one.head}</td>
                    <td>{one.village}</td>
                    <td className="num">{formatFen(one.principalFen)}</td>
                    <td className="num">{formatNumber(one.daysPastDue, 0)}</td>
                    <td title={one.article}>{t(`risk.${one.floor}`)}</td>
                    <td>
                      <b>{t(`risk.${one.class}`)}</b>
                    </td>
                    <td className="nowrap">{one.reviewedOn ?? '–'}</td>
                    {mayJudge && (
                      <td>
                        <Button kind="text" onClick={() => setRow(one)}>
                          {t('risk.review')}
                        </Button>
                      </td>
                    )}
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollBox>
        )}
      </section>
      {row && <ReviewDialog row={row} onClose={() => setRow(null)} />}
    </>
  )
}

/** 五级分类: the book by class, where it is concentrated, and every loan that is not normal. */
const RiskPage = () => {
  const t = useBank()
  return (
    <>
      <PageHead
        crumbs={[{ title: t('bank.title'), to: '/finance/bank' }, { title: t('risk.title') }]}
        title={t('risk.title')}
        beside={<span className="muted">{t('risk.lead')}</span>}
        ruled
      />
      <Await query={useGet<RiskView>('/api/finance/risk')} lines={12}>
        {(view) => <Risk view={view} />}
      </Await>
    </>
  )
}

export default RiskPage
