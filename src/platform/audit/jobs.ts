import { defineJob } from '../jobs/job.ts'
import { sealAudit } from './seal.ts'

/** Seals the log every ten minutes: what is not sealed yet could still be changed unseen by who owns the database. */
export const sealAuditLog = defineJob({
  name: 'platform.seal_audit',
  title: '封存审计日志',
  schedule: '*/10 * * * *',
  missed: 'once',
  run: async (app, { county, report }) => {
    await sealAudit(app, county, report)
  },
})
