import { useState } from 'react'
import { useSend } from '../api/query.ts'
import { Button } from '../button.tsx'
import { fieldError, ProblemNote } from '../dialog.tsx'
import { TextArea } from '../field.tsx'
import { useUi } from '../messages/index.ts'
import { type CaseReply, casePath } from './case-data.ts'

type Action = CaseReply['actions'][number]

/** What the reader may do now, as buttons with their reason; what others must do, in words. */
export const CaseActions = ({ reply }: { reply: CaseReply }) => {
  const t = useUi()
  const [reason, setReason] = useState('')
  const [pressed, setPressed] = useState<string | null>(null)
  const fire = useSend<Action>({
    path: `${casePath(reply.id)}/events`,
    body: (action) => ({ event: action.event, ...(reason.trim() === '' ? {} : { reason: reason.trim() }) }),
    version: () => reply.version,
    stale: ['/api/'],
  })
  const mine = reply.actions.filter((action) => action.mine)
  const others = reply.actions.filter((action) => !action.mine)
  if (reply.closedAt !== null) return <p className="panel case-act muted">{t('case.closed')}</p>
  const titleOf = (kind: string): string => reply.wanted.find((one) => one.kind === kind)?.title ?? kind
  const missing = [...new Set(mine.flatMap((action) => action.missingMaterials))]
  const needsReason = mine.some((action) => action.reasonRequired)
  const lacking = (action: Action): boolean => action.reasonRequired && reason.trim() === ''
  return (
    <>
      {mine.length > 0 && (
        <section className="panel case-act">
          <h2>{t('case.act')}</h2>
          <TextArea
            label={t('case.reason')}
            value={reason}
            onChange={setReason}
            rows={3}
            hint={
              needsReason
                ? t('case.reason.for', {
                    events: mine
                      .filter((action) => action.reasonRequired)
                      .map((action) => action.title)
                      .join(t.lang === 'en' ? ', ' : '、'),
                  })
                : t('case.reason.free')
            }
            error={pressed === null ? undefined : fieldError(fire.error, '/reason')}
          />
          {missing.length > 0 && (
            <p className="notice-bar">{t('case.missing', { materials: missing.map(titleOf).join('、') })}</p>
          )}
          <ProblemNote problem={fire.error} />
          <p className="case-buttons">
            {mine.map((action) => (
              <Button
                key={action.event}
                kind={action.primary ? 'primary' : 'plain'}
                disabled={action.missingMaterials.length > 0 || lacking(action)}
                busy={fire.isPending && pressed === action.event}
                onClick={() => {
                  setPressed(action.event)
                  fire.mutate(action, { onSuccess: () => setReason('') })
                }}
              >
                {action.title}
              </Button>
            ))}
          </p>
        </section>
      )}
      {others.length > 0 && (
        <section className="case-others">
          <h2>{t(mine.length > 0 ? 'case.othersToo' : 'case.others')}</h2>
          <ul>
            {others.map((action) => (
              <li key={action.event}>
                <b>{action.title}</b>
                <span className="muted">
                  {action.who.join('、')}
                  {action.holder !== 'anyone' && `（${t(`case.holder.${action.holder}`)}）`}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
