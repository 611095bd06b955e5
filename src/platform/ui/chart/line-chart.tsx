import { useId } from 'react'
import { formatNumber } from '../format.ts'
import { useWidth } from '../use-width.ts'
import { drawLine, rangeOf } from './line-path.ts'
import { roundTicks } from './scale.ts'
import './chart.css'
import './line-chart.css'

export type LinePoint = readonly [x: number, y: number]

export type Line = {
  readonly key: string
  readonly title: string
  readonly points: readonly LinePoint[]
  /** A value holds until the next one: interest rates, published prices. */
  readonly step?: boolean
  /** What is compared with: a benchmark, chance, last year. */
  readonly dashed?: boolean
  readonly tone?: 'teal' | 'orange' | 'grey'
}

type AxisOf = {
  readonly title: string
  readonly text: (value: number) => string
  readonly range?: readonly [low: number, high: number]
  readonly ticks?: readonly number[]
}

type Props = {
  /** What the chart says, in one sentence. */
  label: string
  lines: readonly Line[]
  x: AxisOf
  y: AxisOf
  height?: number
  /** As wide as high: curves on the unit square. */
  square?: boolean
  /** A vertical line with its word: today, the cut. */
  mark?: { readonly x: number; readonly title: string }
}

const room = { top: 16, right: 20, bottom: 40, left: 52 }

/** A civil date as a number for the x axis of a line chart, in days. */
export const dayNumber = (date: string): number => Date.parse(`${date.slice(0, 10)}T00:00:00Z`) / 86_400_000
/** Back from `dayNumber`: the axis shows year and month. */
export const dayText = (day: number): string => new Date(Math.round(day) * 86_400_000).toISOString().slice(0, 7)

/** Several lines over one axis each: ROC and KS curves, interest rates as steps, years of a cohort. */
export const LineChart = ({ label, lines, x, y, height = 240, square = false, mark }: Props) => {
  const [box, measured] = useWidth(560)
  const clip = useId()
  const width = square ? Math.min(measured, 440) : measured
  const tall = square ? width - room.left - room.right + room.top + room.bottom : height
  const points = lines.flatMap((line) => line.points)
  const [fromX, toX] = x.range ?? rangeOf(points.map(([at]) => at))
  const [fromY, toY] = y.range ?? rangeOf(points.map(([, value]) => value))
  const px = (value: number): number => room.left + ((value - fromX) / (toX - fromX)) * (width - room.left - room.right)
  const py = (value: number): number =>
    tall - room.bottom - ((value - fromY) / (toY - fromY)) * (tall - room.top - room.bottom)
  const xTicks = x.ticks ?? roundTicks(fromX, toX, width < 420 ? 3 : 5)
  return (
    <figure ref={box} className="chart line-chart">
      <figcaption className="line-legend">
        {lines.map((line) => (
          <span key={line.key} data-tone={line.tone ?? 'teal'} data-dashed={line.dashed === true ? '' : undefined}>
            <i aria-hidden="true" />
            {line.title}
          </span>
        ))}
      </figcaption>
      <svg width={width} height={tall} role="img" aria-label={label}>
        <clipPath id={clip}>
          <rect x={room.left} y={0} width={width - room.left} height={tall - room.bottom + 4} />
        </clipPath>
        {(y.ticks ?? roundTicks(fromY, toY)).map((tick) => (
          <g key={tick}>
            <line className="chart-grid" x1={room.left} x2={width - room.right} y1={py(tick)} y2={py(tick)} />
            <text className="chart-axis" x={room.left - 8} y={py(tick) + 4} textAnchor="end">
              {y.text(tick)}
            </text>
          </g>
        ))}
        {xTicks.map((tick) => (
          <text key={tick} className="chart-axis" x={px(tick)} y={tall - 22} textAnchor="middle">
            {x.text(tick)}
          </text>
        ))}
        <text className="chart-axis" x={room.left - 44} y={10}>
          {y.title}
        </text>
        <text className="chart-axis" x={width - room.right} y={tall - 4} textAnchor="end">
          {x.title}
        </text>
        {mark && (
          <>
            <line className="chart-now" x1={px(mark.x)} x2={px(mark.x)} y1={room.top} y2={tall - room.bottom} />
            <text className="chart-target-word" x={px(mark.x) + 4} y={room.top + 10}>
              {mark.title}
            </text>
          </>
        )}
        <g clipPath={`url(#${clip})`}>
          {lines.map((line) => (
            <path
              key={line.key}
              className="line-path"
              data-tone={line.tone ?? 'teal'}
              data-dashed={line.dashed === true ? '' : undefined}
              d={drawLine(line.points, px, py, line.step === true)}
            />
          ))}
        </g>
      </svg>
    </figure>
  )
}

/** Shares of 0 to 1 on an axis as they are read: 0%, 50%. */
export const percentAxis = (title: string): AxisOf => ({
  title,
  text: (value) => `${formatNumber(value * 100, 1, true)}%`,
})
