import { useState } from 'react'
import { Button } from '../button.tsx'
import { Tick } from '../field.tsx'
import { useUi } from '../messages/index.ts'
import type { ListFilter } from './register-list.tsx'

/** A filter that reads as words: 乡镇街道 全部. */
export const FilterChip = ({
  filter,
  value,
  onChange,
}: {
  filter: ListFilter
  value: string | null
  onChange: (value: string | null) => void
}) => {
  const t = useUi()
  return (
    <span className="chip" data-on={value === null ? undefined : ''}>
      <label>
        <span>{filter.title}</span>
        <select
          value={value ?? ''}
          onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}
        >
          <option value="">{t('list.any')}</option>
          {filter.options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.title}
            </option>
          ))}
        </select>
      </label>
      {value !== null && (
        <button type="button" aria-label={`${t('action.remove')} ${filter.title}`} onClick={() => onChange(null)}>
          ×
        </button>
      )}
    </span>
  )
}

export const ColumnMenu = ({
  columns,
  hidden,
  onChange,
}: {
  columns: readonly { key: string; title: string }[]
  hidden: readonly string[]
  onChange: (hidden: readonly string[]) => void
}) => {
  const t = useUi()
  return (
    <details className="register-menu">
      <summary className="button button-text">{t('list.columns')}</summary>
      <div className="register-menu-body">
        {columns.slice(1).map((column) => (
          <Tick
            key={column.key}
            checked={!hidden.includes(column.key)}
            onChange={(on) => onChange(on ? hidden.filter((key) => key !== column.key) : [...hidden, column.key])}
          >
            {column.title}
          </Tick>
        ))}
      </div>
    </details>
  )
}

type View = { readonly title: string; readonly search: string }

const read = (name: string): readonly View[] => {
  try {
    const parsed: unknown = JSON.parse(localStorage.getItem(`gongfu.views.${name}`) ?? '[]')
    return Array.isArray(parsed) ? (parsed as View[]) : []
  } catch {
    return []
  }
}

/** Filters under a name, kept in this browser; the address itself can be sent to a colleague. */
export const SavedViews = ({
  name,
  search,
  onPick,
}: {
  name: string
  search: URLSearchParams
  onPick: (search: string) => void
}) => {
  const t = useUi()
  const [views, setViews] = useState(() => read(name))
  const [title, setTitle] = useState('')
  const store = (next: readonly View[]): void => {
    setViews(next)
    try {
      localStorage.setItem(`gongfu.views.${name}`, JSON.stringify(next))
    } catch {
      // Storage refused: the view lasts as long as the page.
    }
  }
  const present = new URLSearchParams(search)
  present.delete('asOf')
  const filtered = present.size > 0
  if (!filtered && views.length === 0) return null
  return (
    <details className="register-menu">
      <summary className="button button-text">{t('list.views')}</summary>
      <div className="register-menu-body">
        {views.map((view) => (
          <span key={view.title} className="register-view">
            <button type="button" onClick={() => onPick(view.search)}>
              {view.title}
            </button>
            <button
              type="button"
              aria-label={`${t('action.remove')} ${view.title}`}
              onClick={() => store(views.filter((other) => other !== view))}
            >
              ×
            </button>
          </span>
        ))}
        {filtered && (
          <form
            className="register-view-new"
            onSubmit={(event) => {
              event.preventDefault()
              if (title.trim() === '') return
              store([
                ...views.filter((view) => view.title !== title.trim()),
                { title: title.trim(), search: present.toString() },
              ])
              setTitle('')
            }}
          >
            <input
              className="input"
              value={title}
              onChange={(event) => setTitle(event.target.value)}
              placeholder={t('list.viewName')}
              aria-label={t('list.viewName')}
            />
            <Button type="submit">{t('list.saveView')}</Button>
          </form>
        )}
      </div>
    </details>
  )
}
