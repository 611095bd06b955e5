import { sql } from 'drizzle-orm'
import {
  check,
  doublePrecision,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { areaCode, civilDate, county, timestamps } from '../../platform/database/columns.ts'
import { geometry4490, geometryRules } from '../../platform/database/geometry.ts'
import { allOf, anyOf, inArea, rowPolicies } from '../../platform/database/policies.ts'
import { tenures } from '../model/idle-land.ts'
import { holdsParcel, manageLand, readLand } from './policies.ts'

export const ownerships = ['state', 'collective'] as const

/** A parcel of industrial land (宗地). Its boundary never changes: a new boundary is a new parcel that replaces it. */
export const landParcel = pgTable(
  'land_parcel',
  {
    county: county(),
    id: uuid('id').notNull().defaultRandom(),
    /** 宗地代码, GB/T 37346. */
    code: text('code').notNull(),
    /** 地类: GB/T 21010 or the classes of 2023, e.g. 1001 工业用地. */
    landUse: text('land_use').notNull(),
    ownership: text('ownership', { enum: ownerships }).notNull(),
    tenure: text('tenure', { enum: tenures }).notNull(),
    townCode: areaCode('town_code').notNull(),
    location: text('location').notNull(),
    /** Development platform or block (平台、区块). */
    block: text('block'),
    areaRegisteredM2: doublePrecision('area_registered_m2').notNull(),
    /** Of the boundary on the ellipsoid; null while no boundary is known. */
    areaGeodesicM2: doublePrecision('area_geodesic_m2'),
    pointAccuracyM: doublePrecision('point_accuracy_m'),
    planFarMin: doublePrecision('plan_far_min'),
    planFarMax: doublePrecision('plan_far_max'),
    boundary: geometry4490('boundary', 'MultiPolygon'),
    /** As it was delivered, e.g. EPSG:4549. */
    sourceCrs: text('source_crs'),
    validFrom: civilDate('valid_from').notNull(),
    /** Last day on which it stood; null while it stands. */
    validTo: civilDate('valid_to'),
    /** From this day on all its buildings are measured, storey by storey. */
    measuredOn: civilDate('measured_on'),
    /** Production structures and open yards, green, land of offices; null where not measured. */
    structuresM2: doublePrecision('structures_m2'),
    greenM2: doublePrecision('green_m2'),
    adminLandM2: doublePrecision('admin_land_m2'),
    importId: text('import_id'),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id] }),
    unique('land_parcel_code').on(table.county, table.code),
    index('land_parcel_town').on(table.county, table.townCode),
    check('land_parcel_code_form', sql`${table.code} ~ '^[0-9]{12}[GJZ][A-Z][0-9]{5}$'`),
    check('land_parcel_area', sql`${table.areaRegisteredM2} > 0 AND ${table.areaGeodesicM2} > 0`),
    check('land_parcel_period', sql`${table.validTo} >= ${table.validFrom}`),
    check('land_parcel_source', sql`(${table.boundary} IS NULL) = (${table.sourceCrs} IS NULL)`),
    ...geometryRules('land_parcel', table.boundary),
    ...rowPolicies(table, {
      read: anyOf(allOf(readLand, inArea(table.townCode)), holdsParcel('land_parcel', 'id')),
      write: manageLand,
    }),
  ],
)

/** Which parcel became which: split, merge or new boundary (land 3). */
export const landParcelOrigin = pgTable(
  'land_parcel_origin',
  {
    county: county(),
    parcelId: uuid('parcel_id').notNull(),
    parentId: uuid('parent_id').notNull(),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.parcelId, table.parentId] }),
    foreignKey({ columns: [table.county, table.parcelId], foreignColumns: [landParcel.county, landParcel.id] }),
    foreignKey({ columns: [table.county, table.parentId], foreignColumns: [landParcel.county, landParcel.id] }),
    check('land_parcel_origin_other', sql`${table.parcelId} <> ${table.parentId}`),
    ...rowPolicies(table, { read: readLand, write: manageLand }),
  ],
)

/** Storeys of a building from below upwards, as measured. */
export type MeasuredStorey = {
  readonly no: number
  readonly areaM2: number
  readonly heightM: number
  readonly below: boolean
}

export const landBuilding = pgTable(
  'land_building',
  {
    county: county(),
    id: uuid('id').notNull().defaultRandom(),
    parcelId: uuid('parcel_id').notNull(),
    /** Number on the parcel (幢号). */
    no: text('no').notNull(),
    footprintM2: doublePrecision('footprint_m2').notNull(),
    storeys: jsonb('storeys').$type<readonly MeasuredStorey[]>().notNull(),
    completedOn: civilDate('completed_on').notNull(),
    demolishedOn: civilDate('demolished_on'),
    permitNo: text('permit_no'),
    measuredBy: text('measured_by', { enum: ['survey', 'oblique_photo', 'drawing'] }).notNull(),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id] }),
    unique('land_building_no').on(table.county, table.parcelId, table.no),
    foreignKey({ columns: [table.county, table.parcelId], foreignColumns: [landParcel.county, landParcel.id] }),
    check('land_building_footprint', sql`${table.footprintM2} > 0`),
    check('land_building_period', sql`${table.demolishedOn} > ${table.completedOn}`),
    ...rowPolicies(table, {
      read: anyOf(readLand, holdsParcel('land_building', 'parcel_id')),
      write: manageLand,
    }),
  ],
)
