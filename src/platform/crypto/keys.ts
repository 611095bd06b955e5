import { createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Config } from '../config.ts'
import { withLockFile } from '../database/lock-file.ts'
import { openAes, openSm4, sealAes, sealSm4 } from './cipher.ts'

type Secret = { readonly id: string; readonly bytes: Buffer }

/**
 * Encrypts personal identifiers and makes the keyed hashes by which they are found again.
 * `purpose` names the column ('person.mobile'), `binding` the row: a ciphertext opens in its own place only.
 */
export type Keys = {
  /** Id of the key that encrypts now. */
  readonly currentKeyId: string
  /** Ciphertext as text: version, cipher, key id, nonce ‖ body ‖ tag. */
  readonly encrypt: (purpose: string, binding: string, plain: string) => string
  /** Throws when the key is not in the ring, or the ciphertext was changed or moved. */
  readonly decrypt: (purpose: string, binding: string, ciphertext: string) => string
  /** HMAC-SM3 in hex: equal for equal values, of no use without the key. Stays the same when keys rotate. */
  readonly lookup: (purpose: string, value: string) => string
  /** HMAC-SM3 under the key `keyId` (the current one when absent), for what must prove that we made it. */
  readonly sign: (
    purpose: string,
    text: string,
    keyId?: string,
  ) => { readonly keyId: string; readonly signature: string }
}

const ciphers = {
  a: { name: 'aes-256-gcm', keyBytes: 32, nonceBytes: 12, tagBytes: 16, seal: sealAes, open: openAes },
  s: { name: 'sm4-ctr-hmac-sm3', keyBytes: 48, nonceBytes: 16, tagBytes: 32, seal: sealSm4, open: openSm4 },
} as const

type Mark = keyof typeof ciphers
const isMark = (text: string | undefined): text is Mark => text === 'a' || text === 's'

/** Public name of a secret: says which one without telling it. */
const keyIdOf = (secret: Buffer): string =>
  createHash('sm3').update('gongfu key id').update(secret).digest('hex').slice(0, 8)

const asSecret = (hex: string): Secret => {
  const bytes = Buffer.from(hex, 'hex')
  return { id: keyIdOf(bytes), bytes }
}

/** HKDF (RFC 5869) with SM3: one key per purpose, so that no key serves two ends. */
const derive = (secret: Secret, use: string, purpose: string, length: number): Buffer =>
  Buffer.from(hkdfSync('sm3', secret.bytes, 'gongfu/v1', `${use}/${purpose}`, length))

/** Secrets from oldest to newest, in hex. The newest encrypts, the oldest makes look-up hashes, all of them decrypt. */
export const keysOf = (secrets: readonly [string, ...string[]], cipher: Config['cipher']): Keys => {
  const ring = secrets.map(asSecret)
  const oldest = asSecret(secrets[0])
  const newest = ring.at(-1) ?? oldest
  const derived = new Map<string, Buffer>()
  const keyFor = (secret: Secret, use: string, purpose: string, length: number): Buffer => {
    const name = `${secret.id}/${use}/${purpose}`
    const known = derived.get(name) ?? derive(secret, use, purpose, length)
    derived.set(name, known)
    return known
  }
  const byId = (id: string): Secret => {
    const secret = ring.find((each) => each.id === id)
    if (secret === undefined)
      throw new Error(`密钥 ${id} 不在密钥环中：数据由另一密钥加密，请恢复原来的密钥文件或 GONGFU_SECRET`)
    return secret
  }
  const mark: Mark = cipher === 'aes-256-gcm' ? 'a' : 's'
  return {
    currentKeyId: newest.id,
    encrypt: (purpose, binding, plain) => {
      const { name, keyBytes, nonceBytes, seal } = ciphers[mark]
      const sealed = seal(
        keyFor(newest, name, purpose, keyBytes),
        randomBytes(nonceBytes),
        Buffer.from(`${purpose}\0${binding}`),
        Buffer.from(plain),
      )
      const packed = Buffer.concat([sealed.nonce, sealed.body, sealed.tag]).toString('base64url')
      return `v1.${mark}.${newest.id}.${packed}`
    },
    decrypt: (purpose, binding, ciphertext) => {
      const [version, used, keyId, packed] = ciphertext.split('.')
      if (version !== 'v1' || !isMark(used) || keyId === undefined || packed === undefined) {
        throw new Error('not a ciphertext of ours')
      }
      const { name, keyBytes, nonceBytes, tagBytes, open } = ciphers[used]
      const data = Buffer.from(packed, 'base64url')
      if (data.length < nonceBytes + tagBytes) throw new Error('the ciphertext is cut short')
      return open(keyFor(byId(keyId), name, purpose, keyBytes), Buffer.from(`${purpose}\0${binding}`), {
        nonce: data.subarray(0, nonceBytes),
        body: data.subarray(nonceBytes, data.length - tagBytes),
        tag: data.subarray(data.length - tagBytes),
      }).toString()
    },
    lookup: (purpose, value) =>
      createHmac('sm3', keyFor(oldest, 'lookup', purpose, 32))
        .update(value)
        .digest('hex'),
    sign: (purpose, text, keyId) => {
      const secret = keyId === undefined ? newest : byId(keyId)
      const signature = createHmac('sm3', keyFor(secret, 'sign', purpose, 32))
        .update(text)
        .digest('hex')
      return { keyId: secret.id, signature }
    },
  }
}

const KeyFile = z.strictObject({
  secrets: z.tuple([z.string().regex(/^[0-9a-f]{64}$/)], z.string().regex(/^[0-9a-f]{64}$/)),
})

const keyPath = (dataDir: string): string => join(dataDir, 'secret.key')

const readKeyFile = (dataDir: string): readonly [string, ...string[]] | undefined =>
  existsSync(keyPath(dataDir)) ? KeyFile.parse(JSON.parse(readFileSync(keyPath(dataDir), 'utf8'))).secrets : undefined

const writeKeyFile = (dataDir: string, secrets: readonly string[]): void => {
  const draft = `${keyPath(dataDir)}.${process.pid}`
  writeFileSync(draft, `${JSON.stringify({ secrets })}\n`, { mode: 0o600 })
  chmodSync(draft, 0o600)
  renameSync(draft, keyPath(dataDir))
}

/** Adds a new key to the key file of the data folder; from the next start on it encrypts, the old ones still decrypt. */
export const rotateKeyFile = (dataDir: string): Promise<string> =>
  withLockFile(`${keyPath(dataDir)}.lock`, async () => {
    const fresh = randomBytes(32).toString('hex')
    writeKeyFile(dataDir, [...(readKeyFile(dataDir) ?? []), fresh])
    return asSecret(fresh).id
  })

/**
 * The keys of this deployment. The ring is the key file of the data folder (old to new) and, newest, GONGFU_SECRET
 * where it is set. Without either, a key file is made once, readable by its owner only. To rotate GONGFU_SECRET the
 * old one goes into the key file as `{"secrets": ["…"]}`.
 */
export const openKeys = async (config: Pick<Config, 'dataDir' | 'secret' | 'cipher'>): Promise<Keys> => {
  if (config.secret === undefined && readKeyFile(config.dataDir) === undefined) {
    mkdirSync(config.dataDir, { recursive: true })
    await withLockFile(`${keyPath(config.dataDir)}.lock`, async () => {
      if (readKeyFile(config.dataDir) === undefined) {
        writeKeyFile(config.dataDir, [randomBytes(32).toString('hex')])
      }
    })
  }
  const filed: readonly string[] = readKeyFile(config.dataDir) ?? []
  const given = config.secret === undefined || filed.includes(config.secret) ? [] : [config.secret]
  const [first, ...others] = [...filed, ...given]
  if (first === undefined) throw new Error('neither a key file nor GONGFU_SECRET')
  return keysOf([first, ...others], config.cipher)
}

const opened = new WeakMap<Config, Promise<Keys>>()

/** The keys of a running application, read once. */
export const keysFor = (config: Config): Promise<Keys> => {
  const known = opened.get(config) ?? openKeys(config)
  opened.set(config, known)
  return known
}
