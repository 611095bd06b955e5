import { formatFen, formatNumber, missing } from '../../../platform/ui/format.ts'
import { isObject, type Json } from '../../../platform/ui/schema-form/json-schema.ts'
import { ScrollBox } from '../../../platform/ui/scroll-box.tsx'

/** Keys carry their unit in their name; fen are shown as yuan. */
const scalar = (value: Json, key: string): string => {
  if (value === null) return missing
  if (typeof value === 'number') {
    if (key.endsWith('Fen')) return `${formatFen(value)} 元`
    return formatNumber(value, Number.isInteger(value) ? 0 : 6, true)
  }
  if (typeof value === 'boolean') return value ? '✓' : '×'
  return String(value)
}

const isScalar = (value: Json): boolean => value === null || typeof value !== 'object'

const Rows = ({ rows }: { rows: readonly { readonly [key: string]: Json }[] }) => {
  const keys = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  return (
    <ScrollBox>
      <table className="result-table">
        <thead>
          <tr>
            {keys.map((key) => (
              <th key={key} scope="col">
                {key}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={JSON.stringify(row)}>
              {keys.map((key) => (
                <td key={key} className={typeof row[key] === 'number' ? 'num' : undefined}>
                  <ResultView value={row[key] ?? null} name={key} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}

/** Any result of a calculator: a figure large, a record as a list of terms, records as a table. */
export const ResultView = ({ value, name = '' }: { value: Json; name?: string }) => {
  if (isScalar(value))
    return name === '' ? <span className="figure figure-l">{scalar(value, name)}</span> : <>{scalar(value, name)}</>
  if (Array.isArray(value)) {
    const list: readonly Json[] = value
    if (list.length === 0) return <>{missing}</>
    if (list.every(isObject)) return <Rows rows={list.filter(isObject)} />
    return <>{list.map((item) => (isScalar(item) ? scalar(item, name) : JSON.stringify(item))).join('、')}</>
  }
  if (!isObject(value)) return null
  return (
    <dl className="result-terms">
      {Object.entries(value).map(([key, inner]) => (
        <div key={key} data-wide={isScalar(inner) ? undefined : ''}>
          <dt>{key}</dt>
          <dd>
            <ResultView value={inner} name={key} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
