import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readConfig } from '../config.ts'
import { withSecret } from './secret.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gongfu-secret-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

it('makes a secret once, for the owner alone, and keeps it', () => {
  const config = readConfig({ GONGFU_DATA_DIR: join(folder, 'new') })
  const { secret } = withSecret(config)
  expect(secret).toMatch(/^[0-9a-f]{64}$/)
  expect(withSecret(config).secret).toBe(secret)
  expect(statSync(join(folder, 'new', 'secret')).mode & 0o077).toBe(0)
})

it('prefers the configured secret and refuses a damaged file', () => {
  const given = 'ab'.repeat(32)
  expect(withSecret(readConfig({ GONGFU_DATA_DIR: folder, GONGFU_SECRET: given })).secret).toBe(given)
  writeFileSync(join(folder, 'secret'), 'half')
  expect(() => withSecret(readConfig({ GONGFU_DATA_DIR: folder }))).toThrow('已损坏')
})
