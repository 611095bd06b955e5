import type { App } from '../context.ts'

/** One run of a job, as the job sees it. */
export type JobRun = {
  /** The county whose records it works on; never another one's. */
  readonly county: string
  readonly data: Readonly<Record<string, unknown>>
  /**
   * Tells how far it is; cheap, may be called in a loop and inside a transaction. Throws `JobCancelled` once somebody
   * has cancelled the run, which rolls back what is open.
   */
  readonly report: (done: number, total: number) => void
  /** For what can be broken off between two reports. */
  readonly signal: AbortSignal
}

/**
 * Background work (pg-boss). It may be run twice: after a crash, and at the same time as a manual run of another
 * process. `app.config.county` is the county of the run.
 */
export type Job = {
  readonly name: string
  readonly title: string
  /** Cron expression in Asia/Shanghai. */
  readonly schedule?: string
  /** What is due while the program does not run: `once` makes up for it at the next start. Default: skipped. */
  readonly missed?: 'skip' | 'once'
  /** Attempts after the first one, with growing pauses; 2 unless told. */
  readonly retryLimit?: number
  readonly run: (app: App, run: JobRun) => Promise<void>
}

export const defineJob = (job: Job): Job => job

/** Thrown by `report` inside a run that was cancelled. */
export class JobCancelled extends Error {
  constructor() {
    super('the run was cancelled')
    this.name = 'JobCancelled'
  }
}
