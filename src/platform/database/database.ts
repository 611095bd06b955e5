import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import type { Db as JobStore } from 'pg-boss'
import type { Actor } from '../context.ts'

/** What `tx.execute(sql\`…\`)` gives on both drivers. `rowCount` is the number of rows changed or returned. */
export type Rows<Row> = { readonly rows: Row[]; readonly rowCount: number | null }

export interface RowsHKT extends PgQueryResultHKT {
  type: Rows<this['row']>
}

/** A drizzle handle inside one transaction; the same type on both drivers. Nested `transaction` makes a savepoint. */
export type Tx = PgDatabase<RowsHKT>

/**
 * The database as the rest of the house sees it. Every query runs in a transaction of one actor: role `gongfu_app`
 * (or `gongfu_public` for visitors) and the `gongfu.*` settings are SET LOCAL, and the row policies decide.
 *
 * What PostgreSQL refuses leaves `scoped` and `asSystem` as a `Problem` where the caller can do something about it:
 * `duplicate` (unique, exclusion), `forbidden` (row policy), `not_computable` (check, missing reference).
 */
export type Database = {
  readonly kind: 'embedded' | 'server'
  /** One transaction in the scope of `actor`. Throws = rolled back. Never await anything outside the database inside. */
  readonly scoped: <T>(actor: Actor, work: (tx: Tx) => Promise<T>) => Promise<T>
  /** Background work of one county: sees all its rows, still not those of other counties. */
  readonly asSystem: <T>(county: string, job: string, work: (tx: Tx) => Promise<T>) => Promise<T>
  /** Migrations, identity and bookkeeping of the platform itself; never reachable from a request's input. */
  readonly asOwner: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>
  /**
   * For the libraries that bring their own tables and open their own transactions (better-auth): a handle as
   * `gongfu_owner` outside any transaction. No code of ours queries our tables through it.
   */
  readonly library: Tx
  /** The same for pg-boss, which sends plain SQL, several statements at once among it, and reads dates as `Date`. */
  readonly jobStore: JobStore
  readonly close: () => Promise<void>
}
