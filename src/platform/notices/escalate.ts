import { and, asc, eq, isNotNull, lte } from 'drizzle-orm'
import type { App, Context } from '../context.ts'
import { systemContext } from '../database/system-context.ts'
import { firstState, stepDue } from './notify.ts'
import { acknowledgement, delivery, message } from './tables.ts'

const batch = 200

type Due = typeof message.$inferSelect

/** Whom the message still waits for. */
const unacknowledged = async (context: Context, due: Due): Promise<readonly string[]> => {
  const { county } = context.actor
  const first = await context.tx
    .select({ recipient: delivery.recipient })
    .from(delivery)
    .where(
      and(
        eq(delivery.county, county),
        eq(delivery.messageId, due.id),
        eq(delivery.channel, 'inbox'),
        eq(delivery.step, 0),
      ),
    )
    .orderBy(asc(delivery.recipient))
  const known = await context.tx
    .select({ account: acknowledgement.account })
    .from(acknowledgement)
    .where(and(eq(acknowledgement.county, county), eq(acknowledgement.messageId, due.id)))
  if (due.ladder?.until === 'any' && known.length > 0) return []
  const accounts = new Set(known.map(({ account }) => account))
  return first.map(({ recipient }) => recipient).filter((recipient) => !accounts.has(recipient))
}

/** Takes the next step of one message, or ends its ladder. */
const climb = async (context: Context, due: Due): Promise<boolean> => {
  const { county } = context.actor
  const open = await unacknowledged(context, due)
  const step = due.ladder?.steps[due.step]
  const climbs = step !== undefined && open.length > 0
  if (climbs) {
    const now = context.clock.now()
    const rows = (step.recipients ?? open).flatMap((recipient) =>
      step.channels.map((channel) => ({
        county,
        messageId: due.id,
        recipient,
        channel,
        step: due.step + 1,
        ...firstState(channel, now),
      })),
    )
    // Somebody whom an earlier step reached by the same channel is not told twice.
    if (rows.length > 0) await context.tx.insert(delivery).values(rows).onConflictDoNothing()
  }
  await context.tx
    .update(message)
    .set({
      step: climbs ? due.step + 1 : due.step,
      nextAt: climbs ? stepDue(due.ladder, due.step + 1, due.createdAt) : null,
    })
    .where(and(eq(message.county, county), eq(message.id, due.id)))
  return climbs
}

/**
 * Takes every step that is due in the county: one step a message and call, so that steps missed during an outage
 * follow each other and nobody is passed over. Gives the number of steps taken.
 */
export const escalate = (app: App, county: string): Promise<number> =>
  systemContext(app, county, 'notices', async (context) => {
    const due = await context.tx
      .select()
      .from(message)
      .where(and(eq(message.county, county), isNotNull(message.nextAt), lte(message.nextAt, app.clock.now())))
      .orderBy(asc(message.nextAt))
      .limit(batch)
      .for('update', { skipLocked: true })
    let steps = 0
    for (const each of due) if (await climb(context, each)) steps += 1
    return steps
  })
