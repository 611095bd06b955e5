import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { keysOf, openKeys, rotateKeyFile } from './keys.ts'

const [first, second] = ['11'.repeat(32), '22'.repeat(32)]
const folder = mkdtempSync(join(tmpdir(), 'gongfu-keys-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe.each(['aes-256-gcm', 'sm4-ctr-hmac-sm3'] as const)('keys with %s', (cipher) => {
  const keys = keysOf([first], cipher)

  it('reads its own ciphertext and never writes the same one twice', () => {
    const one = keys.encrypt('person.mobile', 'p1', '13800000000')
    expect(keys.encrypt('person.mobile', 'p1', '13800000000')).not.toBe(one)
    expect(keys.decrypt('person.mobile', 'p1', one)).toBe('13800000000')
    expect(one).not.toContain('13800000000')
    expect(one.split('.')[2]).toBe(keys.currentKeyId)
  })

  it('refuses a ciphertext moved to another row or column', () => {
    const one = keys.encrypt('person.mobile', 'p1', '13800000000')
    expect(() => keys.decrypt('person.mobile', 'p2', one)).toThrow()
    expect(() => keys.decrypt('person.identity_number', 'p1', one)).toThrow()
    expect(() => keys.decrypt('person.mobile', 'p1', one.slice(0, 30))).toThrow()
    expect(() => keys.decrypt('person.mobile', 'p1', '13800000000')).toThrow('not a ciphertext')
  })

  it('rotates: old ciphertext opens, new is written with the new key, look-up hashes stay', () => {
    const old = keys.encrypt('person.mobile', 'p1', '13800000000')
    const rotated = keysOf([first, second], cipher)
    expect(rotated.decrypt('person.mobile', 'p1', old)).toBe('13800000000')
    expect(rotated.encrypt('person.mobile', 'p1', 'x').split('.')[2]).not.toBe(keys.currentKeyId)
    expect(rotated.lookup('person.mobile', '13800000000')).toBe(keys.lookup('person.mobile', '13800000000'))
    expect(() => keys.decrypt('person.mobile', 'p1', rotated.encrypt('person.mobile', 'p1', 'x'))).toThrow('密钥')
  })

  it('reads what the other cipher wrote, so that the configuration may change', () => {
    const other = keysOf([first], cipher === 'aes-256-gcm' ? 'sm4-ctr-hmac-sm3' : 'aes-256-gcm')
    expect(keys.decrypt('a.b', 'r', other.encrypt('a.b', 'r', '王五'))).toBe('王五')
  })
})

describe('look-up hashes and signatures', () => {
  const keys = keysOf([first], 'aes-256-gcm')

  it('differ by purpose and by key', () => {
    const hash = keys.lookup('person.mobile', '13800000000')
    expect(hash).toMatch(/^[0-9a-f]{64}$/)
    expect(keys.lookup('person.identity_number', '13800000000')).not.toBe(hash)
    expect(keysOf([second], 'aes-256-gcm').lookup('person.mobile', '13800000000')).not.toBe(hash)
  })

  it('are signed again with the key that signed first', () => {
    const made = keys.sign('audit', 'head')
    expect(keysOf([first, second], 'aes-256-gcm').sign('audit', 'head', made.keyId)).toEqual(made)
  })
})

describe('key file', () => {
  it('is made once, for its owner only, by processes that start together', async () => {
    const config = { dataDir: join(folder, 'a'), secret: undefined, cipher: 'aes-256-gcm' as const }
    const [one, two] = await Promise.all([openKeys(config), openKeys(config)])
    expect(two.decrypt('a.b', 'r', one.encrypt('a.b', 'r', 'text'))).toBe('text')
    expect(statSync(join(config.dataDir, 'secret.key')).mode & 0o777).toBe(0o600)
  })

  it('keeps the old keys when rotated', async () => {
    const config = { dataDir: join(folder, 'b'), secret: undefined, cipher: 'aes-256-gcm' as const }
    const old = (await openKeys(config)).encrypt('a.b', 'r', 'text')
    const id = await rotateKeyFile(config.dataDir)
    const keys = await openKeys(config)
    expect(keys.currentKeyId).toBe(id)
    expect(keys.decrypt('a.b', 'r', old)).toBe('text')
  })

  it('is not written when the secret is given', async () => {
    const config = { dataDir: join(folder, 'c'), secret: first, cipher: 'aes-256-gcm' as const }
    expect((await openKeys(config)).currentKeyId).toBe(keysOf([first], 'aes-256-gcm').currentKeyId)
    expect(() => readFileSync(join(config.dataDir, 'secret.key'))).toThrow()
  })
})
