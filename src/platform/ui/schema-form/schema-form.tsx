import { useState } from 'react'
import type { ApiProblem } from '../api/client.ts'
import { Button } from '../button.tsx'
import { Choice, Field, TextArea, TextField, Tick } from '../field.tsx'
import { useLang } from '../i18n/lang.ts'
import { useUi } from '../messages/index.ts'
import {
  blank,
  choicesOf,
  isObject,
  type Json,
  type JsonSchema,
  kindOf,
  narrow,
  nullable,
  variantIndex,
  variantsOf,
} from './json-schema.ts'
import { choiceName, fieldName, inputText, inputValue, percentOf, unitWord } from './shown-value.ts'
import './schema-form.css'

type Props = {
  schema: JsonSchema
  root: JsonSchema
  value: Json | undefined
  onChange: (value: Json | undefined) => void
  problem: ApiProblem | null
  /** RFC 6901 pointer of this value. */
  pointer: string
  name: string
  required?: boolean
}

const escape = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1')

/** A field left empty: null where that is an answer. */
const emptyOf = (schema: JsonSchema): null | undefined => (nullable(schema) ? null : undefined)

/** One value by its schema: label, control, the error at its pointer. Nested values nest. */
export const SchemaField = (props: Props) => {
  const { root, value, onChange, problem, pointer, name, required } = props
  const schema = narrow(props.schema, root)
  const lang = useLang()
  const t = useUi()
  const unit = unitWord(schema.unit, lang)
  const title = fieldName(schema, name, lang)
  const label = unit === undefined ? title : t('schema.labelUnit', { label: title, unit })
  const error = problem?.errors.find((one) => one.pointer === pointer)?.message
  const percent = schema.unit === 'fraction' ? percentOf(value) : undefined
  const hint = percent === undefined ? schema.description : t('schema.percent', { percent })
  const common = { label, required, ...(hint === undefined ? {} : { hint }), error }
  switch (kindOf(schema)) {
    case 'constant':
      return null
    case 'object':
      return <ObjectFields {...props} schema={schema} />
    case 'list':
      return <ListFields {...props} schema={schema} />
    case 'tuple':
      return (
        <div className="schema-row">
          {(schema.prefixItems ?? []).map((item, index) => {
            const items = Array.isArray(value) ? value : []
            return (
              <SchemaField
                key={`${pointer}/${index}`}
                {...props}
                schema={item}
                name={`${index + 1}`}
                value={items[index]}
                pointer={`${pointer}/${index}`}
                onChange={(next) =>
                  onChange(
                    (schema.prefixItems ?? []).map((_, at) => (at === index ? (next ?? null) : (items[at] ?? null))),
                  )
                }
              />
            )
          })}
        </div>
      )
    case 'variant':
      return <VariantFields {...props} schema={schema} />
    case 'choice': {
      const choices = choicesOf(schema)
      const at = choices.findIndex((choice) => choice.value === value)
      return (
        <Choice
          {...common}
          value={at < 0 ? '' : String(at)}
          options={choices.map((choice, index) => ({
            value: String(index),
            title: lang === 'en' ? choiceName(schema, String(choice.value), lang) : choice.title,
          }))}
          empty="–"
          onChange={(next) => onChange(next === '' ? undefined : choices[Number(next)]?.value)}
        />
      )
    }
    case 'boolean':
      return (
        <Tick checked={value === true} onChange={onChange}>
          {label}
        </Tick>
      )
    case 'number':
      return (
        <TextField
          {...common}
          type="number"
          inputMode="decimal"
          value={inputText(value, schema.unit)}
          onChange={(text) => onChange(text === '' ? emptyOf(schema) : inputValue(text, schema.unit))}
        />
      )
    case 'decimal':
      return <DecimalField {...common} unit={schema.unit} value={value} onChange={onChange} empty={emptyOf(schema)} />
    case 'date':
      return (
        <TextField
          {...common}
          type="date"
          value={typeof value === 'string' ? value : ''}
          onChange={(text) => onChange(text === '' ? undefined : text)}
        />
      )
    case 'text':
      return typeof value === 'string' && value.length > 60 ? (
        <TextArea {...common} rows={5} value={value} onChange={(text) => onChange(text === '' ? undefined : text)} />
      ) : (
        <TextField
          {...common}
          value={typeof value === 'string' ? value : ''}
          onChange={(text) => onChange(text === '' ? undefined : text)}
        />
      )
    default:
      return <JsonField {...common} value={value} onChange={onChange} />
  }
}

/** A number that may be a decimal text: what was typed stays as typed, also `12.` on the way to `12.5`. */
const DecimalField = ({
  unit,
  value,
  onChange,
  empty,
  ...common
}: {
  label: string
  unit: string | undefined
  value: Json | undefined
  onChange: (value: Json | undefined) => void
  empty: null | undefined
}) => {
  const [typed, setTyped] = useState('')
  const present = inputText(value, unit)
  const stands = typed !== '' && present !== '' && Number(typed) === Number(present)
  return (
    <TextField
      {...common}
      inputMode="decimal"
      value={stands ? typed : present}
      onChange={(text) => {
        setTyped(text)
        const next = inputValue(text, unit)
        onChange(text === '' ? empty : typeof value === 'string' ? String(next) : next)
      }}
    />
  )
}

/** One row of numbers a line. */
const compact = (value: Json): string =>
  JSON.stringify(value)
    .replaceAll('],[', '],\n[')
    .replaceAll(/,(?=[\d"-])/g, ', ')

/** What has no plain control is written as JSON; a text that is not JSON yet leaves the value as it was. */
const JsonField = ({
  value,
  onChange,
  ...common
}: {
  label: string
  value: Json | undefined
  onChange: (value: Json | undefined) => void
}) => (
  <Field {...common}>
    {(attributes) => (
      <textarea
        key={JSON.stringify(value)}
        className="input schema-json"
        rows={4}
        defaultValue={value === undefined ? '' : compact(value)}
        onBlur={(event) => {
          try {
            onChange(event.target.value.trim() === '' ? undefined : (JSON.parse(event.target.value) as Json))
          } catch {
            event.target.setCustomValidity('JSON')
            event.target.reportValidity()
          }
        }}
        onInput={(event) => event.currentTarget.setCustomValidity('')}
        {...attributes}
      />
    )}
  </Field>
)

const ObjectFields = ({ schema, root, value, onChange, problem, pointer, name }: Props) => {
  const lang = useLang()
  const object = isObject(value) ? value : {}
  const fields = Object.entries(schema.properties ?? {}).map(([key, inner]) => (
    <SchemaField
      key={key}
      schema={inner}
      root={root}
      name={key}
      value={object[key]}
      required={schema.required?.includes(key) === true && narrow(inner, root).default === undefined}
      pointer={`${pointer}/${escape(key)}`}
      problem={problem}
      onChange={(next) => {
        const { [key]: _old, ...rest } = object
        onChange(next === undefined ? rest : { ...object, [key]: next })
      }}
    />
  ))
  if (pointer === '') return <div className="schema-object">{fields}</div>
  return (
    <fieldset className="schema-group">
      <legend>{fieldName(schema, name, lang)}</legend>
      <div className="schema-object">{fields}</div>
    </fieldset>
  )
}

const ListFields = ({ schema, root, value, onChange, problem, pointer, name }: Props) => {
  const t = useUi()
  const items = Array.isArray(value) ? value : []
  const item = isObject(schema.items) ? (schema.items as JsonSchema) : {}
  const error = problem?.errors.find((one) => one.pointer === pointer)?.message
  return (
    <fieldset className="schema-group">
      <legend>
        {fieldName(schema, name, t.lang)} <span className="hint">{items.length}</span>
      </legend>
      {error !== undefined && <p className="field-note schema-wrong">{error}</p>}
      {items.map((one, index) => (
        // The order is the identity of a row: rows are only appended and removed.
        <div key={`${pointer}/${index}`} className="schema-item">
          <SchemaField
            schema={item}
            root={root}
            name={`${index + 1}`}
            value={one}
            pointer={`${pointer}/${index}`}
            problem={problem}
            onChange={(next) => onChange(items.map((other, at) => (at === index ? (next ?? null) : other)))}
          />
          <Button
            kind="text"
            label={`${t('action.remove')} ${index + 1}`}
            onClick={() => onChange(items.filter((_, at) => at !== index))}
          >
            ×
          </Button>
        </div>
      ))}
      <Button onClick={() => onChange([...items, items.at(-1) ?? blank(item, root) ?? null])}>{t('action.add')}</Button>
    </fieldset>
  )
}

const VariantFields = (props: Props) => {
  const { schema, root, value, onChange, name } = props
  const lang = useLang()
  const variants = variantsOf(schema)
  const at = variantIndex(schema, value, root)
  const chosen = variants[at]
  const titles = variants.map((variant, index) => {
    const found = narrow(variant, root)
    const tag = Object.values(found.properties ?? {})
      .map((inner) => narrow(inner, root))
      .find((inner) => typeof inner.const === 'string')
    return tag === undefined ? (found.title ?? `${index + 1}`) : choiceName(tag, String(tag.const), lang)
  })
  return (
    <div className="schema-variant">
      <Choice
        label={fieldName(schema, name, lang)}
        value={String(at)}
        options={titles.map((title, index) => ({ value: String(index), title }))}
        onChange={(next) => {
          const variant = variants[Number(next)]
          onChange(variant ? blank(variant, root) : undefined)
        }}
      />
      {chosen && <SchemaField {...props} schema={{ ...chosen, title: titles[at] ?? chosen.title ?? name }} />}
    </div>
  )
}
