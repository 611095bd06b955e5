import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { modules } from '../../modules.ts'
import { sealAudit } from '../audit/seal.ts'
import { verifyAudit } from '../audit/verify.ts'
import type { App } from '../context.ts'
import { systemContext } from '../database/system-context.ts'
import { openTestDatabase, testApp, type TestDatabase } from '../database/testing.ts'
import { listContent } from '../files/store.ts'
import { makeAccount, signIn, startDoors } from '../identity/testing.ts'
import { indicatorValue } from '../indicators/indicators.ts'
import { verifyFigures } from '../indicators/snapshots.ts'
import { platform } from '../index.ts'
import { firstStart } from '../start/first-start.ts'
import { firstSteps } from '../start/first-steps.ts'
import { backup } from './backup.ts'
import { digestLines, readCatalogue, readLines } from './catalogue.ts'
import { backupNightly } from './jobs.ts'
import { checkBackup, restore } from './restore.ts'

const county = '331022'
const asOf = '2026-06-29'
const folder = mkdtempSync(join(tmpdir(), 'gongfu-backup-'))
const silent = { write: () => true }
const open: TestDatabase[] = []
afterAll(async () => {
  for (const database of open) await database.close()
  rmSync(folder, { recursive: true, force: true })
})

let places = 0
const place = async (kind: 'embedded' | 'server', of = modules): Promise<App> => {
  const database = await openTestDatabase(kind)
  open.push(database)
  const app = testApp(database, { modules: of })
  places += 1
  return {
    ...app,
    config: { ...app.config, demo: true, secondFactor: 'optional', dataDir: join(folder, `place${places}`) },
  }
}

/** What a county's platform says: every table, every figure, every file. */
const standing = async (app: App) => {
  const tables = await app.database.asOwner(async (tx) => {
    const found: Record<string, unknown> = {}
    for (const table of await readCatalogue(tx)) {
      const digest = digestLines()
      for await (const lines of readLines(tx, table)) digest.add(lines)
      found[table.name] = digest.end()
    }
    return found
  })
  const figures: Record<string, unknown> = {}
  for (const { id } of app.modules.flatMap((module) => module.indicators)) {
    figures[id] = await systemContext(app, county, 'test', (context) => indicatorValue(context, id, asOf))
  }
  return { tables, figures, files: (await listContent(app.config.dataDir, county)).map(({ digest }) => digest) }
}

describe('the demo county', () => {
  it('moves from PostgreSQL to the embedded database and back, whole', async () => {
    const source = await place('server')
    await firstStart(source, firstSteps(source, silent), silent)
    await sealAudit(source, county)
    const before = await standing(source)
    expect(Object.keys(before.tables).length).toBeGreaterThan(40)
    expect(before.files.length).toBeGreaterThan(0)

    const first = join(folder, 'first.backup')
    const manifest = await backup(source, first)
    expect(manifest.tables.map(({ name }) => name)).not.toContain('auth.session')
    // Neither the secret nor anything else that opens the encrypted columns.
    expect(gunzipSync(readFileSync(first)).includes(source.config.secret ?? '-')).toBe(false)

    const embedded = await place('embedded')
    expect((await restore(embedded, first)).signature).toBe('genuine')
    expect(await standing(embedded)).toEqual(before)
    expect((await verifyAudit(embedded, county)).findings).toEqual([])
    const figures = await systemContext(embedded, county, 'test', verifyFigures)
    expect(figures.broken).toEqual([])

    const second = join(folder, 'second.backup')
    await backup(embedded, second)
    const target = await place('server')
    await restore(target, second)
    expect(await standing(target)).toEqual(before)

    // Life goes on: triggers write the log, numbers and the chain continue, foreign keys and policies hold.
    const pending = (await verifyAudit(target, county)).pending
    await makeAccount(target, { username: 'afterwards', roles: ['household'] })
    expect(await sealAudit(target, county)).toBe(pending + 2)
    expect((await verifyAudit(target, county)).findings).toEqual([])
    const doors = await startDoors({ ...target, clock: { now: () => new Date() } })
    expect((await signIn(doors, 'afterwards')).status).toBe(200)
    await doors.close()
  }, 600_000)
})

describe('a backup', () => {
  let app: App
  const path = join(folder, 'small.backup')
  beforeAll(async () => {
    app = await place('embedded', [platform])
    await makeAccount(app, { username: 'one', roles: ['household'] })
    await backup(app, path)
  })

  const changed = (name: string, change: (text: Buffer) => Buffer): string => {
    const copy = join(folder, name)
    writeFileSync(copy, gzipSync(change(gunzipSync(readFileSync(path)))))
    return copy
  }

  it('is refused where there are records, and replaces them only when told', async () => {
    await expect(restore(app, path)).rejects.toThrow('数据库不是空的')
    await makeAccount(app, { username: 'two' })
    await restore(app, path, { replace: true })
    const rows = await open.at(-1)?.superuser('SELECT username FROM account_profile')
    expect(rows).toEqual([{ username: 'one' }])
  })

  it('is refused when it was changed, cut short, forged or is none, and then nothing is touched', async () => {
    const renamed = changed('renamed', (text) =>
      Buffer.from(text.toString('latin1').replaceAll('"one"', '"eve"'), 'latin1'),
    )
    await expect(restore(app, renamed, { replace: true })).rejects.toThrow('与清单不符')
    const forged = changed('forged', (text) =>
      Buffer.from(text.toString('latin1').replace(/"createdAt": "2026/, '"createdAt": "2025'), 'latin1'),
    )
    await expect(restore(app, forged, { replace: true })).rejects.toThrow('签名无效')
    const short = join(folder, 'short')
    writeFileSync(short, readFileSync(path).subarray(0, -200))
    await expect(checkBackup(app, short)).rejects.toThrow('不完整或已损坏')
    await expect(checkBackup(app, join(folder, 'none'))).rejects.toThrow('没有找到')
    writeFileSync(short, 'no archive')
    await expect(checkBackup(app, short)).rejects.toThrow('不完整或已损坏')
    expect(await open.at(-1)?.superuser('SELECT username FROM account_profile')).toEqual([{ username: 'one' }])
  })

  it('is made every night; the newest seven stay', async () => {
    for (let night = 1; night <= 9; night += 1) {
      const at = { ...app, clock: { now: () => new Date(`2026-06-0${night}T02:40:00+08:00`) } }
      const run = { county, data: {}, report: () => undefined, signal: new AbortController().signal }
      await backupNightly.run(at, run)
    }
    const names = readdirSync(join(app.config.dataDir, 'backups')).toSorted()
    expect(names).toHaveLength(7)
    // 02:40 there is 18:40 of the day before in UTC.
    expect(names[0]).toBe('gongfu-20260602T184000Z.backup')
    const { manifest } = await checkBackup(app, join(app.config.dataDir, 'backups', names[6] ?? ''))
    expect(manifest.createdAt).toBe('2026-06-08T18:40:00.000Z')
  })

  it('says when the key of its encrypted columns is not at hand', async () => {
    const other = { ...app, config: { ...app.config, secret: '00'.repeat(32), dataDir: join(folder, 'other') } }
    expect((await checkBackup(other, path)).signature).toBe('unknown_key')
  })

  it('leaves no half file behind when a stored file is missing', async () => {
    await app.database.asSystem(county, 'test', (tx) =>
      tx.execute(`INSERT INTO file (county, id, digest, kind, name, size_bytes, audience, uploaded_by)
        VALUES ('331022', 'lost', '${'0'.repeat(64)}', 'pdf', 'a.pdf', 1, 'county', 'x')`),
    )
    const target = join(folder, 'never')
    await expect(backup(app, target)).rejects.toThrow('ENOENT')
    expect(() => readFileSync(target)).toThrow('ENOENT')
    expect(() => readFileSync(`${target}.part`)).toThrow('ENOENT')
  })
})
