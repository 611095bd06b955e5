import {
  isObject,
  type Json,
  type JsonSchema,
  narrow,
  variantIndex,
  variantsOf,
} from '../../../platform/ui/schema-form/json-schema.ts'

export type Plot = {
  readonly kind: 'line' | 'bars'
  /** Field names of the two axes with their schemas, so that the picture says what it shows. */
  readonly x: string
  readonly y: string
  readonly xSchema: JsonSchema | undefined
  readonly ySchema: JsonSchema | undefined
  readonly points: readonly { readonly label: string; readonly value: number }[]
}

/** What runs along, the more telling first. */
const along = ['time', 'at', 'due', 'date', 't', 'year', 'month', 'returnPeriod', 'distanceKm', 'x', 'no']
/** What a bar is named by. */
const named = ['title', 'name', 'indicator', 'programme', 'school', 'id', 'item', 'code', 'objectKey']
/** What people rather look at, before any other number of the row. */
const looked = [
  'closingFen',
  'levelM',
  'taxFen',
  'points',
  'score',
  'bp',
  'woe',
  'contribution',
  'value',
  'marginalCv',
  'weightG',
  'fen',
]
/** Names and counters are no amounts. */
const notAmounts = new Set(['no', 'index', 'rank', 'row', 'column', 'id', 'days', 'max', 'year', 'month', 'lat', 'lon'])

const fewestOnLine = 4
const fewestBars = 3
const mostBars = 24

const openSchema = (schema: JsonSchema | undefined, value: Json, root: JsonSchema): JsonSchema | undefined => {
  if (schema === undefined) return undefined
  const found = narrow(schema, root)
  const variant = variantsOf(found).length > 1 ? variantsOf(found)[variantIndex(found, value, root)] : undefined
  return variant ? narrow(variant, root) : found
}

const partSchema = (schema: JsonSchema | undefined, key: string): JsonSchema | undefined =>
  schema?.properties?.[key] ?? (isObject(schema?.additionalProperties) ? schema.additionalProperties : undefined)

const amountKey = (rows: readonly { readonly [key: string]: Json }[], x: string): string | undefined => {
  const keys = Object.keys(rows[0] ?? {}).filter(
    (key) => key !== x && !notAmounts.has(key) && rows.every((row) => typeof row[key] === 'number'),
  )
  const changes = keys.filter((key) => new Set(rows.map((row) => row[key])).size > 1)
  return looked.find((key) => changes.includes(key)) ?? changes[0]
}

const plotOfRows = (
  rows: readonly { readonly [key: string]: Json }[],
  schema: JsonSchema | undefined,
  root: JsonSchema,
): Plot | null => {
  const item = isObject(schema?.items) ? openSchema(schema.items as JsonSchema, rows[0] ?? null, root) : undefined
  const has = (key: string): boolean =>
    rows.every((row) => typeof row[key] === 'string' || typeof row[key] === 'number')
  const apart = (key: string): boolean => new Set(rows.map((row) => row[key])).size === rows.length
  const x = rows.length >= fewestOnLine ? along.find((key) => has(key) && apart(key)) : undefined
  const name = named.find((key) => has(key) && apart(key))
  const axis = x ?? (rows.length >= fewestBars && rows.length <= mostBars ? name : undefined)
  if (axis === undefined) return null
  const y = amountKey(rows, axis)
  if (y === undefined) return null
  const schemaAt = (key: string): JsonSchema | undefined => {
    const own = partSchema(item, key)
    return own === undefined ? undefined : narrow(own, root)
  }
  return {
    kind: x === undefined ? 'bars' : 'line',
    x: axis,
    y,
    xSchema: schemaAt(axis),
    ySchema: schemaAt(y),
    points: rows.map((row) => ({ label: String(row[axis]), value: Number(row[y]) })),
  }
}

/**
 * The one picture that a result is rather looked at as: its first long series as a line, otherwise its first named
 * amounts as bars; null when it has neither. Works from the shape of the result, so that a new calculator has one too.
 */
export const plotOf = (
  value: Json,
  declared: JsonSchema | undefined,
  root: JsonSchema,
  name = '',
  depth = 0,
): Plot | null => {
  const schema = openSchema(declared, value, root)
  if (Array.isArray(value)) {
    const rows: readonly Json[] = value
    return rows.length > 0 && rows.every(isObject) ? plotOfRows(rows.filter(isObject), schema, root) : null
  }
  if (!isObject(value) || depth > 2) return null
  const entries = Object.entries(value)
  const parts = entries.flatMap(([key, part]) => {
    const found = plotOf(part, partSchema(schema, key), root, key, depth + 1)
    return found ? [found] : []
  })
  const best = parts.find(({ kind }) => kind === 'line') ?? parts[0]
  if (best) return best
  const isRecord = schema !== undefined && schema.properties === undefined
  const amounts = entries.filter((entry): entry is [string, number] => typeof entry[1] === 'number')
  if (!isRecord || amounts.length < 2 || amounts.length !== entries.length || entries.length > mostBars) return null
  return {
    kind: 'bars',
    x: name,
    y: name,
    xSchema: schema.propertyNames,
    ySchema: { ...partSchema(schema, ''), ...(schema.title === undefined ? {} : { title: schema.title }) },
    points: amounts.map(([label, amount]) => ({ label, value: amount })),
  }
}
