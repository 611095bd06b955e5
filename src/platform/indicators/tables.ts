import { boolean, date, doublePrecision, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { county, instant, sm3digest } from '../database/columns.ts'
import { everyone, rowPolicies } from '../database/policies.ts'

/**
 * A figure as it was computed for the end of a day (快照). Sealed rows are never changed: when past facts are corrected
 * the figure is computed anew beside it, and the difference is shown.
 * `scope` is '' for the county, else `<kind>:<id>`.
 */
export const figureSnapshot = pgTable(
  'figure_snapshot',
  {
    county: county(),
    indicator: text('indicator').notNull(),
    scope: text('scope').notNull(),
    asOf: date('as_of', { mode: 'string' }).notNull(),
    value: doublePrecision('value'),
    unit: text('unit').notNull(),
    numerator: doublePrecision('numerator'),
    denominator: doublePrecision('denominator'),
    sufficient: boolean('sufficient').notNull(),
    reasons: jsonb('reasons').$type<readonly string[]>().notNull(),
    computedAt: instant('computed_at').notNull(),
    digest: sm3digest('digest').notNull(),
  },
  (table) => [
    // The order of the key is that of the question: the trends of many figures of one county.
    primaryKey({ columns: [table.county, table.indicator, table.scope, table.asOf] }),
    ...rowPolicies(table, { read: everyone, visitors: everyone }),
  ],
)

/** The seal of one day: SM3 over the seal before and the digests of the day's figures in order. */
export const figureSeal = pgTable(
  'figure_seal',
  {
    county: county(),
    asOf: date('as_of', { mode: 'string' }).notNull(),
    previous: sm3digest('previous').notNull(),
    digest: sm3digest('digest').notNull(),
    sealedAt: instant('sealed_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.asOf] }),
    ...rowPolicies(table, { read: everyone, visitors: everyone }),
  ],
)

/** Tables that the audit log leaves out, with the reason. */
export const unaudited = {
  figure_snapshot: 'computed from audited records and sealed by figure_seal',
  figure_seal: 'is itself a hash chain',
}
