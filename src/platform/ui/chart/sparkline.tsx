import './chart.css'
import { daysBetween } from '../format.ts'
import { type LightState, lightToken } from '../light.tsx'

/** A trend in 116 × 40: the line, the target dashed, the last point in the colour of the light. */
export const Sparkline = ({
  points,
  threshold,
  state,
  step = false,
}: {
  points: readonly { date: string; value: number | null }[]
  threshold: number | null
  state: LightState
  /** Counts move in steps, they do not slope. */
  step?: boolean
}) => {
  const known = points.filter((point): point is { date: string; value: number } => point.value !== null)
  const first = known[0]
  const last = known.at(-1)
  if (!first || !last || known.length < 2) return null
  const values = [...known.map((point) => point.value), ...(threshold === null ? [] : [threshold])]
  const low = Math.min(...values)
  const span = Math.max(...values) - low || 1
  const days = Math.max(1, daysBetween(first.date, last.date))
  const x = (date: string): number => 3 + (daysBetween(first.date, date) / days) * 108
  const y = (value: number): number => 35 - ((value - low) / span) * 30
  const path = known
    .map((point, index) => {
      const at = `${x(point.date).toFixed(1)} ${y(point.value).toFixed(1)}`
      if (index === 0) return `M${at}`
      return step ? `H${x(point.date).toFixed(1)}V${y(point.value).toFixed(1)}` : `L${at}`
    })
    .join('')
  return (
    <svg className="spark" width="116" height="40" viewBox="0 0 116 40" aria-hidden="true">
      {threshold !== null && <line className="spark-target" x1="0" x2="116" y1={y(threshold)} y2={y(threshold)} />}
      <path className="spark-line" d={path} />
      <circle cx={x(last.date)} cy={y(last.value)} r="3.2" fill={`var(--${lightToken[state]}-fill)`} />
    </svg>
  )
}
