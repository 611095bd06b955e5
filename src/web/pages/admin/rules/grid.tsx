import { Button } from '../../../../platform/ui/button.tsx'
import { useUi } from '../../../../platform/ui/messages/index.ts'
import { useAdmin } from '../messages/index.ts'
import { cellText, cellWords, readCell } from './cells.ts'
import type { Cell, RuleColumn, Rows } from './rule-data.ts'
import { ScrollBox } from '../../../../platform/ui/scroll-box.tsx'

const heading = (column: RuleColumn): string =>
  column.unit === undefined ? column.title : `${column.title}（${column.unit}）`

/** Conditions left, results right. Where a draft differs, the published cell stands below in grey. */
export const RuleGrid = ({
  inputs,
  outputs,
  rows,
  published,
  wrong,
  onChange,
}: {
  inputs: readonly RuleColumn[]
  outputs: readonly RuleColumn[]
  rows: Rows
  /** Rows to compare with; none on the page of the published version itself. */
  published: Rows | null
  /** Pointers of cells that were refused: `/rows/2/1`. */
  wrong: ReadonlyMap<string, string>
  /** Without it the grid is read only. */
  onChange?: (rows: Rows) => void
}) => {
  const t = useAdmin()
  const ui = useUi()
  const columns = [...inputs, ...outputs]
  const words = (cell: Cell, column: RuleColumn): string =>
    t.lang === 'en' ? cellText(cell) : cellWords(cell, column, { yes: t('rules.yes'), no: t('rules.no') })
  const set = (at: number, place: number, cell: Cell): void =>
    onChange?.(rows.map((row, index) => (index === at ? row.map((one, i) => (i === place ? cell : one)) : row)))
  return (
    <ScrollBox>
      <table className="rule-grid">
        <thead>
          <tr>
            <th>
              <span className="visually-hidden">#</span>
            </th>
            {columns.map((column, place) => (
              <th key={column.key} scope="col" data-result={place >= inputs.length ? '' : undefined}>
                {heading(column)}
              </th>
            ))}
            {onChange && (
              <th>
                <span className="visually-hidden">{ui('rules.removeRow')}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            // Rows have no identity but their place: the first that fits wins.
            // oxlint-disable-next-line react/no-array-index-key
            <tr key={at}>
              <th scope="row">{at + 1}</th>
              {columns.map((column, place) => {
                const cell = row[place] ?? null
                const before = published?.[at]?.[place] ?? null
                const changed = published !== null && JSON.stringify(before) !== JSON.stringify(cell)
                const problem = wrong.get(`/rows/${at}/${place}`)
                const condition = place < inputs.length
                return (
                  <td
                    key={column.key}
                    data-result={condition ? undefined : ''}
                    data-changed={changed ? '' : undefined}
                    data-wrong={problem === undefined ? undefined : ''}
                    title={problem}
                  >
                    {onChange ? (
                      <input
                        aria-label={`${at + 1} ${column.title}`}
                        value={cellText(cell)}
                        placeholder={condition ? t('rules.any') : ''}
                        list={column.options ? `options-${column.key}` : undefined}
                        onChange={(event) =>
                          set(at, place, readCell(event.target.value, column, condition, before ?? cell))
                        }
                      />
                    ) : (
                      <span className={cell === null ? 'hint' : undefined}>
                        {cell === null && condition ? t('rules.any') : words(cell, column)}
                      </span>
                    )}
                    {changed && <small>{before === null ? t('rules.any') : words(before, column)}</small>}
                  </td>
                )
              })}
              {onChange && (
                <td>
                  <Button
                    kind="text"
                    label={`${ui('rules.removeRow')} ${at + 1}`}
                    onClick={() => onChange(rows.filter((_, index) => index !== at))}
                  >
                    ×
                  </Button>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {onChange &&
        columns
          .filter((column) => column.options !== undefined)
          .map((column) => (
            <datalist key={column.key} id={`options-${column.key}`}>
              {column.options?.map((option) => (
                <option key={option} value={option}>
                  {column.words[option] ?? option}
                </option>
              ))}
            </datalist>
          ))}
      {onChange && <Button onClick={() => onChange([...rows, columns.map(() => null)])}>{ui('rules.addRow')}</Button>}
    </ScrollBox>
  )
}
