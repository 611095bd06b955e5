import { type ReactNode, useId } from 'react'
import { useUi } from './messages/index.ts'

type Common = { label: string; hint?: ReactNode; error?: string | undefined; required?: boolean | undefined }

/** Label above, the wrong thing named below; the input is tied to both. */
export const Field = ({
  label,
  hint,
  error,
  required,
  children,
}: Common & {
  children: (attributes: {
    id: string
    'aria-describedby': string | undefined
    'aria-invalid': true | undefined
    required: boolean | undefined
  }) => ReactNode
}) => {
  const id = useId()
  const noteId = `${id}-note`
  const note = error ?? hint
  return (
    <div className="field" data-wrong={error === undefined ? undefined : ''}>
      <label htmlFor={id}>
        {label}
        {required === true && <span className="field-required" aria-hidden="true" />}
      </label>
      {children({
        id,
        'aria-describedby': note === undefined ? undefined : noteId,
        'aria-invalid': error === undefined ? undefined : true,
        required,
      })}
      {note !== undefined && (
        <span className="field-note" id={noteId}>
          {note}
        </span>
      )}
    </div>
  )
}

export const TextField = ({
  value,
  onChange,
  type = 'text',
  autoComplete,
  inputMode,
  placeholder,
  pattern,
  maxLength,
  ...common
}: Common & {
  value: string
  onChange: (value: string) => void
  type?: 'text' | 'password' | 'email' | 'tel' | 'search' | 'date' | 'month' | 'number'
  autoComplete?: string
  inputMode?: 'numeric' | 'decimal' | 'text'
  placeholder?: string
  pattern?: string
  maxLength?: number
}) => (
  <Field {...common}>
    {(attributes) => (
      <input
        className="input"
        type={type}
        value={value}
        autoComplete={autoComplete}
        inputMode={inputMode}
        placeholder={placeholder}
        pattern={pattern}
        maxLength={maxLength}
        step={type === 'number' ? 'any' : undefined}
        onChange={(event) => onChange(event.target.value)}
        {...attributes}
      />
    )}
  </Field>
)

/** Chooses a file with a button of ours: the browser's own speaks the browser's language. */
export const FileField = ({
  file,
  onChange,
  accept,
  ...common
}: Common & { file: File | null; onChange: (file: File | null) => void; accept?: string }) => {
  const t = useUi()
  return (
    <Field {...common}>
      {(attributes) => (
        <span className="file-field">
          <input
            className="visually-hidden"
            type="file"
            accept={accept}
            onChange={(event) => onChange(event.target.files?.[0] ?? null)}
            {...attributes}
          />
          <label className="button" htmlFor={attributes.id}>
            {t('import.choose')}
          </label>
          <span className={file === null ? 'hint' : 'file-name'}>{file?.name ?? t('file.none')}</span>
        </span>
      )}
    </Field>
  )
}

export const TextArea = ({
  value,
  onChange,
  rows = 3,
  placeholder,
  ...common
}: Common & { value: string; onChange: (value: string) => void; rows?: number; placeholder?: string }) => (
  <Field {...common}>
    {(attributes) => (
      <textarea
        className="input"
        rows={rows}
        value={value}
        placeholder={placeholder}
        onChange={(event) => onChange(event.target.value)}
        {...attributes}
      />
    )}
  </Field>
)

export const Choice = <Value extends string>({
  value,
  options,
  onChange,
  empty,
  ...common
}: Common & {
  value: Value | ''
  options: readonly { value: Value; title: string }[]
  onChange: (value: Value | '') => void
  /** Words of the empty choice; without it one must be chosen. */
  empty?: string
}) => (
  <Field {...common}>
    {(attributes) => (
      <select
        className="input"
        value={value}
        onChange={(event) => onChange(event.target.value as Value | '')}
        {...attributes}
      >
        {empty !== undefined && <option value="">{empty}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.title}
          </option>
        ))}
      </select>
    )}
  </Field>
)

export const Tick = ({
  checked,
  onChange,
  children,
}: {
  checked: boolean
  onChange: (checked: boolean) => void
  children: ReactNode
}) => (
  <label className="tick">
    <input type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} />
    <span>{children}</span>
  </label>
)
