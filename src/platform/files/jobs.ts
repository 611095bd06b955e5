import { and, eq, inArray, lt } from 'drizzle-orm'
import { defineJob } from '../jobs/job.ts'
import { sheetImport } from '../sheets/tables.ts'
import { listContent, removeContent } from './store.ts'
import { file } from './tables.ts'

const dayMs = 24 * 3600 * 1000
/** Content is written before the row that names it; what no row names a day later never will be. */
const contentMs = dayMs
const previewMs = 7 * dayMs
const batch = 500

/** Removes content that no file names, and previews of imports that nobody confirmed in a week. */
export const forgetUploads = defineJob({
  name: 'platform.forget_uploads',
  title: '清理未使用的上传',
  schedule: '37 3 * * *',
  run: async (app, { county, report }) => {
    const now = app.clock.now().getTime()
    await app.database.asSystem(county, 'platform.forget_uploads', (tx) =>
      tx
        .delete(sheetImport)
        .where(
          and(
            eq(sheetImport.county, county),
            inArray(sheetImport.state, ['previewed', 'discarded']),
            lt(sheetImport.createdAt, new Date(now - previewMs)),
          ),
        ),
    )
    const content = await listContent(app.config.dataDir, county)
    const old = content.filter(({ writtenAt }) => writtenAt.getTime() < now - contentMs).map(({ digest }) => digest)
    for (let at = 0; at < old.length; at += batch) {
      const digests = old.slice(at, at + batch)
      const named = await app.database.asSystem(county, 'platform.forget_uploads', (tx) =>
        tx
          .select({ digest: file.digest })
          .from(file)
          .where(and(eq(file.county, county), inArray(file.digest, digests))),
      )
      const kept = new Set(named.map(({ digest }) => digest))
      for (const digest of digests) if (!kept.has(digest)) await removeContent(app.config.dataDir, county, digest)
      report(Math.min(at + batch, old.length), old.length)
    }
  },
})
