import { useState } from 'react'
import { useSend } from '../../../platform/ui/api/query.ts'
import { Button } from '../../../platform/ui/button.tsx'
import { fieldError, ProblemNote } from '../../../platform/ui/dialog.tsx'
import { Choice, TextField, Tick } from '../../../platform/ui/field.tsx'
import { formatFen, formatNumber } from '../../../platform/ui/format.ts'
import { ScrollBox } from '../../../platform/ui/scroll-box.tsx'
import { showWorking } from '../../../platform/ui/working-sheet.ts'
import type { ApplicationDesk } from '../../api/desk/schema.ts'
import { useBank } from '../../messages/bank/index.ts'
import { type FamilyGrade, familyGrades, type HonourLevel, honourLevels } from '../../model/family-facts.ts'
import { applicationPath, percent, useQuote, yuanToFen } from './data.ts'

/** 批准并报价: what the family will be offered is shown while it is being set; the server prices it by the day's tables. */
export const ApproveForm = ({ desk }: { desk: ApplicationDesk }) => {
  const t = useBank()
  const { application, score, line, exposure } = desk
  const most = Math.min(application.askedFen, line?.state === 'active' ? line.limitFen : application.askedFen)
  const [amount, setAmount] = useState(String(most / 100))
  const [months, setMonths] = useState(String(application.months))
  const [grade, setGrade] = useState<FamilyGrade | ''>(score?.grade ?? 'BBB')
  const [honour, setHonour] = useState<HonourLevel | ''>('')
  const [lowIncome, setLowIncome] = useState(false)
  const grantedFen = yuanToFen(amount)
  const term = Number(months)
  const complete =
    grantedFen !== null && grantedFen >= 100_000 && Number.isInteger(term) && term >= 1 && term <= 60 && grade !== ''
  const wanted = {
    grantedFen: grantedFen ?? 0,
    months: term,
    grade: grade === '' ? 'BBB' : grade,
    honour: honour === '' ? null : honour,
    lowIncome,
  }
  const { data: quote, error } = useQuote(complete ? application.id : null, wanted)
  const send = useSend({
    path: `${applicationPath(application.id)}/approve`,
    body: () => wanted,
    version: () => application.version,
    stale: ['/api/'],
  })
  const blocked = exposure.checks.filter(({ result }) => result === 'block').map(({ name }) => t(`limit.${name}`))
  return (
    <form
      className="dialog-form"
      onSubmit={(event) => {
        event.preventDefault()
        send.mutate(undefined)
      }}
    >
      <TextField
        label={t('quote.amount')}
        value={amount}
        onChange={setAmount}
        inputMode="decimal"
        required
        error={fieldError(send.error, '/grantedFen') ?? fieldError(error, '/query/grantedFen')}
      />
      <TextField label={t('quote.months')} value={months} onChange={setMonths} inputMode="numeric" required />
      <Choice
        label={t('quote.grade')}
        value={grade}
        onChange={setGrade}
        options={familyGrades.map((value) => ({ value, title: value }))}
      />
      <Choice
        label={t('quote.honour')}
        value={honour}
        onChange={setHonour}
        empty={t('quote.honour.none')}
        options={honourLevels.map((value) => ({ value, title: t(`honour.${value}`) }))}
      />
      <Tick checked={lowIncome} onChange={setLowIncome}>
        {t('quote.lowIncome')}
      </Tick>
      {quote && complete && (
        <div className="bank-quote" aria-live="polite">
          <b>{t('quote.rate', { rate: percent(quote.offer.value.annualRate) })}</b>
          <span>{t('desk.rateOf', { lpr: quote.offer.value.lpr, bp: quote.offer.value.spreadBp })}</span>
          {quote.installmentFen !== null && (
            <span>{t('quote.installment', { amount: formatFen(quote.installmentFen) })}</span>
          )}
          <span>{t('quote.interest', { amount: formatFen(quote.interestFen) })}</span>
          <span>{t('quote.annualised', { rate: percent(quote.annualised) })}</span>
          <p className="bank-actions">
            <Button kind="text" onClick={() => showWorking({ question: t('quote.question'), explained: quote.offer })}>
              {t('quote.working')}
            </Button>
          </p>
          <details>
            <summary>{t('quote.schedule')}</summary>
            <ScrollBox>
              <table className="plain-table">
                <thead>
                  <tr>
                    <th>{t('contract.planDue')}</th>
                    <th className="num">{t('contract.planPrincipal')}</th>
                    <th className="num">{t('contract.planInterest')}</th>
                    <th className="num">{t('contract.planTotal')}</th>
                  </tr>
                </thead>
                <tbody>
                  {quote.rows.map((row) => (
                    <tr key={row.due}>
                      <td className="nowrap">{row.due}</td>
                      <td className="num">{formatNumber(row.principalFen / 100, 2)}</td>
                      <td className="num">{formatNumber(row.interestFen / 100, 2)}</td>
                      <td className="num">{formatNumber(row.totalFen / 100, 2)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </ScrollBox>
          </details>
        </div>
      )}
      {blocked.length > 0 && (
        <p className="notice-bar notice-bar-bad">{t('desk.blocked', { names: blocked.join('、') })}</p>
      )}
      <ProblemNote problem={send.error} />
      <Button kind="primary" type="submit" busy={send.isPending} disabled={!complete || blocked.length > 0}>
        {t('act.approve')}
      </Button>
    </form>
  )
}
