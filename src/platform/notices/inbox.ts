import { and, desc, eq, isNull, lt, or, sql } from 'drizzle-orm'
import type { Context } from '../context.ts'
import { asCounty } from '../database/system-context.ts'
import { Problem } from '../errors/problem.ts'
import { decodeCursor, toPage } from '../http/page.ts'
import { acknowledgement, delivery, message } from './tables.ts'

const mine = (context: Context) =>
  and(
    eq(delivery.county, context.actor.county),
    eq(delivery.recipient, context.actor.id),
    eq(delivery.channel, 'inbox'),
  )

type Page = { readonly unread?: boolean | undefined; readonly cursor?: string | undefined; readonly limit: number }

/** The actor's messages, newest first. */
export const readInbox = async (context: Context, page: Page) => {
  const [at, id] = page.cursor === undefined ? [] : decodeCursor(context.config, page.cursor)
  const rows = await context.tx
    .select({ message, readAt: delivery.readAt, arrivedAt: delivery.createdAt, acknowledgedAt: acknowledgement.at })
    .from(delivery)
    .innerJoin(message, and(eq(message.county, delivery.county), eq(message.id, delivery.messageId)))
    .leftJoin(
      acknowledgement,
      and(
        eq(acknowledgement.county, delivery.county),
        eq(acknowledgement.messageId, delivery.messageId),
        eq(acknowledgement.account, delivery.recipient),
      ),
    )
    .where(
      and(
        mine(context),
        page.unread === true ? isNull(delivery.readAt) : undefined,
        at === undefined
          ? undefined
          : or(
              lt(delivery.createdAt, new Date(String(at))),
              and(eq(delivery.createdAt, new Date(String(at))), lt(delivery.messageId, String(id))),
            ),
      ),
    )
    .orderBy(desc(delivery.createdAt), desc(delivery.messageId))
    .limit(page.limit + 1)
  const cut = toPage(context.config, rows, page.limit, (row) => [row.arrivedAt.toISOString(), row.message.id])
  return {
    rows: cut.rows.map((row) => ({
      id: row.message.id,
      kind: row.message.kind,
      title: row.message.title,
      text: row.message.text,
      href: row.message.href,
      arrivedAt: row.arrivedAt.toISOString(),
      readAt: row.readAt?.toISOString() ?? null,
      /** Somebody waits for "I know". */
      toAcknowledge: row.message.ladder !== null && row.acknowledgedAt === null,
      acknowledgedAt: row.acknowledgedAt?.toISOString() ?? null,
    })),
    nextCursor: cut.nextCursor,
  }
}

export const countUnread = async (context: Context): Promise<number> => {
  const [row] = await context.tx
    .select({ count: sql<number>`count(*)` })
    .from(delivery)
    .where(and(mine(context), isNull(delivery.readAt)))
  return row?.count ?? 0
}

const requireMessage = async (context: Context, messageId: string): Promise<void> => {
  const found = await context.tx
    .select({ id: delivery.messageId })
    .from(delivery)
    .where(and(mine(context), eq(delivery.messageId, messageId)))
  if (found.length === 0) throw new Problem('not_found', '没有这条消息')
}

/** Marks one message as read, or all. A message stays read. @throws Problem not_found */
export const markRead = async (context: Context, messageId?: string): Promise<void> => {
  if (messageId !== undefined) await requireMessage(context, messageId)
  await context.tx
    .update(delivery)
    .set({ readAt: context.clock.now() })
    .where(
      and(
        mine(context),
        isNull(delivery.readAt),
        messageId === undefined ? undefined : eq(delivery.messageId, messageId),
      ),
    )
}

/** The actor confirms that he knows; the second time changes nothing. @throws Problem not_found */
export const acknowledge = async (context: Context, messageId: string): Promise<void> => {
  await markRead(context, messageId)
  await context.tx
    .insert(acknowledgement)
    .values({ county: context.actor.county, messageId, account: context.actor.id, at: context.clock.now() })
    .onConflictDoNothing()
}

/** Who got a message by which way and who acknowledged. Whoever calls this has checked that the actor may know. */
export const receiptsOf = (context: Context, messageId: string) =>
  asCounty(context, 'notices', ({ tx }) =>
    tx
      .select({
        recipient: delivery.recipient,
        channel: delivery.channel,
        step: delivery.step,
        state: delivery.state,
        error: delivery.error,
        sentAt: delivery.sentAt,
        readAt: delivery.readAt,
        acknowledgedAt: acknowledgement.at,
      })
      .from(delivery)
      .leftJoin(
        acknowledgement,
        and(
          eq(acknowledgement.county, delivery.county),
          eq(acknowledgement.messageId, delivery.messageId),
          eq(acknowledgement.account, delivery.recipient),
        ),
      )
      .where(and(eq(delivery.county, context.actor.county), eq(delivery.messageId, messageId)))
      .orderBy(delivery.step, delivery.recipient, delivery.channel),
  )
