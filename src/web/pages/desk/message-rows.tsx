import type { z } from 'zod'
import type { MessagePage } from '../../../platform/notices/api/schema.ts'
import { type Loaded, useGet, useSend } from '../../../platform/ui/api/query.ts'
import { Button } from '../../../platform/ui/button.tsx'
import { instant } from '../../../platform/ui/format.ts'
import { Go } from '../../../platform/ui/link.tsx'
import { useWeb } from '../../messages/index.ts'
import './desk.css'

export type Messages = z.infer<typeof MessagePage>

export const messagesPath = '/api/platform/messages'

export const useMessages = (
  limit: number,
  query: { unread?: string | null; cursor?: string | null } = {},
): Loaded<Messages> => useGet(messagesPath, { limit, ...query })

export const useReadAll = () =>
  useSend<undefined>({ path: `${messagesPath}/read`, body: () => undefined, stale: [messagesPath] })

/** Messages, unread ones marked; one that asks for it is acknowledged here. */
export const MessageRows = ({ rows }: { rows: Messages['rows'] }) => {
  const t = useWeb()
  const read = useSend<string>({
    path: (id) => `${messagesPath}/${id}/read`,
    body: () => undefined,
    stale: [messagesPath],
  })
  const acknowledge = useSend<string>({
    path: (id) => `${messagesPath}/${id}/acknowledge`,
    body: () => undefined,
    stale: [messagesPath],
  })
  if (rows.length === 0) return <p className="hint messages-none">{t('messages.none')}</p>
  return (
    <ul className="messages">
      {rows.map((row) => (
        <li key={row.id} data-unread={row.readAt === null ? '' : undefined}>
          <p>
            {row.href === null ? <b>{row.title}</b> : <Go to={row.href}>{row.title}</Go>}
            <span className="hint">{instant(row.arrivedAt)}</span>
          </p>
          <p className="muted">{row.text}</p>
          <span className="row-actions">
            {row.toAcknowledge && row.acknowledgedAt === null && (
              <Button onClick={() => acknowledge.mutate(row.id)}>{t('messages.acknowledge')}</Button>
            )}
            {row.acknowledgedAt !== null && (
              <span className="hint">{t('messages.acknowledged', { at: instant(row.acknowledgedAt) })}</span>
            )}
            {row.readAt === null && (
              <Button kind="text" onClick={() => read.mutate(row.id)}>
                {t('messages.read')}
              </Button>
            )}
          </span>
        </li>
      ))}
    </ul>
  )
}
