import { type SQL, sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  boolean,
  check,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { areaCode, civilDate, county, fen, instant, timestamps } from '../platform/database/columns.ts'
import { geometry4490, geometryRules } from '../platform/database/geometry.ts'
import {
  allOf,
  anyOf,
  everyone,
  inArea,
  ownOrganisation,
  rowPolicies,
  withPermission,
} from '../platform/database/policies.ts'
import { organisation } from '../platform/registers/tables.ts'
import type { Scheme } from './model/evaluation.ts'
import { type Item, items, occupancyKinds } from './model/firm-figures.ts'
import { tenures } from './model/idle-land.ts'

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
const onDuty = (...wanted: readonly [Duty, ...Duty[]]): SQL =>
  sql.raw(
    `EXISTS (SELECT 1 FROM land_duty d WHERE d.county = nullif(current_setting('gongfu.county', true), '')
      AND d.organisation_id::text = nullif(current_setting('gongfu.organisation', true), '')
      AND d.duty IN (${wanted.map((duty) => `'${duty}'`).join(', ')}))`,
  )

const readLand = withPermission('land.parcel.read')
const manageLand = allOf(withPermission('land.parcel.manage'), onDuty('resources', 'economy'))

/** The actor is a firm that holds the parcel. */
const holdsParcel = (table: string, column: string): SQL =>
  sql.raw(
    `EXISTS (SELECT 1 FROM land_occupancy o WHERE o.county = ${table}.county AND o.parcel_id = ${table}.${column}
      AND o.organisation_id::text = nullif(current_setting('gongfu.organisation', true), ''))`,
  )

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

export const evaluationStates = ['computed', 'publicity', 'approved', 'published', 'withdrawn'] as const
export const evaluationGroups = ['above', 'below'] as const

/** What a group was measured by, kept whole: a past class is recomputed from it (land 4.7). */
export type GroupScheme = { readonly name: string; readonly scheme: Scheme; readonly cumulative: readonly number[] }

const manageEvaluations = allOf(withPermission('land.evaluation.manage'), onDuty('economy'))

/** The evaluation of a year (亩均论英雄). A correction is a new one with the next number. */
export const landEvaluation = pgTable(
  'land_evaluation',
  {
    county: county(),
    id: uuid('id').notNull().defaultRandom(),
    year: integer('year').notNull(),
    no: integer('no').notNull(),
    above: jsonb('above').$type<GroupScheme>().notNull(),
    below: jsonb('below').$type<GroupScheme>().notNull(),
    /** 元 per mu of the above-scale firms, for the floors and ceilings of classes; null without figures. */
    countyMeanTaxPerMu: doublePrecision('county_mean_tax_per_mu'),
    computedOn: civilDate('computed_on').notNull(),
    publicityFrom: civilDate('publicity_from'),
    /** Last day of publicity: at least five working days. */
    publicityTo: civilDate('publicity_to'),
    publishedOn: civilDate('published_on'),
    state: text('state', { enum: evaluationStates }).notNull(),
    caseId: text('case_id').notNull(),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id] }),
    unique('land_evaluation_no').on(table.county, table.year, table.no),
    check('land_evaluation_publicity', sql`${table.publicityTo} > ${table.publicityFrom}`),
    ...rowPolicies(table, { read: everyone, write: manageEvaluations, visitors: sql`${table.state} = 'published'` }),
  ],
)

/** A firm's figures, points, rank and class in one evaluation: seen by itself and by those who evaluate. */
export const landEvaluationResult = pgTable(
  'land_evaluation_result',
  {
    county: county(),
    evaluationId: uuid('evaluation_id').notNull(),
    organisationId: uuid('organisation_id').notNull(),
    group: text('group_name', { enum: evaluationGroups }).notNull(),
    values: jsonb('figures').$type<Readonly<Partial<Record<Item, number | null>>>>().notNull(),
    points: jsonb('points').$type<Readonly<Partial<Record<Item, number>>>>().notNull(),
    imputed: text('imputed', { enum: items }).array().notNull(),
    total: doublePrecision('total').notNull(),
    /** Null for a firm that is not classed yet (暂不评价). */
    rank: integer('rank'),
    notClassed: text('not_classed', { enum: ['utility', 'newFirm'] }),
    class: text('class').notNull(),
    landM2: doublePrecision('land_m2').notNull(),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.evaluationId, table.organisationId] }),
    foreignKey({
      columns: [table.county, table.evaluationId],
      foreignColumns: [landEvaluation.county, landEvaluation.id],
    }),
    foreignKey({
      columns: [table.county, table.organisationId],
      foreignColumns: [landEnterprise.county, landEnterprise.organisationId],
    }),
    index('land_evaluation_result_firm').on(table.county, table.organisationId),
    check('land_evaluation_rank', sql`(${table.rank} IS NULL) = (${table.notClassed} IS NOT NULL)`),
    ...rowPolicies(table, {
      read: anyOf(
        ownOrganisation(table.organisationId),
        withPermission('land.figure.oversee'),
        allOf(withPermission('land.figure.read'), onDuty('economy')),
      ),
      insert: manageEvaluations,
    }),
  ],
)
