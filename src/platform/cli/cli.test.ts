import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { CommanderError } from 'commander'
import { afterAll, expect, it } from 'vitest'
import { modules } from '../../modules.ts'
import { sealAudit } from '../audit/seal.ts'
import { describeDatabases, testApp } from '../database/testing.ts'
import { Problem } from '../errors/problem.ts'
import { makeAccount, signIn, startDoors } from '../identity/testing.ts'
import { verdictOn } from './chinese.ts'
import { actorOf } from './open-app.ts'
import { buildProgram } from './program.ts'
import { exportSheet, importSheet, importTable } from './records.ts'
import { addUser } from './users.ts'

const folder = mkdtempSync(join(tmpdir(), 'gongfu-cli-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const bin = fileURLToPath(new URL('../../../bin/gongfu.mjs', import.meta.url))

/** Runs the command as a person at a terminal does. */
const gongfu = (...words: string[]): Promise<{ code: number; out: string; err: string }> =>
  new Promise((resolve) => {
    const { DATABASE_URL: _, ...environment } = process.env
    const env = { ...environment, GONGFU_DATA_DIR: join(folder, 'data'), GONGFU_DEMO: 'off', GONGFU_LOG: 'silent' }
    execFile(process.execPath, [bin, ...words], { env }, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1, out, err })
    })
  })

const parse = async (...words: string[]) => {
  const written: string[] = []
  let exit = 0
  const program = buildProgram({ write: (text) => written.push(text) }, (code) => {
    exit = code
  })
  try {
    await program.parseAsync(words, { from: 'user' })
  } catch (error) {
    return { verdict: verdictOn(error), exit, written }
  }
  return { verdict: null, exit, written }
}

it('adds a user, judges the log, backs up and refuses to restore over records, each as its own process', async () => {
  const added = await gongfu('user', 'add', 'wangming', '--name', '王明', '--role', 'audit_admin')
  expect(added).toMatchObject({ code: 0, err: '' })
  expect(added.out).toMatch(/初始口令（只显示这一次）：\S{19}\n/)
  // A chain that ends elsewhere than it did was cut off.
  const judged = await gongfu('audit', 'verify', '--head', 'f'.repeat(64))
  expect(judged).toMatchObject({ code: 3, err: '' })
  expect(judged.out).toContain('待封存 2 条')

  const path = join(folder, 'county.backup')
  const backedUp = await gongfu('backup', path)
  expect(backedUp).toMatchObject({ code: 0, err: '' })
  expect(backedUp.out).toContain('备份不含密钥')
  expect(backedUp.out).not.toContain(readFileSync(join(folder, 'data', 'secret'), 'utf8').trim())
  const refused = await gongfu('restore', path)
  expect(refused).toMatchObject({ code: 1 })
  expect(refused.err).toContain('数据库不是空的')
}, 300_000)

it('says in Chinese what is wrong with a command', async () => {
  const refusals: [readonly string[], string][] = [
    [['nonsense'], '没有命令“nonsense”'],
    [['backup'], '缺少参数“文件”'],
    [['user', 'add', 'x', '--role', 'firm'], '必须给出选项“--name <姓名>”'],
    [['demo', '--scale', 'huge'], '选项“--scale <规模>”的值不正确'],
    [['restore', 'a', '--force'], '没有选项“--force”'],
  ]
  for (const [words, text] of refusals) {
    const { verdict } = await parse(...words)
    expect(verdict?.code).toBe(2)
    expect(verdict?.text).toContain(text)
  }
  expect(verdictOn(new CommanderError(0, 'commander.helpDisplayed', ''))).toBeNull()
  expect(verdictOn(Problem.field('/a', 'b', '须大于 0'))).toEqual({ code: 1, text: '须大于 0\n  /a 须大于 0' })
})

describeDatabases('commands', (database) => {
  const app = () => {
    const made = testApp(database(), { modules, now: '2026-06-30T10:00:00+08:00' })
    return {
      ...made,
      config: { ...made.config, dataDir: join(folder, 'files'), secondFactor: 'optional' as const },
    }
  }
  const printed: string[] = []
  const print = (text: string) => void printed.push(text)

  it('add a user who signs in with the password and has the role', async () => {
    const password = await addUser(app(), { username: 'fresh', name: '新人', role: 'reform_office' })
    const doors = await startDoors(app())
    expect((await signIn(doors, 'fresh', password)).status).toBe(200)
    await doors.close()
    expect(await actorOf(app(), 'fresh')).toMatchObject({ roles: ['reform_office'], area: '331022' })
    await expect(addUser(app(), { username: 'fresh', name: '新人', role: 'firm' })).rejects.toMatchObject({
      code: 'duplicate',
    })
    await expect(addUser(app(), { username: 'other', name: '新人', role: 'public' })).rejects.toThrow('没有角色')
    const lost = { username: 'other', name: '新人', role: 'firm', organisation: 'none' }
    await expect(addUser(app(), lost)).rejects.toMatchObject({ code: 'not_found' })
    await expect(actorOf(app(), 'nobody')).rejects.toMatchObject({ code: 'not_found' })
  })

  it('act in the name of an account and with its rights', async () => {
    await makeAccount(app(), { username: 'household', roles: ['household'] })
    const seed = fileURLToPath(new URL('../../../data/seed', import.meta.url))
    const options = { as: 'household', year: 2022, confirm: false }
    await expect(importTable(app(), join(seed, 'none.docx'), options, print)).rejects.toMatchObject({
      code: 'forbidden',
    })
    const sheet = { as: 'household', sheet: 'no.such' }
    await expect(importSheet(app(), 'x.xlsx', sheet, print)).rejects.toMatchObject({ code: 'not_found' })
    await expect(exportSheet(app(), 'x.xlsx', sheet, print)).rejects.toMatchObject({ code: 'not_found' })
    expect(printed).toEqual([])
    expect(await sealAudit(app(), '331022')).toBeGreaterThan(0)
  })
})
