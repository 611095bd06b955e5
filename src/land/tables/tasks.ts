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
import { areaCode, civilDate, county, fen, instant, timestamps } from '../../platform/database/columns.ts'
import { allOf, anyOf, inArea, ownOrganisation, rowPolicies, withPermission } from '../../platform/database/policies.ts'
import type { Explained } from '../../platform/explain.ts'
import type { Acceptance, AcceptanceTarget } from '../model/acceptance.ts'
import type { Finding, InefficientVerdict, LandUse } from '../model/inefficient.ts'
import type { PhotoRefusal } from '../model/task-photos.ts'
import { taskKinds, taskStates } from '../model/task-steps.ts'
import { onDuty } from './duties.ts'
import { landEnterprise } from './firms.ts'
import { landParcel } from './parcels.ts'

const readTasks = withPermission('land.task.read')
const manageTasks = allOf(withPermission('land.task.manage'), onDuty('economy'))

/** 年度任务清单: drawn up from findings, frozen by 31 March; what is added later is a supplement (land 4.12). */
export const landTaskList = pgTable(
  'land_task_list',
  {
    county: county(),
    year: integer('year').notNull(),
    drawnOn: civilDate('drawn_on').notNull(),
    /** Evaluations are read as of this day. */
    figuresAsOf: civilDate('figures_as_of').notNull(),
    frozenOn: civilDate('frozen_on'),
    frozenBy: text('frozen_by'),
    /** Rule table → version by which the findings were made. */
    rules: jsonb('rules').$type<Readonly<Record<string, string>>>().notNull(),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.year] }),
    check('land_task_list_year', sql`${table.year} BETWEEN 2000 AND 2200`),
    ...rowPolicies(table, { read: anyOf(readTasks, withPermission('land.agreement.sign')), write: manageTasks }),
  ],
)

/** A firm's land judged by the rule table: all rules hit, with facts and working. Never changed; judged anew next year. */
export const landFinding = pgTable(
  'land_finding',
  {
    county: county(),
    id: uuid('id').notNull().defaultRandom(),
    year: integer('year').notNull(),
    organisationId: uuid('organisation_id').notNull(),
    townCode: areaCode('town_code').notNull(),
    /** The largest parcel that the firm owns; null where it rents only. */
    parcelId: uuid('parcel_id'),
    facts: jsonb('facts').$type<LandUse>().notNull(),
    verdict: jsonb('verdict').$type<Explained<InefficientVerdict>>().notNull(),
    judgedOn: civilDate('judged_on').notNull(),
    /** Among those that go on the list when it is frozen. */
    chosen: boolean('chosen').notNull(),
    /** Why it was left out by the bureau. */
    exclusion: text('exclusion'),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id] }),
    unique('land_finding_firm').on(table.county, table.year, table.organisationId),
    foreignKey({
      columns: [table.county, table.organisationId],
      foreignColumns: [landEnterprise.county, landEnterprise.organisationId],
    }),
    ...rowPolicies(table, {
      read: anyOf(
        ownOrganisation(table.organisationId),
        withPermission('land.figure.oversee'),
        allOf(withPermission('land.figure.read'), onDuty('economy')),
      ),
      write: manageTasks,
    }),
  ],
)

const day = (name: string) => civilDate(name)

/** One task of a yearly list. The dates tell its state of any day; `state` is that of now (model/task-steps.ts). */
export const landTask = pgTable(
  'land_task',
  {
    county: county(),
    id: uuid('id').notNull().defaultRandom(),
    year: integer('year').notNull(),
    no: integer('no').notNull(),
    kind: text('kind', { enum: taskKinds }).notNull(),
    organisationId: uuid('organisation_id').notNull(),
    parcelId: uuid('parcel_id').notNull(),
    townCode: areaCode('town_code').notNull(),
    areaM2: doublePrecision('area_m2').notNull(),
    /** Rules hit, without the firm's figures: a town may know why, not how much. */
    rules: text('rules').array().notNull(),
    measure: text('measure').notNull(),
    /** The idle case of a task of kind idle. */
    idleCaseId: uuid('idle_case_id'),
    /** Added after the list was frozen. */
    supplement: boolean('supplement').notNull().default(false),
    /** The closed task that this one takes up again (回潮). */
    reopens: uuid('reopens'),
    state: text('state', { enum: taskStates }).notNull(),
    caseId: text('case_id').notNull(),
    dueOn: day('due_on').notNull(),
    listedOn: day('listed_on').notNull(),
    assignedOn: day('assigned_on'),
    signedOn: day('signed_on'),
    beganOn: day('began_on'),
    askedOn: day('asked_on'),
    inspectedOn: day('inspected_on'),
    returnedOn: day('returned_on'),
    conditionalOn: day('conditional_on'),
    reviewDue: day('review_due'),
    reopenedOn: day('reopened_on'),
    closedOn: day('closed_on'),
    excludedOn: day('excluded_on'),
    transferredOn: day('transferred_on'),
    /** Share of the works reported done, 0 to 1. */
    progress: doublePrecision('progress').notNull().default(0),
    progressOn: day('progress_on'),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id] }),
    unique('land_task_no').on(table.county, table.year, table.no),
    foreignKey({ columns: [table.county, table.year], foreignColumns: [landTaskList.county, landTaskList.year] }),
    foreignKey({ columns: [table.county, table.parcelId], foreignColumns: [landParcel.county, landParcel.id] }),
    foreignKey({
      columns: [table.county, table.organisationId],
      foreignColumns: [landEnterprise.county, landEnterprise.organisationId],
    }),
    index('land_task_town').on(table.county, table.townCode),
    index('land_task_firm').on(table.county, table.organisationId),
    check('land_task_area', sql`${table.areaM2} > 0`),
    check('land_task_progress', sql`${table.progress} BETWEEN 0 AND 1`),
    ...rowPolicies(table, {
      read: anyOf(allOf(readTasks, inArea(table.townCode)), ownOrganisation(table.organisationId)),
      insert: manageTasks,
      update: anyOf(
        manageTasks,
        allOf(withPermission('land.task.report'), inArea(table.townCode)),
        allOf(withPermission('land.agreement.sign'), ownOrganisation(table.organisationId)),
      ),
      delete: manageTasks,
    }),
  ],
)

/** The task of a row that a town, the firm or the bureau may see: its own policies apply inside EXISTS. */
const taskVisible = (table: string) =>
  sql.raw(`EXISTS (SELECT 1 FROM land_task t WHERE t.county = ${table}.county AND t.id = ${table}.task_id)`)

const tells = anyOf(withPermission('land.task.report'), withPermission('land.agreement.sign'))

/** A rule hit, without the firm's figures: the town signs too and sees bands only (land 10). */
export type AgreementRule = Pick<Finding, 'rule' | 'threshold' | 'measure' | 'basis'>
export type AgreementBaseline = { readonly far: number | null; readonly band: string | null }
/** Yearly targets; null where no rule asks for one. 万元 per mu. */
export type AgreementTargets = { readonly far: number | null; readonly taxPerMu: number | null }
export const agreementStates = ['drafted', 'townSigned', 'signed', 'breached', 'liable', 'fulfilled'] as const

/** 履约监管协议: drafted from the rules hit, signed by the town and the firm. */
export const landAgreement = pgTable(
  'land_agreement',
  {
    county: county(),
    taskId: uuid('task_id').notNull(),
    findings: jsonb('findings').$type<readonly AgreementRule[]>().notNull(),
    baseline: jsonb('baseline').$type<AgreementBaseline>().notNull(),
    targets: jsonb('targets').$type<AgreementTargets>().notNull(),
    investmentFen: fen('investment_fen').notNull(),
    completionOn: day('completion_on').notNull(),
    securityKind: text('security_kind', { enum: ['deposit', 'stepPrice', 'none'] }).notNull(),
    securityFen: fen('security_fen').notNull(),
    liability: text('liability').notNull(),
    checkDates: civilDate('check_dates').array().notNull(),
    state: text('state', { enum: agreementStates }).notNull(),
    draftedOn: day('drafted_on').notNull(),
    draftedBy: text('drafted_by').notNull(),
    townSignedOn: day('town_signed_on'),
    townSignedBy: text('town_signed_by'),
    firmSignedOn: day('firm_signed_on'),
    firmSignedBy: text('firm_signed_by'),
    breachNoticedOn: day('breach_noticed_on'),
    cureUntil: day('cure_until'),
    breach: text('breach'),
    fulfilledOn: day('fulfilled_on'),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.taskId] }),
    foreignKey({ columns: [table.county, table.taskId], foreignColumns: [landTask.county, landTask.id] }),
    ...rowPolicies(table, { read: taskVisible('land_agreement'), write: anyOf(manageTasks, tells) }),
  ],
)

/** What was reported of a task, by the firm or its town. */
export const landProgress = pgTable(
  'land_progress',
  {
    county: county(),
    id: uuid('id').notNull().defaultRandom(),
    taskId: uuid('task_id').notNull(),
    on: day('on_day').notNull(),
    share: doublePrecision('share').notNull(),
    investedFen: fen('invested_fen').notNull(),
    text: text('text').notNull(),
    reportedBy: text('reported_by').notNull(),
    reporterName: text('reporter_name').notNull(),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id] }),
    foreignKey({ columns: [table.county, table.taskId], foreignColumns: [landTask.county, landTask.id] }),
    index('land_progress_task').on(table.county, table.taskId, table.on),
    check('land_progress_share', sql`${table.share} BETWEEN 0 AND 1 AND ${table.investedFen} >= 0`),
    ...rowPolicies(table, { read: taskVisible('land_progress'), insert: tells }),
  ],
)

export const photoPurposes = ['before', 'progress', 'after'] as const

/** A photo of a task with its time and position; what does not count says why. */
export const landTaskPhoto = pgTable(
  'land_task_photo',
  {
    county: county(),
    id: uuid('id').notNull().defaultRandom(),
    taskId: uuid('task_id').notNull(),
    purpose: text('purpose', { enum: photoPurposes }).notNull(),
    fileId: text('file_id').notNull(),
    takenAt: instant('taken_at'),
    longitude: doublePrecision('longitude'),
    latitude: doublePrecision('latitude'),
    perceptualHash: text('perceptual_hash').notNull(),
    refusal: text('refusal').$type<PhotoRefusal>(),
    addedBy: text('added_by').notNull(),
    addedOn: day('added_on').notNull(),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id] }),
    foreignKey({ columns: [table.county, table.taskId], foreignColumns: [landTask.county, landTask.id] }),
    index('land_task_photo_task').on(table.county, table.taskId),
    ...rowPolicies(table, {
      read: taskVisible('land_task_photo'),
      insert: anyOf(tells, withPermission('land.task.inspect')),
    }),
  ],
)

/** 现场验收: recorded by one inspector, decided by another; every target measured anew. */
export const landAcceptance = pgTable(
  'land_acceptance',
  {
    county: county(),
    id: uuid('id').notNull().defaultRandom(),
    taskId: uuid('task_id').notNull(),
    round: integer('round').notNull(),
    /** On the site, or the review a year after a commitment. */
    review: boolean('review').notNull().default(false),
    inspectedOn: day('inspected_on').notNull(),
    record: text('record').notNull(),
    targets: jsonb('targets').$type<readonly AcceptanceTarget[]>().notNull(),
    firstInspector: text('first_inspector').notNull(),
    firstInspectorName: text('first_inspector_name').notNull(),
    secondInspector: text('second_inspector'),
    secondInspectorName: text('second_inspector_name'),
    decidedOn: day('decided_on'),
    result: jsonb('result').$type<Explained<Acceptance>>(),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id] }),
    unique('land_acceptance_round').on(table.county, table.taskId, table.round),
    foreignKey({ columns: [table.county, table.taskId], foreignColumns: [landTask.county, landTask.id] }),
    check('land_acceptance_two', sql`${table.secondInspector} <> ${table.firstInspector}`),
    ...rowPolicies(table, {
      read: taskVisible('land_acceptance'),
      write: allOf(withPermission('land.task.inspect'), onDuty('economy', 'resources')),
    }),
  ],
)
