import { sql } from 'drizzle-orm'
import {
  check,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core'
import { civilDate, county, fen, instant, sm3digest, timestamps } from '../../platform/database/columns.ts'
import { geometry4490, geometryRules } from '../../platform/database/geometry.ts'
import {
  everyone,
  ownOrganisation,
  rowPolicies,
  withPermission,
  allOf,
  anyOf,
} from '../../platform/database/policies.ts'
import type { AnalysisInputs, AnalysisResults } from '../api/analyses/schema.ts'
import type { NeedTerms, SearchResult } from '../api/needs/schema.ts'
import type { ScenarioParcelInput } from '../api/scenarios/schema.ts'
import { onDuty } from './duties.ts'

const readAnalyses = withPermission('land.analysis.read')
const makeAnalyses = withPermission('land.analysis.make')

/** A project that looks for land (land 4.17). */
export const landNeed = pgTable(
  'land_need',
  {
    county: county(),
    id: uuid('id').notNull().defaultRandom(),
    title: text('title').notNull(),
    terms: jsonb('terms').$type<NeedTerms>().notNull(),
    organisationId: uuid('organisation_id'),
    createdByName: text('created_by_name').notNull(),
    createdOn: civilDate('created_on').notNull(),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id] }),
    ...rowPolicies(table, { read: readAnalyses, write: makeAnalyses }),
  ],
)

/** One search for a need: what was found on a day with which layers. Never changed. */
export const landSearch = pgTable(
  'land_search',
  {
    county: county(),
    id: uuid('id').notNull().defaultRandom(),
    needId: uuid('need_id').notNull(),
    searchedAt: instant('searched_at').notNull(),
    searchedOn: civilDate('searched_on').notNull(),
    /** From the need to the ranked list. */
    seconds: doublePrecision('seconds').notNull(),
    result: jsonb('result').$type<SearchResult>().notNull(),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id] }),
    foreignKey({ columns: [table.county, table.needId], foreignColumns: [landNeed.county, landNeed.id] }),
    index('land_search_need').on(table.county, table.needId),
    check('land_search_seconds', sql`${table.seconds} >= 0`),
    ...rowPolicies(table, { read: readAnalyses, insert: makeAnalyses }),
  ],
)

export const analysisStates = ['draft', 'computed', 'reviewed', 'issued'] as const

/** The analysis of one site. Once issued it never changes (trigger in 70_land.sql). */
export const landAnalysis = pgTable(
  'land_analysis',
  {
    county: county(),
    id: uuid('id').notNull().defaultRandom(),
    title: text('title').notNull(),
    needId: uuid('need_id'),
    inputs: jsonb('inputs').$type<AnalysisInputs>().notNull(),
    site: geometry4490('site', 'MultiPolygon').notNull(),
    sourceCrs: text('source_crs').notNull(),
    results: jsonb('results').$type<AnalysisResults>(),
    /** SM3 of title, inputs, site and results, sealed when it is issued. */
    digest: sm3digest('digest'),
    state: text('state', { enum: analysisStates }).notNull(),
    organisationId: uuid('organisation_id'),
    createdByName: text('created_by_name').notNull(),
    createdOn: civilDate('created_on').notNull(),
    reviewedByName: text('reviewed_by_name'),
    issuedOn: civilDate('issued_on'),
    caseId: text('case_id').notNull(),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id] }),
    foreignKey({ columns: [table.county, table.needId], foreignColumns: [landNeed.county, landNeed.id] }),
    index('land_analysis_issued').on(table.county, table.issuedOn),
    check('land_analysis_issued_whole', sql`(${table.state} = 'issued') = (${table.digest} IS NOT NULL)`),
    check('land_analysis_issued_day', sql`(${table.digest} IS NULL) = (${table.issuedOn} IS NULL)`),
    check('land_analysis_results', sql`${table.state} = 'draft' OR ${table.results} IS NOT NULL`),
    ...geometryRules('land_analysis', table.site),
    ...rowPolicies(table, {
      read: readAnalyses,
      insert: makeAnalyses,
      // Its makers, and the department on duty that reviews and issues.
      update: anyOf(
        allOf(makeAnalyses, ownOrganisation(table.organisationId)),
        allOf(withPermission('land.analysis.review'), onDuty('resources')),
      ),
    }),
  ],
)

/** A way to use a set of parcels, to be compared with others (land 4.18). */
export const landScenario = pgTable(
  'land_scenario',
  {
    county: county(),
    id: uuid('id').notNull().defaultRandom(),
    title: text('title').notNull(),
    parcels: jsonb('parcels').$type<readonly ScenarioParcelInput[]>().notNull(),
    firstYear: integer('first_year').notNull(),
    years: integer('years').notNull(),
    /** Yearly discount rate as decimal text. */
    rate: text('rate').notNull(),
    createdByName: text('created_by_name').notNull(),
    createdOn: civilDate('created_on').notNull(),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id] }),
    check('land_scenario_years', sql`${table.years} BETWEEN 1 AND 30`),
    ...rowPolicies(table, { read: readAnalyses, write: makeAnalyses }),
  ],
)

/** 供地计划: land to be supplied in a year, and when it was. */
export const landSupply = pgTable(
  'land_supply',
  {
    county: county(),
    id: uuid('id').notNull().defaultRandom(),
    year: integer('year').notNull(),
    title: text('title').notNull(),
    townCode: text('town_code').notNull(),
    /** 存量: land that was construction land before; else 新增. */
    kind: text('kind', { enum: ['existing', 'new'] }).notNull(),
    areaM2: doublePrecision('area_m2').notNull(),
    plannedMonth: integer('planned_month').notNull(),
    probability: doublePrecision('probability').notNull(),
    taxFenPerMu: fen('tax_fen_per_mu').notNull(),
    /** Day of the supply; null while planned. */
    suppliedOn: civilDate('supplied_on'),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id] }),
    index('land_supply_year').on(table.county, table.year),
    check('land_supply_area', sql`${table.areaM2} > 0`),
    check('land_supply_month', sql`${table.plannedMonth} BETWEEN 1 AND 12`),
    check('land_supply_probability', sql`${table.probability} BETWEEN 0 AND 1`),
    ...rowPolicies(table, {
      read: everyone,
      write: allOf(withPermission('land.site.manage'), onDuty('resources')),
    }),
  ],
)
