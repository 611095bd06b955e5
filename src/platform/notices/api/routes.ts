import { type Route, route } from '../../http/route.ts'
import { messageEvents } from '../events.ts'
import { acknowledge, countUnread, markRead, readInbox } from '../inbox.ts'
import * as schema from './schema.ts'

/** Mounted under /api/platform. Everybody reads his own messages and nobody anybody else's. */
export const noticeRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/messages',
    summary: '我的消息，最近的在前',
    access: 'signed_in',
    query: schema.MessageQuery,
    reply: schema.MessagePage,
    handle: async (context) => {
      const { unread, ...page } = context.query
      return readInbox(context, { ...page, unread: unread === 'true' })
    },
  }),
  route({
    method: 'GET',
    path: '/messages/unread',
    summary: '未读消息数',
    access: 'signed_in',
    reply: schema.UnreadReply,
    handle: async (context) => ({ unread: await countUnread(context) }),
  }),
  route({
    method: 'POST',
    path: '/messages/read',
    summary: '全部标为已读',
    access: 'signed_in',
    handle: (context) => markRead(context),
  }),
  route({
    method: 'POST',
    path: '/messages/:id/read',
    summary: '标为已读',
    access: 'signed_in',
    params: schema.MessageId,
    handle: (context) => markRead(context, context.params.id),
  }),
  route({
    method: 'POST',
    path: '/messages/:id/acknowledge',
    summary: '签收',
    access: 'signed_in',
    params: schema.MessageId,
    handle: (context) => acknowledge(context, context.params.id),
  }),
  route({
    method: 'GET',
    path: '/events',
    summary: '未读消息数的变化（Server-Sent Events，事件 unread）',
    access: 'signed_in',
    stream: true,
    handle: async (context) => messageEvents(context.database, context.actor.county, context.actor.id),
  }),
]
