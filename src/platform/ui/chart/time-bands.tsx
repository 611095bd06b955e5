import type { ReactNode } from 'react'
import { daysBetween } from '../format.ts'
import { bandTicks } from './time-ticks.ts'
import './time-bands.css'

export type Band = {
  readonly key: string
  readonly from: string
  readonly to: string
  readonly title: string
  /** `owner` teal, `state` sand (periods of the government), `late` red, `plain` grey. */
  readonly tone?: 'owner' | 'state' | 'late' | 'plain'
}

export type BandMark = { readonly key: string; readonly on: string; readonly title: string; readonly due?: boolean }

type Said = {
  readonly key: string
  readonly on: string
  readonly until: string | null
  readonly title: string
  readonly late: boolean
}

export type BandRow = {
  readonly key: string
  readonly title: ReactNode
  readonly bands: readonly Band[]
  readonly marks?: readonly BandMark[]
}

/**
 * Time from left to right: bands for periods, diamonds for days, a line on the day that is shown. What is drawn stands
 * in words below, in order, for paper and for those who do not see it.
 */
export const TimeBands = ({
  label,
  rows,
  today,
  todayTitle,
}: {
  label: string
  rows: readonly BandRow[]
  today: string
  todayTitle: string
}) => {
  const days = rows
    .flatMap((row) => [...row.bands.flatMap(({ from, to }) => [from, to]), ...(row.marks ?? []).map(({ on }) => on)])
    .toSorted()
  const from = days[0]
  const to = days.at(-1)
  if (from === undefined || to === undefined) return null
  const end = to > today ? to : today
  const span = Math.max(1, daysBetween(from, end))
  const at = (date: string): number => (Math.min(Math.max(daysBetween(from, date), 0), span) / span) * 100
  return (
    <figure className="time-bands" aria-label={label}>
      <div className="time-axis" aria-hidden="true">
        {bandTicks(from, end).map((date) => (
          <span key={date} style={{ left: `${at(date)}%` }}>
            {date.slice(0, 7)}
          </span>
        ))}
      </div>
      {rows.map((row) => (
        <div key={row.key} className="time-row">
          <span className="time-row-title">{row.title}</span>
          <span className="time-track" aria-hidden="true">
            {row.bands.map((band) => (
              <i
                key={band.key}
                data-tone={band.tone ?? 'plain'}
                style={{ left: `${at(band.from)}%`, width: `${Math.max(0.4, at(band.to) - at(band.from))}%` }}
                title={`${band.title} ${band.from} – ${band.to}`}
              />
            ))}
            {(row.marks ?? []).map((mark) => (
              <b
                key={mark.key}
                data-due={mark.due === true ? '' : undefined}
                style={{ left: `${at(mark.on)}%` }}
                title={`${mark.title} ${mark.on}`}
              />
            ))}
            <em style={{ left: `${at(today)}%` }} />
          </span>
        </div>
      ))}
      <ol className="time-words">
        {rows
          .flatMap((row): readonly Said[] => [
            ...row.bands.map(({ key, from: on, to: until, title, tone }) => ({
              key: `${row.key} ${key}`,
              on,
              until,
              title,
              late: tone === 'late',
            })),
            ...(row.marks ?? []).map(({ key, on, title }) => ({
              key: `${row.key} ${key}`,
              on,
              until: null,
              title,
              late: false,
            })),
          ])
          .toSorted((a, b) => a.on.localeCompare(b.on))
          .map((one) => (
            <li key={one.key}>
              <span className="nowrap muted">{one.until === null ? one.on : `${one.on} – ${one.until}`}</span>
              <span data-tone={one.late ? 'late' : undefined}>{one.title}</span>
            </li>
          ))}
        <li>
          <span className="nowrap muted">{today}</span>
          <span>{todayTitle}</span>
        </li>
      </ol>
    </figure>
  )
}
