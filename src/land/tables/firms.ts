import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  doublePrecision,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uuid,
  type AnyPgColumn,
} from 'drizzle-orm/pg-core'
import { areaCode, civilDate, county, fen, timestamps } from '../../platform/database/columns.ts'
import { allOf, anyOf, inArea, ownOrganisation, rowPolicies, withPermission } from '../../platform/database/policies.ts'
import { organisation } from '../../platform/registers/tables.ts'
import { occupancyKinds } from '../model/firm-figures.ts'
import { type Duty, onDuty } from './duties.ts'
import { landParcel } from './parcels.ts'
import { readLand } from './policies.ts'

/** An industrial firm: the role row of an organisation. */
export const landEnterprise = pgTable(
  'land_enterprise',
  {
    county: county(),
    organisationId: uuid('organisation_id').notNull(),
    /** Class of GB/T 4754, e.g. 29 rubber and plastics. */
    industry: text('industry').notNull(),
    industryName: text('industry_name').notNull(),
    townCode: areaCode('town_code').notNull(),
    foundedOn: civilDate('founded_on').notNull(),
    producingSince: civilDate('producing_since'),
    /** Public utility: not classed, never inefficient (land 4.7, 4.11). */
    utility: boolean('utility').notNull().default(false),
    closedOn: civilDate('closed_on'),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.organisationId] }),
    foreignKey({
      columns: [table.county, table.organisationId],
      foreignColumns: [organisation.county, organisation.id],
    }),
    index('land_enterprise_town').on(table.county, table.townCode),
    ...rowPolicies(table, {
      read: anyOf(allOf(readLand, inArea(table.townCode)), ownOrganisation(table.organisationId)),
      write: allOf(withPermission('land.enterprise.manage'), onDuty('economy')),
    }),
  ],
)

/** Land in a firm's hands, from–to with both days included; a rented floor instead of land takes its share. */
export const landOccupancy = pgTable(
  'land_occupancy',
  {
    county: county(),
    id: uuid('id').notNull().defaultRandom(),
    organisationId: uuid('organisation_id').notNull(),
    parcelId: uuid('parcel_id').notNull(),
    kind: text('kind', { enum: occupancyKinds }).notNull(),
    areaM2: doublePrecision('area_m2'),
    floorAreaM2: doublePrecision('floor_area_m2'),
    from: civilDate('from_day').notNull(),
    to: civilDate('to_day'),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id] }),
    foreignKey({
      columns: [table.county, table.organisationId],
      foreignColumns: [landEnterprise.county, landEnterprise.organisationId],
    }),
    foreignKey({ columns: [table.county, table.parcelId], foreignColumns: [landParcel.county, landParcel.id] }),
    index('land_occupancy_firm').on(table.county, table.organisationId),
    index('land_occupancy_parcel').on(table.county, table.parcelId),
    check('land_occupancy_one', sql`(${table.areaM2} IS NULL) <> (${table.floorAreaM2} IS NULL)`),
    check('land_occupancy_positive', sql`coalesce(${table.areaM2}, ${table.floorAreaM2}) > 0`),
    check('land_occupancy_period', sql`${table.to} >= ${table.from}`),
    ...rowPolicies(table, {
      read: anyOf(readLand, ownOrganisation(table.organisationId)),
      write: allOf(withPermission('land.enterprise.manage'), onDuty('economy', 'resources')),
    }),
  ],
)

/** What every yearly figure carries: whose, of which year, who delivered it, and when it was known. */
const delivered = () => ({
  county: county(),
  organisationId: uuid('organisation_id').notNull(),
  year: integer('year').notNull(),
  deliveredBy: uuid('delivered_by').notNull(),
  deliveredOn: civilDate('delivered_on').notNull(),
  importId: text('import_id'),
  ...timestamps(),
})

type Delivered = {
  county: AnyPgColumn
  organisationId: AnyPgColumn
  year: AnyPgColumn
  deliveredBy: AnyPgColumn
  deliveredOn: AnyPgColumn
}

/**
 * A firm's figures are seen by itself, by the department that delivered them, by the economy bureau that evaluates and
 * by the county's leader; towns and the public see classes (land 10). They are delivered by the department on duty.
 */
const figureRules = (table: Delivered, ...sources: readonly [Duty, ...Duty[]]) => [
  primaryKey({ columns: [table.county, table.organisationId, table.year] }),
  foreignKey({
    columns: [table.county, table.organisationId],
    foreignColumns: [landEnterprise.county, landEnterprise.organisationId],
  }),
  check(`figure_year_${sources[0]}`, sql`${table.year} BETWEEN 1980 AND 2200`),
  ...rowPolicies(table, {
    read: anyOf(
      ownOrganisation(table.organisationId),
      ownOrganisation(table.deliveredBy),
      withPermission('land.figure.oversee'),
      allOf(withPermission('land.figure.read'), onDuty('economy')),
    ),
    write: allOf(withPermission('land.figure.deliver'), ownOrganisation(table.deliveredBy), onDuty(...sources)),
  }),
]

/** Tax of a firm and year, from the tax authority (land 4.6). */
export const landTaxYear = pgTable(
  'land_tax_year',
  {
    ...delivered(),
    vatFen: fen('vat_fen').notNull(),
    incomeTaxFen: fen('income_tax_fen').notNull(),
    landUseTaxFen: fen('land_use_tax_fen').notNull(),
    propertyTaxFen: fen('property_tax_fen').notNull(),
    otherTaxFen: fen('other_tax_fen').notNull(),
    exportCreditFen: fen('export_credit_fen').notNull(),
    policyReliefFen: fen('policy_relief_fen').notNull(),
    finesAndArrearsFen: fen('fines_and_arrears_fen').notNull(),
  },
  (table) => figureRules(table, 'tax', 'economy'),
)

/** Output of a firm and year, from the statistics. */
export const landOutputYear = pgTable(
  'land_output_year',
  {
    ...delivered(),
    /** 规上 */
    aboveScale: boolean('above_scale').notNull(),
    valueAddedFen: fen('value_added_fen'),
    revenueFen: fen('revenue_fen'),
    rdFen: fen('rd_fen'),
    staffAverage: doublePrecision('staff_average'),
  },
  (table) => figureRules(table, 'statistics', 'economy'),
)

/** Energy of a firm and year: equivalent value (等价值), power and water. */
export const landEnergyYear = pgTable(
  'land_energy_year',
  {
    ...delivered(),
    energyTce: doublePrecision('energy_tce'),
    powerKwh: doublePrecision('power_kwh'),
    waterM3: doublePrecision('water_m3'),
  },
  (table) => figureRules(table, 'power', 'economy'),
)

/** Pollutants of a firm and year, kg, from the ecology department. */
export const landEmissionYear = pgTable(
  'land_emission_year',
  {
    ...delivered(),
    codKg: doublePrecision('cod_kg').notNull(),
    ammoniaKg: doublePrecision('ammonia_kg').notNull(),
    sulphurDioxideKg: doublePrecision('sulphur_dioxide_kg').notNull(),
    nitrogenOxidesKg: doublePrecision('nitrogen_oxides_kg').notNull(),
    vocKg: doublePrecision('voc_kg').notNull(),
  },
  (table) => figureRules(table, 'ecology', 'economy'),
)
