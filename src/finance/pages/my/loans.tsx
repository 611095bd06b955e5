import { useState } from 'react'
import { useGet, useSend } from '../../../platform/ui/api/query.ts'
import { Await, Empty } from '../../../platform/ui/await.tsx'
import { Button } from '../../../platform/ui/button.tsx'
import { fieldError, ProblemNote } from '../../../platform/ui/dialog.tsx'
import { Choice, TextField } from '../../../platform/ui/field.tsx'
import { figureText, formatFen, formatFigure } from '../../../platform/ui/format.ts'
import { Light } from '../../../platform/ui/light.tsx'
import { Go } from '../../../platform/ui/link.tsx'
import type { z } from 'zod'
import type { ApplicationRow } from '../../api/applications/schema.ts'
import type { ContractList } from '../../api/contracts/schema.ts'
import type { Assessment } from '../../api/assessments/schema.ts'
import { useFinance } from '../../messages/index.ts'
import { finance, useApplications, useAssessments } from '../data.ts'
import { type Method, Offers } from './offers.tsx'
import { FamilyPage } from './tabs.tsx'

const terms = ['6', '12', '24', '36'] as const
const stale = ['/api/finance/', '/api/platform/cases']

const lights: Readonly<Record<ApplicationRow['state'], Parameters<typeof Light>[0]['state']>> = {
  submitted: 'on_track',
  more_info: 'at_risk',
  approved: 'on_track',
  declined: 'overdue',
  signed: 'on_track',
  disbursed: 'met',
  cancelled: 'no_data',
  expired: 'no_data',
}

/** What the family wants, on the offer of the bank that assessed it; three ways to repay side by side. */
const Apply = ({ assessment }: { assessment: Assessment }) => {
  const t = useFinance()
  const limit = assessment.limit
  const [yuan, setYuan] = useState(String((limit?.limitFen ?? 10_000_000) / 100))
  const [months, setMonths] = useState<string>('12')
  const [method, setMethod] = useState<Method>('annuity')
  const [purpose, setPurpose] = useState('')
  const askedFen = Math.round(Number(yuan) * 100)
  const apply = useSend({
    path: `${finance}/applications`,
    body: () => ({ bankId: assessment.bankId, askedFen, months: Number(months), purpose, mode: 'credit', method }),
    stale,
  })
  return (
    <section>
      <div className="section-head">
        <h2>{t('loans.apply')}</h2>
        <span className="hint">
          {limit === null
            ? assessment.bank
            : t('loans.within', {
                bank: assessment.bank,
                limit: figureText(formatFigure(limit.limitFen, 'fen', { lang: t.lang })),
                rate: figureText(formatFigure(Number(limit.annualRate), 'fraction', { decimals: 2 })),
              })}
        </span>
      </div>
      <form
        className="form-grid"
        onSubmit={(event) => {
          event.preventDefault()
          apply.mutate(undefined)
        }}
      >
        <div className="form-row">
          <TextField
            label={t('loans.amount')}
            value={yuan}
            onChange={setYuan}
            inputMode="decimal"
            error={fieldError(apply.error, '/askedFen')}
            required
          />
          <Choice
            label={t('loans.months')}
            value={months}
            onChange={setMonths}
            options={terms.map((value) => ({ value, title: t('loans.month', { count: value }) }))}
          />
        </div>
        <TextField label={t('loans.purpose')} value={purpose} onChange={setPurpose} required />
        {limit !== null && askedFen >= 100_000 && (
          <Offers
            principalFen={askedFen}
            annualRate={limit.annualRate}
            months={Number(months)}
            chosen={method}
            onChoose={setMethod}
          />
        )}
        <ProblemNote problem={apply.error} />
        <p className="two-actions">
          <Button kind="primary" type="submit" busy={apply.isPending}>
            {t('loans.submit')}
          </Button>
        </p>
      </form>
    </section>
  )
}

const Application = ({ row }: { row: ApplicationRow }) => {
  const t = useFinance()
  const at = `${finance}/applications/${row.id}`
  const sign = useSend({
    path: `${at}/sign`,
    body: () => ({ offerDigest: row.offerDigest }),
    version: () => row.version,
    stale,
  })
  const cancel = useSend({ path: `${at}/cancel`, body: () => undefined, version: () => row.version, stale })
  return (
    <tr>
      <td>
        {row.purpose} · {row.bank}
        <small>
          {row.askedOn} · {t(`method.${row.method}`)} · {t('loans.month', { count: row.months })}
        </small>
        {row.state === 'approved' && row.annualRate !== null && (
          <p className="notice-bar notice-bar-good">
            {t('loans.offer', {
              amount: formatFen(row.grantedFen),
              rate: figureText(formatFigure(Number(row.annualRate), 'fraction', { decimals: 2 })),
              until: row.offerUntil ?? '',
            })}
          </p>
        )}
        {row.reasons.length > 0 && (
          <p className="notice-bar notice-bar-bad">
            {row.reasons.map((each) => t.maybe(`decline.${each}`, each)).join('、')}　{t('loans.reconsider')}{' '}
            {row.caseId !== null && <Go to={`/desk/cases/${row.caseId}`}>{t('loans.case')}</Go>}
          </p>
        )}
        <ProblemNote problem={sign.error ?? cancel.error} />
        {row.state === 'approved' && (
          <p className="two-actions">
            <Button busy={cancel.isPending} onClick={() => cancel.mutate(undefined)}>
              {t('loans.cancel')}
            </Button>
            <Button kind="primary" busy={sign.isPending} onClick={() => sign.mutate(undefined)}>
              {t('loans.sign')}
            </Button>
          </p>
        )}
      </td>
      <td className="num">
        {formatFen(row.grantedFen ?? row.askedFen)}
        <br />
        <Light state={lights[row.state]} word={t(`application.${row.state}`)} />
      </td>
    </tr>
  )
}

/** 额度与贷款: the offer, three schedules, the applications and the loans. */
const Loans = () => {
  const t = useFinance()
  const assessments = useAssessments()
  const applications = useApplications()
  const contracts = useGet<z.infer<typeof ContractList>>(`${finance}/contracts`)
  return (
    <FamilyPage title={t('my.loans')}>
      <Await query={assessments} lines={4}>
        {({ rows }) => {
          const assessment = rows.find(({ live, limit }) => live && limit?.state === 'active')
          return assessment === undefined ? (
            <Empty title={t('loans.empty')}>
              {t('sheet.empty.text')} <Go to="/finance/my/consents">{t('my.consents')}</Go>
            </Empty>
          ) : (
            <Apply assessment={assessment} />
          )
        }}
      </Await>
      <section>
        <h2>{t('loans.applications')}</h2>
        <Await query={applications} lines={3}>
          {({ rows }) =>
            rows.length === 0 ? (
              <p className="muted">{t('loans.applications.empty')}</p>
            ) : (
              <table className="rows">
                <tbody>
                  {rows.map((row) => (
                    <Application key={row.id} row={row} />
                  ))}
                </tbody>
              </table>
            )
          }
        </Await>
      </section>
      <section>
        <h2>{t('loans.mine')}</h2>
        <Await query={contracts} lines={3}>
          {({ rows }) =>
            rows.length === 0 ? (
              <p className="muted">{t('loans.mine.empty')}</p>
            ) : (
              <table className="rows">
                <tbody>
                  {rows.map((row) => (
                    <tr key={row.id}>
                      <td>
                        <Go to={`/finance/my/loans/${row.id}`}>{row.purpose}</Go>
                        <small>
                          {row.contractNo} · {t('loans.matures', { date: row.maturityOn })}
                        </small>
                      </td>
                      <td className="num">
                        {formatFen(row.principalFen)}
                        <br />
                        <Light
                          state={row.state === 'overdue' ? 'overdue' : row.state === 'closed' ? 'met' : 'on_track'}
                          word={t(`contract.${row.state}`)}
                        />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )
          }
        </Await>
      </section>
    </FamilyPage>
  )
}

export default Loans
