import { index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { county, instant, sm3digest } from '../database/columns.ts'
import { ownAccount, rowPolicies } from '../database/policies.ts'

/** Replies to writes that came with an Idempotency-Key (幂等键), kept for a day so that a repeat changes nothing. */
export const idempotencyKey = pgTable(
  'idempotency_key',
  {
    county: county(),
    actor: text('actor').notNull(),
    key: text('key').notNull(),
    /** SM3 of method, path, If-Match, body and file: the same key with another request is refused. */
    digest: sm3digest('digest').notNull(),
    status: integer('status'),
    reply: text('reply'),
    etag: text('etag'),
    expiresAt: instant('expires_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.actor, table.key] }),
    index('idempotency_key_expires').on(table.county, table.expiresAt),
    ...rowPolicies(table, { read: ownAccount(table.actor), write: ownAccount(table.actor) }),
  ],
)

export const unaudited = {
  idempotency_key: 'copies of replies, gone after a day; what the write changed is audited itself',
}
