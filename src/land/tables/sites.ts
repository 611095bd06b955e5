import { sql } from 'drizzle-orm'
import {
  check,
  doublePrecision,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core'
import { bytes, civilDate, county, fen, timestamps } from '../../platform/database/columns.ts'
import { geometry4490, geometryRules } from '../../platform/database/geometry.ts'
import { allOf, everyone, rowPolicies, withPermission } from '../../platform/database/policies.ts'
import { pools } from '../model/site-search.ts'
import { onDuty } from './duties.ts'
import { landParcel } from './parcels.ts'

export const facilityKinds = ['highway', 'port', 'substation', 'sewage'] as const
export type FacilityKind = (typeof facilityKinds)[number]

const manageSites = allOf(withPermission('land.site.manage'), onDuty('resources', 'economy', 'promotion'))

/** What a site is measured against: road nodes, ports, substations with their spare capacity, sewage works. */
export const landFacility = pgTable(
  'land_facility',
  {
    county: county(),
    id: uuid('id').notNull().defaultRandom(),
    kind: text('kind', { enum: facilityKinds }).notNull(),
    name: text('name').notNull(),
    /** Spare capacity of a substation, MVA. */
    spareMva: doublePrecision('spare_mva'),
    position: geometry4490('position', 'Point').notNull(),
    validFrom: civilDate('valid_from').notNull(),
    validTo: civilDate('valid_to'),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id] }),
    check('land_facility_spare', sql`(${table.kind} = 'substation') = (${table.spareMva} IS NOT NULL)`),
    ...geometryRules('land_facility', table.position),
    ...rowPolicies(table, { read: everyone, write: manageSites }),
  ],
)

/** Ground heights in the register's plane, rows from the north, decimetres as 16-bit integers; -32768 is not known. */
export const landDemTile = pgTable(
  'land_dem_tile',
  {
    county: county(),
    /** Of the tile's north-west corner in cells from the plane's origin (land 4.15). */
    column: integer('column_no').notNull(),
    row: integer('row_no').notNull(),
    cellSizeM: doublePrecision('cell_size_m').notNull(),
    side: integer('side').notNull(),
    heights: bytes('heights').notNull(),
    source: text('source').notNull(),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.column, table.row] }),
    check('land_dem_size', sql`octet_length(${table.heights}) = 2 * ${table.side} * ${table.side}`),
    ...rowPolicies(table, { read: everyone, write: allOf(withPermission('land.layer.manage'), onDuty('resources')) }),
  ],
)

/** Land that a project can have: reserve, resumed, inefficient with its cost of vacating, vacant parts (land 4.17). */
export const landAvailableSite = pgTable(
  'land_available_site',
  {
    county: county(),
    parcelId: uuid('parcel_id').notNull(),
    pool: text('pool', { enum: pools }).notNull(),
    /** Expected price; for inefficient land the cost of vacating it too. */
    costFen: fen('cost_fen').notNull(),
    /** What the county gains by its use, e.g. a task that closes. */
    valueFen: fen('value_fen').notNull(),
    availableOn: civilDate('available_on'),
    /** From this day anybody sees it; null: not made public. */
    publishedOn: civilDate('published_on'),
    withdrawnOn: civilDate('withdrawn_on'),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.parcelId] }),
    foreignKey({ columns: [table.county, table.parcelId], foreignColumns: [landParcel.county, landParcel.id] }),
    index('land_available_site_pool').on(table.county, table.pool),
    check('land_available_site_money', sql`${table.costFen} >= 0 AND ${table.valueFen} >= 0`),
    check('land_available_site_period', sql`${table.withdrawnOn} >= ${table.publishedOn}`),
    ...rowPolicies(table, { read: everyone, write: manageSites }),
  ],
)
