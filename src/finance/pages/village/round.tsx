import { useState } from 'react'
import { useParams } from 'react-router'
import { useGet, useSend } from '../../../platform/ui/api/query.ts'
import { Await, Empty } from '../../../platform/ui/await.tsx'
import { Button } from '../../../platform/ui/button.tsx'
import { fieldError, ProblemNote } from '../../../platform/ui/dialog.tsx'
import { Choice, TextField, Tick } from '../../../platform/ui/field.tsx'
import { formatFen } from '../../../platform/ui/format.ts'
import { Light } from '../../../platform/ui/light.tsx'
import { Go } from '../../../platform/ui/link.tsx'
import { PageHead } from '../../../platform/ui/page-head.tsx'
import type { z } from 'zod'
import type { FamilyList } from '../../api/households/schema.ts'
import type { Round } from '../../api/reviews/schema.ts'
import { useFinance } from '../../messages/index.ts'
import { finance, useResidents, useRound } from '../data.ts'
import '../finance.css'

const least = 3

/** One reviewer's paper on one family; when it is handed in the form forgets it. */
const BallotForm = ({ round }: { round: Round }) => {
  const t = useFinance()
  const [household, setHousehold] = useState('')
  const [reviewer, setReviewer] = useState('')
  const [recused, setRecused] = useState(false)
  const [points, setPoints] = useState('')
  const [yuan, setYuan] = useState('')
  const [find, setFind] = useState('')
  const families = useGet<z.infer<typeof FamilyList>>(
    `${finance}/households`,
    { limit: 200, q: find },
    { keepPrevious: true },
  )
  const residents = useResidents('')
  const cast = useSend({
    path: `${finance}/reviews/${round.id}/ballots`,
    body: () => ({
      householdId: household,
      reviewerId: reviewer,
      recused,
      points: recused ? null : Number(points),
      suggestedFen: recused || yuan === '' ? null : Math.round(Number(yuan) * 100),
    }),
    stale: ['/api/finance/reviews'],
  })
  return (
    <form
      className="form-grid"
      onSubmit={(event) => {
        event.preventDefault()
        cast.mutate(undefined, {
          onSuccess: () => {
            setReviewer('')
            setPoints('')
            setYuan('')
            setRecused(false)
          },
        })
      }}
    >
      <div className="form-row">
        <TextField label={t('round.find')} type="search" value={find} onChange={setFind} />
        <Choice
          label={t('round.family')}
          value={household}
          onChange={setHousehold}
          empty="–"
          required
          options={(families.data?.rows ?? []).map((row) => ({
            value: row.id,
            title: `${row.head}　${row.number ?? ''}`,
          }))}
        />
        <Choice
          label={t('round.reviewer')}
          value={reviewer}
          onChange={setReviewer}
          empty="–"
          required
          error={fieldError(cast.error, '/reviewerId')}
          options={(residents.data?.rows ?? []).map((row) => ({ value: row.personId, title: row.name }))}
        />
      </div>
      <Tick checked={recused} onChange={setRecused}>
        {t('round.recuse')}
      </Tick>
      {!recused && (
        <div className="form-row">
          <TextField
            label={t('round.points')}
            value={points}
            onChange={setPoints}
            inputMode="numeric"
            error={fieldError(cast.error, '/points')}
            required
          />
          <TextField label={t('round.suggested')} value={yuan} onChange={setYuan} inputMode="decimal" />
        </div>
      )}
      <ProblemNote problem={cast.error} />
      <p>
        <Button kind="primary" type="submit" busy={cast.isPending}>
          {t('round.cast')}
        </Button>
      </p>
    </form>
  )
}

/** 一轮公议: blind while it is open. */
const RoundPage = () => {
  const t = useFinance()
  const { id = '' } = useParams()
  return (
    <Await query={useRound(id)}>
      {(round) => (
        <>
          <PageHead
            crumbs={[
              { title: t('module.title'), to: '/finance' },
              { title: t('village.title'), to: '/finance/village' },
              { title: round.title },
            ]}
            title={round.title}
            beside={
              <Light
                state={round.state === 'closed' ? 'met' : round.state === 'open' ? 'on_track' : 'no_data'}
                word={t(`round.${round.state}`)}
              />
            }
            actions={
              round.caseId !== null && (
                <Go className="button" to={`/desk/cases/${round.caseId}`}>
                  {t('round.case')}
                </Go>
              )
            }
            ruled
          />
          <div className="family">
            {round.state === 'open' && (
              <section>
                <p className="muted">{t('round.blind', { least })}</p>
                <BallotForm round={round} />
              </section>
            )}
            <section>
              <h2>{t('round.families')}</h2>
              {round.familyRows.length === 0 ? (
                <Empty title={t('round.empty')} />
              ) : (
                <table className="rows">
                  <thead>
                    <tr>
                      <th>{t('column.family')}</th>
                      <th className="num">{t('round.reviewers')}</th>
                      <th className="num">{t('round.recused')}</th>
                      {round.state === 'closed' && (
                        <>
                          <th className="num">{t('round.mean')}</th>
                          <th className="num">{t('round.suggested')}</th>
                        </>
                      )}
                    </tr>
                  </thead>
                  <tbody>
                    {round.familyRows.map((row) => (
                      <tr key={row.householdId}>
                        <td>{row.head}</td>
                        <td className="num">
                          {row.reviewers}
                          {row.reviewers < least && <small>{t('round.short', { count: least - row.reviewers })}</small>}
                        </td>
                        <td className="num">{row.recused}</td>
                        {round.state === 'closed' && (
                          <>
                            <td className="num">{row.mean ?? '–'}</td>
                            <td className="num">{formatFen(row.suggestedFen)}</td>
                          </>
                        )}
                      </tr>
                    ))}
                  </tbody>
                </table>
              )}
            </section>
          </div>
        </>
      )}
    </Await>
  )
}

export default RoundPage
