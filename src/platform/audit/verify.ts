import { asc, eq, sql } from 'drizzle-orm'
import type { App } from '../context.ts'
import { keysFor, type Keys } from '../crypto/keys.ts'
import type { Tx } from '../database/database.ts'
import { genesis, linkDigest, logColumns, type LogText, sealPurpose, sealText } from './chain.ts'
import { auditSeal } from './tables.ts'

/**
 * `changed`: the row is not what was sealed. `deleted`: it is gone. `inserted`: it appeared among sealed rows.
 * `moved`: sealed under another number. `seal`: a seal does not fit the chain, is missing, or was not made with our key.
 */
export type Finding = {
  readonly kind: 'changed' | 'deleted' | 'inserted' | 'moved' | 'seal'
  /** Row of the log; null for a finding about a seal, or about rows that went together with their links. */
  readonly logId: number | null
  readonly tableName: string | null
  /** One sentence for people. */
  readonly text: string
}

export type AuditVerification = {
  readonly rows: number
  readonly seals: number
  /** Digest of the last link: whoever keeps it elsewhere can tell that the end of the chain was not cut off. */
  readonly head: string
  /** Rows that are not sealed yet. */
  readonly pending: number
  readonly findings: readonly Finding[]
}

const batchRows = 5000
/** Beyond, the log is not damaged but replaced; the rest is not listed. */
const mostFindings = 200

type Link = { readonly position: number; readonly logId: number; readonly digest: string }
type Joined = Link & { readonly [column in keyof LogText]: LogText[column] | null }

const place = (row: LogText): string => `第 ${row.id} 条（${row.tableName} ${row.operation} ${row.key}）`

type Changed = { readonly row: LogText; readonly before: string; readonly digest: string }

/** A changed row whose content was sealed under another number stands in another's place. */
const judgeChanged = (county: string, changed: readonly Changed[]): Finding[] =>
  changed.map(({ row, before, digest }) => {
    const home = changed.find(
      (other) => other.row.id !== row.id && linkDigest(before, county, { ...other.row, id: row.id }) === digest,
    )
    return home === undefined
      ? { kind: 'changed', logId: row.id, tableName: row.tableName, text: `${place(row)}的内容与封存时不同` }
      : {
          kind: 'moved',
          logId: row.id,
          tableName: row.tableName,
          text: `第 ${row.id} 条封存的内容现在第 ${home.row.id} 条，记录的次序被调换`,
        }
  })

const readLinks = async (tx: Tx, county: string, after: number): Promise<Joined[]> => {
  const { rows } = await tx.execute<Joined>(sql`
    SELECT l.position, l.log_id AS "logId", l.digest, ${logColumns}
    FROM audit_link l LEFT JOIN audit_log r ON r.county = l.county AND r.id = l.log_id
    WHERE l.county = ${county} AND l.position > ${after}
    ORDER BY l.position LIMIT ${batchRows}`)
  return rows
}

/** The row of a link; null when it is gone. */
const rowOf = (joined: Joined): LogText | null => {
  const { id, at, actor, tableName, operation, key } = joined
  if (id === null || at === null || actor === null || tableName === null || operation === null || key === null) {
    return null
  }
  return { id, at, actor, deputyFor: joined.deputyFor, tableName, operation, key, old: joined.old, new: joined.new }
}

type Walk = { readonly links: number; readonly heads: ReadonlyMap<number, Link>; readonly findings: readonly Finding[] }

/** Walks the chain link by link, against the digest kept before each: one changed row is one finding. */
const walkChain = async (
  asAuditor: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>,
  county: string,
  wanted: ReadonlySet<number>,
): Promise<Walk> => {
  const findings: Finding[] = []
  const changed: Changed[] = []
  const heads = new Map<number, Link>()
  let links = 0
  let last: Link = { position: 0, logId: 0, digest: genesis }
  for (;;) {
    const batch = await asAuditor((tx) => readLinks(tx, county, last.position))
    for (const joined of batch) {
      const { position, logId, digest } = joined
      const whole = position === last.position + 1
      if (!whole) {
        const text = `第 ${last.logId} 条与第 ${logId} 条之间有 ${position - last.position - 1} 条记录连同封存一起被删除`
        findings.push({ kind: 'deleted', logId: null, tableName: null, text })
      }
      const row = rowOf(joined)
      if (row === null) {
        findings.push({ kind: 'deleted', logId, tableName: null, text: `第 ${logId} 条已封存的记录被删除` })
      } else if (logId <= last.logId) {
        findings.push({ kind: 'moved', logId, tableName: row.tableName, text: `${place(row)}的封存次序被调换` })
      } else if (whole && linkDigest(last.digest, county, row) !== digest) {
        changed.push({ row, before: last.digest, digest })
      }
      if (wanted.has(position)) heads.set(position, { position, logId, digest })
      last = { position, logId, digest }
      links += 1
    }
    if (batch.length < batchRows || findings.length + changed.length > mostFindings) break
  }
  heads.set(-1, last)
  return { links, heads, findings: [...findings, ...judgeChanged(county, changed)] }
}

const findInserted = async (tx: Tx, county: string, upTo: number): Promise<Finding[]> => {
  const { rows } = await tx.execute<LogText>(sql`
    SELECT ${logColumns} FROM audit_log r
    WHERE r.county = ${county} AND r.id <= ${upTo}
      AND NOT EXISTS (SELECT 1 FROM audit_link l WHERE l.county = r.county AND l.log_id = r.id)
    ORDER BY r.id LIMIT ${mostFindings}`)
  return rows.map((row) => ({
    kind: 'inserted',
    logId: row.id,
    tableName: row.tableName,
    text: `${place(row)}没有封存，是后来插入的`,
  }))
}

const signedByUs = (keys: Keys, seal: typeof auditSeal.$inferSelect): boolean => {
  try {
    return keys.sign(sealPurpose, sealText(seal), seal.keyId).signature === seal.signature
  } catch {
    return false // a key that is not in the ring
  }
}

const judgeSeals = (keys: Keys, seals: readonly (typeof auditSeal.$inferSelect)[], walk: Walk): Finding[] => {
  const finding = (text: string): Finding => ({ kind: 'seal', logId: null, tableName: null, text })
  const found = seals.flatMap((seal, index) => {
    const head = walk.heads.get(seal.length)
    return [
      ...(seal.number === index + 1 ? [] : [finding(`第 ${index + 1} 次封存缺失`)]),
      ...(head?.digest === seal.digest && head.logId === seal.lastLogId
        ? []
        : [finding(`第 ${seal.number} 次封存与记录链不符`)]),
      ...(signedByUs(keys, seal) ? [] : [finding(`第 ${seal.number} 次封存的签名无效，或签名所用的密钥不在密钥环中`)]),
    ]
  })
  const end = walk.heads.get(-1)?.position ?? 0
  const sealed = seals.at(-1)?.length ?? 0
  return end === sealed ? found : [...found, finding(`记录链有 ${end} 节，最后一次封存到第 ${sealed} 节`)]
}

/**
 * Proves the county's audit log against its seals and names every row that was changed, deleted, inserted or moved,
 * by whoever and past whatever rights. What it cannot see is the end of the chain cut off together with its seals:
 * compare `head` or `rows` with what an earlier verification gave.
 */
export const verifyAudit = async (app: App, county: string): Promise<AuditVerification> => {
  const keys = await keysFor(app.config)
  const asAuditor = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => app.database.asSystem(county, 'audit-verify', work)
  const seals = await asAuditor((tx) =>
    tx.select().from(auditSeal).where(eq(auditSeal.county, county)).orderBy(asc(auditSeal.number)),
  )
  const walk = await walkChain(asAuditor, county, new Set(seals.map(({ length }) => length)))
  const sealedUpTo = seals.at(-1)?.lastLogId ?? 0
  const inserted = await asAuditor((tx) => findInserted(tx, county, sealedUpTo))
  const pending = await asAuditor((tx) =>
    tx.execute<{ count: number }>(
      sql`SELECT count(*) AS count FROM audit_log WHERE county = ${county} AND id > ${sealedUpTo}`,
    ),
  )
  return {
    rows: walk.links,
    seals: seals.length,
    head: walk.heads.get(-1)?.digest ?? genesis,
    pending: pending.rows[0]?.count ?? 0,
    findings: [...walk.findings, ...inserted, ...judgeSeals(keys, seals, walk)].slice(0, mostFindings),
  }
}
