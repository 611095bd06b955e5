import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { Await, Empty } from '../await.tsx'
import { Button } from '../button.tsx'
import { type Query, withQuery } from '../api/client.ts'
import { useGet } from '../api/query.ts'
import { formatNumber } from '../format.ts'
import { useLocation } from 'react-router'
import { Go, keepAsOf } from '../link.tsx'
import { useUi } from '../messages/index.ts'
import { ColumnMenu, FilterChip, SavedViews } from './list-controls.tsx'
import './list.css'
import { ScrollBox } from '../scroll-box.tsx'

export type ListColumn<Row> = {
  readonly key: string
  readonly title: string
  readonly unit?: string
  readonly align?: 'right'
  /** Name of the server's sort key; without it the column does not sort. */
  readonly sort?: string
  /** Hidden until chosen. */
  readonly optional?: boolean
  readonly cell: (row: Row) => ReactNode
}

export type ListFilter = {
  readonly key: string
  readonly title: string
  readonly options: readonly { readonly value: string; readonly title: string }[]
}

export type ListPage<Row> = {
  readonly rows: readonly Row[]
  readonly nextCursor?: string | null
  readonly total?: number
}

type Props<Row> = {
  /** Key under which columns and views are remembered. */
  name: string
  path: string
  /** Fixed parameters beside those in the address. */
  query?: Query
  columns: readonly ListColumn<Row>[]
  filters?: readonly ListFilter[]
  searchable?: boolean
  /** Name of the server's search parameter. */
  searchKey?: string
  /** The list is that of `?asOf=`. */
  dated?: boolean
  /** A short list that comes whole: without limit and cursor. */
  paged?: boolean
  rowKey: (row: Row) => string
  href?: (row: Row) => string
  /** Totals of the filtered set, above the table. */
  totals?: (page: ListPage<Row>) => ReactNode
  exportPath?: string
  empty: ReactNode
  limit?: number
  selectedKey?: string | null
  onSelect?: (row: Row | null) => void
}

/**
 * A register: filters read as words and live in the address, sorting and paging are the server's, the export is exactly
 * what is filtered. Keyboard: `/` search, `j` `k` move, Enter opens.
 */
export const RegisterList = <Row,>(props: Props<Row>) => {
  const { name, path, columns, filters = [], rowKey, href, limit = 50, searchKey = 'q' } = props
  const t = useUi()
  const go = useNavigate()
  const { search: address } = useLocation()
  const [search, setSearch] = useSearchParams()
  const [cursors, setCursors] = useState<readonly string[]>([])
  const [at, setAt] = useState(-1)
  const [hidden, setHidden] = useState<readonly string[]>(() =>
    columns.filter((column) => column.optional).map((column) => column.key),
  )
  const box = useRef<HTMLInputElement>(null)

  // Only what the server's list knows is asked: it refuses unknown parameters.
  const keys = [
    ...filters.map((filter) => filter.key),
    ...(props.searchable === false ? [] : [searchKey]),
    ...(columns.some((column) => column.sort !== undefined) ? ['sort'] : []),
    ...(props.dated === true ? ['asOf'] : []),
  ]
  const given = Object.fromEntries(keys.flatMap((key) => (search.has(key) ? [[key, search.get(key)]] : [])))
  const query: Query = { ...given, ...props.query }
  const list = useGet<ListPage<Row>>(
    path,
    props.paged === false ? query : { ...query, limit, cursor: cursors.at(-1) },
    { keepPrevious: true },
  )

  const change = (key: string, value: string | null): void => {
    setCursors([])
    setAt(-1)
    setSearch(
      (present) => {
        const next = new URLSearchParams(present)
        if (value === null || value === '') next.delete(key)
        else next.set(key, value)
        return next
      },
      { replace: true },
    )
  }
  const rows = list.data?.rows ?? []
  const { onSelect } = props
  const select = (index: number): void => {
    setAt(index)
    onSelect?.(rows[index] ?? null)
    document.querySelector(`[data-row="${index}"]`)?.scrollIntoView({ block: 'nearest' })
  }
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const target = event.target
      const typing = target instanceof HTMLElement && /^(input|textarea|select|button|a)$/i.test(target.tagName)
      if (event.metaKey || event.ctrlKey || event.altKey || document.querySelector('dialog[open]')) return
      if (event.key === '/' && !(typing && target.tagName !== 'A' && target.tagName !== 'BUTTON')) {
        event.preventDefault()
        box.current?.focus()
      } else if (!typing && event.key === 'j') select(Math.min(at + 1, rows.length - 1))
      else if (!typing && event.key === 'k') select(Math.max(at - 1, 0))
      else if (!typing && event.key === 'Enter') {
        const row = rows[at]
        if (row !== undefined && href) void go(keepAsOf(href(row), address))
      }
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  })

  const shown = columns.filter((column) => !hidden.includes(column.key))
  const sort = search.get('sort')
  const sortBy = (key: string): void => change('sort', sort === key ? `-${key}` : sort === `-${key}` ? null : key)
  const active = filters.some((filter) => search.has(filter.key)) || search.has(searchKey)
  const skipped = cursors.length * limit

  return (
    <section className="register">
      <div className="register-bar no-print">
        {props.searchable !== false && (
          <input
            ref={box}
            data-list-search
            className="input register-search"
            type="search"
            placeholder={t('list.search')}
            aria-label={t('list.search')}
            defaultValue={search.get(searchKey) ?? ''}
            onKeyDown={(event) => event.key === 'Enter' && change(searchKey, event.currentTarget.value.trim())}
            onBlur={(event) =>
              event.target.value.trim() !== (search.get(searchKey) ?? '') &&
              change(searchKey, event.target.value.trim())
            }
          />
        )}
        {filters.map((filter) => (
          <FilterChip
            key={filter.key}
            filter={filter}
            value={search.get(filter.key)}
            onChange={(value) => change(filter.key, value)}
          />
        ))}
        {active && (
          <Button
            kind="text"
            onClick={() => {
              setCursors([])
              setSearch(new URLSearchParams(search.has('asOf') ? { asOf: search.get('asOf') ?? '' } : {}), {
                replace: true,
              })
            }}
          >
            {t('list.clear')}
          </Button>
        )}
        <span className="grow" />
        <SavedViews
          name={name}
          search={search}
          onPick={(saved) => setSearch(new URLSearchParams(saved), { replace: true })}
        />
        <ColumnMenu columns={columns} hidden={hidden} onChange={setHidden} />
        {props.exportPath !== undefined && (
          <a className="button" href={withQuery(props.exportPath, query)} download>
            {t('action.export')}
          </a>
        )}
      </div>
      <Await query={list}>
        {(page) => (
          <>
            {props.totals && <div className="register-totals">{props.totals(page)}</div>}
            {page.rows.length === 0 ? (
              active ? (
                <Empty title={t('list.none')}>{t('list.none.text')}</Empty>
              ) : (
                props.empty
              )
            ) : (
              <ScrollBox>
                <table className="register-table">
                  <thead>
                    <tr>
                      {shown.map((column) => (
                        <th
                          key={column.key}
                          className={column.align === 'right' ? 'num' : undefined}
                          aria-sort={
                            sort === column.sort && column.sort !== undefined
                              ? 'ascending'
                              : sort === `-${column.sort}`
                                ? 'descending'
                                : undefined
                          }
                        >
                          {column.sort === undefined ? (
                            column.title
                          ) : (
                            <button
                              type="button"
                              className="register-sort"
                              onClick={() => sortBy(column.sort ?? column.key)}
                            >
                              {column.title}
                            </button>
                          )}
                          {column.unit !== undefined && <small>{column.unit}</small>}
                        </th>
                      ))}
                    </tr>
                  </thead>
                  <tbody>
                    {page.rows.map((row, index) => (
                      <tr
                        key={rowKey(row)}
                        data-row={index}
                        data-selected={at === index || props.selectedKey === rowKey(row) ? '' : undefined}
                        onClick={() => select(index)}
                      >
                        {shown.map((column, place) => (
                          <td
                            key={column.key}
                            className={column.align === 'right' ? 'num' : undefined}
                            data-title={column.title}
                          >
                            {place === 0 && href ? <Go to={href(row)}>{column.cell(row)}</Go> : column.cell(row)}
                          </td>
                        ))}
                      </tr>
                    ))}
                  </tbody>
                </table>
              </ScrollBox>
            )}
            <footer className="register-foot no-print">
              <span className="hint">
                {page.rows.length > 0 &&
                  (page.total === undefined
                    ? t('list.total', { total: formatNumber(page.rows.length, 0) })
                    : t('list.range', {
                        from: skipped + 1,
                        to: skipped + page.rows.length,
                        total: formatNumber(page.total, 0),
                      }))}
              </span>
              <span className="grow" />
              <span className="hint register-keys">
                {t('list.keys.move')} <kbd>j</kbd> <kbd>k</kbd>　{t('list.keys.open')} <kbd>{t('list.keys.enter')}</kbd>
              </span>
              {cursors.length > 0 && (
                <Button onClick={() => setCursors(cursors.slice(0, -1))}>{t('action.previous')}</Button>
              )}
              {page.nextCursor !== null && page.nextCursor !== undefined && (
                <Button onClick={() => setCursors([...cursors, page.nextCursor ?? ''])}>{t('action.next')}</Button>
              )}
            </footer>
          </>
        )}
      </Await>
    </section>
  )
}
