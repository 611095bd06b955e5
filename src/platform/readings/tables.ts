import { type SQL, sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  boolean,
  doublePrecision,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
} from 'drizzle-orm/pg-core'
import { areaCode, county, instant, timestamps } from '../database/columns.ts'
import { geometry4490, geometryRules } from '../database/geometry.ts'
import { anyOf, everyone, inArea, ownOrganisation, rowPolicies, withPermission } from '../database/policies.ts'

/** A probe, gauge or buoy (设备). Its key is kept as a hash; it signs in with the key itself. */
export const device = pgTable(
  'device',
  {
    county: county(),
    id: text('id').notNull(),
    name: text('name').notNull(),
    module: text('module').notNull(),
    organisationId: text('organisation_id'),
    areaCode: areaCode(),
    keyHash: text('key_hash'),
    active: boolean('active').notNull().default(true),
    place: geometry4490('place', 'Point'),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id] }),
    ...geometryRules('device', table.place),
    ...rowPolicies(table, { read: everyone, write: withPermission('platform.device.manage') }),
  ],
)

/** One quantity that one device measures of one thing (= SensorThings Datastream). */
export const series = pgTable(
  'series',
  {
    county: county(),
    id: integer('id').notNull(),
    deviceId: text('device_id').notNull(),
    /** Property code of the module's `SeriesKind`. */
    kind: text('kind').notNull(),
    unit: text('unit').notNull(),
    /** What is measured: `pond:…`, `station:…`. */
    thing: text('thing').notNull(),
    areaCode: areaCode(),
    organisationId: text('organisation_id'),
    public: boolean('public').notNull().default(false),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id] }),
    index('series_thing').on(table.county, table.thing, table.kind),
    ...rowPolicies(table, {
      read: anyOf(sql`${table.public}`, inArea(table.areaCode), ownOrganisation(table.organisationId)),
      write: withPermission('platform.device.manage'),
      visitors: sql`${table.public}`,
    }),
  ],
)

/** Who may read a reading: whoever may read its series; the sub-select is answered from the series' primary key. */
const readable = (table: { county: AnyPgColumn; seriesId: AnyPgColumn }): SQL =>
  sql`EXISTS (SELECT 1 FROM series WHERE series.county = ${table.county} AND series.id = ${table.seriesId})`

/**
 * What was measured. A reading that comes twice (same series, same instant) is one reading: delivery may be repeated.
 * `quality` as QARTOD: 1 good, 2 not evaluated, 3 suspect, 4 fail, 9 missing.
 */
export const reading = pgTable(
  'reading',
  {
    county: county(),
    seriesId: integer('series_id').notNull(),
    at: instant('at').notNull(),
    value: doublePrecision('value'),
    quality: smallint('quality').notNull(),
    receivedAt: instant('received_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.seriesId, table.at] }),
    ...rowPolicies(table, { read: readable(table), visitors: readable(table) }),
  ],
)

/** Roll-up by hour of the readings that are good, not evaluated or suspect. */
export const readingHour = pgTable(
  'reading_hour',
  {
    county: county(),
    seriesId: integer('series_id').notNull(),
    hour: instant('hour').notNull(),
    count: integer('count').notNull(),
    minimum: doublePrecision('minimum'),
    maximum: doublePrecision('maximum'),
    mean: doublePrecision('mean'),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.seriesId, table.hour] }),
    ...rowPolicies(table, { read: readable(table), visitors: readable(table) }),
  ],
)

/** Tables that the audit log leaves out, with the reason. */
export const unaudited = {
  reading: 'measured by devices, a hundred million rows; a correction is a reading of another quality, not an edit',
  reading_hour: 'computed from reading, can be computed anew',
}
