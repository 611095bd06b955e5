import { useParams } from 'react-router'
import { useGet, useSend } from '../../../platform/ui/api/query.ts'
import { Await } from '../../../platform/ui/await.tsx'
import { Button } from '../../../platform/ui/button.tsx'
import { ProblemNote } from '../../../platform/ui/dialog.tsx'
import { FigureText } from '../../../platform/ui/figure.tsx'
import { formatFen } from '../../../platform/ui/format.ts'
import { Go } from '../../../platform/ui/link.tsx'
import { PageHead } from '../../../platform/ui/page-head.tsx'
import { ScrollBox } from '../../../platform/ui/scroll-box.tsx'
import { usePermission } from '../../../platform/ui/session.ts'
import type { Assessment } from '../../api/assessments/schema.ts'
import type { AssetRow } from '../../api/assets/schema.ts'
import type { ContractListRow } from '../../api/contracts/schema.ts'
import { useBank } from '../../messages/bank/index.ts'
import { percent } from './data.ts'
import { FigureRow } from './figure-row.tsx'
import { ContractState } from './state.tsx'

const Standing = ({ latest }: { latest: Assessment | undefined }) => {
  const t = useBank()
  return (
    <FigureRow
      figures={[
        {
          key: 'score',
          title: t('customer.score'),
          value: <FigureText value={latest?.score?.total ?? null} unit="count" size="l" />,
          note:
            latest?.score == null
              ? t('desk.scoreNone')
              : t('desk.grade', { grade: latest.score.grade, date: latest.asOf }),
        },
        {
          key: 'limit',
          title: t('desk.line'),
          value: <FigureText value={latest?.limit?.limitFen ?? null} unit="fen" size="l" />,
          note: latest?.limit == null ? t('desk.lineNone') : t('desk.lineUntil', { date: latest.limit.validTo }),
        },
        {
          key: 'net',
          title: t('desk.net'),
          value: <FigureText value={latest?.netCountedFen ?? null} unit="fen" size="l" />,
          note: latest === undefined ? t('customer.noSheet') : t('desk.netAt', { date: latest.asOf }),
        },
      ]}
    />
  )
}

const Assets = ({ rows }: { rows: readonly AssetRow[] }) => {
  const t = useBank()
  return (
    <section className="bank-section">
      <h2>{t('customer.assets')}</h2>
      {rows.length === 0 ? (
        <>
          <p className="muted">{t('customer.noAssets')}</p>
          <p className="hint">{t('customer.noAssets.text')}</p>
        </>
      ) : (
        <ScrollBox>
          <table className="plain-table">
            <thead>
              <tr>
                <th>{t('customer.asset')}</th>
                <th className="num">{t('customer.market')}</th>
                <th className="num">{t('customer.counted')}</th>
                <th>{t('customer.validUntil')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  <td>{row.title}</td>
                  <td className="num">{formatFen(row.valuation?.marketFen)}</td>
                  <td className="num">{formatFen(row.valuation?.valid === true ? row.valuation.countedFen : 0)}</td>
                  <td className="nowrap">{row.valuation?.validUntil ?? '–'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
    </section>
  )
}

const Loans = ({ rows }: { rows: readonly ContractListRow[] }) => {
  const t = useBank()
  return (
    <section className="bank-section">
      <h2>{t('customer.loans')}</h2>
      {rows.length === 0 ? (
        <p className="muted">{t('customer.noLoans')}</p>
      ) : (
        <ScrollBox>
          <table className="plain-table">
            <thead>
              <tr>
                <th>{t('contracts.no')}</th>
                <th className="num">{t('contracts.balance')}</th>
                <th className="num">{t('column.rate')}</th>
                <th>{t('contracts.maturity')}</th>
                <th>{t('column.state')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  <td className="nowrap">
                    <Go to={`/finance/bank/contracts/${row.id}`}>{row.contractNo}</Go>
                  </td>
                  <td className="num">{formatFen(row.principalFen)}</td>
                  <td className="num">{percent(row.annualRate)}</td>
                  <td className="nowrap">{row.maturityOn}</td>
                  <td>
                    <ContractState state={row.state} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
    </section>
  )
}

/** 家庭全貌: one family as its members let this bank see it; a consent withdrawn empties the page at once. */
const Customer = () => {
  const t = useBank()
  const { id = '' } = useParams()
  const mayAssess = usePermission('finance.credit.decide')
  const assessments = useGet<{ rows: readonly Assessment[] }>('/api/finance/assessments', { household: id, limit: 5 })
  const assets = useGet<{ rows: readonly AssetRow[] }>('/api/finance/assets', { household: id })
  const loans = useGet<{ rows: readonly ContractListRow[] }>('/api/finance/contracts', { household: id, limit: 50 })
  const assess = useSend({
    path: '/api/finance/assessments',
    body: () => ({ householdId: id }),
    stale: ['/api/finance'],
  })
  const head = loans.data?.rows[0]?.head ?? ''
  return (
    <>
      <PageHead
        crumbs={[{ title: t('bank.title'), to: '/finance/bank' }, { title: t('desk.customer') }]}
        title={head === '' ? t('desk.customer') : t('customer.title', { head })}
        beside={<span className="muted">{t('customer.lead')}</span>}
        actions={
          mayAssess && (
            <Button busy={assess.isPending} onClick={() => assess.mutate(undefined)}>
              {t('customer.assess')}
            </Button>
          )
        }
        ruled
      />
      <ProblemNote problem={assess.error} />
      <Await query={assessments} lines={4}>
        {({ rows }) => <Standing latest={rows.find(({ live }) => live) ?? rows[0]} />}
      </Await>
      <div className="bank-two">
        <Await query={assets}>{({ rows }) => <Assets rows={rows} />}</Await>
        <Await query={loans}>{({ rows }) => <Loans rows={rows} />}</Await>
      </div>
    </>
  )
}

export default Customer
