import { type Route, route } from '../../http/route.ts'
import { cancelRun, listJobs, listRuns, runNow, runOf, viewRun } from '../list.ts'
import * as schema from './schema.ts'

/** Mounted under /api/platform. */
export const jobRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/jobs',
    summary: '后台任务的运行记录，最近的在前',
    access: 'platform.job.read',
    query: schema.RunQuery,
    reply: schema.RunPage,
    handle: (context) => listRuns(context, context.query),
  }),
  route({
    method: 'GET',
    path: '/jobs/kinds',
    summary: '有哪些后台任务，何时运行，上次如何',
    access: 'platform.job.read',
    reply: schema.JobKinds,
    handle: async (context) => ({ rows: await listJobs(context) }),
  }),
  route({
    method: 'GET',
    path: '/jobs/:id',
    summary: '一次运行及其进度',
    access: 'platform.job.read',
    params: schema.RunId,
    reply: schema.Run,
    handle: async (context) => viewRun(context, await runOf(context, context.params.id)),
  }),
  route({
    method: 'POST',
    path: '/jobs/:name/run',
    summary: '立即运行一次',
    access: 'platform.job.run',
    params: schema.JobName,
    reply: schema.Run,
    status: 202,
    handle: async (context) => viewRun(context, await runNow(context, context.params.name)),
  }),
  route({
    method: 'POST',
    path: '/jobs/:id/cancel',
    summary: '取消一次运行',
    access: 'platform.job.run',
    params: schema.RunId,
    reply: schema.Run,
    handle: async (context) => viewRun(context, await cancelRun(context, context.params.id)),
  }),
]
