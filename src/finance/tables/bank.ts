import { sql } from 'drizzle-orm'
import {
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { civilDate, county, fen, instant, sm3digest, timestamps } from '../../platform/database/columns.ts'
import {
  allOf,
  anyOf,
  ownHousehold,
  ownOrganisation,
  rowPolicies,
  withPermission,
} from '../../platform/database/policies.ts'
import type { Explained } from '../../platform/explain.ts'
import type { CardLine, ScorecardModel } from '../model/scorecard.ts'
import type { ModelReport } from '../model/model-report.ts'
import { repaymentMethods } from '../model/loan-terms.ts'
import { priceModes } from '../model/price.ts'

const reads = withPermission('finance.credit.read')
const decides = withPermission('finance.credit.decide')

export const productStates = ['draft', 'published', 'ended', 'rejected'] as const

/** 专项信贷产品: drafted from the demand, approved by a second person, offered to all once it is published. */
export const loanProduct = pgTable(
  'loan_product',
  {
    county: county(),
    id: uuid('id').notNull().defaultRandom(),
    bankId: uuid('bank_id').notNull(),
    name: text('name').notNull(),
    purpose: text('purpose').notNull(),
    modes: text('modes', { enum: priceModes }).array().notNull(),
    methods: text('methods', { enum: repaymentMethods }).array().notNull(),
    minFen: fen('min_fen').notNull(),
    maxFen: fen('max_fen').notNull(),
    minMonths: integer('min_months').notNull(),
    maxMonths: integer('max_months').notNull(),
    /** Months in which it is offered, both included; null: the whole year. */
    seasonFrom: integer('season_from'),
    seasonTo: integer('season_to'),
    prepayment: text('prepayment').notNull(),
    /** The figures of the demand on which it rests. */
    basis: text('basis').notNull(),
    state: text('state', { enum: productStates }).notNull(),
    draftedBy: text('drafted_by').notNull(),
    decidedBy: text('decided_by'),
    reason: text('reason'),
    publishedOn: civilDate('published_on'),
    endedOn: civilDate('ended_on'),
    version: integer('version').notNull().default(1),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id] }),
    uniqueIndex('loan_product_name').on(table.county, table.bankId, table.name).where(sql`state <> 'rejected'`),
    check('loan_product_second', sql`${table.decidedBy} <> ${table.draftedBy}`),
    check('loan_product_amounts', sql`${table.minFen} > 0 AND ${table.maxFen} >= ${table.minFen}`),
    check(
      'loan_product_months',
      sql`${table.minMonths} BETWEEN 1 AND ${table.maxMonths} AND ${table.maxMonths} <= 120`,
    ),
    check(
      'loan_product_season',
      sql`(${table.seasonFrom} IS NULL) = (${table.seasonTo} IS NULL) AND ${table.seasonFrom} BETWEEN 1 AND 12 AND ${table.seasonTo} BETWEEN 1 AND 12`,
    ),
    ...rowPolicies(table, {
      read: anyOf(allOf(reads, ownOrganisation(table.bankId)), sql`${table.state} IN ('published', 'ended')`),
      write: allOf(decides, ownOrganisation(table.bankId)),
    }),
  ],
)

export const renewalStates = ['asked', 'approved', 'declined', 'signed', 'cancelled', 'lapsed'] as const

/** 无还本续贷: asked at the earliest 60 days before maturity, decided on the check list, signed before maturity. */
export const renewalRequest = pgTable(
  'renewal_request',
  {
    county: county(),
    id: uuid('id').notNull().defaultRandom(),
    contractId: uuid('contract_id').notNull(),
    bankId: uuid('bank_id').notNull(),
    householdId: uuid('household_id').notNull(),
    askedOn: civilDate('asked_on').notNull(),
    maturityOn: civilDate('maturity_on').notNull(),
    state: text('state', { enum: renewalStates }).notNull(),
    months: integer('months').notNull(),
    /** The nine conditions with their working, as checked at the decision. */
    verdict: jsonb('verdict').$type<Explained<unknown>>(),
    annualRate: text('annual_rate'),
    newMaturityOn: civilDate('new_maturity_on'),
    reason: text('reason'),
    decidedBy: text('decided_by'),
    decidedOn: civilDate('decided_on'),
    newContractId: uuid('new_contract_id'),
    caseId: text('case_id').notNull(),
    version: integer('version').notNull().default(1),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id] }),
    uniqueIndex('renewal_request_open').on(table.county, table.contractId).where(sql`state IN ('asked', 'approved')`),
    check('renewal_request_before', sql`${table.askedOn} <= ${table.maturityOn}`),
    ...rowPolicies(table, {
      read: anyOf(allOf(reads, ownOrganisation(table.bankId)), ownHousehold(table.householdId)),
      write: anyOf(allOf(decides, ownOrganisation(table.bankId)), ownHousehold(table.householdId)),
    }),
  ],
)

export const modelStates = ['challenger', 'champion', 'retired'] as const

/** A statistical scorecard as it was trained: the model, its points and its report. It is the bank's own. */
export const scoreModel = pgTable(
  'score_model',
  {
    county: county(),
    id: uuid('id').notNull().defaultRandom(),
    bankId: uuid('bank_id').notNull(),
    no: integer('no').notNull(),
    sample: text('sample').notNull(),
    /** SM3 of the sample: the same sample and options make the same model. */
    sampleDigest: sm3digest('sample_digest').notNull(),
    state: text('state', { enum: modelStates }).notNull(),
    model: jsonb('model').$type<ScorecardModel>().notNull(),
    points: jsonb('points').$type<readonly CardLine[]>().notNull(),
    report: jsonb('report').$type<ModelReport>().notNull(),
    trainedBy: text('trained_by').notNull(),
    trainedAt: instant('trained_at').notNull(),
    decidedBy: text('decided_by'),
    decidedAt: instant('decided_at'),
    version: integer('version').notNull().default(1),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id] }),
    unique('score_model_no').on(table.county, table.bankId, table.no),
    uniqueIndex('score_model_champion').on(table.county, table.bankId).where(sql`state = 'champion'`),
    check('score_model_second', sql`${table.decidedBy} <> ${table.trainedBy}`),
    ...rowPolicies(table, {
      read: allOf(reads, ownOrganisation(table.bankId)),
      write: allOf(decides, ownOrganisation(table.bankId)),
    }),
  ],
)

export const receiptStates = ['waiting', 'accepted', 'refused'] as const

/** A batch of whitelist entries for the online matching platform (线上融资对接平台), with its digest. */
export const outboundBatch = pgTable(
  'outbound_batch',
  {
    county: county(),
    id: uuid('id').notNull().defaultRandom(),
    bankId: uuid('bank_id').notNull(),
    no: text('no').notNull(),
    /** What was sent, with hashes instead of identity numbers; SM3 over it. */
    document: text('document').notNull(),
    digest: sm3digest('digest').notNull(),
    rows: integer('rows').notNull(),
    sentBy: text('sent_by').notNull(),
    sentAt: instant('sent_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id] }),
    unique('outbound_batch_no').on(table.county, table.bankId, table.no),
    ...rowPolicies(table, {
      read: allOf(reads, ownOrganisation(table.bankId)),
      write: allOf(decides, ownOrganisation(table.bankId)),
    }),
  ],
)

/** What the platform answered for one entry. */
export const outboundReceipt = pgTable(
  'outbound_receipt',
  {
    county: county(),
    batchId: uuid('batch_id').notNull(),
    entryId: uuid('entry_id').notNull(),
    bankId: uuid('bank_id').notNull(),
    state: text('state', { enum: receiptStates }).notNull(),
    receiptNo: text('receipt_no'),
    reason: text('reason'),
    at: instant('at'),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.batchId, table.entryId] }),
    foreignKey({ columns: [table.county, table.batchId], foreignColumns: [outboundBatch.county, outboundBatch.id] }),
    index('outbound_receipt_entry').on(table.county, table.entryId),
    ...rowPolicies(table, {
      read: allOf(reads, ownOrganisation(table.bankId)),
      write: allOf(decides, ownOrganisation(table.bankId)),
    }),
  ],
)
