import { and, desc, eq } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { landAcceptance } from '../tables.ts'

/** What the last inspection of a task came to; null while none was decided. */
export const latestDecision = async (
  { tx, actor }: Context,
  taskId: string,
): Promise<{ readonly outcome: string; readonly decidedOn: string } | null> => {
  const [row] = await tx
    .select({ result: landAcceptance.result, decidedOn: landAcceptance.decidedOn })
    .from(landAcceptance)
    .where(and(eq(landAcceptance.county, actor.county), eq(landAcceptance.taskId, taskId)))
    .orderBy(desc(landAcceptance.round))
    .limit(1)
  return row?.result == null || row.decidedOn === null
    ? null
    : { outcome: row.result.value.outcome, decidedOn: row.decidedOn }
}
