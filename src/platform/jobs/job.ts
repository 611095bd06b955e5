import type { App } from '../context.ts'

/** Background work (pg-boss). `schedule` is a cron expression in Asia/Shanghai. */
export type Job = {
  readonly name: string
  readonly title: string
  readonly schedule?: string
  readonly retryLimit?: number
  readonly run: (app: App, data: Record<string, unknown>) => Promise<void>
}

export const defineJob = (job: Job): Job => job
