import { createHash } from 'node:crypto'
import { sql, type SQL } from 'drizzle-orm'

/** A row of the log as the database writes it: text that is the same on both drivers and in every time zone. */
export type LogText = {
  readonly id: number
  readonly at: string
  readonly actor: string
  readonly deputyFor: string | null
  readonly tableName: string
  readonly operation: string
  readonly key: string
  readonly old: string | null
  readonly new: string | null
}

/** Columns of `LogText` from `audit_log r`. jsonb has one spelling for equal values. */
export const logColumns: SQL = sql.raw(
  `r.id, to_char(r.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') AS at, r.actor, r.deputy_for AS "deputyFor",
   r.table_name AS "tableName", r.operation, r.key::text AS key, r.old::text AS old, r.new::text AS new`,
)

export const genesis = '0'.repeat(64)

/** The next digest of a county's chain (SM3, GB/T 32905). */
export const linkDigest = (before: string, county: string, row: LogText): string =>
  createHash('sm3')
    .update(
      JSON.stringify([
        before,
        county,
        row.id,
        row.at,
        row.actor,
        row.deputyFor,
        row.tableName,
        row.operation,
        row.key,
        row.old,
        row.new,
      ]),
    )
    .digest('hex')

export type SealContent = {
  readonly county: string
  readonly number: number
  readonly length: number
  readonly lastLogId: number
  readonly digest: string
}

/** What a seal's signature covers. */
export const sealText = (seal: SealContent): string =>
  JSON.stringify([seal.county, seal.number, seal.length, seal.lastLogId, seal.digest])

export const sealPurpose = 'audit seal'
