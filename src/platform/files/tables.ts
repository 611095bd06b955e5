import { sql } from 'drizzle-orm'
import { doublePrecision, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { county, instant, sm3digest } from '../database/columns.ts'
import { anyOf, ownAccount, ownOrganisation, rowPolicies, withPermission } from '../database/policies.ts'
import type { FileKind } from './kind.ts'

/** Who may open a file: its makers, every official of the county, or everybody. */
export type FileAudience = 'organisation' | 'county' | 'public'

/** A file that was taken in (文件). Content lies in the content-addressed store; a row names it. */
export const file = pgTable(
  'file',
  {
    county: county(),
    id: text('id').notNull(),
    digest: sm3digest('digest').notNull(),
    kind: text('kind').$type<FileKind>().notNull(),
    name: text('name').notNull(),
    sizeBytes: integer('size_bytes').notNull(),
    audience: text('audience').$type<FileAudience>().notNull(),
    /** EXIF DateTimeOriginal, civil time as the camera wrote it. */
    takenAt: text('taken_at'),
    longitude: doublePrecision('longitude'),
    latitude: doublePrecision('latitude'),
    /** 64-bit difference hash, 16 hex digits. */
    perceptualHash: text('perceptual_hash'),
    uploadedBy: text('uploaded_by').notNull(),
    organisationId: text('organisation_id'),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id] }),
    index('file_digest').on(table.county, table.digest),
    ...rowPolicies(table, {
      read: anyOf(
        sql`${table.audience} IN ('county', 'public')`,
        ownAccount(table.uploadedBy),
        ownOrganisation(table.organisationId),
        withPermission('platform.file.read'),
      ),
      insert: ownAccount(table.uploadedBy),
      visitors: sql`${table.audience} = 'public'`,
    }),
  ],
)
