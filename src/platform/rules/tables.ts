import { sql } from 'drizzle-orm'
import { index, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { civilDate, county, instant } from '../database/columns.ts'
import { allOf, anyOf, everyone, rowPolicies, withPermission } from '../database/policies.ts'
import type { Cell } from './condition.ts'

/** One version of a rule table: draft → approved by a second person → published; then never changed again. */
export const ruleTableVersion = pgTable(
  'rule_table_version',
  {
    county: county(),
    tableName: text('table_name').notNull(),
    /** `default-<date>` for what came with the program, else `v1`, `v2` … */
    version: text('version').notNull(),
    status: text('status', { enum: ['draft', 'approved', 'published'] }).notNull(),
    rows: jsonb('rows').$type<(readonly Cell[])[]>().notNull(),
    effectiveFrom: civilDate('effective_from').notNull(),
    effectiveTo: civilDate('effective_to'),
    /** The document on which the change rests. */
    basis: text('basis').notNull(),
    reason: text('reason').notNull(),
    draftedBy: text('drafted_by').notNull(),
    draftedAt: instant('drafted_at').notNull(),
    approvedBy: text('approved_by'),
    approvedAt: instant('approved_at'),
    publishedBy: text('published_by'),
    publishedAt: instant('published_at'),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.tableName, table.version] }),
    index('rule_table_version_effective').on(table.county, table.tableName, table.effectiveFrom),
    ...rowPolicies(table, {
      read: anyOf(
        sql`${table.status} = 'published'`,
        withPermission('platform.rule.draft'),
        withPermission('platform.rule.approve'),
      ),
      insert: allOf(sql`${table.status} = 'draft'`, withPermission('platform.rule.draft')),
      update: anyOf(withPermission('platform.rule.draft'), withPermission('platform.rule.approve')),
      delete: allOf(sql`${table.status} = 'draft'`, withPermission('platform.rule.draft')),
      // The public calculators decide by the published rows and name their version.
      visitors: allOf(sql`${table.status} = 'published'`, everyone),
    }),
  ],
)
