import { sql } from 'drizzle-orm'
import type { Database } from './database.ts'

/**
 * Tells the planner how many rows there are of what. A server does so on its own in time; the embedded database never
 * does, and without it picks an index that walks through a whole table.
 */
export const renewStatistics = async (database: Pick<Database, 'asOwner'>): Promise<void> => {
  await database.asOwner((tx) => tx.execute(sql`ANALYZE`))
}
