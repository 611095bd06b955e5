import { sql } from 'drizzle-orm'
import type { Context } from '../../../context.ts'
import { route } from '../../../http/route.ts'
import { EndedReply, SessionId, SessionsReply } from './schema.ts'

// Raw statements give instants as text on one driver and as Date on the other.
type Row = {
  id: string
  created_at: Date | string
  last_seen_at: Date | string
  ip_address: string | null
  user_agent: string | null
}

const ownSessions = async (context: Context) => {
  const { rows } = await context.tx.execute<Row>(sql`SELECT * FROM gongfu.own_sessions() ORDER BY created_at DESC`)
  return rows.map((row) => ({
    id: row.id,
    createdAt: new Date(row.created_at).toISOString(),
    lastSeenAt: new Date(row.last_seen_at).toISOString(),
    ipAddress: row.ip_address,
    userAgent: row.user_agent,
  }))
}

const endSessions = async (context: Context, only: string | null) => {
  const { rows } = await context.tx.execute<{ ended: number }>(
    sql`SELECT gongfu.end_sessions(${context.actor.id}, ${only}) AS ended`,
  )
  return { ended: rows[0]?.ended ?? 0 }
}

export const sessionListRoutes = [
  route({
    method: 'GET',
    path: '/sessions',
    summary: '本人在各处的登录',
    access: 'signed_in',
    reply: SessionsReply,
    handle: async (context) => ({ rows: await ownSessions(context) }),
  }),
  route({
    method: 'DELETE',
    path: '/sessions/:id',
    summary: '结束本人的一处登录',
    access: 'signed_in',
    params: SessionId,
    reply: EndedReply,
    handle: (context) => endSessions(context, context.params.id),
  }),
  route({
    method: 'DELETE',
    path: '/sessions',
    summary: '在所有设备上退出登录',
    access: 'signed_in',
    reply: EndedReply,
    handle: (context) => endSessions(context, null),
  }),
]
