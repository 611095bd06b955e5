import { useState } from 'react'
import { Await } from '../../../platform/ui/await.tsx'
import { Button, Segmented } from '../../../platform/ui/button.tsx'
import { useUi } from '../../../platform/ui/messages/index.ts'
import { PageHead } from '../../../platform/ui/page-head.tsx'
import { useWeb } from '../../messages/index.ts'
import { MessageRows, useMessages, useReadAll } from './message-rows.tsx'

/** 消息: everything that was sent to me, newest first. */
const MessagesPage = () => {
  const t = useWeb()
  const ui = useUi()
  const [only, setOnly] = useState<'all' | 'unread'>('all')
  const [cursors, setCursors] = useState<readonly string[]>([])
  const messages = useMessages(30, { unread: only === 'unread' ? 'true' : null, cursor: cursors.at(-1) ?? null })
  const readAll = useReadAll()
  return (
    <>
      <PageHead
        crumbs={[{ title: t('nav.desk'), to: '/desk' }]}
        title={t('messages.title')}
        actions={
          <>
            <Segmented
              label={t('messages.title')}
              value={only}
              options={[
                { value: 'all', title: ui('action.all') },
                { value: 'unread', title: t('messages.onlyUnread') },
              ]}
              onChange={(value) => {
                setCursors([])
                setOnly(value)
              }}
            />
            <Button busy={readAll.isPending} onClick={() => readAll.mutate(undefined)}>
              {t('messages.readAll')}
            </Button>
          </>
        }
        ruled
      />
      <Await query={messages} lines={8}>
        {(page) => (
          <>
            <MessageRows rows={page.rows} />
            <p className="row-actions">
              {cursors.length > 0 && (
                <Button onClick={() => setCursors(cursors.slice(0, -1))}>{ui('action.previous')}</Button>
              )}
              {page.nextCursor !== null && (
                <Button onClick={() => setCursors([...cursors, page.nextCursor ?? ''])}>{ui('action.next')}</Button>
              )}
            </p>
          </>
        )}
      </Await>
    </>
  )
}

export default MessagesPage
