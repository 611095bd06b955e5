import { type SQL, sql } from 'drizzle-orm'
import { foreignKey, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { county, timestamps } from '../../platform/database/columns.ts'
import { everyone, rowPolicies, withPermission } from '../../platform/database/policies.ts'
import { organisation } from '../../platform/registers/tables.ts'

/** Who does what in the two reforms (land 1); one department may have several duties. */
export const duties = ['economy', 'resources', 'tax', 'statistics', 'power', 'ecology', 'promotion', 'data'] as const
export type Duty = (typeof duties)[number]

export const dutyTitles: Readonly<Record<Duty, string>> = {
  economy: '经信部门',
  resources: '自然资源和规划部门',
  tax: '税务部门',
  statistics: '统计部门',
  power: '供电部门',
  ecology: '生态环境部门',
  promotion: '投资促进部门',
  data: '大数据部门',
}

/** The department of the county that has a duty; set when the county is set up. */
export const landDuty = pgTable(
  'land_duty',
  {
    county: county(),
    duty: text('duty', { enum: duties }).notNull(),
    organisationId: uuid('organisation_id').notNull(),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.duty, table.organisationId] }),
    foreignKey({
      columns: [table.county, table.organisationId],
      foreignColumns: [organisation.county, organisation.id],
    }),
    ...rowPolicies(table, { read: everyone, write: withPermission('land.duty.assign') }),
  ],
)

/** The actor's department has the duty. Asked once a query: it names no column of the row. */
export const onDuty = (...wanted: readonly [Duty, ...Duty[]]): SQL =>
  sql.raw(
    `EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN (${wanted.map((duty) => `'${duty}'`).join(', ')}))`,
  )
