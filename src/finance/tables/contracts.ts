import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { areaCode, civilDate, county, fen, instant, timestamps } from '../../platform/database/columns.ts'
import {
  allOf,
  anyOf,
  ownHousehold,
  ownOrganisation,
  rowPolicies,
  withPermission,
} from '../../platform/database/policies.ts'
import { loanEventTypes } from '../model/contract-account.ts'
import { repaymentMethods } from '../model/loan-terms.ts'
import { policyFunds, priceModes } from '../model/price.ts'

const read = withPermission('finance.contract.read')
const audit = withPermission('finance.contract.audit')
const manage = withPermission('finance.contract.manage')

/**
 * A signed loan. It says what was agreed and never changes; what was paid out, what is owed and which terms hold now are
 * the sum of its events. Seen by its bank, its household and the auditors,
 * by nobody else.
 */
export const loanContract = pgTable(
  'loan_contract',
  {
    county: county(),
    id: uuid('id').notNull().defaultRandom(),
    contractNo: text('contract_no').notNull(),
    bankId: uuid('bank_id').notNull(),
    householdId: uuid('household_id').notNull(),
    villageCode: areaCode('village_code').notNull(),
    mode: text('mode', { enum: priceModes }).notNull(),
    method: text('method', { enum: repaymentMethods }).notNull(),
    /** 家庭资产池贷款. */
    pool: boolean('pool').notNull(),
    purpose: text('purpose').notNull(),
    agreedFen: fen('agreed_fen').notNull(),
    annualRate: text('annual_rate').notNull(),
    signedOn: civilDate('signed_on').notNull(),
    maturityOn: civilDate('maturity_on').notNull(),
    /** Months between instalments, counted from the day of lending. */
    periodMonths: integer('period_months').notNull().default(1),
    /** The spread over the LPR that was signed, and the rate that the published pricing tables gave on that day. */
    spreadBp: integer('spread_bp'),
    modelRate: text('model_rate'),
    /** 政策性转贷款, 支农再贷款: the pool of policy money that the loan draws on. */
    fund: text('fund', { enum: policyFunds }),
    /** The contract that this one renews without repayment of principal. */
    renewalOf: uuid('renewal_of'),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id] }),
    unique('loan_contract_number').on(table.county, table.bankId, table.contractNo),
    // A contract is renewed once.
    unique('loan_contract_renewal').on(table.county, table.renewalOf),
    foreignKey({ columns: [table.county, table.renewalOf], foreignColumns: [table.county, table.id] }),
    index('loan_contract_household').on(table.county, table.householdId),
    check('loan_contract_amount', sql`${table.agreedFen} > 0`),
    check('loan_contract_period', sql`${table.periodMonths} BETWEEN 1 AND 12`),
    check('loan_contract_dates', sql`${table.maturityOn} > ${table.signedOn}`),
    check('loan_contract_village', sql`${table.villageCode} ~ '^[0-9]{12}$'`),
    ...rowPolicies(table, {
      read: anyOf(allOf(read, ownOrganisation(table.bankId)), ownHousehold(table.householdId), audit),
      insert: allOf(manage, ownOrganisation(table.bankId)),
    }),
  ],
)

const contractSeen = sql.raw(
  `EXISTS (SELECT 1 FROM loan_contract c WHERE c.county = loan_event.county AND c.id = loan_event.contract_id)`,
)

/** One line of a contract, appended and never changed; amounts are signed changes (see model/contract-account.ts). */
export const loanEvent = pgTable(
  'loan_event',
  {
    county: county(),
    contractId: uuid('contract_id').notNull(),
    no: integer('no').notNull(),
    type: text('type', { enum: loanEventTypes }).notNull(),
    effectiveOn: civilDate('effective_on').notNull(),
    bookedOn: civilDate('booked_on').notNull(),
    principalFen: fen('principal_fen').notNull(),
    duePrincipalFen: fen('due_principal_fen').notNull(),
    interestFen: fen('interest_fen').notNull(),
    penaltyFen: fen('penalty_fen').notNull(),
    costFen: fen('cost_fen').notNull(),
    reversesNo: integer('reverses_no'),
    annualRate: text('annual_rate'),
    maturityOn: civilDate('maturity_on'),
    reason: text('reason'),
    recordedBy: text('recorded_by').notNull(),
    recordedAt: instant('recorded_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.contractId, table.no] }),
    foreignKey({
      columns: [table.county, table.contractId],
      foreignColumns: [loanContract.county, loanContract.id],
    }),
    uniqueIndex('loan_event_reversal')
      .on(table.county, table.contractId, table.reversesNo)
      .where(sql`reverses_no IS NOT NULL`),
    index('loan_event_effective').on(table.county, table.effectiveOn),
    check('loan_event_reverse', sql`(${table.type} = 'reverse') = (${table.reversesNo} IS NOT NULL)`),
    check('loan_event_dates', sql`${table.effectiveOn} <= ${table.bookedOn}`),
    ...rowPolicies(table, { read: contractSeen, insert: allOf(manage, contractSeen) }),
  ],
)

/**
 * Sums of a bank's loans by town and day, kept by a trigger of loan_event (migrations/custom/60_finance.sql), so that the
 * figure of any day does not read every event. A reversal takes its amounts off the day on which they were effective.
 */
export const loanDay = pgTable(
  'loan_day',
  {
    county: county(),
    bankId: uuid('bank_id').notNull(),
    townCode: areaCode('town_code').notNull(),
    pool: boolean('pool').notNull(),
    on: civilDate('on').notNull(),
    /** Principal, all events: renewals add up to nothing. */
    balanceFen: fen('balance_fen').notNull(),
    disbursedFen: fen('disbursed_fen').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.bankId, table.townCode, table.pool, table.on] }),
    ...rowPolicies(table, { read: allOf(read, ownOrganisation(table.bankId)) }),
  ],
)
