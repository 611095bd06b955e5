import type { ReactNode } from 'react'
import { Sparkline } from './chart/sparkline.tsx'
import { FigureText } from './figure.tsx'
import { Light, LightShape, type LightState } from './light.tsx'
import { Go } from './link.tsx'
import './figure-card.css'

export type FigureCardProps = {
  readonly no: number
  readonly name: string
  /** Where the card leads: the target due next. */
  readonly to: string
  readonly light: LightState
  readonly value: number | null
  readonly unit: string
  readonly word?: string | null | undefined
  /** After the unit: 共 180 宗. */
  readonly of?: string | undefined
  readonly points: readonly { date: string; value: number | null }[]
  readonly threshold: number | null
  readonly indicator: string
  /** Reached on, forecast, days late. */
  readonly verdict: string
  readonly target: string
  readonly due: string
  /** The target after this one. */
  readonly next?: { readonly text: string; readonly light: LightState } | null
  readonly extra?: ReactNode
}

/** Four lines: no, name … light · figure … trend · indicator … verdict · target, due … next target. */
export const FigureCard = (card: FigureCardProps) => (
  <article className="figure-card" data-light={card.light}>
    <header>
      <i>{card.no}</i>
      <b>
        <Go to={card.to}>{card.name}</Go>
      </b>
      <span className="grow" />
      <Light state={card.light} size={16} />
    </header>
    <div className="figure-card-value">
      <span>
        <FigureText value={card.value} unit={card.unit} size="l" word={card.word} />
        {card.of !== undefined && <span className="figure-card-of">{card.of}</span>}
      </span>
      <Sparkline points={card.points} threshold={card.threshold} state={card.light} step={card.unit === 'count'} />
    </div>
    <div className="figure-card-line">
      <span className="figure-card-indicator">{card.indicator}</span>
      <span className="figure-card-verdict">{card.verdict}</span>
    </div>
    <div className="figure-card-line figure-card-target">
      <span>
        {card.target}　{card.due}
      </span>
      {card.next && (
        <span className="figure-card-next">
          {card.next.text}
          <LightShape state={card.next.light} size={12} />
        </span>
      )}
    </div>
    {card.extra}
  </article>
)
