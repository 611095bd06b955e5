import { useState } from 'react'
import { useParams } from 'react-router'
import { Await } from '../../platform/ui/await.tsx'
import { Button, Segmented } from '../../platform/ui/button.tsx'
import { TextArea, Tick } from '../../platform/ui/field.tsx'
import { formatNumber } from '../../platform/ui/format.ts'
import { Go } from '../../platform/ui/link.tsx'
import { PageHead } from '../../platform/ui/page-head.tsx'
import { ScrollBox } from '../../platform/ui/scroll-box.tsx'
import { usePermission, useSession } from '../../platform/ui/session.ts'
import { useLand } from '../messages/index.ts'
import { ActDialog } from './act-dialog.tsx'
import { type Evaluation, useEvaluation } from './data.ts'
import { ScoreDistribution } from './score-distribution.tsx'
import './land.css'

type Objection = Evaluation['objections'][number]
type Group = Evaluation['results'][number]['group']

const Objections = ({ evaluation }: { evaluation: Evaluation }) => {
  const t = useLand()
  const [open, setOpen] = useState<Objection | null>(null)
  const [answer, setAnswer] = useState('')
  const [upheld, setUpheld] = useState(false)
  const mayAnswer = usePermission('land.evaluation.manage')
  if (evaluation.objections.length === 0) return <p className="hint">{t('objections.none')}</p>
  return (
    <>
      <table className="plain-table">
        <tbody>
          {evaluation.objections.map((row) => (
            <tr key={row.id}>
              <td>
                <Go to={`/land/firms/${row.organisationId}`}>{row.name}</Go>
                <p>{row.text}</p>
              </td>
              <td className="nowrap">{row.filedOn}</td>
              <td>
                {row.answer === null ? (
                  <>
                    {t('objections.due', { day: row.answerDue })}{' '}
                    {mayAnswer && (
                      <Button kind="text" onClick={() => setOpen(row)}>
                        {t('objections.answer')}
                      </Button>
                    )}
                  </>
                ) : (
                  <>
                    {t(row.upheld === true ? 'objections.upheld' : 'objections.rejected')}　{row.answer}
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {open !== null && (
        <ActDialog
          title={t('objections.answer')}
          path={`/api/land/evaluations/${evaluation.id}/objections/${open.id}/answer`}
          body={() => ({ answer, upheld })}
          onClose={() => setOpen(null)}
        >
          <p>{open.text}</p>
          <TextArea label={t('objections.answer.text')} value={answer} onChange={setAnswer} required />
          <Tick checked={upheld} onChange={setUpheld}>
            {t('objections.upheld.tick')}
          </Tick>
        </ActDialog>
      )}
    </>
  )
}

const Results = ({ evaluation, group }: { evaluation: Evaluation; group: Group }) => {
  const t = useLand()
  const rows = evaluation.results.filter((row) => row.group === group)
  const missing = rows.filter(({ imputed }) => imputed.length > 0)
  if (rows.length === 0) return <p className="hint">{t('evaluation.none')}</p>
  return (
    <>
      <ScoreDistribution rows={rows} />
      {missing.length > 0 && <p className="hint">{t('evaluation.imputed', { count: missing.length })}</p>}
      <ScrollBox>
        <table className="plain-table">
          <thead>
            <tr>
              <th className="num">{t('evaluation.rank')}</th>
              <th>{t('column.firm')}</th>
              <th>{t('evaluation.class')}</th>
              <th className="num">{t('evaluation.total')}</th>
              <th className="num">{t('item.taxPerMu')}</th>
              <th>{t('evaluation.missing')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, 100).map((row) => (
              <tr key={row.organisationId}>
                <td className="num">{row.rank ?? '–'}</td>
                <td>
                  <Go to={`/land/firms/${row.organisationId}`}>{row.name}</Go>
                </td>
                <td>
                  <b>{row.class}</b>
                  {row.notClassed !== null && <span className="hint"> {t(`firm.notClassed.${row.notClassed}`)}</span>}
                </td>
                <td className="num">{formatNumber(row.total, 2)}</td>
                <td className="num">{formatNumber(row.values.taxPerMu, 2)}</td>
                <td className="hint">{row.imputed.map((item) => t.maybe(`item.${item}`, item)).join('、')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      {rows.length > 100 && <p className="hint">{t('evaluation.more', { count: rows.length - 100 })}</p>}
    </>
  )
}

const Opened = ({ evaluation }: { evaluation: Evaluation }) => {
  const t = useLand()
  const session = useSession().data
  const [group, setGroup] = useState<Group>('above')
  const [objecting, setObjecting] = useState(false)
  const [text, setText] = useState('')
  const mayObject = usePermission('land.evaluation.object')
  const own = evaluation.results.some(({ organisationId }) => organisationId === session?.account?.organisationId)
  return (
    <article className="land-record">
      <title>{t('evaluations.year', { year: evaluation.year, no: evaluation.no })}</title>
      <PageHead
        crumbs={[
          { title: t('land.title'), to: '/land' },
          { title: t('evaluations.title'), to: '/land/evaluations' },
          { title: String(evaluation.year) },
        ]}
        title={t('evaluations.year', { year: evaluation.year, no: evaluation.no })}
        beside={<span className="tag">{t(`evaluation.state.${evaluation.state}`)}</span>}
        actions={
          <>
            {mayObject && own && evaluation.state === 'publicity' && (
              <Button kind="primary" onClick={() => setObjecting(true)}>
                {t('objections.file')}
              </Button>
            )}
            <Go className="button" to={`/desk/cases/${evaluation.caseId}`}>
              {t('evaluation.case')}
            </Go>
          </>
        }
        ruled
      />
      <p className="muted">
        {evaluation.publicityFrom !== null &&
          t('evaluation.publicity', { from: evaluation.publicityFrom, to: evaluation.publicityTo ?? '' })}
      </p>
      <section className="section">
        <Segmented
          label={t('evaluation.group')}
          value={group}
          options={(['above', 'below'] as const).map((value) => ({ value, title: t(`group.${value}`) }))}
          onChange={setGroup}
        />
        <Results evaluation={evaluation} group={group} />
      </section>
      <section className="section">
        <h2>{t('objections.title')}</h2>
        <Objections evaluation={evaluation} />
      </section>
      {objecting && (
        <ActDialog
          title={t('objections.file')}
          path={`/api/land/evaluations/${evaluation.id}/objections`}
          body={() => ({ text })}
          onClose={() => setObjecting(false)}
        >
          <TextArea label={t('objections.text')} value={text} onChange={setText} required />
        </ActDialog>
      )}
    </article>
  )
}

/** 一次评价: distribution with the lines between classes, results, objections. */
const EvaluationPage = () => {
  const { id = '' } = useParams()
  return (
    <Await query={useEvaluation(id)} lines={12}>
      {(evaluation) => <Opened evaluation={evaluation} />}
    </Await>
  )
}

export default EvaluationPage
