import { FigureCard } from '../../../platform/ui/figure-card.tsx'
import { figureText, formatFigure } from '../../../platform/ui/format.ts'
import type { ReformRow } from '../../api/reforms/schema.ts'
import { useLedger } from '../../messages/index.ts'
import { dateWords, goalWords, valueWords, verdictWords } from '../target-words.ts'

/** A reform on the wall: its target due next. */
export const ReformCard = ({ reform, asOf }: { reform: ReformRow; asOf: string }) => {
  const t = useLedger()
  const { headline: target, following } = reform
  if (!target) {
    return (
      <FigureCard
        no={reform.no}
        name={reform.shortName}
        to={`/ledger/reforms/${reform.no}`}
        light="no_data"
        value={null}
        unit=""
        points={[]}
        threshold={null}
        indicator={t('reform.noTargets')}
        verdict=""
        target=""
        due=""
      />
    )
  }
  const of =
    target.denominator !== null && target.unit === 'count'
      ? t('card.of', {
          count: figureText(formatFigure(target.denominator, 'count', { word: target.word, lang: t.lang })),
        })
      : undefined
  return (
    <FigureCard
      no={reform.no}
      name={reform.shortName}
      to={`/ledger/targets/${target.id}`}
      light={target.light}
      value={target.value}
      unit={target.unit}
      word={target.word}
      of={of}
      points={reform.trend}
      threshold={target.threshold}
      indicator={target.title}
      verdict={verdictWords(target, t)}
      target={t('goal.is', { goal: goalWords(target, t) })}
      due={t('due.on', { date: dateWords(target.due, asOf, t) })}
      next={
        following === null
          ? null
          : {
              text: t('card.next', {
                goal:
                  following.threshold === null
                    ? goalWords(following, t)
                    : valueWords(following.threshold, following, t, true),
              }),
              light: following.light,
            }
      }
    />
  )
}
