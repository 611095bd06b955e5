import { sql } from 'drizzle-orm'
import { check, foreignKey, index, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { civilDate, county, instant, sm3digest, timestamps } from '../database/columns.ts'
import { geometry4490, geometryRules } from '../database/geometry.ts'
import {
  allOf,
  anyOf,
  everyone,
  inArea,
  ownHousehold,
  ownOrganisation,
  ownPerson,
  rowPolicies,
  withPermission,
} from '../database/policies.ts'
import { organisationKinds } from './organisation-kinds.ts'

const manageRegisters = withPermission('platform.register.manage')

/** A county by its GB/T 2260 code. */
export const countyRegister = pgTable(
  'county',
  {
    county: county(),
    name: text('name').notNull(),
    city: text('city').notNull(),
    province: text('province').notNull(),
    boundary: geometry4490('boundary', 'MultiPolygon'),
  },
  (table) => [
    primaryKey({ columns: [table.county] }),
    check('county_code', sql`${table.county} ~ '^[0-9]{6}$'`),
    ...geometryRules('county', table.boundary),
    ...rowPolicies(table, { read: everyone, write: manageRegisters, visitors: everyone }),
  ],
)

/** A township-level division by its 9-digit code (GB/T 10114). */
export const town = pgTable(
  'town',
  {
    county: county(),
    code: text('code').notNull(),
    name: text('name').notNull(),
    nameEnglish: text('name_english').notNull(),
    kind: text('kind', { enum: ['subdistrict', 'town', 'township'] }).notNull(),
    seat: geometry4490('seat', 'Point').notNull(),
    /** Territory on the map. In the demo county a weighted Voronoi cell around the seat and not the legal boundary. */
    territory: geometry4490('territory', 'MultiPolygon'),
    /** Where the territory comes from; shown on the map. */
    territorySource: text('territory_source'),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.code] }),
    check('town_code', sql`${table.code} ~ '^[0-9]{9}$' AND starts_with(${table.code}, ${table.county})`),
    ...geometryRules('town', table.seat),
    ...geometryRules('town', table.territory),
    ...rowPolicies(table, { read: everyone, write: manageRegisters, visitors: everyone }),
  ],
)

/** A village or community by its 12-digit statistical code. */
export const village = pgTable(
  'village',
  {
    county: county(),
    code: text('code').notNull(),
    townCode: text('town_code').notNull(),
    name: text('name').notNull(),
    officialName: text('official_name').notNull(),
    kind: text('kind', { enum: ['village', 'community'] }).notNull(),
    seat: geometry4490('seat', 'Point').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.code] }),
    check('village_code', sql`${table.code} ~ '^[0-9]{12}$' AND starts_with(${table.code}, ${table.townCode})`),
    foreignKey({ columns: [table.county, table.townCode], foreignColumns: [town.county, town.code] }),
    ...geometryRules('village', table.seat),
    ...rowPolicies(table, { read: everyone, write: manageRegisters, visitors: everyone }),
  ],
)

/** Any body that acts: the tree county → department or town → village, and banks, schools, firms, courts, co-ops, agencies. */
export const organisation = pgTable(
  'organisation',
  {
    county: county(),
    id: uuid('id').notNull().defaultRandom(),
    /** Short name that stays the same for programs, e.g. `agriculture-bureau`, `331022105`. */
    code: text('code').notNull(),
    /** Unified social credit code (GB 32100). */
    uscc: text('uscc'),
    kind: text('kind', { enum: organisationKinds }).notNull(),
    name: text('name').notNull(),
    shortName: text('short_name').notNull(),
    parentId: uuid('parent_id'),
    /** Statistical code of its seat or jurisdiction. */
    areaCode: text('area_code').notNull(),
    closedOn: civilDate('closed_on'),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id] }),
    unique('organisation_code').on(table.county, table.code),
    unique('organisation_uscc').on(table.county, table.uscc),
    foreignKey({ columns: [table.county, table.parentId], foreignColumns: [table.county, table.id] }),
    check('organisation_parent', sql`${table.parentId} <> ${table.id}`),
    check('organisation_uscc_form', sql`${table.uscc} ~ '^[0-9A-HJ-NP-RTUWXY]{18}$'`),
    index('organisation_parent').on(table.county, table.parentId),
    ...rowPolicies(table, {
      read: everyone,
      write: anyOf(manageRegisters, withPermission('identity.organisation.manage')),
      visitors: everyone,
    }),
  ],
)

/**
 * A natural person. Identity number and mobile are ciphertext (crypto/keys.ts, bound to the person's id) with a keyed
 * hash for look-up: Personal Information Protection Law articles 28 and 51.
 */
export const person = pgTable(
  'person',
  {
    county: county(),
    id: uuid('id').notNull().defaultRandom(),
    name: text('name').notNull(),
    identityNumber: text('identity_number'),
    identityNumberHash: sm3digest('identity_number_hash'),
    mobile: text('mobile'),
    mobileHash: sm3digest('mobile_hash'),
    birthDate: civilDate('birth_date'),
    /** Where the person lives: statistical code of the village, or of the town or county where no more is known. */
    areaCode: text('area_code').notNull(),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id] }),
    unique('person_identity_number').on(table.county, table.identityNumberHash),
    index('person_mobile').on(table.county, table.mobileHash),
    index('person_area').on(table.county, table.areaCode),
    check('person_encrypted', sql`${table.identityNumber} LIKE 'v1.%' AND ${table.mobile} LIKE 'v1.%'`),
    check(
      'person_hashes',
      sql`(${table.identityNumber} IS NULL) = (${table.identityNumberHash} IS NULL) AND (${table.mobile} IS NULL) = (${table.mobileHash} IS NULL)`,
    ),
    ...rowPolicies(table, {
      read: anyOf(ownPerson(table.id), allOf(withPermission('platform.person.read'), inArea(table.areaCode))),
      write: allOf(withPermission('platform.person.register'), inArea(table.areaCode)),
    }),
  ],
)

export const household = pgTable(
  'household',
  {
    county: county(),
    id: uuid('id').notNull().defaultRandom(),
    /** Number of the household register (户号) where known. */
    number: text('number'),
    areaCode: text('area_code').notNull(),
    address: text('address').notNull(),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id] }),
    unique('household_number').on(table.county, table.number),
    index('household_area').on(table.county, table.areaCode),
    ...rowPolicies(table, {
      read: anyOf(ownHousehold(table.id), allOf(withPermission('platform.person.read'), inArea(table.areaCode))),
      write: allOf(withPermission('platform.person.register'), inArea(table.areaCode)),
    }),
  ],
)

/**
 * Who belongs to a household, from–until with `until` excluded. A person is in one household at a time: an exclusion
 * constraint, which drizzle cannot write, in migrations/custom/30_registers.sql.
 */
export const householdMember = pgTable(
  'household_member',
  {
    county: county(),
    householdId: uuid('household_id').notNull(),
    personId: uuid('person_id').notNull(),
    relation: text('relation', {
      enum: ['head', 'spouse', 'child', 'parent', 'grandchild', 'grandparent', 'sibling', 'other'],
    }).notNull(),
    since: civilDate('since').notNull(),
    until: civilDate('until'),
    /** Copied from the household, so that the row policy needs no other table. */
    areaCode: text('area_code').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.householdId, table.personId, table.since] }),
    foreignKey({ columns: [table.county, table.householdId], foreignColumns: [household.county, household.id] }),
    foreignKey({ columns: [table.county, table.personId], foreignColumns: [person.county, person.id] }),
    index('household_member_person').on(table.county, table.personId),
    check('household_member_period', sql`${table.until} > ${table.since}`),
    ...rowPolicies(table, {
      read: anyOf(
        ownHousehold(table.householdId),
        ownPerson(table.personId),
        allOf(withPermission('platform.person.read'), inArea(table.areaCode)),
      ),
      write: allOf(withPermission('platform.person.register'), inArea(table.areaCode)),
    }),
  ],
)

/** A person's consent (个人信息保护法 articles 13 to 16): to whom, what for, which data, on which text, and how long. */
export const consent = pgTable(
  'consent',
  {
    county: county(),
    id: uuid('id').notNull().defaultRandom(),
    personId: uuid('person_id').notNull(),
    /** The organisation that may use the data. */
    controllerId: uuid('controller_id').notNull(),
    purposes: text('purposes').array().notNull(),
    dataCategories: text('data_categories').array().notNull(),
    /** SM3 of the text that the person was shown. */
    textDigest: sm3digest('text_digest').notNull(),
    validFrom: instant('valid_from').notNull(),
    validUntil: instant('valid_until').notNull(),
    withdrawnAt: instant('withdrawn_at'),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id] }),
    foreignKey({ columns: [table.county, table.personId], foreignColumns: [person.county, person.id] }),
    foreignKey({ columns: [table.county, table.controllerId], foreignColumns: [organisation.county, organisation.id] }),
    index('consent_person').on(table.county, table.personId),
    check('consent_period', sql`${table.validUntil} > ${table.validFrom}`),
    check('consent_named', sql`cardinality(${table.purposes}) > 0 AND cardinality(${table.dataCategories}) > 0`),
    ...rowPolicies(table, {
      read: anyOf(
        ownPerson(table.personId),
        ownOrganisation(table.controllerId),
        withPermission('platform.consent.read'),
      ),
      // Given and withdrawn by the person himself, or at a counter in his presence; never by the one who profits.
      insert: anyOf(ownPerson(table.personId), withPermission('platform.consent.record')),
      update: anyOf(ownPerson(table.personId), withPermission('platform.consent.record')),
    }),
  ],
)
