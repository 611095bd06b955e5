import { type ReactNode, useEffect, useRef } from 'react'
import type { ApiProblem } from './api/client.ts'
import { Button } from './button.tsx'
import { useUi } from './messages/index.ts'

/** The browser's own modal dialog: focus is held, Escape closes. */
export const Dialog = ({
  title,
  wide = false,
  onClose,
  foot,
  children,
}: {
  title: string
  wide?: boolean
  onClose: () => void
  foot?: ReactNode
  children: ReactNode
}) => {
  const t = useUi()
  const box = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const dialog = box.current
    dialog?.showModal()
    return () => dialog?.close()
  }, [])
  return (
    <dialog
      ref={box}
      className={`dialog${wide ? ' dialog-wide' : ''}`}
      aria-label={title}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <div className="dialog-head">
        <h2>{title}</h2>
        <Button kind="text" onClick={onClose}>
          {t('action.close')}
        </Button>
      </div>
      <div className="dialog-body">{children}</div>
      {foot !== undefined && <div className="dialog-foot">{foot}</div>}
    </dialog>
  )
}

/** Why a write was refused, field by field, above the buttons of its form. */
export const ProblemNote = ({ problem }: { problem: ApiProblem | null }) => {
  const t = useUi()
  if (!problem) return null
  const said = problem.code === 'offline' ? t('state.offline') : problem.message
  // A refusal of one field often says in its title what it says at the field: once is enough.
  const more = problem.errors.filter(({ message }) => !said.includes(message))
  return (
    <div className="notice-bar notice-bar-bad" role="alert">
      <b>{said}</b>
      {more.length > 0 && (
        <ul>
          {more.map((error) => (
            <li key={`${error.pointer} ${error.code} ${error.message}`}>{error.message}</li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** The message for one field of a refused form. */
export const fieldError = (problem: ApiProblem | null | undefined, pointer: string): string | undefined =>
  problem?.errors.find((error) => error.pointer === pointer)?.message
