import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { areaCode, civilDate, county, fen, instant, timestamps } from '../../platform/database/columns.ts'
import {
  allOf,
  anyOf,
  ownHousehold,
  ownOrganisation,
  rowPolicies,
  withPermission,
} from '../../platform/database/policies.ts'
import { riskClasses } from '../model/risk-class.ts'
import { policyFunds } from '../model/price.ts'

export const needKinds = ['loan', 'settlement', 'wealth', 'insurance', 'guarantee'] as const
export const serviceKinds = ['settlement', 'wealth'] as const

/** What a family asked for and what became of it: the raw material of the demand analysis. */
export const serviceNeed = pgTable(
  'service_need',
  {
    county: county(),
    id: uuid('id').notNull().defaultRandom(),
    bankId: uuid('bank_id').notNull(),
    householdId: uuid('household_id').notNull(),
    villageCode: areaCode('village_code').notNull(),
    askedOn: civilDate('asked_on').notNull(),
    kind: text('kind', { enum: needKinds }).notNull(),
    purpose: text('purpose').notNull(),
    channel: text('channel', { enum: ['online', 'counter', 'village'] }).notNull(),
    askedFen: fen('asked_fen').notNull(),
    grantedFen: fen('granted_fen').notNull(),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id] }),
    index('service_need_day').on(table.county, table.askedOn),
    check('service_need_amounts', sql`${table.askedFen} >= 0 AND ${table.grantedFen} >= 0`),
    ...rowPolicies(table, {
      read: anyOf(
        allOf(withPermission('finance.credit.read'), ownOrganisation(table.bankId)),
        ownHousehold(table.householdId),
      ),
      insert: ownHousehold(table.householdId),
      update: allOf(withPermission('finance.credit.decide'), ownOrganisation(table.bankId)),
    }),
  ],
)

/** 结算、理财服务 that a family uses; sold by the bank, never a condition of a loan. */
export const serviceEnrolment = pgTable(
  'service_enrolment',
  {
    county: county(),
    id: uuid('id').notNull().defaultRandom(),
    bankId: uuid('bank_id').notNull(),
    householdId: uuid('household_id').notNull(),
    kind: text('kind', { enum: serviceKinds }).notNull(),
    openedOn: civilDate('opened_on').notNull(),
    closedOn: civilDate('closed_on'),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id] }),
    check('service_enrolment_dates', sql`${table.closedOn} >= ${table.openedOn}`),
    ...rowPolicies(table, {
      read: anyOf(
        allOf(withPermission('finance.credit.read'), ownOrganisation(table.bankId)),
        ownHousehold(table.householdId),
      ),
      write: allOf(withPermission('finance.credit.decide'), ownOrganisation(table.bankId)),
    }),
  ],
)

/** Policy money lent on to families; the margin that a bank may keep is agreed with its lender. */
export const policyPool = pgTable(
  'policy_pool',
  {
    county: county(),
    id: uuid('id').notNull().defaultRandom(),
    bankId: uuid('bank_id').notNull(),
    kind: text('kind', { enum: policyFunds }).notNull(),
    lender: text('lender').notNull(),
    amountFen: fen('amount_fen').notNull(),
    annualRate: text('annual_rate').notNull(),
    marginBp: integer('margin_bp').notNull(),
    from: civilDate('from').notNull(),
    to: civilDate('to').notNull(),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id] }),
    check('policy_pool_dates', sql`${table.to} > ${table.from}`),
    ...rowPolicies(table, {
      read: anyOf(
        allOf(withPermission('finance.credit.read'), ownOrganisation(table.bankId)),
        withPermission('finance.policy.manage'),
      ),
      write: withPermission('finance.policy.manage'),
    }),
  ],
)

/** 五级分类 of a loan on a day: the floor by rule, and the judgement, which is never better. */
export const riskReview = pgTable(
  'risk_review',
  {
    county: county(),
    contractId: uuid('contract_id').notNull(),
    bankId: uuid('bank_id').notNull(),
    no: integer('no').notNull(),
    asOf: civilDate('as_of').notNull(),
    daysPastDue: integer('days_past_due').notNull(),
    floor: text('floor', { enum: riskClasses }).notNull(),
    judged: text('judged', { enum: riskClasses }).notNull(),
    article: text('article').notNull(),
    reason: text('reason'),
    automatic: boolean('automatic').notNull(),
    reviewedBy: text('reviewed_by').notNull(),
    reviewedAt: instant('reviewed_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.contractId, table.no] }),
    ...rowPolicies(table, {
      read: allOf(withPermission('finance.contract.read'), ownOrganisation(table.bankId)),
      insert: allOf(withPermission('finance.contract.manage'), ownOrganisation(table.bankId)),
    }),
  ],
)
