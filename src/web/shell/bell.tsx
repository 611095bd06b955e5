import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useLocation } from 'react-router'
import { Await } from '../../platform/ui/await.tsx'
import { Button } from '../../platform/ui/button.tsx'
import { Go } from '../../platform/ui/link.tsx'
import { useWeb } from '../messages/index.ts'
import { MessageRows, messagesPath, useMessages, useReadAll } from '../pages/desk/message-rows.tsx'

/** Hears of new messages while the page is open; the browser reconnects by itself. */
const useUnread = (): number => {
  const client = useQueryClient()
  const [unread, setUnread] = useState(0)
  useEffect(() => {
    const events = new EventSource('/api/platform/events')
    const hear = (event: MessageEvent<string>): void => {
      const told: unknown = JSON.parse(event.data)
      if (typeof told === 'object' && told !== null && 'unread' in told) setUnread(Number(told.unread))
      void client.invalidateQueries({
        predicate: ({ queryKey: [path] }) =>
          typeof path === 'string' && (path.startsWith(messagesPath) || path.startsWith('/api/platform/cases')),
      })
    }
    events.addEventListener('unread', hear)
    return () => events.close()
  }, [client])
  return unread
}

const Panel = () => {
  const t = useWeb()
  const messages = useMessages(8)
  const readAll = useReadAll()
  return (
    <div className="bell-panel">
      <header>
        <h2>{t('messages.title')}</h2>
        <Button kind="text" busy={readAll.isPending} onClick={() => readAll.mutate(undefined)}>
          {t('messages.readAll')}
        </Button>
      </header>
      <Await query={messages} lines={4}>
        {(page) => <MessageRows rows={page.rows} />}
      </Await>
      <Go to="/desk/messages">{t('messages.all')}</Go>
    </div>
  )
}

/** 消息: the count comes by server-sent events; the panel shows the latest. */
export const Bell = () => {
  const t = useWeb()
  const { key } = useLocation()
  const box = useRef<HTMLDivElement>(null)
  const [openAt, setOpenAt] = useState<string | null>(null)
  const unread = useUnread()
  const open = openAt === key
  useEffect(() => {
    if (!open) return
    const close = (event: PointerEvent | KeyboardEvent): void => {
      if (event instanceof KeyboardEvent ? event.key === 'Escape' : !box.current?.contains(event.target as Node))
        setOpenAt(null)
    }
    addEventListener('pointerdown', close)
    addEventListener('keydown', close)
    return () => {
      removeEventListener('pointerdown', close)
      removeEventListener('keydown', close)
    }
  }, [open])
  return (
    <div className="bell" ref={box}>
      <button
        type="button"
        aria-expanded={open}
        aria-label={t('messages.unread', { count: unread })}
        onClick={() => setOpenAt(open ? null : key)}
      >
        <svg
          width="20"
          height="20"
          viewBox="0 0 20 20"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
          aria-hidden="true"
        >
          <path
            d="M10 3a4.5 4.5 0 0 0-4.5 4.5c0 4-1.5 5.2-1.5 6.2h12c0-1-1.5-2.2-1.5-6.2A4.5 4.5 0 0 0 10 3zM8.2 16.2a1.9 1.9 0 0 0 3.6 0"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </svg>
        {unread > 0 && <span aria-hidden="true">{unread > 99 ? '99+' : unread}</span>}
      </button>
      {open && <Panel />}
    </div>
  )
}
