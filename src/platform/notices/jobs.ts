import { defineJob } from '../jobs/job.ts'
import { deliver } from './deliver.ts'
import { escalate } from './escalate.ts'

/** Climbs the escalation ladders and empties the outgoing channels, every minute. */
export const sendNotices = defineJob({
  name: 'platform.send_notices',
  title: '发送和升级消息',
  schedule: '* * * * *',
  missed: 'once',
  retryLimit: 0,
  run: async (app, { county }) => {
    await escalate(app, county)
    await deliver(app, county)
  },
})
