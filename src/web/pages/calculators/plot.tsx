import { displayScale, roundTicks } from '../../../platform/ui/chart/scale.ts'
import { formatNumber } from '../../../platform/ui/format.ts'
import { choiceName, fieldName, unitWord } from '../../../platform/ui/schema-form/shown-value.ts'
import { useWidth } from '../../../platform/ui/use-width.ts'
import { useWeb } from '../../messages/index.ts'
import type { Plot } from './plot-of.ts'
import '../../../platform/ui/chart/chart.css'

const line = { height: 240, left: 64, right: 56, top: 20, bottom: 28 } as const
const bar = { height: 28, name: 128, value: 84 } as const

const isDate = (text: string): boolean => /^\d{4}-\d{2}-\d{2}/.test(text)

/** Places along the axis: dates and numbers by their distance, anything else step by step. */
const positions = (labels: readonly string[]): readonly number[] => {
  const numbers = labels.map((label) => (isDate(label) ? Date.parse(label) : Number(label)))
  const usable = numbers.every(Number.isFinite) && numbers.every((one, at) => at === 0 || one > (numbers[at - 1] ?? 0))
  const places = usable ? numbers : labels.map((_, index) => index)
  const [first = 0, last = 1] = [places[0], places.at(-1)]
  return places.map((place) => (last === first ? 0 : (place - first) / (last - first)))
}

const shortLabel = (label: string, all: readonly string[]): string => {
  if (!isDate(label)) return label
  const sameDay = all.every((one) => one.slice(0, 10) === label.slice(0, 10))
  return label.includes('T') && sameDay
    ? label.slice(11, 16)
    : label.includes('T')
      ? label.slice(5, 10)
      : label.slice(0, 10)
}

const useScale = (plot: Plot) => {
  const t = useWeb()
  const unit = plot.ySchema?.unit
  const largest = Math.max(...plot.points.map(({ value }) => Math.abs(value)))
  const scaled = displayScale(unit === 'fen' || unit === 'fraction' ? unit : '', largest, t.lang)
  const word = unit === 'fen' || unit === 'fraction' ? scaled.unit : (unitWord(unit, t.lang) ?? '')
  const name = fieldName(plot.ySchema, plot.y, t.lang)
  const text = (value: number): string =>
    formatNumber(value * scaled.factor, unit === 'fen' || unit === 'fraction' ? scaled.decimals : 4, true)
  return { factor: scaled.factor, word, name, text }
}

const LinePlot = ({ plot, width }: { plot: Plot; width: number }) => {
  const t = useWeb()
  const { factor, word, name, text } = useScale(plot)
  const values = plot.points.map(({ value }) => value * factor)
  const low = Math.min(
    ...values,
    Math.min(...values) > 0 && Math.min(...values) < Math.max(...values) / 2 ? 0 : Infinity,
  )
  const ticks = roundTicks(low, Math.max(...values))
  const top = Math.max(...values, ticks.at(-1) ?? 0)
  const bottom = Math.min(low, ticks[0] ?? low)
  const labels = plot.points.map(({ label }) => label)
  const along = positions(labels).map((place) => line.left + place * (width - line.left - line.right))
  const y = (value: number): number =>
    line.top + (1 - (value - bottom) / (top - bottom || 1)) * (line.height - line.top - line.bottom)
  const shown = Math.max(2, Math.min(labels.length, Math.floor(width / 130)))
  const marked = Array.from({ length: shown }, (_, index) => Math.round((index * (labels.length - 1)) / (shown - 1)))
  const last = plot.points.at(-1)
  const path = values.map(
    (value, index) => `${index === 0 ? 'M' : 'L'}${along[index]?.toFixed(1)} ${y(value).toFixed(1)}`,
  )
  return (
    <svg
      width={width}
      height={line.height}
      role="img"
      aria-label={t('calculators.plot', { name, unit: word || '1', from: labels[0] ?? '', to: labels.at(-1) ?? '' })}
    >
      {ticks.map((tick) => (
        <g key={tick}>
          <line className="chart-grid" x1={line.left} x2={width - line.right} y1={y(tick)} y2={y(tick)} />
          <text className="chart-axis" x={line.left - 8} y={y(tick) + 4} textAnchor="end">
            {formatNumber(tick, 6, true)}
          </text>
        </g>
      ))}
      <path d={path.join('')} fill="none" stroke="var(--teal)" strokeWidth="2" strokeLinejoin="round" />
      {values.length <= 40 &&
        values.map((value, index) => (
          <circle key={labels[index]} cx={along[index]} cy={y(value)} r="2.5" fill="var(--teal)" />
        ))}
      {last && (
        <text className="plot-last" x={(along.at(-1) ?? 0) + 6} y={y(values.at(-1) ?? 0) + 4}>
          {text(last.value)}
        </text>
      )}
      {marked.map((index) => (
        <text key={labels[index]} className="chart-axis" x={along[index]} y={line.height - 8} textAnchor="middle">
          {shortLabel(labels[index] ?? '', labels)}
        </text>
      ))}
    </svg>
  )
}

const BarPlot = ({ plot, width }: { plot: Plot; width: number }) => {
  const t = useWeb()
  const { text, name, word } = useScale(plot)
  const values = plot.points.map(({ value }) => value)
  const low = Math.min(0, ...values)
  const high = Math.max(0, ...values)
  const room = width - bar.name - bar.value
  const x = (value: number): number => bar.name + ((value - low) / (high - low || 1)) * room
  return (
    <svg
      width={width}
      height={plot.points.length * bar.height + 4}
      role="img"
      aria-label={t('calculators.bars', { name, unit: word || '1', count: plot.points.length })}
    >
      {plot.points.map(({ label, value }, index) => {
        const middle = index * bar.height + bar.height / 2 + 2
        const words = choiceName(plot.xSchema, label, t.lang)
        return (
          <g key={label}>
            <text className="plot-name" x={bar.name - 10} y={middle + 4} textAnchor="end">
              {words.length > 10 ? `${words.slice(0, 9)}…` : words}
              <title>{words}</title>
            </text>
            <rect
              x={Math.min(x(0), x(value))}
              y={middle - 6}
              width={Math.max(1, Math.abs(x(value) - x(0)))}
              height="12"
              rx="1"
              fill={value < 0 ? 'var(--orange)' : 'var(--teal)'}
            />
            <text className="plot-value" x={width} y={middle + 4} textAnchor="end">
              {text(value)}
            </text>
          </g>
        )
      })}
      <line className="chart-now" x1={x(0)} x2={x(0)} y1="0" y2={plot.points.length * bar.height + 4} />
    </svg>
  )
}

/** The picture of a result, with the name of what it shows above it. */
export const ResultPlot = ({ plot }: { plot: Plot }) => {
  const t = useWeb()
  const [box, width] = useWidth(560)
  const { word, name } = useScale(plot)
  return (
    <figure className="chart result-plot" ref={box}>
      <figcaption className="hint">
        {plot.kind === 'line' && plot.x !== plot.y
          ? t('calculators.by', { name, by: fieldName(plot.xSchema, plot.x, t.lang) })
          : name}
        {word !== '' && `（${word}）`}
      </figcaption>
      {plot.kind === 'line' ? <LinePlot plot={plot} width={width} /> : <BarPlot plot={plot} width={width} />}
    </figure>
  )
}
