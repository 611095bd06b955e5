import { useState } from 'react'
import { useSend } from '../../../platform/ui/api/query.ts'
import { Button } from '../../../platform/ui/button.tsx'
import type { CaseReply } from '../../../platform/ui/cases/case-data.ts'
import { casePath } from '../../../platform/ui/cases/case-data.ts'
import { Dialog, fieldError, ProblemNote } from '../../../platform/ui/dialog.tsx'
import { TextArea, Tick } from '../../../platform/ui/field.tsx'
import { Go } from '../../../platform/ui/link.tsx'
import { useUi } from '../../../platform/ui/messages/index.ts'
import { usePermission } from '../../../platform/ui/session.ts'
import type { ApplicationDesk } from '../../api/desk/schema.ts'
import { declineReasons } from '../../api/applications/schema.ts'
import { useBank } from '../../messages/bank/index.ts'
import { ApproveForm } from './approve-form.tsx'
import { applicationPath } from './data.ts'

type Props = { desk: ApplicationDesk; onClose: () => void }

/** 不批准: the family is told at least one reason, in words of its own. */
const DeclineDialog = ({ desk: { application }, onClose }: Props) => {
  const t = useBank()
  const ui = useUi()
  const [reasons, setReasons] = useState<readonly string[]>([])
  const [reason, setReason] = useState('')
  const send = useSend({
    path: `${applicationPath(application.id)}/decline`,
    body: () => ({ reasons, reason: reason.trim() }),
    version: () => application.version,
    stale: ['/api/'],
  })
  return (
    <Dialog
      title={t('act.decline')}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{ui('action.cancel')}</Button>
          <Button kind="primary" type="submit" form="decline" busy={send.isPending} disabled={reasons.length === 0}>
            {t('act.decline')}
          </Button>
        </>
      }
    >
      <form
        id="decline"
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault()
          send.mutate(undefined, { onSuccess: onClose })
        }}
      >
        <fieldset className="bank-ticks">
          <legend className="muted">{t('decline.reasons')}</legend>
          {declineReasons.map((code) => (
            <Tick
              key={code}
              checked={reasons.includes(code)}
              onChange={(on) => setReasons(on ? [...reasons, code] : reasons.filter((one) => one !== code))}
            >
              {t(`decline.${code}`)}
            </Tick>
          ))}
        </fieldset>
        <TextArea
          label={t('decline.words')}
          value={reason}
          onChange={setReason}
          required
          error={fieldError(send.error, '/reason')}
        />
        <ProblemNote problem={send.error} />
      </form>
    </Dialog>
  )
}

/** 要求补充资料: the clock stops until the family answers. */
const AskDialog = ({ reply, onClose }: { reply: CaseReply; onClose: () => void }) => {
  const t = useBank()
  const ui = useUi()
  const [reason, setReason] = useState('')
  const send = useSend({
    path: `${casePath(reply.id)}/events`,
    body: () => ({ event: 'ask', reason: reason.trim() }),
    version: () => reply.version,
    stale: ['/api/'],
  })
  return (
    <Dialog
      title={t('act.ask')}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{ui('action.cancel')}</Button>
          <Button kind="primary" type="submit" form="ask" busy={send.isPending}>
            {t('act.ask')}
          </Button>
        </>
      }
    >
      <form
        id="ask"
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault()
          send.mutate(undefined, { onSuccess: onClose })
        }}
      >
        <TextArea label={t('decline.words')} value={reason} onChange={setReason} required />
        <ProblemNote problem={send.error} />
      </form>
    </Dialog>
  )
}

const Disburse = ({ desk: { application } }: { desk: ApplicationDesk }) => {
  const t = useBank()
  const send = useSend({
    path: `${applicationPath(application.id)}/disburse`,
    body: () => undefined,
    version: () => application.version,
    stale: ['/api/'],
  })
  return (
    <>
      <p className="muted">{t('act.disburse.text')}</p>
      <ProblemNote problem={send.error} />
      <Button kind="primary" busy={send.isPending} onClick={() => send.mutate(undefined)}>
        {t('act.disburse')}
      </Button>
    </>
  )
}

/** What whoever looks may do now: decide and offer, ask, decline, pay out. */
export const ApplicationActions = ({ desk, reply }: { desk: ApplicationDesk; reply: CaseReply | null }) => {
  const t = useBank()
  const [dialog, setDialog] = useState<'decline' | 'ask' | null>(null)
  const mayDecide = usePermission('finance.credit.decide')
  const { application } = desk
  const may = (event: string): boolean =>
    mayDecide && reply?.actions.some((action) => action.event === event && action.mine) === true
  const close = () => setDialog(null)
  return (
    <section className="panel bank-aside">
      <h2>{t('act.title')}</h2>
      {may('approve') && <ApproveForm key={application.version} desk={desk} />}
      {(may('decline') || may('ask')) && (
        <p className="bank-actions">
          {may('ask') && <Button onClick={() => setDialog('ask')}>{t('act.ask')}</Button>}
          {may('decline') && (
            <Button kind="danger" onClick={() => setDialog('decline')}>
              {t('act.decline')}
            </Button>
          )}
        </p>
      )}
      {may('disburse') && <Disburse desk={desk} />}
      {application.state === 'approved' && (
        <p className="muted">{t('act.waitFamily', { date: application.offerUntil ?? '' })}</p>
      )}
      {!['approve', 'decline', 'ask', 'disburse'].some(may) && application.state !== 'approved' && (
        <p className="muted">{t('act.none')}</p>
      )}
      {application.contractId !== null && (
        <p>
          <Go to={`/finance/bank/contracts/${application.contractId}`}>{t('act.contract')}</Go>
        </p>
      )}
      {dialog === 'decline' && <DeclineDialog desk={desk} onClose={close} />}
      {dialog === 'ask' && reply && <AskDialog reply={reply} onClose={close} />}
    </section>
  )
}
