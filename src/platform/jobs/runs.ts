import { and, eq, inArray, lt, or } from 'drizzle-orm'
import type { App, Context } from '../context.ts'
import type { Tx } from '../database/database.ts'
import { defineJob } from './job.ts'
import { jobRun, type RunState } from './tables.ts'

type Key = { readonly county: string; readonly id: string }

/** Longest error text that is kept. */
const errorLength = 2000

export const runRow = ({ county, id }: Key) => and(eq(jobRun.county, county), eq(jobRun.id, id))

const asJobs = <T>(app: App, county: string, work: (tx: Tx) => Promise<T>): Promise<T> =>
  app.database.asSystem(county, 'jobs', work)

/** Notes a run that somebody asked for, in his own transaction. */
export const noteRequest = async (
  context: Context,
  run: { readonly id: string; readonly job: string; readonly data: Record<string, unknown> },
): Promise<void> => {
  await context.tx.insert(jobRun).values({
    ...run,
    county: context.actor.county,
    state: 'queued',
    attempt: 0,
    requestedBy: context.actor.id,
    createdAt: context.clock.now(),
  })
}

/** Notes the beginning of an attempt. A scheduled run appears here for the first time. */
export const noteStart = (
  app: App,
  run: Key & { readonly job: string; readonly data: Record<string, unknown>; readonly attempt: number },
): Promise<void> =>
  asJobs(app, run.county, async (tx) => {
    const begun = { state: 'running' as const, attempt: run.attempt, startedAt: app.clock.now(), done: 0, total: 0 }
    await tx
      .insert(jobRun)
      .values({ ...run, ...begun, createdAt: app.clock.now() })
      .onConflictDoUpdate({ target: [jobRun.county, jobRun.id], set: { ...begun, error: null, endedAt: null } })
  })

/** Keeps how far a run is; true when somebody cancelled it meanwhile. */
export const noteProgress = (app: App, key: Key, done: number, total: number): Promise<boolean> =>
  asJobs(app, key.county, async (tx) => {
    const [row] = await tx
      .update(jobRun)
      .set({ done, total })
      .where(runRow(key))
      .returning({ cancelledBy: jobRun.cancelledBy })
    return (row?.cancelledBy ?? null) !== null
  })

/** Notes the end of an attempt. */
export const noteEnd = (
  app: App,
  key: Key,
  state: Exclude<RunState, 'queued' | 'running'>,
  error: string | null = null,
): Promise<void> =>
  asJobs(app, key.county, async (tx) => {
    await tx
      .update(jobRun)
      .set({ state, error: error?.slice(0, errorLength) ?? null, endedAt: app.clock.now() })
      .where(runRow(key))
  })

const dayMs = 24 * 3600 * 1000
/** Success is soon of no interest, and some jobs succeed every minute. */
const doneMs = 7 * dayMs
const keptMs = 90 * dayMs

/** Forgets runs that succeeded a week ago, and all others that ended ninety days ago. */
export const forgetRuns = defineJob({
  name: 'platform.forget_runs',
  title: '清理过期的任务记录',
  schedule: '47 3 * * *',
  run: async (app, { county }) => {
    const now = app.clock.now().getTime()
    await asJobs(app, county, (tx) =>
      tx
        .delete(jobRun)
        .where(
          and(
            eq(jobRun.county, county),
            or(
              and(eq(jobRun.state, 'done'), lt(jobRun.endedAt, new Date(now - doneMs))),
              and(inArray(jobRun.state, ['failed', 'cancelled']), lt(jobRun.endedAt, new Date(now - keptMs))),
            ),
          ),
        ),
    )
  },
})
