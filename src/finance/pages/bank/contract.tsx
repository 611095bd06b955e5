import { useState } from 'react'
import { useParams } from 'react-router'
import { useAsOf } from '../../../platform/ui/as-of.ts'
import { Await } from '../../../platform/ui/await.tsx'
import { Button } from '../../../platform/ui/button.tsx'
import { FigureText } from '../../../platform/ui/figure.tsx'
import { formatFen } from '../../../platform/ui/format.ts'
import { Go } from '../../../platform/ui/link.tsx'
import { PageHead } from '../../../platform/ui/page-head.tsx'
import { ScrollBox } from '../../../platform/ui/scroll-box.tsx'
import { usePermission, useSession } from '../../../platform/ui/session.ts'
import type { ContractListRow, ContractView } from '../../api/contracts/schema.ts'
import { useBank } from '../../messages/bank/index.ts'
import { BookingDialog, type BookingKind } from './booking-dialog.tsx'
import { EventTable } from './event-table.tsx'
import { percent, useContract } from './data.ts'
import { FigureRow } from './figure-row.tsx'
import { ContractState } from './state.tsx'

const unpaidOf = ({ account }: ContractView): number =>
  account.duePrincipalFen + account.interestFen + account.penaltyFen + account.costFen

const stateOf = (contract: ContractView): ContractListRow['state'] => {
  if (contract.events.length === 0) return 'signed'
  if (unpaidOf(contract) > 0) return 'overdue'
  return contract.account.principalFen > 0 ? 'open' : 'closed'
}

const Plan = ({ contract }: { contract: ContractView }) => {
  const t = useBank()
  return (
    <section className="bank-section">
      <h2>{t('contract.plan')}</h2>
      <ScrollBox>
        <table className="plain-table">
          <thead>
            <tr>
              <th>{t('contract.planDue')}</th>
              <th className="num">{t('contract.planPrincipal')}</th>
              <th className="num">{t('contract.planInterest')}</th>
              <th className="num">{t('contract.planTotal')}</th>
              <th className="num">{t('contract.planLeft')}</th>
            </tr>
          </thead>
          <tbody>
            {contract.plan.map((row) => (
              <tr key={row.due} className={row.due <= contract.asOf ? 'bank-past' : undefined}>
                <td className="nowrap">
                  {row.due} {row.due <= contract.asOf && <span className="hint">{t('contract.planPast')}</span>}
                </td>
                <td className="num">{formatFen(row.principalFen)}</td>
                <td className="num">{formatFen(row.interestFen)}</td>
                <td className="num">{formatFen(row.totalFen)}</td>
                <td className="num">{formatFen(row.closingFen)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </section>
  )
}

const DayField = ({ day, onChange }: { day: string; onChange: (day: string | null) => void }) => {
  const t = useBank()
  const today = useSession().data?.today
  return (
    <span className="bank-actions no-print">
      <label className="hint">
        {t('contract.day')}{' '}
        <input
          className="input"
          type="date"
          value={day}
          max={today}
          onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}
        />
      </label>
      {day !== today && (
        <Button kind="text" onClick={() => onChange(null)}>
          {t('contract.today')}
        </Button>
      )}
    </span>
  )
}

const main: readonly BookingKind[] = ['repay', 'prepay', 'payoff']
const others: readonly BookingKind[] = ['extend', 'reprice', 'restructure', 'write_off']

const Contract = ({ contract }: { contract: ContractView }) => {
  const t = useBank()
  const { asOf, setAsOf } = useAsOf()
  const [booking, setBooking] = useState<{ kind: BookingKind; no?: number } | null>(null)
  const ofBank = useSession().data?.account?.organisationId === contract.bankId
  const mayBook = usePermission('finance.contract.manage') && ofBank && asOf === null && !contract.account.closed
  const lent = contract.events.length > 0
  const { account } = contract
  return (
    <article>
      <title>{`${contract.contractNo} · ${t('contracts.title')}`}</title>
      <PageHead
        crumbs={[
          { title: t('bank.title'), to: '/finance/bank' },
          { title: t('contracts.title'), to: '/finance/bank/contracts' },
          { title: contract.contractNo },
        ]}
        title={t('contract.of', { head: contract.head })}
        beside={<ContractState state={stateOf(contract)} />}
        actions={
          mayBook &&
          lent && (
            <>
              {main.map((kind, index) => (
                <Button key={kind} kind={index === 0 ? 'primary' : 'plain'} onClick={() => setBooking({ kind })}>
                  {t(`book.${kind}`)}
                </Button>
              ))}
              <details className="register-menu">
                <summary className="button">{t('book.more')}</summary>
                <div className="register-menu-body">
                  {others.map((kind) => (
                    <Button key={kind} kind="text" onClick={() => setBooking({ kind })}>
                      {t(`book.${kind}`)}
                    </Button>
                  ))}
                </div>
              </details>
            </>
          )
        }
        ruled
      />
      <div className="muted bank-line">
        <span>{contract.bank}</span>
        <span>{contract.village}</span>
        <span>{t.maybe(`mode.${contract.mode}`, contract.mode)}</span>
        <span>{t.maybe(`method.${contract.method}`, contract.method)}</span>
        <span>
          {contract.signedOn} – {contract.terms.maturityOn}
        </span>
        <span>
          {t('contracts.agreed')} {formatFen(contract.agreedFen)}
        </span>
        {contract.renewalOf !== null && (
          <Go to={`/finance/bank/contracts/${contract.renewalOf}`}>{t('contracts.renewalOf')}</Go>
        )}
        <Go to={`/finance/bank/customers/${contract.householdId}`}>{t('desk.customer')}</Go>
        <span className="grow" />
        <DayField day={contract.asOf} onChange={setAsOf} />
      </div>
      <FigureRow
        figures={[
          {
            key: 'principal',
            title: t('contract.principal'),
            value: <FigureText value={account.principalFen} unit="fen" size="l" />,
            note: t('contract.asOf', { date: contract.asOf }),
          },
          {
            key: 'due',
            title: t('contract.due'),
            value: <FigureText value={unpaidOf(contract)} unit="fen" size="l" />,
            note: account.daysPastDue > 0 ? `${t('contract.overdueDays')} ${account.daysPastDue}` : undefined,
          },
          {
            key: 'payoff',
            title: t('contract.payoff'),
            value: (
              <FigureText
                value={account.principalFen + unpaidOf(contract) - account.duePrincipalFen + contract.accruedFen}
                unit="fen"
                size="l"
              />
            ),
            note: `${t('contract.accrued')} ${formatFen(contract.accruedFen)}`,
          },
          {
            key: 'rate',
            title: t('contract.rateNow'),
            value: <span className="figure figure-l">{percent(contract.terms.annualRate)}</span>,
            note:
              contract.modelRate === null
                ? undefined
                : Number(contract.modelRate) === Number(contract.annualRate)
                  ? t('contract.rateSame')
                  : t('contract.rateModel', { rate: percent(contract.modelRate) }),
          },
        ]}
      />
      <div className="bank-two">
        <EventTable contract={contract} onReverse={mayBook ? (no) => setBooking({ kind: 'reverse', no }) : null} />
        <Plan contract={contract} />
      </div>
      {booking && (
        <BookingDialog
          contract={contract}
          kind={booking.kind}
          {...(booking.no === undefined ? {} : { no: booking.no })}
          onClose={() => setBooking(null)}
        />
      )}
    </article>
  )
}

/** One contract as of any day: what it owes, every event, every instalment, and what its bank may book. */
const ContractPage = () => {
  const { id = '' } = useParams()
  const { asOf } = useAsOf()
  return (
    <Await query={useContract(id, asOf)} lines={14}>
      {(contract) => <Contract contract={contract} />}
    </Await>
  )
}

export default ContractPage
