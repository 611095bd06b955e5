import { sql } from 'drizzle-orm'
import {
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
import { civilDate, county, timestamps } from '../../platform/database/columns.ts'
import {
  allOf,
  anyOf,
  everyone,
  ownOrganisation,
  rowPolicies,
  withPermission,
} from '../../platform/database/policies.ts'
import type { Scheme } from '../model/evaluation.ts'
import { type Item, items } from '../model/firm-figures.ts'
import { onDuty } from './duties.ts'
import { landEnterprise } from './firms.ts'

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

/** 异议: what a firm says against its result within the publicity, and the bureau's answer (land 5). */
export const landObjection = pgTable(
  'land_objection',
  {
    county: county(),
    id: uuid('id').notNull().defaultRandom(),
    evaluationId: uuid('evaluation_id').notNull(),
    organisationId: uuid('organisation_id').notNull(),
    text: text('text').notNull(),
    filedOn: civilDate('filed_on').notNull(),
    filedBy: text('filed_by').notNull(),
    /** Five working days. */
    answerDue: civilDate('answer_due').notNull(),
    answer: text('answer'),
    upheld: boolean('upheld'),
    answeredOn: civilDate('answered_on'),
    answeredBy: text('answered_by'),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id] }),
    unique('land_objection_firm').on(table.county, table.evaluationId, table.organisationId),
    foreignKey({
      columns: [table.county, table.evaluationId, table.organisationId],
      foreignColumns: [
        landEvaluationResult.county,
        landEvaluationResult.evaluationId,
        landEvaluationResult.organisationId,
      ],
    }),
    ...rowPolicies(table, {
      read: anyOf(ownOrganisation(table.organisationId), manageEvaluations, withPermission('land.figure.oversee')),
      insert: allOf(withPermission('land.evaluation.object'), ownOrganisation(table.organisationId)),
      update: manageEvaluations,
    }),
  ],
)
