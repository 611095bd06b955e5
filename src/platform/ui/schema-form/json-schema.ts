/** The part of JSON Schema 2020-12 that zod writes for our calculators. */
export type JsonSchema = {
  readonly $ref?: string
  readonly $defs?: Readonly<Record<string, JsonSchema>>
  readonly type?: string | readonly string[]
  readonly title?: string
  readonly description?: string
  /** Written by the server beside zod's words: the unit of a field, and the words of its choices by code. */
  readonly unit?: string
  readonly choiceTitles?: Readonly<Record<string, string>>
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly default?: unknown
  readonly format?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly items?: JsonSchema | boolean
  readonly prefixItems?: readonly JsonSchema[]
  readonly additionalProperties?: JsonSchema | boolean
  readonly propertyNames?: JsonSchema
  readonly anyOf?: readonly JsonSchema[]
  readonly oneOf?: readonly JsonSchema[]
  readonly allOf?: readonly JsonSchema[]
}

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

export const isObject = (value: unknown): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Follows `$ref` within the document; a schema that refers to itself stays a reference until it is opened. */
export const resolve = (schema: JsonSchema, root: JsonSchema): JsonSchema => {
  let present = schema
  for (let depth = 0; present.$ref !== undefined && depth < 16; depth += 1) {
    if (present.$ref === '#') return root
    const name = /^#\/\$defs\/(.+)$/.exec(present.$ref)?.[1]
    const found = name === undefined ? undefined : root.$defs?.[decodeURIComponent(name)]
    if (!found) return {}
    const { $ref: _followed, ...rest } = present
    present = { ...found, ...rest }
  }
  return present
}

/** The kinds of control that a schema asks for. */
export type Kind =
  | 'object'
  | 'record'
  | 'list'
  | 'tuple'
  | 'choice'
  | 'variant'
  | 'number'
  | 'decimal'
  | 'boolean'
  | 'date'
  | 'text'
  | 'constant'
  | 'json'

const typeOf = (schema: JsonSchema): string | undefined =>
  typeof schema.type === 'string' ? schema.type : schema.type?.find((type) => type !== 'null')

export const variantsOf = (schema: JsonSchema): readonly JsonSchema[] =>
  (schema.anyOf ?? schema.oneOf ?? []).filter((variant) => variant.type !== 'null')

/** A field that may be null is written as the field without null; leaving it empty means null. */
export const nullable = (schema: JsonSchema): boolean =>
  (Array.isArray(schema.type) && schema.type.includes('null')) ||
  (schema.anyOf ?? schema.oneOf ?? []).some((variant) => variant.type === 'null')

/** `anyOf [X, null]` is X. */
export const narrow = (schema: JsonSchema, root: JsonSchema): JsonSchema => {
  const found = resolve(schema, root)
  const variants = variantsOf(found)
  const only = variants[0]
  if (variants.length !== 1 || only === undefined) return found
  const { anyOf: _any, oneOf: _one, ...rest } = found
  return { ...narrow(only, root), ...rest }
}

/** Lists of lists (coordinates, matrices) are written as a text: a field for every number cannot be read. */
const isNested = (items: JsonSchema): boolean => typeOf(items) === 'array' && items.prefixItems === undefined

export const kindOf = (schema: JsonSchema): Kind => {
  if (schema.const !== undefined) return 'constant'
  if (schema.enum) return 'choice'
  const variants = variantsOf(schema)
  if (variants.length > 1) {
    if (variants.every((variant) => variant.const !== undefined)) return 'choice'
    // A number that may also be written as a decimal text is one input.
    return variants.every((variant) => ['number', 'integer', 'string'].includes(typeOf(variant) ?? '')) &&
      variants.some((variant) => typeOf(variant) !== 'string')
      ? 'decimal'
      : 'variant'
  }
  switch (typeOf(schema)) {
    case 'object':
      return schema.properties ? 'object' : isObject(schema.additionalProperties) ? 'record' : 'json'
    case 'array':
      return schema.prefixItems ? 'tuple' : isObject(schema.items) && !isNested(schema.items) ? 'list' : 'json'
    case 'integer':
    case 'number':
      return 'number'
    case 'boolean':
      return 'boolean'
    case 'string':
      return schema.format === 'date' ? 'date' : 'text'
    default:
      return 'json'
  }
}

export const choicesOf = (schema: JsonSchema): readonly { readonly value: Json; readonly title: string }[] =>
  schema.enum
    ? schema.enum.map((value) => ({
        value: value as Json,
        title: schema.choiceTitles?.[String(value)] ?? String(value),
      }))
    : variantsOf(schema).map((variant) => ({
        value: variant.const as Json,
        title: variant.choiceTitles?.[String(variant.const)] ?? variant.title ?? String(variant.const),
      }))

/** What a new form or a new row begins with: required fields present, the rest left out. */
export const blank = (schema: JsonSchema, root: JsonSchema, depth = 0): Json | undefined => {
  const found = narrow(schema, root)
  if (found.default !== undefined) return found.default as Json
  switch (kindOf(found)) {
    case 'constant':
      return found.const as Json
    case 'object': {
      if (depth > 6) return {}
      const entries = (found.required ?? []).flatMap((key) => {
        const inner = found.properties?.[key]
        const value = inner && blank(inner, root, depth + 1)
        return value === undefined ? [] : [[key, value] as const]
      })
      return Object.fromEntries(entries)
    }
    case 'record':
      return {}
    case 'list': {
      const item = found.items
      const first = isObject(item) ? blank(item as JsonSchema, root, depth + 1) : undefined
      return first !== undefined && (found.minItems ?? 0) > 0 && depth < 6 ? [first] : []
    }
    case 'tuple':
      return (found.prefixItems ?? []).map((item) => blank(item, root, depth + 1) ?? null)
    case 'variant': {
      const first = variantsOf(found)[0]
      return first ? blank(first, root, depth + 1) : undefined
    }
    case 'boolean':
      return false
    default:
      return undefined
  }
}

/** Which of the variants a value fits best: by its constants, then by the keys it has. */
export const variantIndex = (schema: JsonSchema, value: Json | undefined, root: JsonSchema): number => {
  const scores = variantsOf(schema).map((variant) => {
    const found = narrow(variant, root)
    if (isObject(value) && found.properties) {
      const constants = Object.entries(found.properties).filter(([, inner]) => narrow(inner, root).const !== undefined)
      if (constants.some(([key, inner]) => value[key] !== narrow(inner, root).const)) return -1
      return (
        Object.keys(value).filter((key) => found.properties?.[key] !== undefined).length -
        (found.required ?? []).filter((key) => !(key in value)).length * 0.1
      )
    }
    const kind = typeOf(found)
    return (kind === 'array' && Array.isArray(value)) ||
      kind === typeof value ||
      (kind === 'integer' && typeof value === 'number')
      ? 1
      : -0.5
  })
  const best = Math.max(...scores)
  return Math.max(0, scores.indexOf(best))
}
