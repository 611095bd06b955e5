import { z } from 'zod'
import { pageOf, pageQuery } from '../../http/page.ts'

const runStates = ['queued', 'running', 'retrying', 'done', 'failed', 'cancelled'] as const

export const Run = z.strictObject({
  id: z.uuid(),
  job: z.string(),
  title: z.string(),
  state: z.enum(runStates),
  attempt: z.int(),
  done: z.int(),
  total: z.int(),
  requestedBy: z.string().nullable(),
  cancelledBy: z.string().nullable(),
  error: z.string().nullable(),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
})

export const RunQuery = z.strictObject({
  ...pageQuery,
  job: z.string().max(100).optional().meta({ title: '任务' }),
  state: z.enum(runStates).optional().meta({ title: '状态' }),
})
export const RunPage = pageOf(Run)

export const JobKinds = z.strictObject({
  rows: z.array(
    z.strictObject({
      name: z.string(),
      title: z.string(),
      schedule: z.string().nullable(),
      nextAt: z.iso.datetime().nullable(),
      lastRun: Run.nullable(),
    }),
  ),
})

export const RunId = z.strictObject({ id: z.uuid() })
export const JobName = z.strictObject({ name: z.string().max(100) })
