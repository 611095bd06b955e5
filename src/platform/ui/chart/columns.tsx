import { figureText, formatFigure, formatNumber } from '../format.ts'
import { useLang } from '../i18n/lang.ts'
import { useWidth } from '../use-width.ts'
import { displayScale, roundTicks } from './scale.ts'
import './chart.css'
import './columns.css'

export type Column = {
  readonly key: string
  readonly title: string
  readonly value: number
  readonly tone?: 'plain' | 'short' | 'good'
}

const room = { top: 22, right: 8, bottom: 26, left: 48 }

/** Amounts in an order that means something: months, score bands. `cuts` are drawn after a column, with their words. */
export const Columns = ({
  label,
  columns,
  unit,
  word = null,
  height = 200,
  cuts = [],
}: {
  label: string
  columns: readonly Column[]
  unit: string
  word?: string | null
  height?: number
  cuts?: readonly { readonly after: string; readonly title: string }[]
}) => {
  const lang = useLang()
  const [box, width] = useWidth(560)
  const top = Math.max(...columns.map(({ value }) => value), 0) || 1
  const scale = displayScale(unit, top, lang)
  const step = (width - room.left - room.right) / Math.max(1, columns.length)
  const y = (value: number): number => height - room.bottom - (value / top) * (height - room.top - room.bottom)
  const every = Math.ceil(52 / step)
  return (
    <figure ref={box} className="chart">
      <svg width={width} height={height} role="img" aria-label={label}>
        <text className="chart-axis" x="0" y="10">
          {scale.unit === '' ? (word ?? '') : scale.unit}
        </text>
        {roundTicks(0, top * scale.factor, 3).map((tick) => (
          <g key={tick}>
            <line
              className="chart-grid"
              x1={room.left}
              x2={width - room.right}
              y1={y(tick / scale.factor)}
              y2={y(tick / scale.factor)}
            />
            <text className="chart-axis" x={room.left - 8} y={y(tick / scale.factor) + 4} textAnchor="end">
              {formatNumber(tick, 2, true)}
            </text>
          </g>
        ))}
        {columns.map((column, index) => (
          <g key={column.key}>
            <rect
              className="column"
              data-tone={column.tone ?? 'plain'}
              x={room.left + index * step + Math.min(4, step * 0.1)}
              y={y(Math.max(0, column.value))}
              width={Math.max(1, step - Math.min(8, step * 0.2))}
              height={Math.max(0, height - room.bottom - y(Math.max(0, column.value)))}
            >
              <title>
                {column.title} {figureText(formatFigure(column.value, unit, { lang, word }))}
              </title>
            </rect>
            {index % every === 0 && (
              <text className="chart-axis" x={room.left + (index + 0.5) * step} y={height - 8} textAnchor="middle">
                {column.title}
              </text>
            )}
          </g>
        ))}
        {cuts.map((cut) => {
          const at = columns.findIndex(({ key }) => key === cut.after)
          if (at < 0) return null
          const x = room.left + (at + 1) * step
          return (
            <g key={`${cut.after} ${cut.title}`}>
              <line className="chart-target" x1={x} x2={x} y1={room.top - 8} y2={height - room.bottom} />
              <text className="chart-target-word" x={x + 4} y={room.top}>
                {cut.title}
              </text>
            </g>
          )
        })}
      </svg>
    </figure>
  )
}
