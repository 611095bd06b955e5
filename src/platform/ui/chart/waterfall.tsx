import type { ReactNode } from 'react'
import { figureText, formatFigure } from '../format.ts'
import { useLang } from '../i18n/lang.ts'
import { barRange, placeOn, type WaterfallStep, waterfallSpans } from './bar-range.ts'
import './bars.css'

export type Step = WaterfallStep & { readonly title: ReactNode; readonly note?: ReactNode }

/**
 * How one amount becomes another: totals from nought, changes hanging between them, one line a step so that Chinese
 * titles need not be turned or cut. A gain has a plus sign, a loss a minus sign.
 */
export const Waterfall = ({ label, steps, unit }: { label: string; steps: readonly Step[]; unit: string }) => {
  const lang = useLang()
  const spans = waterfallSpans(steps)
  const range = barRange(
    spans.flatMap(({ from, to }) => [from, to]),
    null,
  )
  return (
    <figure className="bars" aria-label={label}>
      <ul>
        {steps.map((step, index) => {
          const { from, to } = spans[index] ?? { from: 0, to: 0 }
          const tone = step.kind === 'total' ? 'plain' : step.value < 0 ? 'less' : 'more'
          return (
            <li key={step.key} className="bars-row" data-total={step.kind === 'total' ? '' : undefined}>
              <span className="bars-title">{step.title}</span>
              <span className="bars-track" aria-hidden="true">
                <i data-tone={tone} style={placeOn(range, from, to)} />
              </span>
              <span className="bars-value">
                {step.kind === 'change' && step.value > 0 && '+'}
                {figureText(formatFigure(step.value, unit, { lang }))}
                {step.note !== undefined && <small>{step.note}</small>}
              </span>
            </li>
          )
        })}
      </ul>
    </figure>
  )
}
