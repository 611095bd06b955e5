import { integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { county, instant, sm3digest } from '../database/columns.ts'
import { ownAccount, rowPolicies } from '../database/policies.ts'
import type { CheckedRow } from './check.ts'
import type { RowError } from './sheet.ts'
import type { SheetText } from './workbook.ts'

export type SheetImportState = 'previewed' | 'confirmed' | 'undone' | 'discarded'

/** One upload on its way in: what was sent, what was found wrong, what became of it. Nothing is applied before `confirmed`. */
export const sheetImport = pgTable(
  'sheet_import',
  {
    county: county(),
    id: text('id').notNull(),
    sheet: text('sheet').notNull(),
    filename: text('filename').notNull(),
    digest: sm3digest('digest').notNull(),
    state: text('state').$type<SheetImportState>().notNull(),
    text: jsonb('text').$type<SheetText>().notNull(),
    rows: jsonb('rows').$type<readonly CheckedRow[]>().notNull(),
    errors: jsonb('errors').$type<readonly RowError[]>().notNull(),
    effect: jsonb('effect').$type<{ added: number; changed: number; unchanged: number }>(),
    version: integer('version').notNull().default(1),
    createdBy: text('created_by').notNull(),
    createdAt: instant('created_at').notNull(),
    confirmedAt: instant('confirmed_at'),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id] }),
    ...rowPolicies(table, {
      read: ownAccount(table.createdBy),
      insert: ownAccount(table.createdBy),
      update: ownAccount(table.createdBy),
    }),
  ],
)
