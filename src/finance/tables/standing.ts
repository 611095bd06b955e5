import { sql } from 'drizzle-orm'
import {
  check,
  doublePrecision,
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
import { areaCode, civilDate, county, instant, sm3digest, timestamps } from '../../platform/database/columns.ts'
import {
  allOf,
  anyOf,
  everyone,
  inArea,
  ownHousehold,
  ownOrganisation,
  rowPolicies,
  withPermission,
} from '../../platform/database/policies.ts'
import { deductionKinds, honourLevels } from '../model/family-facts.ts'
import { evidenceKinds } from '../model/evidence-kinds.ts'
import { disputeStates, disputeSubjects } from '../model/disputes.ts'
import { consented } from './consented.ts'
import { familyAsset } from './families.ts'

const bankReads = withPermission('finance.family.read')
const village = withPermission('finance.village.review')

export const honourStates = ['claimed', 'confirmed', 'ended'] as const
export const honourKinds = ['honour', 'public_service'] as const

/** 荣誉与公益服务: claimed by the family or recorded by the village, counted once the village has confirmed it. */
export const familyHonour = pgTable(
  'family_honour',
  {
    county: county(),
    id: uuid('id').notNull().defaultRandom(),
    householdId: uuid('household_id').notNull(),
    personId: uuid('person_id').notNull(),
    villageCode: areaCode('village_code').notNull(),
    kind: text('kind', { enum: honourKinds }).notNull(),
    level: text('level', { enum: honourLevels }).notNull(),
    title: text('title').notNull(),
    issuer: text('issuer').notNull(),
    issuedOn: civilDate('issued_on').notNull(),
    /** It counts for five years ([A], finance 4.3). */
    endsOn: civilDate('ends_on').notNull(),
    state: text('state', { enum: honourStates }).notNull(),
    confirmedBy: text('confirmed_by'),
    version: integer('version').notNull().default(1),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id] }),
    unique('family_honour_once').on(table.county, table.householdId, table.title, table.issuedOn),
    check('family_honour_dates', sql`${table.endsOn} > ${table.issuedOn}`),
    check('family_honour_confirmed', sql`(${table.state} = 'claimed') = (${table.confirmedBy} IS NULL)`),
    ...rowPolicies(table, {
      read: anyOf(
        ownHousehold(table.householdId),
        allOf(village, inArea(table.villageCode)),
        allOf(bankReads, sql`${table.state} = 'confirmed'`, consented('family_honour', `'honours'`)),
      ),
      insert: anyOf(
        allOf(ownHousehold(table.householdId), sql`${table.state} = 'claimed'`),
        allOf(village, inArea(table.villageCode)),
      ),
      update: allOf(village, inArea(table.villageCode)),
    }),
  ],
)

export const negativeKinds = [...deductionKinds, 'dishonest_debtor', 'fraud'] as const

/**
 * 负面信息: supplied by the body that decided it, only after the person was told (征信业管理条例第十五条); it is purged
 * five years after the behaviour ended (第十六条).
 */
export const negativeRecord = pgTable(
  'negative_record',
  {
    county: county(),
    id: uuid('id').notNull().defaultRandom(),
    householdId: uuid('household_id').notNull(),
    personId: uuid('person_id').notNull(),
    supplierId: uuid('supplier_id').notNull(),
    supplier: text('supplier').notNull(),
    kind: text('kind', { enum: negativeKinds }).notNull(),
    title: text('title').notNull(),
    documentNo: text('document_no').notNull(),
    decidedOn: civilDate('decided_on').notNull(),
    toldOn: civilDate('told_on').notNull(),
    /** Banks see it from this day on. */
    suppliedOn: civilDate('supplied_on'),
    endedOn: civilDate('ended_on'),
    purgeOn: civilDate('purge_on'),
    /** What the family says about it; it travels with the record (第二十五条). */
    statement: text('statement'),
    version: integer('version').notNull().default(1),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id] }),
    unique('negative_record_document').on(table.county, table.supplierId, table.documentNo, table.personId),
    index('negative_record_purge').on(table.county, table.purgeOn),
    check('negative_record_told', sql`${table.suppliedOn} > ${table.toldOn}`),
    check('negative_record_purge_day', sql`(${table.endedOn} IS NULL) = (${table.purgeOn} IS NULL)`),
    ...rowPolicies(table, {
      read: anyOf(
        ownHousehold(table.householdId),
        ownOrganisation(table.supplierId),
        allOf(bankReads, sql`${table.suppliedOn} IS NOT NULL`, consented('negative_record', `'honours'`)),
      ),
      // Removed by the purge on its day, by nobody else.
      insert: allOf(withPermission('finance.negative.supply'), ownOrganisation(table.supplierId)),
      update: anyOf(
        allOf(withPermission('finance.negative.supply'), ownOrganisation(table.supplierId)),
        ownHousehold(table.householdId),
      ),
    }),
  ],
)

/** Proof that negative information was purged on its day: how many records, and the digest of their ids. */
export const negativePurge = pgTable(
  'negative_purge',
  {
    county: county(),
    id: uuid('id').notNull().defaultRandom(),
    on: civilDate('on').notNull(),
    records: integer('records').notNull(),
    digest: sm3digest('digest').notNull(),
    purgedAt: instant('purged_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id] }),
    check('negative_purge_records', sql`${table.records} > 0`),
    ...rowPolicies(table, {
      read: anyOf(withPermission('platform.audit.read'), withPermission('finance.negative.supply')),
    }),
  ],
)

/** 查询记录: who looked at which categories of a family's data, for what. The family reads all of it. */
export const familyAccess = pgTable(
  'family_access',
  {
    county: county(),
    id: uuid('id').notNull().defaultRandom(),
    householdId: uuid('household_id').notNull(),
    organisationId: uuid('organisation_id').notNull(),
    organisation: text('organisation').notNull(),
    account: text('account').notNull(),
    actorName: text('actor_name').notNull(),
    purpose: text('purpose').notNull(),
    categories: text('categories').array().notNull(),
    at: instant('at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id] }),
    index('family_access_household').on(table.county, table.householdId, table.at),
    ...rowPolicies(table, {
      read: anyOf(ownHousehold(table.householdId), ownOrganisation(table.organisationId)),
      insert: allOf(bankReads, ownOrganisation(table.organisationId)),
    }),
  ],
)

const assetSeen = sql.raw(
  `EXISTS (SELECT 1 FROM family_asset a WHERE a.county = asset_evidence.county AND a.id = asset_evidence.asset_id)`,
)

/** What proves an asset. An invoice proves one asset of one family only; a photo was taken at the asset. */
export const assetEvidence = pgTable(
  'asset_evidence',
  {
    county: county(),
    id: uuid('id').notNull().defaultRandom(),
    assetId: uuid('asset_id').notNull(),
    kind: text('kind', { enum: evidenceKinds }).notNull(),
    documentNo: text('document_no'),
    fileId: text('file_id'),
    takenAt: text('taken_at'),
    longitude: doublePrecision('longitude'),
    latitude: doublePrecision('latitude'),
    /** From the asset, in metres; null: the asset has no position. */
    distanceM: integer('distance_m'),
    recordedBy: text('recorded_by').notNull(),
    recordedAt: instant('recorded_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id] }),
    foreignKey({ columns: [table.county, table.assetId], foreignColumns: [familyAsset.county, familyAsset.id] }),
    uniqueIndex('invoice_reused').on(table.county, table.documentNo).where(sql`kind = 'invoice'`),
    check('asset_evidence_named', sql`${table.documentNo} IS NOT NULL OR ${table.fileId} IS NOT NULL`),
    ...rowPolicies(table, {
      read: assetSeen,
      insert: allOf(anyOf(withPermission('finance.own.manage'), withPermission('finance.asset.value')), assetSeen),
    }),
  ],
)

export const roundStates = ['open', 'closed', 'cancelled'] as const

/** 公议轮次 of a village: its life is the case `finance.review_round`. */
export const reviewRound = pgTable(
  'review_round',
  {
    county: county(),
    id: uuid('id').notNull().defaultRandom(),
    villageCode: areaCode('village_code').notNull(),
    title: text('title').notNull(),
    openedOn: civilDate('opened_on').notNull(),
    closedOn: civilDate('closed_on'),
    state: text('state', { enum: roundStates }).notNull(),
    caseId: text('case_id'),
    version: integer('version').notNull().default(1),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id] }),
    uniqueIndex('review_round_open').on(table.county, table.villageCode).where(sql`state = 'open'`),
    check('review_round_closed', sql`(${table.state} = 'closed') = (${table.closedOn} IS NOT NULL)`),
    ...rowPolicies(table, { read: everyone, write: allOf(village, inArea(table.villageCode)) }),
  ],
)

/** 异议: something on the family's record is said to be wrong; its life is the case `finance.dispute`. */
export const familyDispute = pgTable(
  'family_dispute',
  {
    county: county(),
    id: uuid('id').notNull().defaultRandom(),
    householdId: uuid('household_id').notNull(),
    personId: uuid('person_id').notNull(),
    /** Who must verify it: the bank, the supplier of the record, or the village. */
    handlerId: uuid('handler_id').notNull(),
    subject: text('subject', { enum: disputeSubjects }).notNull(),
    subjectId: uuid('subject_id').notNull(),
    subjectTitle: text('subject_title').notNull(),
    statement: text('statement').notNull(),
    raisedOn: civilDate('raised_on').notNull(),
    state: text('state', { enum: disputeStates }).notNull(),
    finding: text('finding'),
    decidedOn: civilDate('decided_on'),
    caseId: text('case_id').notNull(),
    version: integer('version').notNull().default(1),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id] }),
    index('family_dispute_household').on(table.county, table.householdId),
    uniqueIndex('family_dispute_open')
      .on(table.county, table.subject, table.subjectId)
      .where(sql`state IN ('raised', 'marked')`),
    ...rowPolicies(table, {
      read: anyOf(ownHousehold(table.householdId), ownOrganisation(table.handlerId)),
      insert: ownHousehold(table.householdId),
      update: anyOf(
        ownHousehold(table.householdId),
        allOf(withPermission('finance.dispute.resolve'), ownOrganisation(table.handlerId)),
      ),
    }),
  ],
)
