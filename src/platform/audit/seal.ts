import { desc, eq, sql } from 'drizzle-orm'
import type { App } from '../context.ts'
import { keysFor } from '../crypto/keys.ts'
import type { Tx } from '../database/database.ts'
import { postgresError } from '../database/problems.ts'
import { genesis, linkDigest, logColumns, type LogText, sealPurpose, sealText } from './chain.ts'
import { auditSeal } from './tables.ts'

const batchRows = 5000

/**
 * The last row that no open transaction can still get in front of; null while one writes for longer than we wait.
 * Rows get their ids before they are committed: without the lock a row could appear below one that is sealed. The
 * lock waits for those who write now and lets nobody begin, for as long as it takes to read one number.
 */
const settledUpTo = async (app: App, county: string): Promise<number | null> => {
  try {
    return await app.database.asOwner(async (tx) => {
      await tx.execute(sql`SET LOCAL lock_timeout = '2s'`)
      await tx.execute(sql`LOCK TABLE audit_log IN SHARE MODE`)
      const { rows } = await tx.execute<{ last: number | null }>(
        sql`SELECT max(id) AS last FROM audit_log WHERE county = ${county}`,
      )
      return rows[0]?.last ?? 0
    })
  } catch (error) {
    if (postgresError(error)?.code === '55P03') return null
    throw error
  }
}

/** The newest seal. Two processes that seal at once would fork the chain: they take turns. */
const lastSeal = async (tx: Tx, county: string) => {
  await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtext(${`audit_seal ${county}`}))`)
  const [seal] = await tx
    .select()
    .from(auditSeal)
    .where(eq(auditSeal.county, county))
    .orderBy(desc(auditSeal.number))
    .limit(1)
  return seal ?? { number: 0, length: 0, lastLogId: 0, digest: genesis }
}

/** Seals one batch; how many rows it took. */
const sealBatch = async (app: App, county: string, upTo: number): Promise<number> => {
  const keys = await keysFor(app.config)
  return app.database.asOwner(async (tx) => {
    const before = await lastSeal(tx, county)
    const { rows } = await tx.execute<LogText>(sql`
      SELECT ${logColumns} FROM audit_log r
      WHERE r.county = ${county} AND r.id > ${before.lastLogId} AND r.id <= ${upTo}
      ORDER BY r.id LIMIT ${batchRows}`)
    const last = rows.at(-1)
    if (last === undefined) return 0
    let head = before.digest
    const digests = rows.map((row) => (head = linkDigest(head, county, row)))
    await tx.execute(sql`
      INSERT INTO audit_link (county, position, log_id, digest)
      SELECT ${county}, ${before.length}::bigint + position, log_id, digest
      FROM unnest(${sql.param(rows.map(({ id }) => id))}::bigint[], ${sql.param(digests)}::text[])
        WITH ORDINALITY AS link (log_id, digest, position)`)
    const seal = {
      county,
      number: before.number + 1,
      length: before.length + rows.length,
      lastLogId: last.id,
      digest: head,
    }
    const signed = keys.sign(sealPurpose, sealText(seal))
    await tx.insert(auditSeal).values({ ...seal, ...signed, sealedAt: app.clock.now() })
    return rows.length
  })
}

/** Seals what the log has gained since the last time. Gives the number of rows sealed. */
export const sealAudit = async (
  app: App,
  county: string,
  report: (done: number, total: number) => void = () => undefined,
): Promise<number> => {
  const upTo = await settledUpTo(app, county)
  let sealed = 0
  if (upTo === null) return sealed
  for (let added = await sealBatch(app, county, upTo); added > 0; added = await sealBatch(app, county, upTo)) {
    sealed += added
    report(sealed, sealed)
  }
  return sealed
}
