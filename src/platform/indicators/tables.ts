import { boolean, doublePrecision, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { civilDate, county, instant, sm3digest } from '../database/columns.ts'
import { everyone, rowPolicies } from '../database/policies.ts'

/**
 * A figure as it was known when its day was sealed (指标快照). Never changed: facts corrected later show as a difference.
 * The key is the order in which a trend reads, so that it is one range a figure.
 */
export const figureSnapshot = pgTable(
  'figure_snapshot',
  {
    county: county(),
    scopeKind: text('scope_kind').notNull(),
    scopeId: text('scope_id').notNull(),
    indicator: text('indicator').notNull(),
    asOf: civilDate('as_of').notNull(),
    value: doublePrecision('value'),
    numerator: doublePrecision('numerator'),
    denominator: doublePrecision('denominator'),
    sufficient: boolean('sufficient').notNull(),
    reasons: text('reasons').array().notNull(),
    /** Known at: later than the day itself where it was filled in afterwards. */
    computedAt: instant('computed_at').notNull(),
    digest: sm3digest('digest').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.scopeKind, table.scopeId, table.indicator, table.asOf] }),
    ...rowPolicies(table, { read: everyone, visitors: everyone }),
  ],
)

/** One sealing of snapshots: SM3 over the seal before and the digests of the rows, in the order of their keys. */
export const figureSeal = pgTable(
  'figure_seal',
  {
    county: county(),
    number: integer('number').notNull(),
    asOf: civilDate('as_of').notNull(),
    rows: integer('rows').notNull(),
    digest: sm3digest('digest').notNull(),
    sealedAt: instant('sealed_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.number] }),
    ...rowPolicies(table, { read: everyone, visitors: everyone }),
  ],
)

export const unaudited = {
  figure_snapshot: 'append-only and sealed by a chain of its own',
  figure_seal: 'seals of the snapshots',
}
