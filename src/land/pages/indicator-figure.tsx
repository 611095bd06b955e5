import type { z } from 'zod'
import type { ValueReply } from '../../platform/indicators/api/schema.ts'
import { useGet } from '../../platform/ui/api/query.ts'
import { useAsOf } from '../../platform/ui/as-of.ts'
import { FigureText } from '../../platform/ui/figure.tsx'
import { showWorking } from '../../platform/ui/working-sheet.ts'
import { useLand } from '../messages/index.ts'

type Value = z.infer<typeof ValueReply>

/** One live figure of the module; a click opens its working. Nothing is shown until it is there. */
export const IndicatorFigure = ({ id, title }: { id: string; title?: string }) => {
  const t = useLand()
  const { asOf } = useAsOf()
  const { data } = useGet<Value>(`/api/platform/indicators/${id}`, { asOf }, { keepPrevious: true })
  const name = title ?? data?.title ?? ''
  return (
    <div className="land-figure">
      <span className="hint">{name}</span>
      {data === undefined ? (
        <b>–</b>
      ) : (
        <button
          type="button"
          className="land-figure-value"
          title={`${name} ${t('overview.working')}`}
          onClick={() =>
            showWorking({
              question: t('overview.question', { asOf: data.asOf, title: data.title }),
              explained: data,
            })
          }
        >
          <FigureText value={data.value.value} unit={data.value.unit} />
        </button>
      )}
      <span className="hint">
        {data === undefined ? '' : data.value.sufficient ? data.asOf : t('overview.noFigure')}
      </span>
    </div>
  )
}
