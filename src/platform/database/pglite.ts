import type { PGlite } from '@electric-sql/pglite'
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { postgis } from '@electric-sql/pglite-postgis'
import { migrate } from './migrate.ts'

/** What migrations/custom/before_roles.sql creates must be at hand in the embedded database. */
export const embeddedExtensions = { postgis, btree_gist, pg_trgm }

/** Brings a PGlite to the committed schema. */
export const migrateEmbedded = (client: PGlite): Promise<void> =>
  migrate({
    exec: async (sql) => {
      await client.exec(sql)
    },
    rows: async (sql) => (await client.query<Record<string, unknown>>(sql)).rows,
  })
