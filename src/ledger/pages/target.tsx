import { useState } from 'react'
import { useParams } from 'react-router'
import { useAsOf } from '../../platform/ui/as-of.ts'
import { Await } from '../../platform/ui/await.tsx'
import { Button } from '../../platform/ui/button.tsx'
import { FigureText } from '../../platform/ui/figure.tsx'
import { figureText, formatFen, formatFigure, formatNumber, shortDate } from '../../platform/ui/format.ts'
import { Light } from '../../platform/ui/light.tsx'
import { useUi } from '../../platform/ui/messages/index.ts'
import { PageHead } from '../../platform/ui/page-head.tsx'
import { usePermission } from '../../platform/ui/session.ts'
import type { TargetReply } from '../api/targets/schema.ts'
import { type LedgerWords, useLedger } from '../messages/index.ts'
import { Breakdowns } from './breakdowns.tsx'
import { useTarget } from './data.ts'
import { EvidenceDialog } from './evidence-dialog.tsx'
import { EvidenceTable } from './evidence-table.tsx'
import { ExtensionDialog } from './extension-dialog.tsx'
import { FigureRecords } from './figure-records.tsx'
import { ForecastSentence, TargetChart } from './target-trend.tsx'
import { openTargetWorking } from './target-working.tsx'
import { goalWords, verdictWords } from './target-words.ts'
import './reform.css'
import './target.css'

const firstMet = (target: TargetReply, t: LedgerWords): string => {
  const { metOn, daysEarly } = target.verdict
  if (target.light !== 'met' || metOn === null || daysEarly === null) return verdictWords(target, t)
  const date = shortDate(metOn, t.lang)
  return daysEarly >= 0 ? t('target.early', { date, days: daysEarly }) : t('target.lateMet', { date, days: -daysEarly })
}

const Key = ({ target }: { target: TargetReply }) => {
  const t = useLedger()
  return (
    <div className="target-key">
      {target.kind === 'figure' && <FigureText value={target.value} unit={target.unit} word={target.word} size="xl" />}
      <div className="target-state">
        <p>
          <Light state={target.light} size={15} /> <span className="muted">{firstMet(target, t)}</span>
        </p>
        <p className="hint">
          {target.unit === 'fen' && target.value !== null
            ? t('target.exact', { date: target.asOf, value: formatFen(target.value) })
            : t('target.asOf', { date: target.asOf })}
          {target.numerator !== null && target.denominator !== null && target.unit === 'fraction' && (
            <>
              {t.lang === 'en' ? ', ' : '，'}
              {formatNumber(target.numerator, 2, true)} ÷ {formatNumber(target.denominator, 2, true)}
            </>
          )}
        </p>
        {target.light === 'no_data' && target.reasons.length > 1 && (
          <ul className="hint">
            {target.reasons.slice(1).map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        )}
      </div>
      <dl>
        <div>
          <dt>{t('target.goal')}</dt>
          <dd>{goalWords(target, t)}</dd>
        </div>
        <div>
          <dt>{t('target.due')}</dt>
          <dd>
            {target.due}
            {target.extendedTo !== null && <small>{t('target.extended', { date: target.extendedTo })}</small>}
          </dd>
        </div>
        {target.completion !== null && (
          <div>
            <dt>{t('target.completion')}</dt>
            <dd>{figureText(formatFigure(target.completion, 'fraction'))}</dd>
          </div>
        )}
      </dl>
    </div>
  )
}

const TargetView = ({ target }: { target: TargetReply }) => {
  const t = useLedger()
  const ui = useUi()
  const [submitting, setSubmitting] = useState(false)
  const [extending, setExtending] = useState(false)
  const maySubmit = usePermission('ledger.evidence.submit')
  const mayExtend = usePermission('ledger.extension.ask')
  return (
    <>
      <title>{`${target.title} · ${t('target.crumb', { no: target.no })}`}</title>
      <PageHead
        crumbs={[
          { title: t('reforms.title'), to: '/ledger' },
          {
            title: `${t('reform.no', { no: target.reformNo })}　${target.reformName}`,
            to: `/ledger/reforms/${target.reformNo}?target=${target.id}`,
          },
          { title: t('target.crumb', { no: target.no }) },
        ]}
        title={<span lang="zh-CN">{target.text}</span>}
        actions={
          <>
            {mayExtend && target.light !== 'met' && (
              <Button onClick={() => setExtending(true)}>{t('extensions.ask')}</Button>
            )}
            {maySubmit && <Button onClick={() => setSubmitting(true)}>{t('target.submit')}</Button>}
            <Button kind="primary" onClick={() => openTargetWorking(target, t)}>
              {ui('working.how')}
            </Button>
          </>
        }
        ruled
      />
      <Key target={target} />
      {target.kind === 'figure' && (
        <section className="target-trend">
          <div className="section-head">
            <h2>{t('target.trend')}</h2>
            <span className="hint">
              {target.indicatorTitle ?? target.title}　{t('reform.trend.plain')}
            </span>
          </div>
          <TargetChart target={target} />
          <ForecastSentence target={target} asOf={target.asOf} />
        </section>
      )}
      {(target.kind === 'deliverable' || target.evidence.length > 0) && (
        <section className="section">
          <div className="section-head">
            <h2>{t('target.evidence')}</h2>
          </div>
          <EvidenceTable rows={target.evidence} />
        </section>
      )}
      <div className="target-parts">
        <Breakdowns target={target} />
        {target.indicatorId !== null && target.kind === 'figure' && (
          <FigureRecords key={target.id} indicator={target.indicatorId} scope={target.scope} asOf={target.asOf} />
        )}
      </div>
      {extending && <ExtensionDialog target={target} onClose={() => setExtending(false)} />}
      {submitting && <EvidenceDialog targetId={target.id} onClose={() => setSubmitting(false)} />}
    </>
  )
}

/** A target: figure, light, trend, what it is made of, the records behind it; the working opens beside (picture 03). */
const Target = () => {
  const { id = '' } = useParams()
  const { asOf } = useAsOf()
  const target = useTarget(id, asOf)
  return (
    <Await query={target} lines={14}>
      {(reply) => <TargetView target={reply} />}
    </Await>
  )
}

export default Target
