import type { PgInsertValue, PgTable } from 'drizzle-orm/pg-core'
import type { Context } from '../../platform/context.ts'

const chunkSize = 400

/** Inserts many rows of one table, some hundred a statement. */
export const insertAll = async <Table extends PgTable>(
  { tx }: Context,
  table: Table,
  rows: readonly Table['$inferInsert'][],
): Promise<void> => {
  for (let start = 0; start < rows.length; start += chunkSize) {
    // The parameter says that they are rows of this table; the library cannot infer it of a table it does not know.
    await tx.insert(table).values(rows.slice(start, start + chunkSize) as PgInsertValue<Table>[])
  }
}
