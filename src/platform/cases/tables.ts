import { sql } from 'drizzle-orm'
import { boolean, foreignKey, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { areaCode, civilDate, county, instant } from '../database/columns.ts'
import { anyOf, everyone, ownAccount, ownHousehold, ownOrganisation, rowPolicies } from '../database/policies.ts'

/** A case (办件) and its present state, which is always what its events replay to. */
export const caseTable = pgTable(
  'case',
  {
    county: county(),
    id: text('id').notNull(),
    type: text('type').notNull(),
    /** Name of the state; JSON for a machine with nested or parallel states. */
    state: text('state').notNull(),
    title: text('title').notNull(),
    subjectTable: text('subject_table').notNull(),
    subjectId: text('subject_id').notNull(),
    /** The machine's context. */
    data: jsonb('data').$type<Record<string, unknown>>().notNull(),
    organisationId: text('organisation_id'),
    householdId: text('household_id'),
    areaCode: areaCode(),
    /** Permissions of the officials who may see it: those of the type's events that no private role holds. */
    readers: text('readers').array().notNull(),
    openedBy: text('opened_by').notNull(),
    openedAt: instant('opened_at').notNull(),
    closedAt: instant('closed_at'),
    /** The nearest running deadline. */
    dueOn: civilDate('due_on'),
    calendarProvisional: boolean('calendar_provisional').notNull(),
    version: integer('version').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id] }),
    index('case_list').on(table.county, table.type, table.openedAt, table.id),
    index('case_recent').on(table.county, table.openedAt, table.id),
    index('case_subject').on(table.county, table.subjectTable, table.subjectId),
    ...rowPolicies(table, {
      read: anyOf(
        ownAccount(table.openedBy),
        ownOrganisation(table.organisationId),
        ownHousehold(table.householdId),
        sql`${table.readers} && string_to_array(current_setting('gongfu.permissions', true), ' ')`,
      ),
      insert: ownAccount(table.openedBy),
      update: anyOf(
        ownAccount(table.openedBy),
        ownOrganisation(table.organisationId),
        ownHousehold(table.householdId),
        sql`${table.readers} && string_to_array(current_setting('gongfu.permissions', true), ' ')`,
      ),
    }),
  ],
)

/** Children are seen by whoever sees the case: the case's own policies apply inside EXISTS. */
const caseVisible = (table: string) =>
  sql.raw(`EXISTS (SELECT 1 FROM "case" c WHERE c.county = ${table}.county AND c.id = ${table}.case_id)`)

/** What happened, append-only (migrations/custom/30_cases.sql takes UPDATE and DELETE away). */
export const caseEvent = pgTable(
  'case_event',
  {
    county: county(),
    caseId: text('case_id').notNull(),
    /** The case's version after the event; 1 = opened. */
    number: integer('number').notNull(),
    /** `@opened`, `@late`, or the machine's event. */
    event: text('event').notNull(),
    from: text('from_state'),
    to: text('to_state').notNull(),
    actor: text('actor').notNull(),
    actorName: text('actor_name').notNull(),
    deputyFor: text('deputy_for'),
    reason: text('reason'),
    data: jsonb('data').$type<Record<string, unknown>>().notNull(),
    at: instant('at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.caseId, table.number] }),
    foreignKey({ columns: [table.county, table.caseId], foreignColumns: [caseTable.county, caseTable.id] }),
    ...rowPolicies(table, { read: caseVisible('case_event'), insert: ownAccount(table.actor) }),
  ],
)

export const caseMaterial = pgTable(
  'case_material',
  {
    county: county(),
    caseId: text('case_id').notNull(),
    id: text('id').notNull(),
    kind: text('kind').notNull(),
    fileId: text('file_id').notNull(),
    verdict: text('verdict', { enum: ['pending', 'accepted', 'returned'] }).notNull(),
    reason: text('reason'),
    addedBy: text('added_by').notNull(),
    addedAt: instant('added_at').notNull(),
    judgedBy: text('judged_by'),
    judgedAt: instant('judged_at'),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.caseId, table.id] }),
    foreignKey({ columns: [table.county, table.caseId], foreignColumns: [caseTable.county, caseTable.id] }),
    ...rowPolicies(table, {
      read: caseVisible('case_material'),
      insert: ownAccount(table.addedBy),
      update: caseVisible('case_material'),
    }),
  ],
)

/** One run of one clock. Ended runs stay: they show what was in time. */
export const caseDeadline = pgTable(
  'case_deadline',
  {
    county: county(),
    caseId: text('case_id').notNull(),
    /** `<state>/<onExpiry or late>` of the case type. */
    key: text('key').notNull(),
    run: integer('run').notNull(),
    status: text('status', { enum: ['running', 'paused', 'met', 'missed'] }).notNull(),
    startedOn: civilDate('started_on').notNull(),
    dueOn: civilDate('due_on').notNull(),
    calendarProvisional: boolean('calendar_provisional').notNull(),
    /** Days of the deadline's own kind that were left when it was paused. */
    daysLeft: integer('days_left'),
    endedAt: instant('ended_at'),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.caseId, table.key, table.run] }),
    foreignKey({ columns: [table.county, table.caseId], foreignColumns: [caseTable.county, caseTable.id] }),
    index('case_deadline_due').on(table.county, table.dueOn).where(sql`status = 'running'`),
    ...rowPolicies(table, { read: caseVisible('case_deadline'), write: caseVisible('case_deadline') }),
  ],
)

/**
 * Whose turn it is: one row for each permission and holder that may act in the present state, so that an inbox is a
 * few index ranges. It names no content; who reads the case is decided by the case's own policies.
 */
export const caseTurn = pgTable(
  'case_turn',
  {
    county: county(),
    permission: text('permission').notNull(),
    /** `*`, `account:…`, `household:…`, `organisation:…` or `area:…`. */
    holder: text('holder').notNull(),
    /** 9999-12-31 = no deadline. */
    dueOn: civilDate('due_on').notNull(),
    caseId: text('case_id').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.permission, table.holder, table.dueOn, table.caseId] }),
    index('case_turn_case').on(table.county, table.caseId),
    foreignKey({ columns: [table.county, table.caseId], foreignColumns: [caseTable.county, caseTable.id] }),
    ...rowPolicies(table, { read: everyone, write: everyone }),
  ],
)

export const unaudited = { case_turn: 'derived from the case: rewritten at every event' }
