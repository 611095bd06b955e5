import { Problem } from '../errors/problem.ts'

/** The ETag of a reply that carries a `version`. */
export const etagOf = (reply: unknown): string | undefined => {
  if (typeof reply !== 'object' || reply === null || !('version' in reply)) return undefined
  const { version } = reply
  return typeof version === 'number' || typeof version === 'string' ? `"${version}"` : undefined
}

/** The version out of If-Match: `"7"` or `W/"7"` → `7`, `*` → `*`. Throws `malformed` for anything else. */
export const readIfMatch = (header: string | undefined): string | null => {
  if (header === undefined) return null
  if (header.trim() === '*') return '*'
  const version = /^(?:W\/)?"([^"]{1,64})"$/.exec(header.trim())?.[1]
  if (version === undefined) throw new Problem('malformed', 'If-Match 须为读取时得到的 ETag，例如 "7"')
  return version
}

/**
 * Refuses an update of a record that somebody else has changed since it was read. Throws `stale` (412), or
 * `precondition_required` (428) without If-Match.
 */
export const requireVersion = (ifMatch: string | null, version: number | string): void => {
  if (ifMatch === null) throw new Problem('precondition_required', '修改前须带上读取时的版本（If-Match）')
  if (ifMatch !== '*' && ifMatch !== String(version)) {
    throw new Problem('stale', `记录已被他人修改（现为第 ${version} 版），请重新载入后再保存`)
  }
}
