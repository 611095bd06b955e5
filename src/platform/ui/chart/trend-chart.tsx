import { daysBetween, figureText, formatFigure, formatNumber } from '../format.ts'
import { useLang } from '../i18n/lang.ts'
import { useUi } from '../messages/index.ts'
import { useWidth } from '../use-width.ts'
import { displayScale, roundTicks } from './scale.ts'

export type TrendPoint = { readonly date: string; readonly value: number | null }
export type TrendTarget = { readonly due: string; readonly threshold: number }
export type TrendForecast = {
  readonly due: string
  readonly point: number
  readonly low: number | null
  readonly high: number | null
}

type Props = {
  points: readonly TrendPoint[]
  unit: string
  word?: string | null | undefined
  targets?: readonly TrendTarget[]
  forecast?: TrendForecast | null
  /** The gap is drawn between the forecast and the target due on the same day, when the forecast misses it. */
  better: 'higher' | 'lower'
  met?: boolean
  height?: number
}

type Known = { readonly date: string; readonly value: number }

const margin = { top: 24, right: 96, bottom: 28, left: 44 }

/**
 * A figure over time by ui.md: teal line with the last value at its point, targets dashed up to their due dates,
 * forecast dotted with its 80 % band, the gap in orange with its amount, grid only at round values.
 */
export const TrendChart = ({
  points,
  unit,
  word,
  targets = [],
  forecast,
  better,
  met = false,
  height = 256,
}: Props) => {
  const t = useUi()
  const lang = useLang()
  const [box, width] = useWidth(720)
  const known = points.filter((point): point is Known => point.value !== null)
  const first = known[0]
  const last = known[known.length - 1]
  if (!first || !last || known.length < 2) return <p className="muted">{t('chart.tooFew')}</p>

  const narrow = width < 480
  const right = narrow ? 64 : margin.right
  // A later target of the same figure is shown when it is not farther off than the past that is shown.
  const past = daysBetween(first.date, last.date)
  const shownTargets = targets.filter((target) => daysBetween(last.date, target.due) <= past)
  const values = [
    ...known.map((point) => point.value),
    ...shownTargets.map((target) => target.threshold),
    ...(forecast ? [forecast.point, forecast.low ?? forecast.point, forecast.high ?? forecast.point] : []),
  ]
  const scale = displayScale(unit, Math.max(...values.map(Math.abs)), lang)
  const shown = (value: number): number => value * scale.factor
  const low = Math.min(...values.map(shown))
  const high = Math.max(...values.map(shown))
  const room = (high - low || Math.abs(high) || 1) * 0.1
  const from = low >= 0 ? Math.max(0, low - room) : low - room
  const to = high + room

  const end =
    [last.date, ...(forecast ? [forecast.due] : []), ...shownTargets.map((target) => target.due)].sort().at(-1) ??
    last.date
  const span = Math.max(1, daysBetween(first.date, end))
  const x = (date: string): number =>
    margin.left + (Math.min(Math.max(daysBetween(first.date, date), 0), span) / span) * (width - margin.left - right)
  const y = (value: number): number =>
    height - margin.bottom - ((shown(value) - from) / (to - from)) * (height - margin.top - margin.bottom)
  const yShown = (value: number): number =>
    height - margin.bottom - ((value - from) / (to - from)) * (height - margin.top - margin.bottom)

  const number = (value: number): string =>
    formatNumber(shown(value), Number.isInteger(shown(value)) ? 0 : scale.decimals)
  const full = (value: number): string => figureText(formatFigure(value, unit, { lang, trim: true, word }))
  const line = known
    .map((point, index) => `${index === 0 ? 'M' : 'L'}${x(point.date).toFixed(1)} ${y(point.value).toFixed(1)}`)
    .join('')
  const due = forecast ? targets.find((target) => target.due === forecast.due) : undefined
  const short =
    forecast && due ? (better === 'higher' ? due.threshold - forecast.point : forecast.point - due.threshold) : 0
  const lastNearEnd = x(last.date) > width - right - 60

  return (
    <div ref={box} className="chart">
      <svg
        width={width}
        height={height}
        role="img"
        aria-label={t('chart.label', { from: first.date, to: last.date, value: full(last.value) })}
      >
        {roundTicks(from, to).map((tick) => (
          <g key={tick}>
            <line className="chart-grid" x1={margin.left} x2={width - right} y1={yShown(tick)} y2={yShown(tick)} />
            <text className="chart-axis" x={margin.left - 10} y={yShown(tick) + 4} textAnchor="end">
              {formatNumber(tick, 4, true)}
            </text>
          </g>
        ))}
        {monthTicks(first.date, end, narrow ? 3 : 7).map((date) => (
          <text key={date} className="chart-axis" x={x(date)} y={height - 6} textAnchor="middle">
            {date.slice(0, 7)}
          </text>
        ))}
        {shownTargets.map((target, index) => {
          const start = shownTargets
            .filter((other) => other.due < target.due)
            .map((other) => x(other.due))
            .reduce((far, at) => Math.max(far, at), margin.left)
          const stop = x(target.due)
          const leftRoom = stop - start > 190
          return (
            <g key={`${target.due} ${target.threshold} ${index}`}>
              <line className="chart-target" x1={start} x2={stop} y1={y(target.threshold)} y2={y(target.threshold)} />
              <text
                className="chart-target-word"
                x={leftRoom ? start + 4 : start - 8 > 190 ? start - 8 : stop}
                y={leftRoom || start - 8 <= 190 ? y(target.threshold) - 7 : y(target.threshold) + 4}
                textAnchor={leftRoom ? 'start' : 'end'}
              >
                {t('chart.target', { value: full(target.threshold) })}　{target.due}
              </text>
            </g>
          )
        })}
        {forecast && (
          <>
            <line
              className="chart-now"
              x1={x(last.date)}
              x2={x(last.date)}
              y1={margin.top - 10}
              y2={height - margin.bottom}
            />
            {forecast.low !== null && forecast.high !== null && (
              <path
                className="chart-band"
                d={`M${x(last.date)} ${y(last.value)}L${x(forecast.due)} ${y(forecast.high)}L${x(forecast.due)} ${y(forecast.low)}Z`}
              />
            )}
            <line
              className="chart-forecast"
              x1={x(last.date)}
              y1={y(last.value)}
              x2={x(forecast.due)}
              y2={y(forecast.point)}
            />
          </>
        )}
        <path className="chart-line" d={line} />
        {known.length <= 40 &&
          known
            .slice(0, -1)
            .map((point) => (
              <circle key={point.date} className="chart-dot" cx={x(point.date)} cy={y(point.value)} r="2.2" />
            ))}
        <circle
          className={met ? 'chart-last chart-last-met' : 'chart-last'}
          cx={x(last.date)}
          cy={y(last.value)}
          r="4.5"
        />
        <text
          className="chart-value"
          x={x(last.date) + (lastNearEnd && !forecast ? 10 : -10)}
          y={y(last.value) - 12}
          textAnchor={lastNearEnd && !forecast ? 'start' : 'end'}
        >
          {number(last.value)}
        </text>
        {forecast && (
          <>
            <circle className="chart-forecast-end" cx={x(forecast.due)} cy={y(forecast.point)} r="4" />
            <text className="chart-forecast-value" x={x(forecast.due) + 12} y={y(forecast.point) + 2}>
              {number(forecast.point)}
            </text>
            <text className="chart-forecast-word" x={x(forecast.due) + 12} y={y(forecast.point) + 17}>
              {t('chart.forecast')}
            </text>
            {due && short > 0 && Math.abs(y(due.threshold) - y(forecast.point)) > 12 && (
              <>
                <line
                  className="chart-gap"
                  x1={x(forecast.due) + 4}
                  x2={x(forecast.due) + 4}
                  y1={y(due.threshold) + 2}
                  y2={y(forecast.point) + (better === 'higher' ? -8 : 8)}
                />
                <text
                  className="chart-gap-word"
                  x={x(forecast.due) + 12}
                  y={Math.min((y(due.threshold) + y(forecast.point)) / 2, y(forecast.point) - 14)}
                >
                  {t('chart.gap', { value: number(short) })}
                </text>
              </>
            )}
          </>
        )}
      </svg>
    </div>
  )
}

/** Month starts spread over the span, at most `count`, always on quarter starts when the span allows. */
const monthTicks = (from: string, to: string, count: number): readonly string[] => {
  const start = Number(from.slice(0, 4)) * 12 + Number(from.slice(5, 7)) - 1
  const stop = Number(to.slice(0, 4)) * 12 + Number(to.slice(5, 7)) - 1
  const step = [1, 3, 6, 12, 24].find((months) => (stop - start) / months <= count) ?? 60
  const ticks: string[] = []
  for (let month = stop; month >= start; month -= step) {
    const text = `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`
    ticks.push(month === stop ? to : month === start ? from : `${text}-28`)
  }
  return ticks.reverse()
}
