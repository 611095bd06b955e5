import { sql } from 'drizzle-orm'
import {
  check,
  doublePrecision,
  foreignKey,
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
import type { Explained } from '../../platform/explain.ts'
import { organisation } from '../../platform/registers/tables.ts'
import { channels, launchStates } from '../model/app-launch.ts'
import type { AssessmentPart } from '../model/town-assessment.ts'
import { onDuty } from './duties.ts'

/** What the score was made of, as entered or counted. */
export type AssessmentInputs = Readonly<Record<string, number | null>>
export type AssessmentScore = { readonly parts: readonly AssessmentPart[]; readonly total: number }
export const assessmentStates = ['named', 'computed', 'approved'] as const

/** A town or department named for the yearly assessment, then computed, then approved by the county (land 4.13). */
export const landAssessment = pgTable(
  'land_assessment',
  {
    county: county(),
    year: integer('year').notNull(),
    organisationId: uuid('organisation_id').notNull(),
    kind: text('kind', { enum: ['town', 'department'] }).notNull(),
    /** Treated land planned for the year, mu; null for a department. */
    planMu: doublePrecision('plan_mu'),
    state: text('state', { enum: assessmentStates }).notNull(),
    inputs: jsonb('inputs').$type<AssessmentInputs>().notNull(),
    score: jsonb('score').$type<Explained<AssessmentScore>>(),
    namedOn: civilDate('named_on').notNull(),
    computedOn: civilDate('computed_on'),
    computedBy: text('computed_by'),
    approvedOn: civilDate('approved_on'),
    approvedBy: text('approved_by'),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.year, table.organisationId] }),
    foreignKey({
      columns: [table.county, table.organisationId],
      foreignColumns: [organisation.county, organisation.id],
    }),
    check('land_assessment_two', sql`${table.approvedBy} <> ${table.computedBy}`),
    ...rowPolicies(table, {
      read: anyOf(withPermission('land.assessment.read'), ownOrganisation(table.organisationId)),
      write: anyOf(
        allOf(withPermission('land.assessment.manage'), onDuty('economy')),
        withPermission('land.assessment.approve'),
      ),
    }),
  ],
)

/** 浙里办、浙政钉上线: one launch a channel and application (land 5). */
export const landAppLaunch = pgTable(
  'land_app_launch',
  {
    county: county(),
    id: uuid('id').notNull().defaultRandom(),
    channel: text('channel', { enum: channels }).notNull(),
    name: text('name').notNull(),
    url: text('url').notNull(),
    state: text('state', { enum: launchStates }).notNull(),
    caseId: text('case_id').notNull(),
    preparedOn: civilDate('prepared_on').notNull(),
    appliedOn: civilDate('applied_on'),
    approvedOn: civilDate('approved_on'),
    trialOn: civilDate('trial_on'),
    liveOn: civilDate('live_on'),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id] }),
    unique('land_app_launch_name').on(table.county, table.channel, table.name),
    ...rowPolicies(table, {
      read: everyone,
      write: allOf(withPermission('land.app.manage'), onDuty('data', 'economy', 'resources')),
    }),
  ],
)
