import { useState } from 'react'
import { useParams, useSearchParams } from 'react-router'
import { useAsOf } from '../../platform/ui/as-of.ts'
import { Await } from '../../platform/ui/await.tsx'
import { Button } from '../../platform/ui/button.tsx'
import { figureText, formatFigure } from '../../platform/ui/format.ts'
import { lightStates } from '../../platform/ui/light.tsx'
import { useUi } from '../../platform/ui/messages/index.ts'
import { PageHead } from '../../platform/ui/page-head.tsx'
import { usePermission } from '../../platform/ui/session.ts'
import type { ReformReply } from '../api/reforms/schema.ts'
import { useLedger } from '../messages/index.ts'
import { useReform } from './data.ts'
import { EvidenceTable } from './evidence-table.tsx'
import { NoticeDialog } from './notice-dialog.tsx'
import { OfficialRow } from './official-row.tsx'
import { TargetRows } from './target-rows.tsx'
import { TargetTrend } from './target-trend.tsx'
import './reform.css'

const Live = ({
  reply,
  chosen,
  onChoose,
}: {
  reply: ReformReply
  chosen: string | null
  onChoose: (id: string) => void
}) => {
  const t = useLedger()
  const ui = useUi()
  const counted = reply.targets.filter((target) => target.counted)
  const also = reply.targets.filter((target) => !target.counted)
  const counts = lightStates
    .flatMap((state) => (reply.counts[state] > 0 ? [`${ui(`light.${state}`)} ${reply.counts[state]}`] : []))
    .join(t.lang === 'en' ? ', ' : '，')
  const target = reply.targets.find((one) => one.id === chosen)
  return (
    <section className="reform-live">
      <div className="section-head">
        <h2>{t('reform.targets')}</h2>
        <span className="hint">{t('reform.targets.hint', { total: counted.length, counts })}</span>
      </div>
      <TargetRows targets={counted} asOf={reply.asOf} chosen={chosen} onChoose={onChoose} />
      {also.length > 0 && (
        <details className="reform-also">
          <summary>
            {t('reform.also')} <span className="hint">{also.length}</span>
          </summary>
          <TargetRows targets={also} asOf={reply.asOf} chosen={chosen} onChoose={onChoose} />
        </details>
      )}
      {target && <TargetTrend key={target.id} row={target} />}
      <div className="section">
        <div className="section-head">
          <h2>{t('reform.evidence')}</h2>
          <span className="hint">{t('reform.evidence.hint', { total: reply.evidence.length })}</span>
        </div>
        <EvidenceTable rows={reply.evidence} />
      </div>
      {reply.projects.length > 0 && (
        <div className="section">
          <div className="section-head">
            <h2>{t('reform.projects')}</h2>
          </div>
          <table className="plain-table">
            <tbody>
              {reply.projects.map((project) => (
                <tr key={project.id}>
                  <td>{project.name}</td>
                  <td>
                    <progress max={1} value={project.progress} aria-label={project.name} />
                  </td>
                  <td className="num">{figureText(formatFigure(project.progress, 'fraction'))}</td>
                  <td className="muted">{t.maybe(`projects.state.${project.state}`, project.state)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

/** Which target the trend shows first: the next that needs an eye, else the headline. */
const firstChoice = (reply: ReformReply): string | null =>
  (
    reply.targets.find((target) => target.light === 'at_risk' && target.forecast !== null) ??
    reply.headline ??
    reply.targets[0]
  )?.id ?? null

/** The official row, word for word, beside the live figures (picture 02). */
const Reform = () => {
  const t = useLedger()
  const { no = '' } = useParams()
  const { asOf } = useAsOf()
  const [search, setSearch] = useSearchParams()
  const [noticing, setNoticing] = useState(false)
  const reform = useReform(no, asOf)
  const mayNotice = usePermission('ledger.notice.issue')
  const choose = (id: string): void =>
    setSearch(
      (present) => {
        const next = new URLSearchParams(present)
        next.set('target', id)
        return next
      },
      { replace: true, preventScrollReset: true },
    )
  return (
    <Await query={reform} lines={14}>
      {(reply) => {
        const chosen = search.get('target') ?? firstChoice(reply)
        return (
          <>
            <title>{`${reply.shortName} · ${t('reforms.title')}`}</title>
            <PageHead
              crumbs={[{ title: t('reforms.title'), to: '/ledger' }, { title: t('reform.no', { no: reply.no }) }]}
              title={reply.shortName}
              beside={<span className="tag">{reply.standing}</span>}
              actions={
                <>
                  <a className="button" href={`/api/ledger/bulletin/${reply.asOf.slice(0, 7)}.docx`} download>
                    {t('reform.export')}
                  </a>
                  {mayNotice && <Button onClick={() => setNoticing(true)}>{t('reform.notice')}</Button>}
                </>
              }
            />
            <div className="reform-grid">
              <OfficialRow reply={reply} chosen={chosen} onChoose={choose} />
              <Live reply={reply} chosen={chosen} onChoose={choose} />
            </div>
            {noticing && (
              <NoticeDialog reform={reply} targetId={search.get('target')} onClose={() => setNoticing(false)} />
            )}
          </>
        )
      }}
    </Await>
  )
}

export default Reform
