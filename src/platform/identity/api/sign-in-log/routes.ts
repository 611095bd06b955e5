import { and, desc, eq, lt, or } from 'drizzle-orm'
import type { Context } from '../../../context.ts'
import { decodeCursor, toPage } from '../../../http/page.ts'
import { route } from '../../../http/route.ts'
import { signInKindTitles, type SignInKind } from '../../sign-in-log.ts'
import { accountProfile, signInEvent } from '../../tables.ts'
import { SignInLogQuery, SignInLogReply } from './schema.ts'

type Query = { readonly cursor?: string | undefined; readonly limit: number; readonly account?: string | undefined }

const isKind = (kind: string): kind is SignInKind => Object.hasOwn(signInKindTitles, kind)

const readLog = async (context: Context, query: Query) => {
  const [at, id] = query.cursor === undefined ? [] : decodeCursor(context.config, query.cursor)
  const before =
    at === undefined
      ? undefined
      : or(
          lt(signInEvent.at, new Date(String(at))),
          and(eq(signInEvent.at, new Date(String(at))), lt(signInEvent.id, String(id))),
        )
  const rows = await context.tx
    .select({ event: signInEvent, username: accountProfile.username, name: accountProfile.name })
    .from(signInEvent)
    .leftJoin(
      accountProfile,
      and(eq(accountProfile.county, signInEvent.county), eq(accountProfile.account, signInEvent.account)),
    )
    .where(
      and(
        eq(signInEvent.county, context.actor.county),
        query.account === undefined ? undefined : eq(signInEvent.account, query.account),
        before,
      ),
    )
    .orderBy(desc(signInEvent.at), desc(signInEvent.id))
    .limit(query.limit + 1)
  const page = toPage(context.config, rows, query.limit, ({ event }) => [event.at.toISOString(), event.id])
  return {
    rows: page.rows.map(({ event, username, name }) => ({
      id: event.id,
      at: event.at.toISOString(),
      kind: event.kind,
      title: isKind(event.kind) ? signInKindTitles[event.kind] : event.kind,
      account: event.account,
      username,
      name,
      ipAddress: event.ipAddress,
      userAgent: event.userAgent,
    })),
    nextCursor: page.nextCursor,
  }
}

export const signInLogRoutes = [
  route({
    method: 'GET',
    path: '/sign-in-log',
    summary: '登录日志',
    access: 'identity.sign-in-log.read',
    query: SignInLogQuery,
    reply: SignInLogReply,
    handle: (context) => readLog(context, context.query),
  }),
]
