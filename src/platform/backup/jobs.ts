import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { defineJob } from '../jobs/job.ts'
import { backup } from './backup.ts'

const kept = 7

/** `gongfu-20260630T184000Z.backup`: names in the order of time. */
const nameAt = (now: Date): string => `gongfu-${now.toISOString().replace(/[-:]|\.\d+/g, '')}.backup`

/**
 * A backup every night into `backups/` of the data folder; the newest seven stay. It saves from mistakes, not from the
 * loss of the disk: copy them to another machine. Holds all counties of the database.
 */
export const backupNightly = defineJob({
  name: 'platform.backup',
  title: '每夜备份',
  schedule: '40 2 * * *',
  run: async (app, { report }) => {
    const folder = join(app.config.dataDir, 'backups')
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await backup(app, join(folder, nameAt(app.clock.now())), report)
    const names = (await readdir(folder)).filter((name) => /^gongfu-.*\.backup$/.test(name)).toSorted()
    for (const old of names.slice(0, -kept)) await rm(join(folder, old))
  },
})
