import { useState } from 'react'
import { useSend } from '../../platform/ui/api/query.ts'
import { Button } from '../../platform/ui/button.tsx'
import { Dialog, fieldError, ProblemNote } from '../../platform/ui/dialog.tsx'
import { Choice, TextArea, TextField } from '../../platform/ui/field.tsx'
import { useUi } from '../../platform/ui/messages/index.ts'
import type { ReformReply } from '../api/reforms/schema.ts'
import { useLedger } from '../messages/index.ts'

/** 发督办单: to one of the reform's departments, for one target or for the whole reform. */
export const NoticeDialog = ({
  reform,
  targetId,
  onClose,
}: {
  reform: ReformReply
  targetId: string | null
  onClose: () => void
}) => {
  const t = useLedger()
  const ui = useUi()
  const departments = reform.departments.flatMap((department) =>
    department.organisationId === null ? [] : [{ value: department.organisationId, title: department.name }],
  )
  const [organisationId, setOrganisation] = useState<string>(departments[0]?.value ?? '')
  const [target, setTarget] = useState(targetId ?? '')
  const [title, setTitle] = useState('')
  const [demand, setDemand] = useState('')
  const issue = useSend({ path: '/api/ledger/notices', stale: ['/api/ledger/'] })
  return (
    <Dialog
      title={t('reform.notice')}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{ui('action.cancel')}</Button>
          <Button kind="primary" type="submit" form="notice" busy={issue.isPending}>
            {t('notices.issue')}
          </Button>
        </>
      }
    >
      <form
        id="notice"
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault()
          issue.mutate(
            { reformNo: reform.no, targetId: target === '' ? null : target, organisationId, title, demand },
            { onSuccess: onClose },
          )
        }}
      >
        <Choice
          label={t('notices.to')}
          value={organisationId}
          options={departments}
          onChange={setOrganisation}
          required
        />
        <Choice
          label={t('notices.target')}
          value={target}
          options={reform.targets.map((one) => ({ value: one.id, title: `${one.no} ${one.title}` }))}
          empty={t('notices.wholeReform')}
          onChange={setTarget}
        />
        <TextField
          label={t('notices.subject')}
          value={title}
          onChange={setTitle}
          maxLength={120}
          required
          error={fieldError(issue.error, '/title')}
        />
        <TextArea
          label={t('notices.demand')}
          value={demand}
          onChange={setDemand}
          rows={4}
          required
          error={fieldError(issue.error, '/demand')}
        />
        <ProblemNote problem={issue.error} />
      </form>
    </Dialog>
  )
}
