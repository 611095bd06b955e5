import type { Context } from '../../platform/context.ts'
import { systemContext } from '../../platform/database/system-context.ts'
import { defineJob } from '../../platform/jobs/job.ts'
import { recomputeCounty } from './recompute.ts'

const name = 'land.recompute_verdicts'

/** Every parcel against every layer that holds: begun when a layer or parcels were published, and at night. */
export const recomputeJob = defineJob({
  name,
  title: '全县宗地管控结论重算',
  schedule: '20 2 * * *',
  run: (app, { county, report }) =>
    systemContext(app, county, name, async (context) => {
      await recomputeCounty(context, report)
    }),
})

/**
 * Hands the county-wide recomputation to the background, within the caller's transaction. While one waits or runs no
 * second is begun: the nightly one takes what came in between. Gives the run's id, or null.
 */
export const askRecomputation = async (context: Context): Promise<string | null> => {
  if (context.jobs === undefined) return null
  try {
    return await context.tx.transaction((tx) => context.jobs?.send({ ...context, tx }, name) ?? Promise.resolve(null))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'state_conflict') return null
    throw error
  }
}
