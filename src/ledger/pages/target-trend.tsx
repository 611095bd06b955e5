import { useAsOf } from '../../platform/ui/as-of.ts'
import { Await } from '../../platform/ui/await.tsx'
import { Button } from '../../platform/ui/button.tsx'
import { TrendChart } from '../../platform/ui/chart/trend-chart.tsx'
import '../../platform/ui/chart/chart.css'
import { figureText, formatFigure } from '../../platform/ui/format.ts'
import { useUi } from '../../platform/ui/messages/index.ts'
import type { TargetReply, TargetRow } from '../api/targets/schema.ts'
import { type LedgerWords, useLedger } from '../messages/index.ts'
import { useTarget } from './data.ts'
import { openTargetWorking } from './target-working.tsx'
import { dateWords, valueWords } from './target-words.ts'

const probabilityWords = (share: number, t: LedgerWords): string =>
  share < 0.01
    ? t('reform.probability.low')
    : share > 0.99
      ? t('reform.probability.high')
      : t('reform.probability', { value: figureText(formatFigure(share, 'fraction', { decimals: 0 })) })

/** One plain sentence: where it will be, how likely, and what is needed. */
export const ForecastSentence = ({ target, asOf }: { target: TargetRow; asOf: string }) => {
  const t = useLedger()
  const { forecast, verdict } = target
  if (!forecast || target.light === 'met') return null
  return (
    <p className="forecast-sentence">
      {t('reform.say', {
        date: dateWords(target.due, asOf, t),
        value: valueWords(forecast.pointAtDue, target, t),
        share: probabilityWords(forecast.probabilityMet, t),
      })}
      {verdict.neededPerMonth !== null && verdict.recentPerMonth !== null && verdict.neededPerMonth > 0 && (
        <>
          {t('reform.sayNeeded', {
            needed: valueWords(verdict.neededPerMonth, target, t),
            recent: valueWords(verdict.recentPerMonth, target, t),
          })}
        </>
      )}
    </p>
  )
}

/** The chart of a target: its own threshold and those of its siblings, forecast only while it is not met. */
export const TargetChart = ({ target, height }: { target: TargetReply; height?: number }) => {
  const own = target.threshold === null ? [] : [{ due: target.due, threshold: target.threshold }]
  const others = target.siblings.flatMap((sibling) =>
    sibling.threshold === null || sibling.id === target.id ? [] : [{ due: sibling.due, threshold: sibling.threshold }],
  )
  return (
    <TrendChart
      points={target.trend}
      unit={target.unit}
      word={target.word}
      targets={[...own, ...others].sort((a, b) => a.due.localeCompare(b.due))}
      forecast={
        target.forecast && target.light !== 'met' && target.due > target.asOf
          ? {
              due: target.due,
              point: target.forecast.pointAtDue,
              low: target.forecast.low80,
              high: target.forecast.high80,
            }
          : null
      }
      better={target.better}
      met={target.light === 'met'}
      {...(height === undefined ? {} : { height })}
    />
  )
}

/** The chosen target of a reform: trend, forecast, the sentence, the working. */
export const TargetTrend = ({ row }: { row: TargetRow }) => {
  const t = useLedger()
  const ui = useUi()
  const { asOf } = useAsOf()
  const target = useTarget(row.id, asOf)
  return (
    <div className="section">
      <div className="section-head">
        <h2>{t('reform.trend', { no: row.no, title: row.title })}</h2>
        <span className="hint">
          {row.forecast && row.light !== 'met'
            ? t('reform.trend.hint', {
                low: valueWords(row.forecast.low80, row, t),
                high: valueWords(row.forecast.high80, row, t),
              })
            : t('reform.trend.plain')}
        </span>
        <span className="grow" />
        {target.data && (
          <Button kind="text" onClick={() => openTargetWorking(target.data, t)}>
            {ui('working.how')}
          </Button>
        )}
      </div>
      <Await query={target} lines={5}>
        {(reply) => (
          <>
            <TargetChart target={reply} height={212} />
            <ForecastSentence target={reply} asOf={reply.asOf} />
          </>
        )}
      </Await>
    </div>
  )
}
