import type { ReactNode } from 'react'
import { useUi } from '../messages/index.ts'
import './board.css'

export type BoardColumn<Card> = {
  readonly key: string
  readonly title: string
  /** Under the title: what this state asks for. */
  readonly hint?: string
  readonly cards: readonly Card[]
}

/**
 * Work by state, one column a state. Cards are links to their records; a state changes by the action there, with its
 * reason, not by dragging: the law wants a document for it.
 */
export const Board = <Card,>({
  label,
  columns,
  cardKey,
  card,
  limit = 20,
}: {
  label: string
  columns: readonly BoardColumn<Card>[]
  cardKey: (card: Card) => string
  card: (card: Card) => ReactNode
  /** Cards of a column that are drawn; the rest are counted and stay in the list. */
  limit?: number
}) => {
  const t = useUi()
  return (
    // The board must take the focus, or the arrow keys cannot move what is cut off.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="kanban" aria-label={label} tabIndex={0}>
      {columns.map((column) => (
        <div key={column.key} className="kanban-column">
          <h3>
            {column.title} <span className="kanban-count">{column.cards.length}</span>
          </h3>
          {column.hint !== undefined && <p className="hint">{column.hint}</p>}
          <ul>
            {column.cards.slice(0, limit).map((one) => (
              <li key={cardKey(one)} className="kanban-card">
                {card(one)}
              </li>
            ))}
          </ul>
          {column.cards.length > limit && (
            <p className="hint">{t('board.more', { count: column.cards.length - limit })}</p>
          )}
          {column.cards.length === 0 && <p className="hint kanban-none">{t('board.none')}</p>}
        </div>
      ))}
    </section>
  )
}
