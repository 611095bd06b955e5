import { and, eq } from 'drizzle-orm'
import type { Context } from '../platform/context.ts'
import { Problem } from '../platform/errors/problem.ts'
import { type Duty, dutyTitles, landDuty } from './tables.ts'

/**
 * Refuses who does not belong to the department on duty, before row policies would only show him nothing.
 * @throws Problem forbidden
 */
export const requireDuty = async ({ tx, actor }: Context, duty: Duty): Promise<void> => {
  const held =
    actor.organisationId === null
      ? 0
      : await tx.$count(
          landDuty,
          and(
            eq(landDuty.county, actor.county),
            eq(landDuty.organisationId, actor.organisationId),
            eq(landDuty.duty, duty),
          ),
        )
  if (held === 0) throw new Problem('forbidden', `须由${dutyTitles[duty]}办理`)
}
