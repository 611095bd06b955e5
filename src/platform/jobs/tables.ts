import { index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { county, instant } from '../database/columns.ts'
import { rowPolicies, withPermission } from '../database/policies.ts'

/** `retrying`: failed and waits for the next attempt; `failed`: gave up, a dead letter. */
export const runStates = ['queued', 'running', 'retrying', 'done', 'failed', 'cancelled'] as const
export type RunState = (typeof runStates)[number]

/** What became of background work. pg-boss hands it out; this is what people read. */
export const jobRun = pgTable(
  'job_run',
  {
    county: county(),
    /** The id of the job in pg-boss. */
    id: uuid('id').notNull(),
    job: text('job').notNull(),
    state: text('state').$type<RunState>().notNull(),
    data: jsonb('data').$type<Record<string, unknown>>().notNull(),
    /** 1 for the first one. 0 while it waits for it. */
    attempt: integer('attempt').notNull(),
    done: integer('done').notNull().default(0),
    total: integer('total').notNull().default(0),
    /** Account that asked for it; null for the schedule. */
    requestedBy: text('requested_by'),
    cancelledBy: text('cancelled_by'),
    error: text('error'),
    createdAt: instant('created_at').notNull(),
    startedAt: instant('started_at'),
    endedAt: instant('ended_at'),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id] }),
    index('job_run_recent').on(table.county, table.createdAt, table.id),
    index('job_run_job').on(table.county, table.job, table.createdAt),
    ...rowPolicies(table, {
      read: withPermission('platform.job.read'),
      insert: withPermission('platform.job.run'),
      update: withPermission('platform.job.run'),
    }),
  ],
)

export const unaudited = { job_run: 'progress of background work; what a job changes is audited itself' }
