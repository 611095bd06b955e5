import { type ReactNode, useState } from 'react'
import { useSend } from '../../platform/ui/api/query.ts'
import { Button } from '../../platform/ui/button.tsx'
import { Dialog, fieldError, ProblemNote } from '../../platform/ui/dialog.tsx'
import { TextArea, TextField } from '../../platform/ui/field.tsx'
import { useUi } from '../../platform/ui/messages/index.ts'

export type Decision = {
  readonly title: string
  /** What is decided about. */
  readonly subject: ReactNode
  readonly path: string
  readonly version: number
  /** Key of the text in the body: the reason, or the answer itself. */
  readonly field: 'reason' | 'answer'
  readonly label: string
  readonly required: boolean
  readonly submit: string
  /** A day that the decision sets. */
  readonly date?: { readonly key: string; readonly label: string; readonly value: string }
}

/** One decision with its words, and a day where it sets one. */
export const DecisionDialog = ({ decision, onClose }: { decision: Decision; onClose: () => void }) => {
  const ui = useUi()
  const [text, setText] = useState('')
  const [day, setDay] = useState(decision.date?.value ?? '')
  const send = useSend({
    path: decision.path,
    body: () => ({
      ...(text.trim() === '' ? {} : { [decision.field]: text.trim() }),
      ...(decision.date === undefined ? {} : { [decision.date.key]: day }),
    }),
    version: () => decision.version,
    stale: ['/api/'],
  })
  return (
    <Dialog
      title={decision.title}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{ui('action.cancel')}</Button>
          <Button kind="primary" type="submit" form="decision" busy={send.isPending}>
            {decision.submit}
          </Button>
        </>
      }
    >
      <form
        id="decision"
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault()
          send.mutate(undefined, { onSuccess: onClose })
        }}
      >
        <div>{decision.subject}</div>
        {decision.date && (
          <TextField
            label={decision.date.label}
            type="date"
            value={day}
            onChange={setDay}
            required
            error={fieldError(send.error, `/${decision.date.key}`)}
          />
        )}
        <TextArea
          label={decision.label}
          value={text}
          onChange={setText}
          rows={4}
          required={decision.required}
          error={fieldError(send.error, `/${decision.field}`)}
        />
        <ProblemNote problem={send.error} />
      </form>
    </Dialog>
  )
}
