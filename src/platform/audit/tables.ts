import { bigint, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { county, instant, sm3digest } from '../database/columns.ts'
import { rowPolicies, withPermission } from '../database/policies.ts'

/** Every change of every table of ours, written by triggers (migrations/custom/10_audit.sql) and by nobody else. */
export const auditLog = pgTable(
  'audit_log',
  {
    county: county(),
    id: bigint('id', { mode: 'number' }).generatedAlwaysAsIdentity(),
    at: instant('at').notNull(),
    /** Account id, `system:<job>`, or `database:<role>` for SQL from outside the application. */
    actor: text('actor').notNull(),
    deputyFor: text('deputy_for'),
    tableName: text('table_name').notNull(),
    operation: text('operation', { enum: ['insert', 'update', 'delete', 'unmask'] }).notNull(),
    /** The columns of the row's primary key. */
    key: jsonb('key').$type<Record<string, unknown>>().notNull(),
    /** The whole row for a deletion, the changed columns for an update. */
    old: jsonb('old').$type<Record<string, unknown>>(),
    /** The whole row for an insertion, the changed columns for an update, the reason for an unmasking. */
    new: jsonb('new').$type<Record<string, unknown>>(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id] }),
    index('audit_log_table').on(table.county, table.tableName, table.id),
    index('audit_log_actor').on(table.county, table.actor, table.at),
    ...rowPolicies(table, { read: withPermission('platform.audit.read') }),
  ],
)

/**
 * One link of the chain: SM3(digest of the link before ‖ the row's content). `position` counts without a gap, so that
 * a link taken out together with its row is seen.
 */
export const auditLink = pgTable(
  'audit_link',
  {
    county: county(),
    position: bigint('position', { mode: 'number' }).notNull(),
    logId: bigint('log_id', { mode: 'number' }).notNull(),
    digest: sm3digest('digest').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.position] }),
    uniqueIndex('audit_link_log').on(table.county, table.logId),
    ...rowPolicies(table, { read: withPermission('platform.audit.read') }),
  ],
)

/** One sealing: how long the chain was, its head, and the head signed with a key that the database does not hold. */
export const auditSeal = pgTable(
  'audit_seal',
  {
    county: county(),
    number: integer('number').notNull(),
    /** Position of the last link, which is the length of the chain. */
    length: bigint('length', { mode: 'number' }).notNull(),
    lastLogId: bigint('last_log_id', { mode: 'number' }).notNull(),
    digest: sm3digest('digest').notNull(),
    /** HMAC-SM3 over county, number, length, last row and head. */
    signature: sm3digest('signature').notNull(),
    keyId: text('key_id').notNull(),
    sealedAt: instant('sealed_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.number] }),
    ...rowPolicies(table, { read: withPermission('platform.audit.read') }),
  ],
)

export const unaudited = {
  audit_log: 'the log itself',
  audit_link: 'seals of the log',
  audit_seal: 'seals of the log',
}
