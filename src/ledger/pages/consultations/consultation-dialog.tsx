import { useState } from 'react'
import { useSend } from '../../../platform/ui/api/query.ts'
import { Button } from '../../../platform/ui/button.tsx'
import { Dialog, fieldError, ProblemNote } from '../../../platform/ui/dialog.tsx'
import { Choice, TextArea, TextField } from '../../../platform/ui/field.tsx'
import { addDays } from '../../../platform/ui/format.ts'
import { useUi } from '../../../platform/ui/messages/index.ts'
import { useSession } from '../../../platform/ui/session.ts'
import { useLedger } from '../../messages/index.ts'
import { reformNumbers } from '../reform-numbers.ts'

/** Days that a draft must be open at least (ledger 5). */
const shortestDays = 7

/** 起草: title, text and period; it is published by opening it on its page. */
export const ConsultationDialog = ({ onClose }: { onClose: () => void }) => {
  const t = useLedger()
  const ui = useUi()
  const today = useSession().data?.today ?? ''
  const [reformNo, setReform] = useState('7')
  const [title, setTitle] = useState('')
  const [introduction, setIntroduction] = useState('')
  const [draftText, setDraft] = useState('')
  const [openFrom, setFrom] = useState(today)
  const [openTo, setTo] = useState(today === '' ? '' : addDays(today, shortestDays))
  const send = useSend({
    path: '/api/ledger/consultations',
    body: () => ({ reformNo: Number(reformNo), title, introduction, draftText, openFrom, openTo }),
    stale: ['/api/ledger/consultations'],
  })
  return (
    <Dialog
      title={t('consultations.draftNew')}
      wide
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{ui('action.cancel')}</Button>
          <Button kind="primary" type="submit" form="consultation" busy={send.isPending}>
            {ui('action.save')}
          </Button>
        </>
      }
    >
      <form
        id="consultation"
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault()
          send.mutate(undefined, { onSuccess: onClose })
        }}
      >
        <Choice label={t('column.reform')} value={reformNo} options={reformNumbers(t)} onChange={setReform} required />
        <TextField
          label={t('column.title')}
          value={title}
          onChange={setTitle}
          required
          error={fieldError(send.error, '/title')}
        />
        <TextArea label={t('consultations.introduction')} value={introduction} onChange={setIntroduction} />
        <TextArea
          label={t('consultations.draft')}
          value={draftText}
          onChange={setDraft}
          rows={8}
          required
          error={fieldError(send.error, '/draftText')}
        />
        <TextField label={t('consultations.from')} type="date" value={openFrom} onChange={setFrom} required />
        <TextField
          label={t('consultations.to')}
          type="date"
          value={openTo}
          onChange={setTo}
          hint={t('consultations.shortest', { days: shortestDays })}
          required
          error={fieldError(send.error, '/openTo')}
        />
        <ProblemNote problem={send.error} />
      </form>
    </Dialog>
  )
}
