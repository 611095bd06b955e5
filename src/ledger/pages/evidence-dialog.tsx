import { useState } from 'react'
import { ApiProblem } from '../../platform/ui/api/client.ts'
import { useSend } from '../../platform/ui/api/query.ts'
import { Button } from '../../platform/ui/button.tsx'
import { storeFile } from '../../platform/ui/cases/store-file.ts'
import { Dialog, fieldError, ProblemNote } from '../../platform/ui/dialog.tsx'
import { Choice, FileField, TextField } from '../../platform/ui/field.tsx'
import { useUi } from '../../platform/ui/messages/index.ts'
import type { EvidenceRow } from '../api/targets/schema.ts'
import { useLedger } from '../messages/index.ts'

type Kind = EvidenceRow['kind']

const kinds: readonly Kind[] = ['document', 'approval', 'minutes', 'contract', 'photo', 'training_list']

/** Uploads the file, then submits the evidence that names it. */
export const EvidenceDialog = ({ targetId, onClose }: { targetId: string; onClose: () => void }) => {
  const t = useLedger()
  const ui = useUi()
  const [kind, setKind] = useState<Kind | ''>('document')
  const [title, setTitle] = useState('')
  const [datedOn, setDatedOn] = useState('')
  const [file, setFile] = useState<File | null>(null)
  const [uploading, setUploading] = useState(false)
  const [refused, setRefused] = useState<ApiProblem | null>(null)
  const submit = useSend({ path: '/api/ledger/evidence', stale: ['/api/ledger/'] })

  const run = async (): Promise<void> => {
    setUploading(true)
    setRefused(null)
    try {
      const fileId = file === null ? null : await storeFile(file)
      submit.mutate({ targetId, kind, title, datedOn, fileId }, { onSuccess: onClose })
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      setRefused(error)
    } finally {
      setUploading(false)
    }
  }
  const problem = refused ?? submit.error
  return (
    <Dialog
      title={t('target.submit')}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{ui('action.cancel')}</Button>
          <Button kind="primary" type="submit" form="evidence" busy={uploading || submit.isPending}>
            {t('evidence.submit')}
          </Button>
        </>
      }
    >
      <form
        id="evidence"
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault()
          void run()
        }}
      >
        <Choice
          label={t('column.kind')}
          value={kind}
          options={kinds.map((one) => ({ value: one, title: t(`evidence.kind.${one}`) }))}
          onChange={setKind}
          required
        />
        <TextField
          label={t('evidence.name')}
          value={title}
          onChange={setTitle}
          maxLength={200}
          required
          error={fieldError(problem, '/title')}
        />
        <TextField
          label={t('evidence.datedOn')}
          type="date"
          value={datedOn}
          onChange={setDatedOn}
          hint={t('evidence.datedOn.hint')}
          required
          error={fieldError(problem, '/datedOn')}
        />
        <FileField label={t('evidence.file')} file={file} onChange={setFile} />
        <ProblemNote problem={problem} />
      </form>
    </Dialog>
  )
}
