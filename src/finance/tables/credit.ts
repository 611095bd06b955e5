import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  boolean,
  check,
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
import { areaCode, civilDate, county, fen, instant, sm3digest, timestamps } from '../../platform/database/columns.ts'
import {
  allOf,
  anyOf,
  ownHousehold,
  ownOrganisation,
  rowPolicies,
  withPermission,
} from '../../platform/database/policies.ts'
import type { Explained } from '../../platform/explain.ts'
import type { RowError } from '../../platform/sheets/sheet.ts'
import { familyGrades } from '../model/family-facts.ts'
import { limitModes } from '../model/pre-limit.ts'
import { repaymentMethods } from '../model/loan-terms.ts'
import { priceModes } from '../model/price.ts'

const decide = withPermission('finance.credit.decide')

/** A bank's records about a family are its own and the family's: no other bank and no office sees them. */
const bankAndFamily = (table: { bankId: AnyPgColumn; householdId: AnyPgColumn }) => ({
  read: anyOf(
    allOf(withPermission('finance.credit.read'), ownOrganisation(table.bankId)),
    ownHousehold(table.householdId),
  ),
  write: allOf(decide, ownOrganisation(table.bankId)),
})

/** 家庭资产负债表 of a day, compiled by a bank from what the members let it see. */
export const familySheet = pgTable(
  'family_sheet',
  {
    county: county(),
    id: uuid('id').notNull().defaultRandom(),
    bankId: uuid('bank_id').notNull(),
    householdId: uuid('household_id').notNull(),
    villageCode: areaCode('village_code').notNull(),
    asOf: civilDate('as_of').notNull(),
    validUntil: civilDate('valid_until').notNull(),
    marketFen: fen('market_fen').notNull(),
    countedFen: fen('counted_fen').notNull(),
    /** Living stock, rights and dividends among what counts. */
    livingFen: fen('living_fen').notNull(),
    netMarketFen: fen('net_market_fen').notNull(),
    netCountedFen: fen('net_counted_fen').notNull(),
    leverage: text('leverage'),
    /** Both parts are there: assets and liabilities, honours and reviews. */
    complete: boolean('complete').notNull(),
    /** What it was made of and how; null where it was compiled in bulk before the platform. */
    explained: jsonb('explained').$type<Explained<unknown>>(),
    endedOn: civilDate('ended_on'),
    endReason: text('end_reason'),
    recordedAt: instant('recorded_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id] }),
    index('family_sheet_household').on(table.county, table.householdId, table.asOf),
    check('family_sheet_dates', sql`${table.validUntil} >= ${table.asOf}`),
    ...rowPolicies(table, bankAndFamily(table)),
  ],
)

/** 家庭信用分: lives with the bank that computed it (征信业务管理办法). */
export const familyScoreResult = pgTable(
  'family_score_result',
  {
    county: county(),
    id: uuid('id').notNull().defaultRandom(),
    bankId: uuid('bank_id').notNull(),
    householdId: uuid('household_id').notNull(),
    sheetId: uuid('sheet_id').notNull(),
    asOf: civilDate('as_of').notNull(),
    total: integer('total').notNull(),
    grade: text('grade', { enum: familyGrades }).notNull(),
    input: jsonb('input').$type<Readonly<Record<string, unknown>>>(),
    explained: jsonb('explained').$type<Explained<unknown>>(),
    endedOn: civilDate('ended_on'),
    endReason: text('end_reason'),
    recordedAt: instant('recorded_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id] }),
    index('family_score_household').on(table.county, table.householdId, table.asOf),
    check('family_score_range', sql`${table.total} BETWEEN 0 AND 1000`),
    ...rowPolicies(table, bankAndFamily(table)),
  ],
)

export const entryStates = ['waiting', 'active', 'suspended', 'expired', 'withdrawn'] as const

/** 预授信 of a bank for a family: computed here, or taken in by a whitelist batch. */
export const whitelistEntry = pgTable(
  'whitelist_entry',
  {
    county: county(),
    id: uuid('id').notNull().defaultRandom(),
    bankId: uuid('bank_id').notNull(),
    batchId: uuid('batch_id'),
    scoreId: uuid('score_id'),
    householdId: uuid('household_id').notNull(),
    limitFen: fen('limit_fen').notNull(),
    annualRate: text('annual_rate').notNull(),
    mode: text('mode', { enum: limitModes }).notNull(),
    product: text('product').notNull(),
    validFrom: civilDate('valid_from').notNull(),
    validTo: civilDate('valid_to').notNull(),
    state: text('state', { enum: entryStates }).notNull(),
    stateReason: text('state_reason'),
    /** Handed to the online matching platform. */
    sentOn: civilDate('sent_on'),
    explained: jsonb('explained').$type<Explained<unknown>>(),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id] }),
    uniqueIndex('whitelist_entry_live').on(table.county, table.bankId, table.householdId).where(sql`state = 'active'`),
    check('whitelist_entry_limit', sql`${table.limitFen} > 0`),
    check('whitelist_entry_dates', sql`${table.validTo} > ${table.validFrom}`),
    ...rowPolicies(table, bankAndFamily(table)),
  ],
)

export const batchStates = ['checked', 'approved', 'rejected'] as const

export const whitelistBatch = pgTable(
  'whitelist_batch',
  {
    county: county(),
    id: uuid('id').notNull().defaultRandom(),
    bankId: uuid('bank_id').notNull(),
    batchNo: text('batch_no').notNull(),
    filename: text('filename').notNull(),
    digest: sm3digest('digest').notNull(),
    rows: integer('rows').notNull(),
    errors: jsonb('errors').$type<readonly RowError[]>().notNull(),
    state: text('state', { enum: batchStates }).notNull(),
    uploadedBy: text('uploaded_by').notNull(),
    uploadedAt: instant('uploaded_at').notNull(),
    decidedBy: text('decided_by'),
    decidedAt: instant('decided_at'),
    version: integer('version').notNull().default(1),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id] }),
    unique('whitelist_batch_digest').on(table.county, table.bankId, table.digest),
    check('whitelist_batch_second', sql`${table.decidedBy} <> ${table.uploadedBy}`),
    ...rowPolicies(table, {
      read: allOf(withPermission('finance.credit.read'), ownOrganisation(table.bankId)),
      write: allOf(decide, ownOrganisation(table.bankId)),
    }),
  ],
)

export const applicationStates = [
  'submitted',
  'more_info',
  'approved',
  'declined',
  'signed',
  'disbursed',
  'cancelled',
  'expired',
] as const

/** A family's application for a loan; its life is the case `finance.application`, its state is copied here. */
export const loanApplication = pgTable(
  'loan_application',
  {
    county: county(),
    id: uuid('id').notNull().defaultRandom(),
    bankId: uuid('bank_id').notNull(),
    householdId: uuid('household_id').notNull(),
    /** Null: by the bank at its counter, before the platform. */
    personId: uuid('person_id'),
    villageCode: areaCode('village_code').notNull(),
    askedOn: civilDate('asked_on').notNull(),
    askedFen: fen('asked_fen').notNull(),
    months: integer('months').notNull(),
    purpose: text('purpose').notNull(),
    mode: text('mode', { enum: priceModes }).notNull(),
    method: text('method', { enum: repaymentMethods }).notNull(),
    whitelistEntryId: uuid('whitelist_entry_id'),
    state: text('state', { enum: applicationStates }).notNull(),
    grantedFen: fen('granted_fen'),
    offer: jsonb('offer').$type<Explained<unknown>>(),
    annualRate: text('annual_rate'),
    /** SM3 of the offer: what is signed is what was offered. */
    offerDigest: sm3digest('offer_digest'),
    offerUntil: civilDate('offer_until'),
    reasons: text('reasons').array().notNull().default([]),
    decidedBy: text('decided_by'),
    decidedOn: civilDate('decided_on'),
    contractId: uuid('contract_id'),
    /** Asked, decided, signed and paid out without paper. */
    online: boolean('online').notNull(),
    disbursedOn: civilDate('disbursed_on'),
    /** Of the refused application that another person looks at again. */
    reconsiders: uuid('reconsiders'),
    caseId: text('case_id'),
    version: integer('version').notNull().default(1),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id] }),
    index('loan_application_household').on(table.county, table.householdId),
    index('loan_application_disbursed').on(table.county, table.disbursedOn),
    check('loan_application_amount', sql`${table.askedFen} > 0 AND ${table.months} BETWEEN 1 AND 120`),
    check('loan_application_declined', sql`${table.state} <> 'declined' OR cardinality(${table.reasons}) > 0`),
    ...rowPolicies(table, {
      ...bankAndFamily(table),
      write: anyOf(allOf(decide, ownOrganisation(table.bankId)), ownHousehold(table.householdId)),
    }),
  ],
)
