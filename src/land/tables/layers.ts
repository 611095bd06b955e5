import { sql } from 'drizzle-orm'
import { boolean, check, foreignKey, integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { civilDate, county, instant, timestamps } from '../../platform/database/columns.ts'
import { geometry4490, geometryRules } from '../../platform/database/geometry.ts'
import { allOf, everyone, rowPolicies, withPermission } from '../../platform/database/policies.ts'
import { onDuty } from './duties.ts'

const readLayers = withPermission('land.layer.read')
const manageLayers = allOf(withPermission('land.layer.manage'), onDuty('resources'))

/** A control layer that the decision system needs (三区三线 …); its verdicts stand in the rule table. */
export const landLayer = pgTable(
  'land_layer',
  {
    county: county(),
    /** Name in the rule table land.control-layers, e.g. permanentBasicFarmland. */
    id: text('id').notNull(),
    title: text('title').notNull(),
    legalBasis: text('legal_basis').notNull(),
    /** Counted in `land.layers_loaded`. */
    required: boolean('required').notNull(),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id] }),
    ...rowPolicies(table, { read: everyone, write: manageLayers }),
  ],
)

/** One delivery of a layer. Verdicts name it; it is never changed once published, only followed by the next. */
export const landLayerVersion = pgTable(
  'land_layer_version',
  {
    county: county(),
    id: uuid('id').notNull().defaultRandom(),
    layerId: text('layer_id').notNull(),
    no: integer('no').notNull(),
    source: text('source').notNull(),
    publishedOn: civilDate('published_on').notNull(),
    /** Last day on which it held; null while it holds. */
    supersededOn: civilDate('superseded_on'),
    publishedBy: text('published_by').notNull(),
    publishedAt: instant('published_at').notNull(),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id] }),
    unique('land_layer_version_no').on(table.county, table.layerId, table.no),
    foreignKey({ columns: [table.county, table.layerId], foreignColumns: [landLayer.county, landLayer.id] }),
    check('land_layer_version_period', sql`${table.supersededOn} >= ${table.publishedOn}`),
    ...rowPolicies(table, { read: everyone, write: manageLayers }),
  ],
)

/** One zone of a layer's version. */
export const landZone = pgTable(
  'land_zone',
  {
    county: county(),
    id: uuid('id').notNull().defaultRandom(),
    versionId: uuid('version_id').notNull(),
    layerId: text('layer_id').notNull(),
    code: text('code').notNull(),
    name: text('name').notNull(),
    level: text('level'),
    shape: geometry4490('shape', 'MultiPolygon').notNull(),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id] }),
    unique('land_zone_code').on(table.county, table.versionId, table.code),
    foreignKey({
      columns: [table.county, table.versionId],
      foreignColumns: [landLayerVersion.county, landLayerVersion.id],
    }),
    ...geometryRules('land_zone', table.shape),
    ...rowPolicies(table, { read: readLayers, write: manageLayers }),
  ],
)
