import { useState } from 'react'
import { useSend } from '../../../platform/ui/api/query.ts'
import { Await, Empty } from '../../../platform/ui/await.tsx'
import { Button } from '../../../platform/ui/button.tsx'
import { ProblemNote } from '../../../platform/ui/dialog.tsx'
import { Choice, TextArea } from '../../../platform/ui/field.tsx'
import { Light } from '../../../platform/ui/light.tsx'
import { Go } from '../../../platform/ui/link.tsx'
import type { DisputeRow } from '../../api/disputes/schema.ts'
import type { NegativeRow } from '../../api/negatives/schema.ts'
import { useFinance } from '../../messages/index.ts'
import { finance, useAssessments, useAssets, useDisputes, useHonours, useNegatives } from '../data.ts'
import { FamilyPage } from './tabs.tsx'

const lights: Readonly<Record<DisputeRow['state'], Parameters<typeof Light>[0]['state']>> = {
  raised: 'at_risk',
  marked: 'on_track',
  corrected: 'met',
  kept: 'no_data',
  withdrawn: 'no_data',
}

const Raise = () => {
  const t = useFinance()
  const assets = useAssets()
  const honours = useHonours()
  const negatives = useNegatives()
  const assessments = useAssessments()
  const [about, setAbout] = useState('')
  const [statement, setStatement] = useState('')
  const raise = useSend({
    path: `${finance}/disputes`,
    body: () => {
      const [subject, subjectId] = about.split(' ')
      return { subject, subjectId, statement }
    },
    stale: ['/api/finance/'],
  })
  const options = [
    ...(assets.data?.rows ?? [])
      .filter((row) => row.valuation !== null && row.endedOn === null)
      .map((row) => ({ value: `asset ${row.id}`, title: t('disputes.asset', { title: row.title }) })),
    ...(negatives.data?.rows ?? []).map((row) => ({ value: `negative ${row.id}`, title: row.title })),
    ...(honours.data?.rows ?? [])
      .filter((row) => row.state === 'confirmed')
      .map((row) => ({ value: `honour ${row.id}`, title: row.title })),
    ...(assessments.data?.rows ?? [])
      .filter(({ live }) => live)
      .map((row) => ({
        value: `assessment ${row.id}`,
        title: t('disputes.assessment', { bank: row.bank, date: row.asOf }),
      })),
  ]
  return (
    <form
      className="form-grid"
      onSubmit={(event) => {
        event.preventDefault()
        raise.mutate(undefined, {
          onSuccess: () => {
            setAbout('')
            setStatement('')
          },
        })
      }}
    >
      <Choice label={t('disputes.about')} value={about} onChange={setAbout} options={options} empty="–" required />
      <TextArea label={t('disputes.statement')} value={statement} onChange={setStatement} required />
      <ProblemNote problem={raise.error} />
      <p className="two-actions">
        <Button kind="primary" type="submit" busy={raise.isPending} disabled={about === ''}>
          {t('disputes.raise')}
        </Button>
      </p>
    </form>
  )
}

const Negative = ({ row }: { row: NegativeRow }) => {
  const t = useFinance()
  return (
    <tr>
      <td>
        {row.title}
        <small>
          {row.supplier} · {row.documentNo} · {row.decidedOn}
        </small>
        {row.statement !== null && <small>{t('disputes.said', { statement: row.statement })}</small>}
      </td>
      <td className="num">
        {row.suppliedOn === null ? (
          <Light state="at_risk" word={t('negative.told', { date: row.toldOn })} />
        ) : row.purgeOn === null ? (
          <Light state="overdue" word={t('negative.active')} />
        ) : (
          <Light state="no_data" word={t('negative.purge', { date: row.purgeOn })} />
        )}
      </td>
    </tr>
  )
}

/** 异议: what is said to be wrong, who verifies it, until when, and what came of it. */
const Disputes = () => {
  const t = useFinance()
  const disputes = useDisputes()
  const negatives = useNegatives()
  return (
    <FamilyPage title={t('my.disputes')}>
      <section>
        <p className="muted">{t('disputes.lead')}</p>
        <Raise />
      </section>
      <section>
        <h2>{t('disputes.mine')}</h2>
        <Await query={disputes} lines={3}>
          {({ rows }) =>
            rows.length === 0 ? (
              <Empty title={t('disputes.empty')} />
            ) : (
              <table className="rows">
                <tbody>
                  {rows.map((row) => (
                    <tr key={row.id}>
                      <td>
                        <Go to={`/desk/cases/${row.caseId}`}>{row.subjectTitle}</Go>
                        <small>
                          {row.handler} · {row.statement}
                        </small>
                        {row.finding !== null && <small>{t('disputes.finding', { finding: row.finding })}</small>}
                      </td>
                      <td className="num">
                        <Light state={lights[row.state]} word={t(`dispute.${row.state}`)} />
                        {row.dueOn !== null && <small>{t('disputes.due', { date: row.dueOn })}</small>}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )
          }
        </Await>
      </section>
      <section>
        <h2>{t('negative.title')}</h2>
        <Await query={negatives} lines={2}>
          {({ rows }) =>
            rows.length === 0 ? (
              <p className="muted">{t('sheet.negatives.none')}</p>
            ) : (
              <table className="rows">
                <tbody>
                  {rows.map((row) => (
                    <Negative key={row.id} row={row} />
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

export default Disputes
