import { useState } from 'react'
import { useParams } from 'react-router'
import { useGet, useSend } from '../../../platform/ui/api/query.ts'
import { Await } from '../../../platform/ui/await.tsx'
import { Button } from '../../../platform/ui/button.tsx'
import { ProblemNote } from '../../../platform/ui/dialog.tsx'
import { Choice } from '../../../platform/ui/field.tsx'
import { FigureText } from '../../../platform/ui/figure.tsx'
import { formatFen } from '../../../platform/ui/format.ts'
import { ScrollBox } from '../../../platform/ui/scroll-box.tsx'
import type { ContractView } from '../../api/contracts/schema.ts'
import { useFinance } from '../../messages/index.ts'
import { finance } from '../data.ts'
import { FamilyPage } from './tabs.tsx'

const terms = ['6', '12', '24'] as const

/** 无还本续贷: asked for before maturity; the bank checks and answers in its case. */
const RenewalRequest = ({ contract }: { contract: ContractView }) => {
  const t = useFinance()
  const [months, setMonths] = useState<string>('12')
  const ask = useSend({
    path: `${finance}/renewals`,
    body: () => ({ contractId: contract.id, months: Number(months) }),
    stale: ['/api/finance/', '/api/platform/cases'],
  })
  return (
    <section>
      <div className="section-head">
        <h2>{t('renewal.title')}</h2>
        <span className="hint">{t('renewal.hint')}</span>
      </div>
      <div className="form-row">
        <Choice
          label={t('loans.months')}
          value={months}
          onChange={setMonths}
          options={terms.map((value) => ({ value, title: t('loans.month', { count: value }) }))}
        />
      </div>
      <ProblemNote problem={ask.error} />
      {ask.isSuccess ? (
        <p className="notice-bar notice-bar-good">{t('renewal.asked')}</p>
      ) : (
        <p className="two-actions">
          <Button busy={ask.isPending} onClick={() => ask.mutate(undefined)}>
            {t('renewal.ask')}
          </Button>
        </p>
      )}
    </section>
  )
}

/** 我的贷款: what is owed today, what falls due, what was paid. */
const Loan = () => {
  const t = useFinance()
  const { id = '' } = useParams()
  const query = useGet<ContractView>(`${finance}/contracts/${encodeURIComponent(id)}`)
  return (
    <FamilyPage title={t('my.loans')}>
      <Await query={query}>
        {(contract) => (
          <>
            <section>
              <p>
                {contract.purpose} <span className="hint">{`${contract.bank} · ${contract.contractNo}`}</span>
              </p>
              <div className="facts">
                <span>
                  {t('loan.balance')}
                  <br />
                  <FigureText value={contract.account.principalFen} unit="fen" size="s" />
                </span>
                <span>
                  {t('sheet.rate')}
                  <br />
                  <FigureText value={Number(contract.terms.annualRate)} unit="fraction" decimals={2} size="s" />
                </span>
                <span>
                  {t('loan.maturity')}
                  <br />
                  {contract.terms.maturityOn}
                </span>
              </div>
              {contract.account.daysPastDue > 0 && (
                <p className="notice-bar notice-bar-bad">{t('loan.late', { days: contract.account.daysPastDue })}</p>
              )}
            </section>
            {!contract.account.closed && contract.account.principalFen > 0 && <RenewalRequest contract={contract} />}
            <section>
              <h2>{t('loan.plan')}</h2>
              <ScrollBox>
                <table className="rows">
                  <thead>
                    <tr>
                      <th>{t('loan.due')}</th>
                      <th className="num">{t('loan.principal')}</th>
                      <th className="num">{t('loan.interest')}</th>
                      <th className="num">{t('loan.rest')}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {contract.plan.map((row) => (
                      <tr key={row.due}>
                        <td className="nowrap">{row.due}</td>
                        <td className="num">{formatFen(row.principalFen)}</td>
                        <td className="num">{formatFen(row.interestFen)}</td>
                        <td className="num">{formatFen(row.closingFen)}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </ScrollBox>
            </section>
            <section>
              <h2>{t('loan.events')}</h2>
              <table className="rows">
                <tbody>
                  {contract.events.map((event) => (
                    <tr key={event.no}>
                      <td>
                        {t(`event.${event.type}`)}
                        <small>{event.effectiveOn}</small>
                      </td>
                      <td className="num">{event.principalFen === 0 ? '' : formatFen(event.principalFen)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </section>
          </>
        )}
      </Await>
    </FamilyPage>
  )
}

export default Loan
