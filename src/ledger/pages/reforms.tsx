import { useAsOf } from '../../platform/ui/as-of.ts'
import { Await, Empty } from '../../platform/ui/await.tsx'
import { FigureText } from '../../platform/ui/figure.tsx'
import { Sparkline } from '../../platform/ui/chart/sparkline.tsx'
import '../../platform/ui/chart/chart.css'
import { Light, LightShape, lightStates } from '../../platform/ui/light.tsx'
import { Go } from '../../platform/ui/link.tsx'
import { useUi } from '../../platform/ui/messages/index.ts'
import { PageHead } from '../../platform/ui/page-head.tsx'
import type { ReformRow } from '../api/reforms/schema.ts'
import type { LightCounts } from '../api/targets/schema.ts'
import { useLedger } from '../messages/index.ts'
import { useReforms } from './data.ts'
import { dateWords, goalWords, verdictWords } from './target-words.ts'
import './reforms.css'

/** How many targets stand where; states without any are left out. */
export const CountMarks = ({ counts }: { counts: LightCounts }) => {
  const t = useUi()
  return (
    <span className="count-marks">
      {lightStates
        .filter((state) => counts[state] > 0)
        .map((state) => (
          <span key={state} title={t(`light.${state}`)}>
            <LightShape state={state} size={13} />
            <span className="visually-hidden">{t(`light.${state}`)}</span>
            {counts[state]}
          </span>
        ))}
    </span>
  )
}

const Row = ({ reform, asOf }: { reform: ReformRow; asOf: string }) => {
  const t = useLedger()
  const target = reform.headline
  return (
    <li className="reform-row">
      <i>{reform.no}</i>
      <div className="reform-name">
        <b>
          <Go to={`/ledger/reforms/${reform.no}`}>{reform.name}</Go>
        </b>
        <span className="hint">
          <span className="tag">{reform.standing}</span> {t('reforms.lead.dept', { name: reform.lead })}
        </span>
      </div>
      <CountMarks counts={reform.counts} />
      {target ? (
        <>
          <div className="reform-target">
            <span>{target.title}</span>
            <span className="hint">
              {t('goal.is', { goal: goalWords(target, t) })}　{t('due.on', { date: dateWords(target.due, asOf, t) })}
            </span>
          </div>
          <Sparkline
            points={reform.trend}
            threshold={target.threshold}
            state={target.light}
            step={target.unit === 'count'}
          />
          <span className="reform-value">
            <FigureText value={target.value} unit={target.unit} word={target.word} size="s" />
          </span>
          <div className="reform-light">
            <Light state={target.light} />
            <span className="hint">{verdictWords(target, t)}</span>
          </div>
        </>
      ) : (
        <span className="hint">{t('reform.noTargets')}</span>
      )}
    </li>
  )
}

/** 十大改革: one row each, with its present target. */
const Reforms = () => {
  const t = useLedger()
  const { asOf } = useAsOf()
  const reforms = useReforms(asOf)
  return (
    <Await query={reforms} lines={12}>
      {(reply) => (
        <>
          <PageHead
            crumbs={[{ title: t('reforms.title') }]}
            title={reply.title || t('reforms.title')}
            beside={
              <span className="muted">
                {t('reforms.lead', { year: reply.year, total: reply.total, met: reply.counts.met })}
              </span>
            }
            ruled
          />
          {reply.reforms.length === 0 ? (
            <Empty title={t('empty.table')}>{t('empty.table.text')}</Empty>
          ) : (
            <ol className="reform-rows">
              {reply.reforms.map((reform) => (
                <Row key={reform.no} reform={reform} asOf={reply.asOf} />
              ))}
            </ol>
          )}
        </>
      )}
    </Await>
  )
}

export default Reforms
