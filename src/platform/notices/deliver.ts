import { and, asc, eq } from 'drizzle-orm'
import type { App } from '../context.ts'
import { delivery, message } from './tables.ts'

const batch = 100
const attempts = 5

const nextBatch = (app: App, county: string) =>
  app.database.asSystem(county, 'notices', (tx) =>
    tx
      .select({
        messageId: delivery.messageId,
        recipient: delivery.recipient,
        channel: delivery.channel,
        attempt: delivery.attempt,
        kind: message.kind,
        title: message.title,
        text: message.text,
        href: message.href,
      })
      .from(delivery)
      .innerJoin(message, and(eq(message.county, delivery.county), eq(message.id, delivery.messageId)))
      .where(and(eq(delivery.county, county), eq(delivery.state, 'waiting')))
      .orderBy(asc(delivery.attempt), asc(delivery.createdAt))
      .limit(batch),
  )

type Waiting = Awaited<ReturnType<typeof nextBatch>>[number]

type Outcome = Partial<typeof delivery.$inferInsert>

const attemptOne = async (app: App, county: string, { channel, attempt, ...waiting }: Waiting): Promise<Outcome> => {
  const adapter = app.channels?.find(({ name }) => name === channel)
  // Said at once and not tried again: only an administrator can help.
  if (adapter === undefined) return { state: 'failed', error: `没有配置“${channel}”通道` }
  try {
    const reference = await adapter.send(app, { county, ...waiting })
    return { state: 'sent', reference, error: null, sentAt: app.clock.now() }
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error)
    return { state: attempt + 1 < attempts ? 'waiting' : 'failed', error: text.slice(0, 500) }
  }
}

/** Hands waiting messages to the adapters of their channels, outside any transaction. Gives the number sent. */
export const deliver = async (app: App, county: string): Promise<number> => {
  let sent = 0
  for (const waiting of await nextBatch(app, county)) {
    const outcome = await attemptOne(app, county, waiting)
    await app.database.asSystem(county, 'notices', (tx) =>
      tx
        .update(delivery)
        .set({ ...outcome, attempt: waiting.attempt + 1 })
        .where(
          and(
            eq(delivery.county, county),
            eq(delivery.messageId, waiting.messageId),
            eq(delivery.recipient, waiting.recipient),
            eq(delivery.channel, waiting.channel),
          ),
        ),
    )
    if (outcome.state === 'sent') sent += 1
  }
  return sent
}
