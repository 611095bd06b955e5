import { useState } from 'react'
import { Await } from '../../platform/ui/await.tsx'
import { Button } from '../../platform/ui/button.tsx'
import { formatFen, formatNumber, missing, unitWord } from '../../platform/ui/format.ts'
import { Go } from '../../platform/ui/link.tsx'
import { useUi } from '../../platform/ui/messages/index.ts'
import type { RecordsReply } from '../api/indicators/schema.ts'
import { useLedger } from '../messages/index.ts'
import { useRecords } from './data.ts'
import { ScrollBox } from '../../platform/ui/scroll-box.tsx'

type Cell = RecordsReply['rows'][number][string] | undefined

const cellWords = (value: Cell, unit: string | undefined): string => {
  if (value === null || value === undefined) return missing
  if (typeof value === 'string') return value
  if (unit === 'fen') return formatFen(value)
  return formatNumber(value, Number.isInteger(value) ? 0 : 4, true)
}

/** The records behind a figure as of a day; each opens where it lives. */
export const FigureRecords = ({
  indicator,
  scope,
  asOf,
}: {
  indicator: string
  scope: { kind: string; id: string } | null
  asOf: string
}) => {
  const t = useLedger()
  const ui = useUi()
  const [cursors, setCursors] = useState<readonly string[]>([])
  const records = useRecords(indicator, {
    asOf,
    scope: scope === null ? null : `${scope.kind}:${scope.id}`,
    cursor: cursors.at(-1) ?? null,
  })
  return (
    <section className="section">
      <div className="section-head">
        <h2>{t('target.records')}</h2>
        {records.data && (
          <span className="hint">{t('target.records.hint', { total: formatNumber(records.data.total, 0) })}</span>
        )}
      </div>
      <Await query={records} lines={6}>
        {(page) =>
          page.rows.length === 0 ? (
            <p className="hint">{t('target.records.none')}</p>
          ) : (
            <>
              <ScrollBox>
                <table className="plain-table records">
                  <thead>
                    <tr>
                      {page.columns.map((column) => (
                        <th key={column.key} className={column.align === 'right' ? 'num' : undefined}>
                          {column.title}
                          {column.unit !== undefined && <small> {unitWord(column.unit, t.lang)}</small>}
                        </th>
                      ))}
                    </tr>
                  </thead>
                  <tbody>
                    {page.rows.map((row) => (
                      <tr key={String(row['id'])}>
                        {page.columns.map((column, index) => {
                          const text = cellWords(row[column.key], column.unit)
                          const href = row['href']
                          return (
                            <td key={column.key} className={column.align === 'right' ? 'num' : undefined}>
                              {index === 0 && typeof href === 'string' ? <Go to={href}>{text}</Go> : text}
                            </td>
                          )
                        })}
                      </tr>
                    ))}
                  </tbody>
                </table>
              </ScrollBox>
              <p className="records-pages no-print">
                {cursors.length > 0 && (
                  <Button onClick={() => setCursors(cursors.slice(0, -1))}>{ui('action.previous')}</Button>
                )}
                {page.nextCursor !== null && (
                  <Button onClick={() => setCursors([...cursors, page.nextCursor ?? ''])}>{ui('action.next')}</Button>
                )}
              </p>
            </>
          )
        }
      </Await>
    </section>
  )
}
