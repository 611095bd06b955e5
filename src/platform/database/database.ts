import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import type { Actor } from '../context.ts'

/** A drizzle handle inside one transaction; the same type on both drivers. */
export type Tx = PgDatabase<PgQueryResultHKT>

/**
 * The database as the rest of the house sees it. Every query runs in a transaction of one actor: role `gongfu_app`
 * (or `gongfu_public` for visitors) and the `gongfu.*` settings are SET LOCAL, and the row policies decide.
 */
export type Database = {
  readonly kind: 'embedded' | 'server'
  /** One transaction in the scope of `actor`. Throws = rolled back. Never await anything outside the database inside. */
  readonly scoped: <T>(actor: Actor, work: (tx: Tx) => Promise<T>) => Promise<T>
  /** Background work of one county: sees all its rows, still not those of other counties. */
  readonly asSystem: <T>(county: string, job: string, work: (tx: Tx) => Promise<T>) => Promise<T>
  /** Migrations, identity and bookkeeping of the platform itself; never reachable from a request's input. */
  readonly asOwner: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>
  readonly close: () => Promise<void>
}
