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
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { areaCode, civilDate, county, fen, sm3digest, timestamps } from '../../platform/database/columns.ts'
import { allOf, anyOf, inArea, ownOrganisation, rowPolicies, withPermission } from '../../platform/database/policies.ts'
import type { Explained } from '../../platform/explain.ts'
import { organisation } from '../../platform/registers/tables.ts'
import { documentKinds } from '../model/idle-documents.ts'
import { type IdleFacts, type IdleVerdict, options, type Supplement } from '../model/idle-land.ts'
import { idleStates } from '../model/idle-steps.ts'
import { onDuty } from './duties.ts'
import { landParcel } from './parcels.ts'

const readIdle = withPermission('land.idle.read')
const manageIdle = allOf(withPermission('land.idle.manage'), onDuty('resources'))
/** The county's government approves fees and resumptions (order 53, article 14). */
const approveIdle = withPermission('land.idle.approve')

export type AgreedSupplement = Supplement & { readonly kind: string; readonly completionDue: string | null }

/** 出让合同 or 划拨决定书: what the holder of a parcel undertook. */
export const landContract = pgTable(
  'land_contract',
  {
    county: county(),
    id: uuid('id').notNull().defaultRandom(),
    /** 电子监管号 */
    supervisionNo: text('supervision_no').notNull(),
    parcelId: uuid('parcel_id').notNull(),
    organisationId: uuid('organisation_id').notNull(),
    townCode: areaCode('town_code').notNull(),
    signedOn: civilDate('signed_on').notNull(),
    handoverOn: civilDate('handover_on'),
    startDue: civilDate('start_due'),
    completionDue: civilDate('completion_due'),
    priceFen: fen('price_fen').notNull(),
    pricePaidFen: fen('price_paid_fen').notNull(),
    investmentDueFen: fen('investment_due_fen'),
    intensityDueFenPerMu: fen('intensity_due_fen_per_mu'),
    farDue: doublePrecision('far_due'),
    taxDueFenPerMu: fen('tax_due_fen_per_mu'),
    penalty: text('penalty'),
    supplements: jsonb('supplements').$type<readonly AgreedSupplement[]>().notNull(),
    /** Start by article 30, and completion, as declared and checked. */
    startedOn: civilDate('started_on'),
    completedOn: civilDate('completed_on'),
    /** Next legal date of the parcel and what it brings, kept by the nightly job. */
    nextOn: civilDate('next_on'),
    nextWhat: text('next_what'),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id] }),
    unique('land_contract_no').on(table.county, table.supervisionNo),
    foreignKey({ columns: [table.county, table.parcelId], foreignColumns: [landParcel.county, landParcel.id] }),
    foreignKey({
      columns: [table.county, table.organisationId],
      foreignColumns: [organisation.county, organisation.id],
    }),
    index('land_contract_parcel').on(table.county, table.parcelId),
    check('land_contract_price', sql`${table.priceFen} >= 0 AND ${table.pricePaidFen} >= 0`),
    check('land_contract_days', sql`${table.completionDue} >= ${table.startDue}`),
    ...rowPolicies(table, {
      read: anyOf(allOf(readIdle, inArea(table.townCode)), ownOrganisation(table.organisationId)),
      write: manageIdle,
    }),
  ],
)

/** What was found on the site and in the files, as the law's test takes it; the day of the test is added. */
export type RecordedFacts = Omit<IdleFacts, 'asOf' | 'tenure' | 'startDue' | 'handoverOn' | 'supplements' | 'priceFen'>

/** 闲置土地案件 (order 53). Its state of a day is told by the days of its steps. */
export const landIdleCase = pgTable(
  'land_idle_case',
  {
    county: county(),
    id: uuid('id').notNull().defaultRandom(),
    year: integer('year').notNull(),
    no: integer('no').notNull(),
    contractId: uuid('contract_id').notNull(),
    parcelId: uuid('parcel_id').notNull(),
    organisationId: uuid('organisation_id').notNull(),
    townCode: areaCode('town_code').notNull(),
    areaM2: doublePrecision('area_m2').notNull(),
    state: text('state', { enum: idleStates }).notNull(),
    caseId: text('case_id').notNull(),
    facts: jsonb('facts').$type<RecordedFacts>().notNull(),
    /** The finding as signed: verdict, working and articles of that day. A later crossing of a year changes nothing here. */
    finding: jsonb('finding').$type<Explained<IdleVerdict>>(),
    option: text('option', { enum: options }),
    /** New start agreed in a negotiation, from which the clock runs anew. */
    agreedStart: civilDate('agreed_start'),
    outcome: text('outcome'),
    suspectedOn: civilDate('suspected_on').notNull(),
    investigatedOn: civilDate('investigated_on'),
    foundOn: civilDate('found_on'),
    decidedOn: civilDate('decided_on'),
    closedOn: civilDate('closed_on'),
    /** Next legal date and what follows, kept by the nightly job. */
    nextOn: civilDate('next_on'),
    nextWhat: text('next_what'),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id] }),
    unique('land_idle_case_no').on(table.county, table.year, table.no),
    foreignKey({ columns: [table.county, table.contractId], foreignColumns: [landContract.county, landContract.id] }),
    foreignKey({ columns: [table.county, table.parcelId], foreignColumns: [landParcel.county, landParcel.id] }),
    index('land_idle_case_parcel').on(table.county, table.parcelId),
    check('land_idle_case_area', sql`${table.areaM2} > 0`),
    ...rowPolicies(table, {
      read: anyOf(allOf(readIdle, inArea(table.townCode)), ownOrganisation(table.organisationId)),
      insert: manageIdle,
      update: anyOf(
        manageIdle,
        approveIdle,
        allOf(withPermission('land.idle.answer'), ownOrganisation(table.organisationId)),
      ),
    }),
  ],
)

const caseVisible = sql.raw(
  `EXISTS (SELECT 1 FROM land_idle_case c WHERE c.county = land_idle_document.county AND c.id = land_idle_document.idle_case_id)`,
)

/** One of the ten official documents, as it was signed: its words are kept and never change. */
export const landIdleDocument = pgTable(
  'land_idle_document',
  {
    county: county(),
    id: uuid('id').notNull().defaultRandom(),
    idleCaseId: uuid('idle_case_id').notNull(),
    kind: text('kind', { enum: documentKinds }).notNull(),
    /** 三自然资闲〔2022〕12号 */
    number: text('number').notNull(),
    title: text('title').notNull(),
    paragraphs: text('paragraphs').array().notNull(),
    /** SM3 over number, title and paragraphs. */
    digest: sm3digest('digest').notNull(),
    signedBy: text('signed_by').notNull(),
    signedOn: civilDate('signed_on').notNull(),
    servedOn: civilDate('served_on'),
    /** Of the terms that the service starts. */
    dueOn: civilDate('due_on'),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id] }),
    unique('land_idle_document_number').on(table.county, table.number),
    foreignKey({
      columns: [table.county, table.idleCaseId],
      foreignColumns: [landIdleCase.county, landIdleCase.id],
    }),
    index('land_idle_document_case').on(table.county, table.idleCaseId),
    ...rowPolicies(table, {
      read: caseVisible,
      insert: anyOf(manageIdle, withPermission('land.idle.answer')),
      update: manageIdle,
    }),
  ],
)
