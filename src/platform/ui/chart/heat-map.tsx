import { ScrollBox } from '../scroll-box.tsx'
import './heat-map.css'

export type HeatCell = {
  /** What stands in the cell, always: 12, 0.31, –. */
  readonly text: string
  /** `enough` grey, `short` pale orange, `far` orange; `none` has no figure. */
  readonly level: 'enough' | 'short' | 'far' | 'none'
  /** Read out and shown on pointing: what the figure is made of. */
  readonly title?: string
}

type Axis = { readonly key: string; readonly title: string }

/** Two dimensions in a table: grey is fine, colour only where something is short, the value always in its cell. */
export const HeatMap = ({
  label,
  corner,
  rows,
  columns,
  cell,
}: {
  label: string
  /** What rows and columns are: 用途 / 月份. */
  corner: string
  rows: readonly Axis[]
  columns: readonly Axis[]
  cell: (row: string, column: string) => HeatCell
}) => (
  <ScrollBox>
    <table className="heat-map">
      <caption className="visually-hidden">{label}</caption>
      <thead>
        <tr>
          <th scope="col">{corner}</th>
          {columns.map((column) => (
            <th key={column.key} scope="col" className="num">
              {column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <th scope="row">{row.title}</th>
            {columns.map((column) => {
              const { text, level, title } = cell(row.key, column.key)
              return (
                <td key={column.key} data-level={level} title={title}>
                  {text}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  </ScrollBox>
)
