import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { fromDrizzle, PgBoss, type JobWithMetadata } from 'pg-boss'
import type { App, Context } from '../context.ts'
import type { Database } from '../database/database.ts'
import { asLibraryOwner } from '../database/system-context.ts'
import { Problem } from '../errors/problem.ts'
import type { Modules } from '../module.ts'
import type { DeadRun } from './dead-letters.ts'
import { JobCancelled, type Job } from './job.ts'
import { Progress } from './progress.ts'
import { noteEnd, noteProgress, noteRequest, noteStart } from './runs.ts'

/** The running background work of a process. */
export type Jobs = {
  /**
   * Hands a job to the background within the caller's transaction: it runs if and only if that commits. Gives the id
   * of the run. @throws Problem state_conflict while one of the county waits or runs
   */
  readonly send: (context: Context, name: string, data?: Record<string, unknown>) => Promise<string>
  /** Takes a waiting run out of the queue, within the caller's transaction. False when it has begun. */
  readonly withdraw: (context: Context, name: string, id: string) => Promise<boolean>
  /** Breaks off a run of this process at its next `report`. */
  readonly interrupt: (id: string) => void
  /** When the schedule runs next; null for a job without one. */
  readonly nextAt: (job: Job) => Date | null
  /** Lets runs end, at most `patienceMs`; then breaks them off. They are tried again at the next start. */
  readonly stop: (patienceMs: number) => Promise<void>
}

type Options = {
  readonly database: Database
  readonly modules: Modules
  /** What went wrong outside any run: the queue itself. */
  readonly onError: (error: Error) => void
  /** A run that gave up after its last attempt. */
  readonly onDead?: (app: App, run: DeadRun) => Promise<void>
  readonly pollingSeconds?: number
  /** Pause before the second attempt; it doubles with each one. */
  readonly retryDelaySeconds?: number
}

/** Jobs that failed for good arrive here: by their last attempt, or because the process that ran them died. */
const deadLetters = 'dead_letter'
const timeZone = 'Asia/Shanghai'
/** A run whose process sent no sign of life for so long is tried again. Longer than the longest transaction. */
const heartbeatSeconds = 300
const longestRunSeconds = 4 * 3600

type Payload = { readonly county: string; readonly data: Record<string, unknown> }

export const jobsOf = (modules: Modules): readonly Job[] => modules.flatMap((module) => module.jobs)

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** What pg-boss keeps as the output of a failed job. */
const outputMessage = (output: object | null): string =>
  output !== null && 'message' in output ? String(output.message) : '执行任务的进程中断'

/** Makes the background of a process. `begin` starts it once the application stands. */
export const createJobs = (options: Options): Jobs & { readonly begin: (app: App) => Promise<void> } => {
  const { database, modules, pollingSeconds = 2, retryDelaySeconds = 20 } = options
  const fetching = { includeMetadata: true, pollingIntervalSeconds: pollingSeconds } as const
  const known = new Map(jobsOf(modules).map((job) => [job.name, job]))
  const running = new Map<string, AbortController>()
  const boss = new PgBoss({
    db: database.jobStore,
    backend: database.kind === 'embedded' ? 'pglite' : 'postgres',
    schema: 'pgboss',
    createSchema: false,
    registerInstance: false,
    openTelemetry: { enabled: false },
    reindex: false,
  })
  boss.on('error', options.onError)

  const attempt = async (app: App, job: Job, held: JobWithMetadata<Payload>): Promise<void> => {
    const { county, data } = held.data
    const key = { county, id: held.id }
    const own = new AbortController()
    const at: App = { ...app, config: { ...app.config, county } }
    const progress = new Progress((done, total) => noteProgress(app, key, done, total), own)
    running.set(held.id, own)
    const signal = AbortSignal.any([held.signal, own.signal])
    try {
      await noteStart(app, { ...key, job: job.name, data, attempt: held.retryCount + 1 })
      await job.run(at, { county, data, report: progress.report, signal })
      await progress.settled()
      await noteEnd(app, key, 'done')
    } catch (error) {
      await progress.settled()
      if (error instanceof JobCancelled) {
        await noteEnd(app, key, 'cancelled')
        return
      }
      const last = held.retryCount >= held.retryLimit
      await noteEnd(app, key, last ? 'failed' : 'retrying', messageOf(error))
      throw error
    } finally {
      running.delete(held.id)
    }
  }

  const bury = async (app: App, dead: JobWithMetadata<Payload>): Promise<void> => {
    const job = known.get(dead.sourceName ?? '')
    if (job === undefined || dead.sourceId === null) return
    const { county } = dead.data
    const error = outputMessage(dead.sourceOutput)
    await noteEnd(app, { county, id: dead.sourceId }, 'failed', error)
    await options.onDead?.(app, { county, job, id: dead.sourceId, error })
  }

  const open = async (app: App, job: Job): Promise<void> => {
    const terms = {
      deadLetter: deadLetters,
      retryLimit: job.retryLimit ?? 2,
      retryDelay: retryDelaySeconds,
      retryBackoff: true,
      expireInSeconds: longestRunSeconds,
      heartbeatSeconds,
    }
    // One of a kind and county at a time, whatever number of processes.
    await boss.createQueue(job.name, { ...terms, policy: 'exclusive' })
    await boss.updateQueue(job.name, terms)
    const { county } = app.config
    if (job.schedule === undefined) await boss.unschedule(job.name, county)
    else {
      const payload: Payload = { county, data: {} }
      await boss.schedule(job.name, job.schedule, payload, {
        tz: timeZone,
        key: county,
        singletonKey: county,
        missed: job.missed ?? 'skip',
      })
    }
    await boss.work(job.name, fetching, async (held: JobWithMetadata<Payload>[]) => {
      for (const each of held) await attempt(app, job, each)
    })
  }

  return {
    begin: async (app) => {
      await boss.start()
      await boss.createQueue(deadLetters)
      await boss.work(deadLetters, fetching, async (dead: JobWithMetadata<Payload>[]) => {
        for (const each of dead) await bury(app, each)
      })
      for (const job of known.values()) await open(app, job)
    },
    send: async (context, name, data = {}) => {
      if (!known.has(name)) throw new Problem('not_found', `没有名为“${name}”的任务`)
      const { county } = context.actor
      const id = randomUUID()
      const payload: Payload = { county, data }
      const sent = await asLibraryOwner(context, ({ tx }) =>
        boss.send(name, payload, { id, singletonKey: county, db: fromDrizzle(tx, sql) }),
      )
      if (sent === null) throw new Problem('state_conflict', '该任务正在排队或运行，请等它结束')
      await noteRequest(context, { id, job: name, data })
      return id
    },
    withdraw: async (context, name, id) =>
      asLibraryOwner(context, async ({ tx }) => {
        const waiting = await boss.findJobs(name, { id, queued: true, db: fromDrizzle(tx, sql) })
        if (waiting.length === 0) return false
        await boss.cancel(name, id, { db: fromDrizzle(tx, sql) })
        return true
      }),
    interrupt: (id) => running.get(id)?.abort(new JobCancelled()),
    nextAt: (job) =>
      job.schedule === undefined
        ? null
        : (boss.previewSchedule(job.schedule, { tz: timeZone, from: new Date(), count: 1 })[0] ?? null),
    stop: (patienceMs) => boss.stop({ graceful: true, timeout: patienceMs }),
  }
}
