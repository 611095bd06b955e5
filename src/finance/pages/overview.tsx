import { Await } from '../../platform/ui/await.tsx'
import { Go } from '../../platform/ui/link.tsx'
import { PageHead } from '../../platform/ui/page-head.tsx'
import { useSession } from '../../platform/ui/session.ts'
import { useFinance } from '../messages/index.ts'
import './finance.css'

/** Where each role begins: shown to who holds the permission; null = everybody. */
const entries = [
  ['/finance/my', 'my', 'finance.own.manage'],
  ['/finance/my/loans', 'loans', 'finance.own.manage'],
  ['/finance/my/consents', 'consents', 'finance.own.manage'],
  ['/finance/village', 'village', 'finance.village.review'],
  ['/finance/valuations', 'valuations', 'finance.asset.value'],
  ['/finance/bank', 'bank', 'finance.credit.read'],
  ['/finance/bank/contracts', 'contracts', 'finance.contract.read'],
  ['/finance/standards', 'standards', null],
  ['/services/calculators', 'calculators', null],
  ['/ledger/reforms/1', 'reform', null],
] as const

/** 农户家庭资产池: what it is, and the way in for each role. */
const Overview = () => {
  const t = useFinance()
  const session = useSession()
  return (
    <>
      <PageHead crumbs={[{ title: t('module.title') }]} title={t('module.title')} ruled />
      <p className="standards-lead">{t('overview.lead')}</p>
      <Await query={session} lines={3}>
        {({ permissions }) => (
          <nav className="entries" aria-label={t('module.title')}>
            {entries
              .filter(([, , permission]) => permission === null || permissions.includes(permission))
              .map(([to, key]) => (
                <Go key={to} to={to}>
                  <b>{t(`entry.${key}`)}</b>
                  <span className="muted">{t(`entry.${key}.text`)}</span>
                </Go>
              ))}
          </nav>
        )}
      </Await>
      <section className="overview-steps">
        <h2>{t('overview.how')}</h2>
        <ol className="entries">
          {(['consent', 'assets', 'value', 'review', 'score', 'loan'] as const).map((step, index) => (
            <li key={step}>
              <b>{`${index + 1}　${t(`overview.${step}`)}`}</b>
              <p className="muted">{t(`overview.${step}.text`)}</p>
            </li>
          ))}
        </ol>
      </section>
    </>
  )
}

export default Overview
