import type { ReactNode } from 'react'
import { figureText, formatFigure, missing } from '../format.ts'
import { useLang } from '../i18n/lang.ts'
import { Go } from '../link.tsx'
import { barRange, placeOn } from './bar-range.ts'
import './bars.css'

export type Bar = {
  readonly key: string
  readonly title: ReactNode
  readonly value: number | null
  /** The bar's own mark: its benchmark, its limit, its target. */
  readonly mark?: number | null
  /** `short` is orange, `good` green; plain is teal. The words beside say the same. */
  readonly tone?: 'plain' | 'short' | 'good'
  /** In the bar's own unit when the rows differ (six figures of a firm). */
  readonly unit?: string
  /** After the value: rank, share, verdict. */
  readonly note?: ReactNode
  readonly to?: string
}

type Props = {
  /** What is compared, for those who do not see the bars. */
  label: string
  bars: readonly Bar[]
  unit: string
  word?: string | null
  /** One line through all bars: a city's mean, a limit. */
  benchmark?: { readonly value: number; readonly title: string }
  /** Every bar is measured against its own mark: the marks stand in one line and the bars reach before or beyond it. */
  relative?: boolean
}

/**
 * Amounts side by side, with the benchmark as a line through them. Numbers and units stand in words, so that the bars
 * themselves say nothing that is not written. Ratios of different units compare by `relative`.
 */
export const Bars = ({ label, bars, unit, word, benchmark, relative = false }: Props) => {
  const lang = useLang()
  const text = (value: number | null | undefined, own: string): string =>
    figureText(formatFigure(value, own, { lang, word: word ?? null }))
  const part = (bar: Bar, value: number | null | undefined): number | null => {
    if (value === null || value === undefined) return null
    if (!relative) return value
    return bar.mark === null || bar.mark === undefined || bar.mark === 0 ? null : Math.min(value / bar.mark, 2)
  }
  const range = barRange(
    bars.flatMap((bar) => [part(bar, bar.value), part(bar, bar.mark)]),
    benchmark?.value ?? null,
  )
  return (
    <figure className="bars" aria-label={label}>
      {benchmark !== undefined && (
        <p className="bars-legend">
          <i aria-hidden="true" />
          {benchmark.title} {text(benchmark.value, unit)}
        </p>
      )}
      <ul>
        {bars.map((bar) => {
          const own = bar.unit ?? unit
          const value = part(bar, bar.value)
          const mark = part(bar, bar.mark)
          return (
            <li key={bar.key} className="bars-row">
              <span className="bars-title">{bar.to === undefined ? bar.title : <Go to={bar.to}>{bar.title}</Go>}</span>
              <span className="bars-track" aria-hidden="true">
                {value !== null && <i data-tone={bar.tone ?? 'plain'} style={placeOn(range, 0, value)} />}
                {mark !== null && <b style={{ left: `${range.share(mark) * 100}%` }} />}
                {benchmark !== undefined && (
                  <b className="bars-benchmark" style={{ left: `${range.share(benchmark.value) * 100}%` }} />
                )}
              </span>
              <span className="bars-value">
                {bar.value === null ? missing : text(bar.value, own)}
                {bar.note !== undefined && <small>{bar.note}</small>}
              </span>
            </li>
          )
        })}
      </ul>
    </figure>
  )
}
