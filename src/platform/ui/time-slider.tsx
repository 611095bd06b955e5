import { useRef, useState } from 'react'
import { addDays, daysBetween } from './format.ts'
import { useUi } from './messages/index.ts'
import { useWidth } from './use-width.ts'
import './time-slider.css'

export type SharePoint = { readonly date: string; readonly met: number }

type Props = {
  from: string
  to: string
  value: string
  /** Due dates, drawn as rings; the buttons jump between them. */
  dueDates: readonly string[]
  /** Targets met over all targets, drawn as an area behind the line. */
  share: readonly SharePoint[]
  total: number
  met: number
  onChange: (date: string) => void
}

const inset = 12
const height = 96
const line = 56

/** Drag = the county on that day. The date follows the hand at once, the page follows when the hand rests. */
export const TimeSlider = ({ from, to, value, dueDates, share, total, met, onChange }: Props) => {
  const t = useUi()
  const [box, width] = useWidth(1300)
  const [held, setHeld] = useState<{ from: string; date: string } | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  // What the hand holds counts until the page has followed.
  const shown = held?.from === value ? held.date : value
  const span = Math.max(1, daysBetween(from, to))
  const x = (date: string): number =>
    inset + (Math.min(Math.max(daysBetween(from, date), 0), span) / span) * (width - 2 * inset)
  const hold = (date: string): void => {
    setHeld({ from: value, date })
    clearTimeout(timer.current)
    timer.current = setTimeout(() => onChange(date), 220)
  }
  const years = Array.from(
    { length: Number(to.slice(0, 4)) - Number(from.slice(0, 4)) + 1 },
    (_, index) => Number(from.slice(0, 4)) + index,
  )
  const quarters = years
    .flatMap((year) => ['01', '04', '07', '10'].map((month) => `${year}-${month}-01`))
    .filter((date) => date >= from && date <= to)
  const area = (points: readonly SharePoint[]): string => {
    const first = points[0]
    if (!first || total === 0) return ''
    const top = (point: SharePoint): number => line - 4 - (point.met / total) * 30
    const steps = points
      .map((point, index) => `${index === 0 ? '' : `H${x(point.date).toFixed(1)}`}V${top(point).toFixed(1)}`)
      .join('')
    return `M${x(first.date).toFixed(1)} ${line}${steps}H${x(points.at(-1)?.date ?? to).toFixed(1)}V${line}Z`
  }
  const labelX = Math.min(Math.max(x(shown), 52), width - 52)
  const previous = [...dueDates]
    .sort()
    .filter((date) => date < shown)
    .at(-1)
  const next = [...dueDates].sort().find((date) => date > shown)
  const past = share.filter((point) => point.date <= shown)

  return (
    <div className="time-slider">
      <div className="time-buttons">
        <button
          type="button"
          disabled={previous === undefined}
          onClick={() => previous !== undefined && onChange(previous)}
        >
          {t('time.previous')}
        </button>
        <button type="button" disabled={next === undefined} onClick={() => next !== undefined && onChange(next)}>
          {t('time.next')}
        </button>
      </div>
      <div ref={box} className="time-track">
        <svg width={width} height={height} aria-hidden="true">
          <path className="time-share" d={area(share)} />
          <path className="time-share time-share-past" d={area(past)} />
          <line className="time-line" x1={inset} x2={width - inset} y1={line} y2={line} />
          <line className="time-line time-line-past" x1={inset} x2={x(shown)} y1={line} y2={line} />
          {quarters.map((date) => (
            <line
              key={date}
              className="time-tick"
              x1={x(date)}
              x2={x(date)}
              y1={line}
              y2={date.endsWith('-01-01') ? line + 10 : line + 5}
            />
          ))}
          {years.map((year) => (
            <text key={year} className="time-year" x={x(`${year}-01-01`) + 7} y={line + 22}>
              {year}
            </text>
          ))}
          {dueDates.map((date) => (
            <circle key={date} className="time-due" cx={x(date)} cy={line} r="4" />
          ))}
          <line className="time-hand" x1={x(shown)} x2={x(shown)} y1="26" y2={line + 9} />
          <circle className="time-knob" cx={x(shown)} cy={line} r="8" />
          <rect className="time-flag" x={labelX - 52} y="4" width="104" height="24" rx="4" />
          <text className="time-date" x={labelX} y="21">
            {shown}
          </text>
          {labelX > 240 && (
            <text className="time-met" x={labelX - 64} y="20">
              {t('time.share', { due: total, met })}
            </text>
          )}
        </svg>
        <input
          type="range"
          min={0}
          max={span}
          value={daysBetween(from, shown)}
          aria-label={t('time.slider')}
          aria-valuetext={shown}
          onChange={(event) => hold(addDays(from, Number(event.target.value)))}
        />
      </div>
    </div>
  )
}
