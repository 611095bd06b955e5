import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type ApiProblem, send } from '../../../platform/ui/api/client.ts'
import { Await, Empty } from '../../../platform/ui/await.tsx'
import { Button } from '../../../platform/ui/button.tsx'
import { ProblemNote } from '../../../platform/ui/dialog.tsx'
import { FigureText } from '../../../platform/ui/figure.tsx'
import { figureText, formatFigure, longDate } from '../../../platform/ui/format.ts'
import { Go } from '../../../platform/ui/link.tsx'
import { showWorking, type WorkingSheet } from '../../../platform/ui/working-sheet.ts'
import type { Assessment } from '../../api/assessments/schema.ts'
import { useFinance } from '../../messages/index.ts'
import { finance, useAssessments } from '../data.ts'
import { FamilyPage } from './tabs.tsx'

type Score = NonNullable<Assessment['score']>
type Items = Readonly<Record<string, unknown>>

/** What a family can move within a year or so, each with its bounds and the item that it moves. */
const movable = [
  { key: 'netCountedFen', least: 0, most: 80_000_000, step: 1_000_000, unit: 'fen' },
  { key: 'leverage', least: 0, most: 1, step: 0.01, unit: 'fraction' },
  { key: 'liquidityMonths', least: 0, most: 24, step: 1, unit: 'months' },
  { key: 'loansRepaid', least: 0, most: 6, step: 1, unit: 'count' },
  { key: 'guaranteesToIncome', least: 0, most: 2, step: 0.05, unit: 'ratio' },
  { key: 'villageReviewMean', least: 0, most: 100, step: 1, unit: 'points' },
] as const
type Movable = (typeof movable)[number]

type Answer = { readonly total: number; readonly grade: string }
type Limit = { readonly limitFen: number }

/** The published calculators again, with what the sliders say: no estimate of ours. */
const whatIf = async (said: Items, assessment: Assessment, signal: AbortSignal) => {
  const ask = async <Value,>(name: string, body: unknown): Promise<Value> =>
    (await send<{ value: Value }>(`${finance}/calculators/${name}`, { method: 'POST', body, signal })).value
  const input = assessment.score?.input
  const score = await ask<Answer>('family-score', {
    items: said,
    deductions: input?.deductions ?? [],
    veto: input?.veto ?? [],
  })
  const facts = assessment.limit?.input
  if (facts == null) return { score, limitFen: null }
  const netCountedFen = Math.max(0, Number(said['netCountedFen']))
  const limit = await ask<Limit>('pre-limit', { ...facts, grade: score.grade, netCountedFen })
  return { score, limitFen: limit.limitFen }
}

/** The last answer stays while one drags on. */
const useWhatIf = (items: Items, assessment: Assessment, changed: boolean) =>
  useQuery<Awaited<ReturnType<typeof whatIf>>, ApiProblem>({
    queryKey: ['what-if', assessment.id, items],
    enabled: changed,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => whatIf(items, assessment, signal),
  })

const Slider = ({ item, value, onChange }: { item: Movable; value: number; onChange: (value: number) => void }) => {
  const t = useFinance()
  const shown =
    item.unit === 'fen' || item.unit === 'fraction'
      ? figureText(formatFigure(value, item.unit, { lang: t.lang }))
      : `${Number(value.toFixed(2))}${item.unit === 'months' ? t('unit.months') : item.unit === 'points' ? t('unit.points') : ''}`
  return (
    <label className="raise-item">
      <span>{t(`item.${item.key}`)}</span>
      <b>{shown}</b>
      <input
        type="range"
        min={item.least}
        max={item.most}
        step={item.step}
        value={value}
        onChange={(event) => onChange(Number(event.target.value))}
      />
    </label>
  )
}

const Raise = ({ assessment, score }: { assessment: Assessment; score: Score }) => {
  const t = useFinance()
  const stored = score.input?.items ?? {}
  const [moved, setMoved] = useState<Items>({})
  const changed = Object.keys(moved).length > 0
  const { data: answer, error: problem } = useWhatIf({ ...stored, ...moved }, assessment, changed)
  const usable = movable.filter(({ key }) => typeof stored[key] === 'number')
  return (
    <section>
      <div className="section-head">
        <h2>{t('score.raise')}</h2>
        <span className="hint">{t('score.raise.hint')}</span>
      </div>
      <div className="raise">
        {usable.map((item) => (
          <Slider
            key={item.key}
            item={item}
            value={Number(moved[item.key] ?? stored[item.key])}
            onChange={(value) => setMoved({ ...moved, [item.key]: value })}
          />
        ))}
      </div>
      <ProblemNote problem={problem} />
      {changed && answer !== undefined && (
        <output className="raise-answer facts">
          <span>
            {t('sheet.score')}
            <br />
            <FigureText value={answer.score.total} unit="count" size="s" />
            <span className="hint">
              {t('score.change', {
                grade: answer.score.grade,
                change: `${answer.score.total >= score.total ? '+' : '−'}${Math.abs(answer.score.total - score.total)}`,
              })}
            </span>
          </span>
          <span>
            {t('sheet.limit')}
            <br />
            <FigureText value={answer.limitFen} unit="fen" size="s" />
          </span>
          <span>
            <Button onClick={() => setMoved({})}>{t('score.reset')}</Button>
          </span>
        </output>
      )}
    </section>
  )
}

const ScoreView = ({ assessment, score }: { assessment: Assessment; score: Score }) => {
  const t = useFinance()
  const open = async (): Promise<void> =>
    showWorking({
      question: t('score.question'),
      explained: await send<WorkingSheet['explained']>(`${finance}/assessments/${assessment.id}/working/score`),
    })
  return (
    <>
      <section>
        <p>
          {t('sheet.score')}{' '}
          <span className="hint">
            {t('sheet.by', { date: longDate(assessment.asOf, t.lang), bank: assessment.bank })}
          </span>
        </p>
        <p className="net-figure">
          {score.total}
          <small>{t('sheet.grade', { grade: score.grade })}</small>
        </p>
        {score.input !== null && (
          <Button kind="text" onClick={() => void open()}>
            {t('score.working')}
          </Button>
        )}
      </section>
      {score.reasons.length > 0 && (
        <section>
          <h2>{t('score.reasons')}</h2>
          <table className="rows">
            <tbody>
              {score.reasons.map((reason) => {
                const better = score.counterfactuals.find(({ id }) => id === reason.id)
                return (
                  <tr key={reason.id}>
                    <td>
                      {t(`item.${reason.id}`)}
                      <small>
                        {better === undefined
                          ? t('score.fixed')
                          : t('score.better', {
                              to: better.to,
                              gain: better.gain,
                              total: better.total,
                              grade: better.grade,
                            })}
                      </small>
                      <svg className="points" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
                        <rect width="100" height="4" fill="var(--line)" />
                        <rect width={(100 * reason.points) / Math.max(1, reason.max)} height="4" fill="var(--teal)" />
                      </svg>
                    </td>
                    <td className="num">{t('score.of', { points: reason.points, max: reason.max })}</td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        </section>
      )}
      {score.input !== null && <Raise assessment={assessment} score={score} />}
      <p className="hint">{t('score.never')}</p>
    </>
  )
}

/** 家庭信用分: the points, why, and what would raise them. */
const ScorePage = () => {
  const t = useFinance()
  return (
    <FamilyPage title={t('my.score')}>
      <Await query={useAssessments()}>
        {({ rows }) => {
          const assessment = rows.find(({ live }) => live)
          return assessment === undefined || assessment.score === null ? (
            <Empty title={t('score.empty')}>
              {t('sheet.empty.text')} <Go to="/finance/my/consents">{t('my.consents')}</Go>
            </Empty>
          ) : (
            <ScoreView assessment={assessment} score={assessment.score} />
          )
        }}
      </Await>
    </FamilyPage>
  )
}

export default ScorePage
