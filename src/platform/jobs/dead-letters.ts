import { accountsOfTurn } from '../cases/holders.ts'
import type { App } from '../context.ts'
import { systemContext } from '../database/system-context.ts'
import { notify } from '../notices/notify.ts'
import type { Job } from './job.ts'

export type DeadRun = { readonly county: string; readonly job: Job; readonly id: string; readonly error: string }

/** Tells those who may run jobs that one gave up. */
export const tellOfDeadRun = (app: App, { county, job, id, error }: DeadRun): Promise<void> =>
  systemContext(app, county, 'jobs', async (context) => {
    await notify(context, {
      recipients: await accountsOfTurn(context, { permission: 'platform.job.run', holder: '*' }),
      kind: 'platform.job_failed',
      title: `后台任务失败：${job.title}`,
      text: `多次尝试后放弃：${error}`,
      topic: `job ${id}`,
    })
  })
