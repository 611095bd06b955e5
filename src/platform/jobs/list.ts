import { and, desc, eq, lt, or } from 'drizzle-orm'
import type { Context } from '../context.ts'
import { Problem } from '../errors/problem.ts'
import { decodeCursor, toPage } from '../http/page.ts'
import { jobsOf, type Jobs } from './runner.ts'
import { runRow } from './runs.ts'
import { jobRun, type RunState } from './tables.ts'

export type StoredRun = typeof jobRun.$inferSelect

const titleOf = (context: Pick<Context, 'modules'>, name: string): string =>
  jobsOf(context.modules).find((job) => job.name === name)?.title ?? name

export const viewRun = (context: Context, row: StoredRun) => ({
  id: row.id,
  job: row.job,
  title: titleOf(context, row.job),
  state: row.state,
  attempt: row.attempt,
  done: row.done,
  total: row.total,
  requestedBy: row.requestedBy,
  cancelledBy: row.cancelledBy,
  error: row.error,
  createdAt: row.createdAt.toISOString(),
  startedAt: row.startedAt?.toISOString() ?? null,
  endedAt: row.endedAt?.toISOString() ?? null,
})

/** Every kind of background work with its schedule and its last run. */
export const listJobs = async (context: Context) => {
  const last = await context.tx
    .selectDistinctOn([jobRun.job])
    .from(jobRun)
    .where(eq(jobRun.county, context.actor.county))
    .orderBy(jobRun.job, desc(jobRun.createdAt))
  const byJob = new Map(last.map((row) => [row.job, row]))
  return jobsOf(context.modules).map((job) => {
    const run = byJob.get(job.name)
    return {
      name: job.name,
      title: job.title,
      schedule: job.schedule ?? null,
      nextAt: context.jobs?.nextAt(job)?.toISOString() ?? null,
      lastRun: run === undefined ? null : viewRun(context, run),
    }
  })
}

type RunFilter = {
  readonly job?: string | undefined
  readonly state?: RunState | undefined
  readonly cursor?: string | undefined
  readonly limit: number
}

/** Runs, newest first. */
export const listRuns = async (context: Context, filter: RunFilter) => {
  const [at, id] = filter.cursor === undefined ? [] : decodeCursor(context.config, filter.cursor)
  const from =
    at === undefined
      ? undefined
      : or(
          lt(jobRun.createdAt, new Date(String(at))),
          and(eq(jobRun.createdAt, new Date(String(at))), lt(jobRun.id, String(id))),
        )
  const rows = await context.tx
    .select()
    .from(jobRun)
    .where(
      and(
        eq(jobRun.county, context.actor.county),
        filter.job === undefined ? undefined : eq(jobRun.job, filter.job),
        filter.state === undefined ? undefined : eq(jobRun.state, filter.state),
        from,
      ),
    )
    .orderBy(desc(jobRun.createdAt), desc(jobRun.id))
    .limit(filter.limit + 1)
  const page = toPage(context.config, rows, filter.limit, (row) => [row.createdAt.toISOString(), row.id])
  return { rows: page.rows.map((row) => viewRun(context, row)), nextCursor: page.nextCursor }
}

/** @throws Problem not_found */
export const runOf = async (context: Context, id: string): Promise<StoredRun> => {
  const [row] = await context.tx
    .select()
    .from(jobRun)
    .where(runRow({ county: context.actor.county, id }))
  if (row === undefined) throw new Problem('not_found', '没有这次任务')
  return row
}

const background = (context: Context): Jobs => {
  if (context.jobs === undefined) throw new Problem('unavailable', '后台任务没有在运行')
  return context.jobs
}

/** Asks for a run now. @throws Problem not_found; state_conflict while one waits or runs */
export const runNow = async (context: Context, name: string): Promise<StoredRun> => {
  if (!jobsOf(context.modules).some((job) => job.name === name)) {
    throw new Problem('not_found', `没有名为“${name}”的任务`)
  }
  return runOf(context, await background(context).send(context, name))
}

/**
 * Cancels a run: one that waits at once, one that runs at its next report of progress.
 * @throws Problem not_found; state_conflict when it has ended
 */
export const cancelRun = async (context: Context, id: string): Promise<StoredRun> => {
  const row = await runOf(context, id)
  if (row.endedAt !== null && row.state !== 'retrying') throw new Problem('state_conflict', '该任务已经结束')
  const jobs = background(context)
  const withdrawn = await jobs.withdraw(context, row.job, id)
  await context.tx
    .update(jobRun)
    .set({
      cancelledBy: context.actor.id,
      ...(withdrawn ? { state: 'cancelled' as const, endedAt: context.clock.now() } : {}),
    })
    .where(runRow(row))
  jobs.interrupt(id)
  return runOf(context, id)
}
