import { and, desc, eq, gte, lt, sql } from 'drizzle-orm'
import type { Context } from '../context.ts'
import { addDays, type CivilDate } from '../dates.ts'
import { decodeCursor, toPage } from '../http/page.ts'
import { accountProfile } from '../identity/tables.ts'
import { auditLink, auditLog, auditSeal } from './tables.ts'

type LogFilter = {
  readonly actor?: string | undefined
  readonly table?: string | undefined
  readonly operation?: 'insert' | 'update' | 'delete' | 'unmask' | undefined
  /** Value of the row's key, whatever the key's columns are called. */
  readonly record?: string | undefined
  readonly from?: CivilDate | undefined
  /** Inclusive. */
  readonly until?: CivilDate | undefined
  readonly cursor?: string | undefined
  readonly limit: number
}

const midnight = (date: CivilDate) => sql`${date}::date::timestamp AT TIME ZONE 'Asia/Shanghai'`

/** The audit log, newest first. Encrypted columns are shown as they are stored. */
export const readLog = async (context: Context, filter: LogFilter) => {
  const [before] = filter.cursor === undefined ? [] : decodeCursor(context.config, filter.cursor)
  const rows = await context.tx
    .select({ log: auditLog, name: accountProfile.name, digest: auditLink.digest })
    .from(auditLog)
    .leftJoin(
      accountProfile,
      and(eq(accountProfile.county, auditLog.county), eq(accountProfile.account, auditLog.actor)),
    )
    .leftJoin(auditLink, and(eq(auditLink.county, auditLog.county), eq(auditLink.logId, auditLog.id)))
    .where(
      and(
        eq(auditLog.county, context.actor.county),
        filter.actor === undefined ? undefined : eq(auditLog.actor, filter.actor),
        filter.table === undefined ? undefined : eq(auditLog.tableName, filter.table),
        filter.operation === undefined ? undefined : eq(auditLog.operation, filter.operation),
        filter.record === undefined
          ? undefined
          : sql`EXISTS (SELECT 1 FROM jsonb_each_text(${auditLog.key}) k WHERE k.value = ${filter.record})`,
        filter.from === undefined ? undefined : gte(auditLog.at, midnight(filter.from)),
        filter.until === undefined ? undefined : lt(auditLog.at, midnight(addDays(filter.until, 1))),
        before === undefined ? undefined : lt(auditLog.id, Number(before)),
      ),
    )
    .orderBy(desc(auditLog.id))
    .limit(filter.limit + 1)
  const page = toPage(context.config, rows, filter.limit, ({ log }) => [log.id])
  return {
    rows: page.rows.map(({ log, name, digest }) => ({
      id: log.id,
      at: log.at.toISOString(),
      actor: log.actor,
      actorName: name,
      deputyFor: log.deputyFor,
      table: log.tableName,
      operation: log.operation,
      key: log.key,
      old: log.old,
      new: log.new,
      digest,
    })),
    nextCursor: page.nextCursor,
  }
}

/** The seals of the log, newest first. */
export const readSeals = async (
  context: Context,
  page: { readonly cursor?: string | undefined; readonly limit: number },
) => {
  const [before] = page.cursor === undefined ? [] : decodeCursor(context.config, page.cursor)
  const rows = await context.tx
    .select()
    .from(auditSeal)
    .where(
      and(
        eq(auditSeal.county, context.actor.county),
        before === undefined ? undefined : lt(auditSeal.number, Number(before)),
      ),
    )
    .orderBy(desc(auditSeal.number))
    .limit(page.limit + 1)
  const cut = toPage(context.config, rows, page.limit, (row) => [row.number])
  return {
    rows: cut.rows.map(({ number, length, lastLogId, digest, keyId, sealedAt }) => ({
      number,
      length,
      lastLogId,
      digest,
      keyId,
      sealedAt: sealedAt.toISOString(),
    })),
    nextCursor: cut.nextCursor,
  }
}
