import type { ReactNode } from 'react'
import './bank.css'

export type FigureOf = {
  readonly key: string
  readonly title: string
  readonly value: ReactNode
  readonly note?: ReactNode
}

/** A few figures side by side: title, figure, where it comes from. */
export const FigureRow = ({ figures }: { figures: readonly FigureOf[] }) => (
  <div className="bank-figures">
    {figures.map(({ key, title, value, note }) => (
      <div key={key}>
        <span className="hint">{title}</span>
        <p>{value}</p>
        {note !== undefined && <span className="hint">{note}</span>}
      </div>
    ))}
  </div>
)
