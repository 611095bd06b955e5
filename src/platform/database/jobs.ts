import { defineJob } from '../jobs/job.ts'
import { renewStatistics } from './statistics.ts'

export const renewStatisticsDaily = defineJob({
  name: 'platform.renew_statistics',
  title: '更新数据库统计信息',
  schedule: '40 3 * * *',
  missed: 'once',
  run: (app) => renewStatistics(app.database),
})
