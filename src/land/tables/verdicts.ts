import { doublePrecision, foreignKey, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { county, instant, timestamps } from '../../platform/database/columns.ts'
import { rowPolicies, withPermission } from '../../platform/database/policies.ts'
import { verdictOrder } from '../model/overlay.ts'
import { landLayer, landLayerVersion } from './layers.ts'
import { landParcel } from './parcels.ts'

const readLayers = withPermission('land.layer.read')

/** That all parcels were judged against one version of a layer, and by which rules: written by the county-wide job. */
export const landVerdictRun = pgTable(
  'land_verdict_run',
  {
    county: county(),
    versionId: uuid('version_id').notNull(),
    layerId: text('layer_id').notNull(),
    computedAt: instant('computed_at').notNull(),
    /** Version of the rule table land.control-layers. */
    ruleVersion: text('rule_version').notNull(),
    parcels: integer('parcels').notNull(),
    rows: integer('verdict_rows').notNull(),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.versionId] }),
    foreignKey({
      columns: [table.county, table.versionId],
      foreignColumns: [landLayerVersion.county, landLayerVersion.id],
    }),
    ...rowPolicies(table, { read: readLayers }),
  ],
)

/** What one version of a layer means for one parcel. A parcel that does not meet the layer has no row. */
export const landVerdict = pgTable(
  'land_verdict',
  {
    county: county(),
    versionId: uuid('version_id').notNull(),
    parcelId: uuid('parcel_id').notNull(),
    layerId: text('layer_id').notNull(),
    areaM2: doublePrecision('area_m2').notNull(),
    share: doublePrecision('share').notNull(),
    verdict: text('verdict', { enum: verdictOrder }).notNull(),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.versionId, table.parcelId] }),
    foreignKey({ columns: [table.county, table.layerId], foreignColumns: [landLayer.county, landLayer.id] }),
    foreignKey({
      columns: [table.county, table.versionId],
      foreignColumns: [landVerdictRun.county, landVerdictRun.versionId],
    }).onDelete('cascade'),
    foreignKey({ columns: [table.county, table.parcelId], foreignColumns: [landParcel.county, landParcel.id] }),
    index('land_verdict_parcel').on(table.county, table.parcelId),
    ...rowPolicies(table, { read: readLayers }),
  ],
)

/** Computed from other rows and written by the county-wide job alone. */
export const unaudited = { land_verdict: '由县域叠加任务按图层版本算出，可随时重算' }
