import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config.ts'

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT'

/**
 * The configuration with a secret: GONGFU_SECRET, else the one kept in the data folder, made at the first start and
 * readable by the owner only. Losing it makes encrypted identifiers unreadable: it belongs in every backup.
 * Throws when the kept one is damaged, since a new one would hide that.
 */
export const withSecret = (config: Config): Config => {
  if (config.secret !== undefined) return config
  const path = join(config.dataDir, 'secret')
  try {
    const secret = readFileSync(path, 'utf8').trim()
    if (!/^[0-9a-f]{64}$/.test(secret)) throw new Error(`密钥文件已损坏：${path}`)
    return { ...config, secret }
  } catch (error) {
    if (!isMissing(error)) throw error
  }
  mkdirSync(config.dataDir, { recursive: true })
  const secret = randomBytes(32).toString('hex')
  // `wx`: of two processes that start at once the second one fails and starts again with the first one's secret.
  writeFileSync(path, `${secret}\n`, { mode: 0o600, flag: 'wx' })
  return { ...config, secret }
}
