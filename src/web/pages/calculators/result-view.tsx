import { useState } from 'react'
import { Button } from '../../../platform/ui/button.tsx'
import { missing } from '../../../platform/ui/format.ts'
import { useUi } from '../../../platform/ui/messages/index.ts'
import {
  isObject,
  type Json,
  type JsonSchema,
  narrow,
  variantIndex,
  variantsOf,
} from '../../../platform/ui/schema-form/json-schema.ts'
import { fieldName, shownValue, unitWord } from '../../../platform/ui/schema-form/shown-value.ts'
import { ScrollBox } from '../../../platform/ui/scroll-box.tsx'
import { useWeb } from '../../messages/index.ts'

type Row = { readonly [key: string]: Json }
type Column = { readonly path: readonly string[]; readonly schema: JsonSchema | undefined; readonly title: string }
type Part = { readonly value: Json; readonly schema: JsonSchema | undefined; readonly root: JsonSchema }

const rowsAtFirst = 24

const isScalar = (value: Json): boolean => value === null || typeof value !== 'object'

/** The schema that fits this value: references followed, the right variant chosen. */
const fitting = (schema: JsonSchema | undefined, value: Json, root: JsonSchema): JsonSchema | undefined => {
  if (schema === undefined) return undefined
  const found = narrow(schema, root)
  const variants = variantsOf(found)
  if (variants.length < 2 || isScalar(value)) return found
  const chosen = variants[variantIndex(found, value, root)]
  return chosen ? narrow(chosen, root) : found
}

const inner = (schema: JsonSchema | undefined, key: string): JsonSchema | undefined =>
  schema?.properties?.[key] ?? (isObject(schema?.additionalProperties) ? schema.additionalProperties : undefined)

const itemOf = (schema: JsonSchema | undefined): JsonSchema | undefined =>
  isObject(schema?.items) ? (schema.items as JsonSchema) : schema?.prefixItems?.[0]

const useWords = (): { yes: string; no: string } => {
  const ui = useUi()
  return { yes: ui('working.yes'), no: ui('working.no') }
}

/** The keys of a record may be codes whose words its schema knows. */
const keyName = (schema: JsonSchema | undefined, key: string, lang: 'zh-CN' | 'en'): string => {
  const own = schema?.properties?.[key]
  if (own !== undefined) return fieldName(own, key, lang)
  return lang === 'en' ? key : (schema?.propertyNames?.choiceTitles?.[key] ?? key)
}

const at = (row: Json | undefined, path: readonly string[]): Json | undefined =>
  path.reduce<Json | undefined>((value, key) => (isObject(value) ? value[key] : undefined), row)

/** One column for each scalar; a record inside a row is spread over columns of its own. */
const columnsOf = (rows: readonly Row[], schema: JsonSchema | undefined, root: JsonSchema, lang: 'zh-CN' | 'en') => {
  const columns: Column[] = []
  for (const key of new Set(rows.flatMap((row) => Object.keys(row)))) {
    const example = rows.map((row) => row[key]).find((value) => value !== null && value !== undefined) ?? null
    const own = fitting(inner(schema, key), example, root)
    const title = keyName(schema, key, lang)
    if (!isObject(example)) columns.push({ path: [key], schema: own, title })
    else
      for (const part of new Set(rows.flatMap((row) => (isObject(row[key]) ? Object.keys(row[key]) : [])))) {
        const deep = inner(own, part)
        columns.push({
          path: [key, part],
          schema: deep === undefined ? undefined : narrow(deep, root),
          title: `${title} · ${keyName(own, part, lang)}`,
        })
      }
  }
  return columns
}

const Cell = ({ value, column, root }: { value: Json | undefined; column: Column; root: JsonSchema }) => {
  const t = useWeb()
  const words = useWords()
  if (value === undefined || value === null) return <>{missing}</>
  if (isScalar(value)) return <>{shownValue(value, column.schema, t.lang, words, true)}</>
  return <ResultView value={value} schema={column.schema} root={root} nested />
}

const Rows = ({ rows, schema, root }: { rows: readonly Row[]; schema: JsonSchema | undefined; root: JsonSchema }) => {
  const t = useWeb()
  const [all, setAll] = useState(false)
  const columns = columnsOf(rows, schema, root, t.lang)
  const numeric = columns.map(({ path }) => rows.some((row) => typeof at(row, path) === 'number'))
  const shown = all ? rows : rows.slice(0, rowsAtFirst)
  return (
    <>
      <ScrollBox>
        <table className="result-table">
          <thead>
            <tr>
              {columns.map((column, index) => {
                const unit = column.schema?.unit === 'fraction' ? '%' : unitWord(column.schema?.unit, t.lang)
                return (
                  <th key={column.path.join('/')} scope="col" className={numeric[index] ? 'num' : undefined}>
                    {column.title}
                    {unit !== undefined && unit !== '%' && <span className="result-unit">{unit}</span>}
                  </th>
                )
              })}
            </tr>
          </thead>
          <tbody>
            {shown.map((row, number) => (
              // The rows of a result never move.
              <tr key={`${number} ${JSON.stringify(row).slice(0, 40)}`}>
                {columns.map((column, index) => (
                  <td key={column.path.join('/')} className={numeric[index] ? 'num' : undefined}>
                    <Cell value={at(row, column.path)} column={column} root={root} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      {rows.length > shown.length && (
        <Button kind="text" className="no-print" onClick={() => setAll(true)}>
          {t('calculators.allRows', { count: rows.length })}
        </Button>
      )}
    </>
  )
}

const List = ({ value, schema, root }: Omit<Part, 'value'> & { readonly value: readonly Json[] }) => {
  const t = useWeb()
  const words = useWords()
  const item = fitting(itemOf(schema), value[0] ?? null, root)
  if (value.length === 0) return <>{missing}</>
  if (value.every(isObject)) return <Rows rows={value} schema={item} root={root} />
  if (value.every((row): row is readonly Json[] => Array.isArray(row))) {
    return (
      <ScrollBox>
        <table className="result-table">
          <tbody>
            {value.slice(0, rowsAtFirst).map((row, number) => (
              <tr key={`${number} ${JSON.stringify(row).slice(0, 40)}`}>
                {row.map((cell, index) => (
                  <td key={`${index} ${String(cell)}`} className={typeof cell === 'number' ? 'num' : undefined}>
                    {isScalar(cell) ? shownValue(cell, itemOf(item), t.lang, words) : JSON.stringify(cell)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    )
  }
  const listed = { ...item, ...(item?.unit === undefined && schema?.unit !== undefined ? { unit: schema.unit } : {}) }
  const short = value.slice(0, 200)
  return (
    <>
      {short
        .map((one) => (isScalar(one) ? shownValue(one, listed, t.lang, words) : JSON.stringify(one)))
        .join(t.lang === 'en' ? ', ' : '、')}
      {value.length > short.length && ' …'}
    </>
  )
}

/** Any result of a calculator: one figure large, a record as terms with words and units, records as a table. */
export const ResultView = ({
  value,
  schema: declared,
  root,
  nested = false,
}: Part & {
  nested?: boolean
}) => {
  const t = useWeb()
  const words = useWords()
  const schema = fitting(declared, value, root)
  if (isScalar(value)) {
    const text = shownValue(value, schema, t.lang, words)
    return nested ? <>{text}</> : <p className="figure figure-l">{text}</p>
  }
  if (Array.isArray(value)) return <List value={value} schema={schema} root={root} />
  if (!isObject(value)) return null
  const entries = Object.entries(value)
  if (entries.length === 0) return <>{missing}</>
  return (
    <dl className={nested ? 'result-terms result-terms-nested' : 'result-terms'}>
      {entries.map(([key, one]) => {
        const own = inner(schema, key)
        const wide = !isScalar(one) && !(Array.isArray(one) && one.every(isScalar))
        return (
          <div key={key} data-wide={wide ? '' : undefined} data-number={typeof one === 'number' ? '' : undefined}>
            <dt>{keyName(schema, key, t.lang)}</dt>
            <dd>
              <ResultView value={one} schema={own} root={root} nested />
            </dd>
          </div>
        )
      })}
    </dl>
  )
}
