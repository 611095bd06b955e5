import { randomUUID } from 'node:crypto'
import type { Context } from '../context.ts'
import { asCounty } from '../database/system-context.ts'
import type { ChannelName, Ladder } from './channel.ts'
import { delivery, message } from './tables.ts'

export type Notice = {
  /** Account ids. Nobody hears of what he did himself: leave the actor out where that is so. */
  readonly recipients: readonly string[]
  /** `<module>.<word>`: what the page chooses its icon by. */
  readonly kind: string
  readonly title: string
  readonly text: string
  readonly href?: string | null
  /** Channels beside the inbox, at once. */
  readonly channels?: readonly Exclude<ChannelName, 'inbox'>[]
  readonly ladder?: Ladder
  /** The same topic is told once in a county, for jobs that run again. */
  readonly topic?: string
}

const minuteMs = 60_000

/** When the step with that index is due; null past the last one. */
export const stepDue = (ladder: Ladder | null, step: number, createdAt: Date): Date | null => {
  const next = ladder?.steps[step]
  return next === undefined ? null : new Date(createdAt.getTime() + next.afterMinutes * minuteMs)
}

/**
 * Tells people something, within the caller's transaction. Gives the message's id; null when nobody is to be told or
 * the topic was told before.
 */
export const notify = async (context: Context, notice: Notice): Promise<string | null> => {
  const recipients = [...new Set(notice.recipients)]
  if (recipients.length === 0) return null
  const { county, id: createdBy } = context.actor
  const createdAt = context.clock.now()
  const ladder = notice.ladder ?? null
  // As background work: the sender does not see the recipients' rows, and must not be able to.
  return asCounty(context, 'notices', async ({ tx }) => {
    const id = randomUUID()
    const made = await tx
      .insert(message)
      .values({
        county,
        id,
        kind: notice.kind,
        title: notice.title,
        text: notice.text,
        href: notice.href ?? null,
        topic: notice.topic ?? null,
        ladder,
        step: 0,
        nextAt: stepDue(ladder, 0, createdAt),
        createdBy,
        createdAt,
      })
      .onConflictDoNothing()
      .returning({ id: message.id })
    if (made.length === 0) return null
    await tx.insert(delivery).values(
      recipients.flatMap((recipient) =>
        (['inbox', ...(notice.channels ?? [])] as const).map((channel) => ({
          county,
          messageId: id,
          recipient,
          channel,
          step: 0,
          ...firstState(channel, createdAt),
        })),
      ),
    )
    return id
  })
}

/** The inbox has a message as soon as the row stands; every other channel has to be asked. */
export const firstState = (channel: ChannelName, now: Date) =>
  channel === 'inbox'
    ? ({ state: 'sent', attempt: 1, createdAt: now, sentAt: now } as const)
    : ({ state: 'waiting', attempt: 0, createdAt: now } as const)
