import { check, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { sql } from 'drizzle-orm'
import { civilDate, county, instant, timestamps } from '../../platform/database/columns.ts'
import { anyOf, rowPolicies, withPermission } from '../../platform/database/policies.ts'
import type { ImportChoices, ImportCheck } from '../api/imports/schema.ts'
import { manageLand } from './policies.ts'
import { allOf } from '../../platform/database/policies.ts'
import { onDuty } from './duties.ts'

export const importStates = ['uploaded', 'previewed', 'confirmed', 'discarded'] as const

const manageImports = anyOf(manageLand, allOf(withPermission('land.layer.manage'), onDuty('resources')))

/** A file with boundaries on its way in. Nothing of it counts until it is confirmed; then it is read once more. */
export const landImport = pgTable(
  'land_import',
  {
    county: county(),
    id: uuid('id').notNull().defaultRandom(),
    target: text('target', { enum: ['parcels', 'layer'] }).notNull(),
    layerId: text('layer_id'),
    filename: text('filename').notNull(),
    fileId: text('file_id').notNull(),
    bytes: integer('bytes').notNull(),
    format: text('format').notNull(),
    choices: jsonb('choices').$type<ImportChoices>().notNull(),
    check: jsonb('check_result').$type<ImportCheck>(),
    state: text('state', { enum: importStates }).notNull(),
    uploadedByName: text('uploaded_by_name').notNull(),
    uploadedAt: instant('uploaded_at').notNull(),
    confirmedOn: civilDate('confirmed_on'),
    version: integer('version').notNull().default(1),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id] }),
    check('land_import_layer', sql`(${table.target} = 'layer') = (${table.layerId} IS NOT NULL)`),
    check('land_import_confirmed', sql`(${table.state} = 'confirmed') = (${table.confirmedOn} IS NOT NULL)`),
    ...rowPolicies(table, { read: manageImports, write: manageImports }),
  ],
)

/** Which column of a supplier's files means what: saved once, offered for the next file with the same columns. */
export const landImportTemplate = pgTable(
  'land_import_template',
  {
    county: county(),
    target: text('target', { enum: ['parcels', 'layer'] }).notNull(),
    name: text('name').notNull(),
    fields: jsonb('fields').$type<Readonly<Record<string, string>>>().notNull(),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.target, table.name] }),
    ...rowPolicies(table, { read: manageImports, write: manageImports }),
  ],
)
