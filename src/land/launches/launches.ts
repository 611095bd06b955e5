import { randomUUID } from 'node:crypto'
import { asc, eq } from 'drizzle-orm'
import type { z } from 'zod'
import { openCase } from '../../platform/cases/cases.ts'
import type { Context } from '../../platform/context.ts'
import { civilDateOf } from '../../platform/instants.ts'
import type { DeepReadonly } from '../../platform/read-only.ts'
import type { LaunchDraft, LaunchesReply } from '../api/assessments/schema.ts'
import { landAppLaunch } from '../tables.ts'

/** Prepares the launch of an application on a channel; its steps are taken on the case. @throws Problem forbidden, duplicate */
export const prepareLaunch = async (context: Context, draft: z.output<typeof LaunchDraft>): Promise<void> => {
  const { tx, actor } = context
  const id = randomUUID()
  const opened = await openCase(context, 'land.app_launch', {
    title: `${draft.channel === 'zheliban' ? '浙里办' : '浙政钉'}上线：${draft.name}`,
    subject: { table: 'land_app_launch', id },
    organisationId: actor.organisationId,
  })
  await tx.insert(landAppLaunch).values({
    county: actor.county,
    id,
    ...draft,
    state: 'prepared',
    caseId: opened.id,
    preparedOn: civilDateOf(context.clock.now()),
  })
}

export const listLaunches = async ({ tx, actor }: Context): Promise<DeepReadonly<z.input<typeof LaunchesReply>>> => ({
  rows: await tx
    .select({
      id: landAppLaunch.id,
      channel: landAppLaunch.channel,
      name: landAppLaunch.name,
      url: landAppLaunch.url,
      state: landAppLaunch.state,
      preparedOn: landAppLaunch.preparedOn,
      appliedOn: landAppLaunch.appliedOn,
      approvedOn: landAppLaunch.approvedOn,
      trialOn: landAppLaunch.trialOn,
      liveOn: landAppLaunch.liveOn,
      caseId: landAppLaunch.caseId,
    })
    .from(landAppLaunch)
    .where(eq(landAppLaunch.county, actor.county))
    .orderBy(asc(landAppLaunch.channel), asc(landAppLaunch.name)),
})
