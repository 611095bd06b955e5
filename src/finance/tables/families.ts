import { sql } from 'drizzle-orm'
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
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { areaCode, civilDate, county, fen, instant, timestamps } from '../../platform/database/columns.ts'
import {
  allOf,
  anyOf,
  inArea,
  ownHousehold,
  ownPerson,
  rowPolicies,
  withPermission,
} from '../../platform/database/policies.ts'
import type { Explained } from '../../platform/explain.ts'
import { assetClasses, evidenceLevels } from '../model/asset-classes.ts'
import { liabilityKinds } from '../model/balance-sheet.ts'
import { consentCategories, creditPurpose } from '../model/consent-terms.ts'
import { consented } from './consented.ts'

const bankReads = withPermission('finance.family.read')
const village = withPermission('finance.village.review')

/** 纯农, 兼业, 渔业, 其他, 低收入. */
export const householdCategories = ['farming', 'mixed', 'fishing', 'other', 'low_income'] as const

/** A member of a household in the register, as far as credit is concerned. */
export const familyMember = pgTable(
  'family_member',
  {
    county: county(),
    householdId: uuid('household_id').notNull(),
    personId: uuid('person_id').notNull(),
    villageCode: areaCode('village_code').notNull(),
    category: text('category', { enum: householdCategories }).notNull(),
    works: boolean('works').notNull(),
    insured: boolean('insured').notNull(),
    residentSince: civilDate('resident_since').notNull(),
    inTradeSince: civilDate('in_trade_since'),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.householdId, table.personId] }),
    ...rowPolicies(table, {
      read: anyOf(
        ownHousehold(table.householdId),
        allOf(village, inArea(table.villageCode)),
        allOf(bankReads, consented('family_member', `'family'`)),
      ),
      write: anyOf(ownHousehold(table.householdId), allOf(village, inArea(table.villageCode))),
    }),
  ],
)

/** Deposits and the like are the member's own: not even the head of the household sees them. */
const ownAsset = (table: { householdId: AnyPgColumn; personId: AnyPgColumn }) =>
  anyOf(
    allOf(ownHousehold(table.householdId), sql.raw(`family_asset.category <> 'deposits'`)),
    ownPerson(table.personId),
  )

export const assetStates = ['declared', 'valued', 'objected', 'in_pool', 'released'] as const

/** What a family declares to own; `facts` is the request of the published standard (`value-asset`, `value-living-stock`). */
export const familyAsset = pgTable(
  'family_asset',
  {
    county: county(),
    id: uuid('id').notNull().defaultRandom(),
    householdId: uuid('household_id').notNull(),
    personId: uuid('person_id').notNull(),
    villageCode: areaCode('village_code').notNull(),
    class: text('class', { enum: assetClasses }).notNull(),
    title: text('title').notNull(),
    category: text('category', { enum: consentCategories }).notNull(),
    facts: jsonb('facts').$type<Readonly<Record<string, unknown>>>().notNull(),
    evidence: text('evidence', { enum: evidenceLevels }).notNull(),
    /** Certificate or register number of the thing: in one family's pool at a time. */
    registerKey: text('register_key'),
    /** Where it lies, CGCS2000 degrees; null where it has no place. */
    longitude: doublePrecision('longitude'),
    latitude: doublePrecision('latitude'),
    state: text('state', { enum: assetStates }).notNull(),
    declaredOn: civilDate('declared_on').notNull(),
    endedOn: civilDate('ended_on'),
    endReason: text('end_reason'),
    version: integer('version').notNull().default(1),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id] }),
    index('family_asset_household').on(table.county, table.householdId),
    uniqueIndex('asset_already_pooled').on(table.county, table.registerKey).where(sql`ended_on IS NULL`),
    check('family_asset_ended', sql`(${table.state} = 'released') = (${table.endedOn} IS NOT NULL)`),
    ...rowPolicies(table, {
      read: anyOf(ownAsset(table), allOf(bankReads, consented('family_asset', 'family_asset.category'))),
      insert: ownAsset(table),
      update: anyOf(
        ownAsset(table),
        allOf(withPermission('finance.asset.value'), consented('family_asset', 'family_asset.category')),
      ),
    }),
  ],
)

const assetSeen = sql.raw(
  `EXISTS (SELECT 1 FROM family_asset a WHERE a.county = asset_valuation.county AND a.id = asset_valuation.asset_id)`,
)

/** A valuation with its working and rule versions: appended; only its end is written later. */
export const assetValuation = pgTable(
  'asset_valuation',
  {
    county: county(),
    assetId: uuid('asset_id').notNull(),
    no: integer('no').notNull(),
    asOf: civilDate('as_of').notNull(),
    marketFen: fen('market_fen').notNull(),
    haircut: text('haircut').notNull(),
    countedFen: fen('counted_fen').notNull(),
    validUntil: civilDate('valid_until').notNull(),
    /** Null: computed in bulk; the working is made again from the facts and the rule versions. */
    explained: jsonb('explained').$type<Explained<unknown>>(),
    request: jsonb('request').$type<Readonly<Record<string, unknown>>>().notNull(),
    rules: jsonb('rules').$type<Readonly<Record<string, string>>>().notNull(),
    valuedBy: text('valued_by').notNull(),
    /** Above 200 000 yuan a second person signs; until then the valuation does not count. */
    needsSecond: boolean('needs_second').notNull(),
    secondBy: text('second_by'),
    endedOn: civilDate('ended_on'),
    endReason: text('end_reason'),
    recordedAt: instant('recorded_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.assetId, table.no] }),
    foreignKey({ columns: [table.county, table.assetId], foreignColumns: [familyAsset.county, familyAsset.id] }),
    index('asset_valuation_day').on(table.county, table.asOf),
    check('asset_valuation_signers', sql`${table.secondBy} <> ${table.valuedBy}`),
    ...rowPolicies(table, {
      read: assetSeen,
      write: allOf(withPermission('finance.asset.value'), assetSeen),
    }),
  ],
)

export const familyLiability = pgTable(
  'family_liability',
  {
    county: county(),
    id: uuid('id').notNull().defaultRandom(),
    householdId: uuid('household_id').notNull(),
    personId: uuid('person_id').notNull(),
    kind: text('kind', { enum: liabilityKinds }).notNull(),
    counterparty: text('counterparty').notNull(),
    balanceFen: fen('balance_fen').notNull(),
    /** Instalments of a month. */
    monthlyFen: fen('monthly_fen').notNull(),
    asOf: civilDate('as_of').notNull(),
    endedOn: civilDate('ended_on'),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id] }),
    index('family_liability_household').on(table.county, table.householdId),
    check('family_liability_amount', sql`${table.balanceFen} >= 0 AND ${table.monthlyFen} >= 0`),
    ...rowPolicies(table, {
      read: anyOf(ownHousehold(table.householdId), allOf(bankReads, consented('family_liability', `'liabilities'`))),
      write: ownHousehold(table.householdId),
    }),
  ],
)

export const familyIncome = pgTable(
  'family_income',
  {
    county: county(),
    householdId: uuid('household_id').notNull(),
    personId: uuid('person_id').notNull(),
    year: integer('year').notNull(),
    source: text('source').notNull(),
    netFen: fen('net_fen').notNull(),
    evidence: text('evidence', { enum: evidenceLevels }).notNull(),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.householdId, table.personId, table.year, table.source] }),
    ...rowPolicies(table, {
      read: anyOf(ownHousehold(table.householdId), allOf(bankReads, consented('family_income', `'income'`))),
      write: ownHousehold(table.householdId),
    }),
  ],
)

/** A member lets the bank see honours and reviews; family_member is seen with that member's own consent only. */
const reviewConsented =
  sql.raw(`EXISTS (SELECT 1 FROM family_member m JOIN consent k ON k.county = m.county AND k.person_id = m.person_id
    WHERE m.county = village_review.county AND m.household_id = village_review.household_id
    AND k.controller_id::text = nullif(current_setting('gongfu.organisation', true), '')
    AND k.withdrawn_at IS NULL AND k.valid_from <= now() AND k.valid_until > now()
    AND '${creditPurpose}' = ANY (k.purposes) AND 'honours' = ANY (k.data_categories))`)

/** One person's points in the deliberation of a village (公议): blind, so only the reviewer's keyed hash is kept. */
export const villageReview = pgTable(
  'village_review',
  {
    county: county(),
    householdId: uuid('household_id').notNull(),
    round: text('round').notNull(),
    reviewer: text('reviewer').notNull(),
    villageCode: areaCode('village_code').notNull(),
    recused: boolean('recused').notNull(),
    points: integer('points'),
    suggestedFen: fen('suggested_fen'),
    on: civilDate('on').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.householdId, table.round, table.reviewer] }),
    check('village_review_points', sql`${table.points} BETWEEN 0 AND 100`),
    check('village_review_recused', sql`${table.recused} = (${table.points} IS NULL)`),
    ...rowPolicies(table, {
      read: anyOf(allOf(village, inArea(table.villageCode)), allOf(bankReads, reviewConsented)),
      insert: allOf(village, inArea(table.villageCode)),
    }),
  ],
)
