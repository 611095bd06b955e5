import { pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { county, instant } from '../database/columns.ts'
import { rowPolicies, withPermission } from '../database/policies.ts'

/** Steps of the first start of a county: done once; one that began and did not end was interrupted. */
export const startStep = pgTable(
  'start_step',
  {
    county: county(),
    name: text('name').notNull(),
    begunAt: instant('begun_at').notNull(),
    doneAt: instant('done_at'),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.name] }),
    ...rowPolicies(table, { read: withPermission('platform.audit.read') }),
  ],
)
