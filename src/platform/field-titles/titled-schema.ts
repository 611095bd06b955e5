import { choiceTitles } from './choices.ts'
import { fieldTitles } from './titles.ts'
import { unitOf } from './unit-of.ts'

type Schema = { readonly [key: string]: unknown }

/** Whether a value is a JSON object. */
export const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The Chinese title of a field in a module; undefined when the catalogue does not know it. */
export const fieldTitle = (field: string, module: string): string | undefined =>
  fieldTitles[`${module}:${field}`] ?? fieldTitles[field]

/** The Chinese words of a choice of a field. */
export const choiceTitle = (field: string, choice: string): string | undefined =>
  choiceTitles[`${field}=${choice}`] ?? choiceTitles[choice]

const choiceWords = (field: string, choices: readonly unknown[]): Schema => {
  const words = choices.flatMap((choice) => {
    const title = typeof choice === 'string' ? choiceTitle(field, choice) : undefined
    return title === undefined ? [] : [[String(choice), title] as const]
  })
  return words.length === 0 ? {} : { choiceTitles: Object.fromEntries(words) }
}

/**
 * A JSON Schema with a title and a unit at every field that the catalogue knows and that has none of its own, and with
 * the words of its choices as `choiceTitles` {code: words}. The schema itself stays as it was.
 */
export const titledSchema = (schema: Schema, module: string): Schema => titledObject(schema, module, '')

const titledAny = (schema: unknown, module: string, field: string): unknown =>
  Array.isArray(schema)
    ? schema.map((item) => titledAny(item, module, field))
    : isSchema(schema)
      ? titledObject(schema, module, field)
      : schema

const titledObject = (schema: Schema, module: string, field: string): Schema => {
  const entries = Object.entries(schema).map(([key, inner]): readonly [string, unknown] => {
    if (key === 'properties' && isSchema(inner)) return [key, titledProperties(inner, module)]
    if (key === '$defs' && isSchema(inner)) {
      return [key, Object.fromEntries(Object.entries(inner).map(([name, one]) => [name, titledAny(one, module, '')]))]
    }
    if (key === 'enum' || key === 'const' || key === 'default' || key === 'required') return [key, inner]
    return [key, titledAny(inner, module, field)]
  })
  const choices = Array.isArray(schema['enum'])
    ? schema['enum']
    : schema['const'] === undefined
      ? []
      : [schema['const']]
  return { ...Object.fromEntries(entries), ...choiceWords(field, choices) }
}

const titledProperties = (properties: Schema, module: string): Schema =>
  Object.fromEntries(
    Object.entries(properties).map(([field, inner]) => {
      const title = fieldTitle(field, module)
      const unit = unitOf(field)
      const named = {
        ...(title === undefined ? {} : { title }),
        ...(unit === undefined ? {} : { unit }),
      }
      if (!isSchema(inner)) return [field, inner]
      // A name that ends in Fen says its unit better than the word 分, which is also a mark.
      return [field, { ...named, ...titledObject(inner, module, field), ...(unit?.startsWith('fen') ? { unit } : {}) }]
    }),
  )
