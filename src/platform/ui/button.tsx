import type { ReactNode } from 'react'

type Props = {
  children: ReactNode
  onClick?: () => void
  kind?: 'plain' | 'primary' | 'text' | 'danger'
  type?: 'button' | 'submit'
  disabled?: boolean
  busy?: boolean
  pressed?: boolean
  form?: string
  label?: string
  className?: string
}

/** A verb. One `primary` a screen. */
export const Button = ({
  children,
  onClick,
  kind = 'plain',
  type = 'button',
  disabled,
  busy,
  pressed,
  form,
  label,
  className,
}: Props) => (
  <button
    type={type}
    className={`button button-${kind}${className === undefined ? '' : ` ${className}`}`}
    disabled={disabled === true || busy === true}
    aria-busy={busy === true ? true : undefined}
    aria-pressed={pressed}
    aria-label={label}
    form={form}
    onClick={onClick}
  >
    {children}
  </button>
)

/** One of a few, all visible. */
export const Segmented = <Value extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string
  value: Value
  options: readonly { value: Value; title: string }[]
  onChange: (value: Value) => void
}) => (
  <fieldset className="segmented" aria-label={label}>
    {options.map((option) => (
      <button
        key={option.value}
        type="button"
        aria-pressed={option.value === value}
        onClick={() => onChange(option.value)}
      >
        {option.title}
      </button>
    ))}
  </fieldset>
)
