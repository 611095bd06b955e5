import { useState } from 'react'
import { useSend } from '../../platform/ui/api/query.ts'
import { Button } from '../../platform/ui/button.tsx'
import { Dialog, fieldError, ProblemNote } from '../../platform/ui/dialog.tsx'
import { TextArea, TextField } from '../../platform/ui/field.tsx'
import { useUi } from '../../platform/ui/messages/index.ts'
import type { TargetReply } from '../api/targets/schema.ts'
import { useLedger } from '../messages/index.ts'

/** 申请延期 for one target: the new day and why. */
export const ExtensionDialog = ({ target, onClose }: { target: TargetReply; onClose: () => void }) => {
  const t = useLedger()
  const ui = useUi()
  const [askedFor, setAskedFor] = useState(target.due)
  const [reason, setReason] = useState('')
  const ask = useSend({ path: '/api/ledger/extensions', stale: ['/api/ledger/'] })
  return (
    <Dialog
      title={t('extensions.ask')}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{ui('action.cancel')}</Button>
          <Button kind="primary" type="submit" form="extension" busy={ask.isPending}>
            {t('extensions.ask')}
          </Button>
        </>
      }
    >
      <form
        id="extension"
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault()
          ask.mutate({ targetId: target.id, askedFor, reason }, { onSuccess: onClose })
        }}
      >
        <p className="song">{target.text}</p>
        <TextField
          label={t('extensions.askedFor')}
          type="date"
          value={askedFor}
          onChange={setAskedFor}
          hint={t('extensions.originalDueIs', { date: target.due })}
          required
          error={fieldError(ask.error, '/askedFor')}
        />
        <TextArea
          label={t('column.reason')}
          value={reason}
          onChange={setReason}
          rows={4}
          required
          error={fieldError(ask.error, '/reason')}
        />
        <ProblemNote problem={ask.error} />
      </form>
    </Dialog>
  )
}
