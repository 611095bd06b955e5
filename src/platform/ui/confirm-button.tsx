import { type ReactNode, useState } from 'react'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { useUi } from './messages/index.ts'

/** A verb that cannot be taken back: it says what will happen and asks once. */
export const ConfirmButton = ({
  children,
  question,
  kind = 'danger',
  busy,
  label,
  onConfirm,
}: {
  children: ReactNode
  /** What will happen, in one sentence. */
  question: string
  kind?: 'plain' | 'text' | 'danger'
  busy?: boolean
  /** Said in place of the verb alone where several stand in a table. */
  label?: string
  onConfirm: () => void
}) => {
  const t = useUi()
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Button
        kind={kind}
        {...(busy === undefined ? {} : { busy })}
        {...(label === undefined ? {} : { label })}
        onClick={() => setAsking(true)}
      >
        {children}
      </Button>
      {asking && (
        <Dialog
          title={typeof children === 'string' ? children : t('action.confirm')}
          onClose={() => setAsking(false)}
          foot={
            <>
              <Button onClick={() => setAsking(false)}>{t('action.cancel')}</Button>
              <Button
                kind="primary"
                onClick={() => {
                  setAsking(false)
                  onConfirm()
                }}
              >
                {t('action.confirm')}
              </Button>
            </>
          }
        >
          <p>{question}</p>
        </Dialog>
      )}
    </>
  )
}
