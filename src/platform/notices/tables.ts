import { sql } from 'drizzle-orm'
import { foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { county, instant } from '../database/columns.ts'
import { ownAccount, rowPolicies } from '../database/policies.ts'
import type { ChannelName, Ladder } from './channel.ts'

/** Rows under a message are seen by whom a delivery names: the delivery's own policies apply within EXISTS. */
const receivedBy = (table: string, column: string) =>
  sql.raw(`EXISTS (SELECT 1 FROM delivery d WHERE d.county = ${table}.county AND d.message_id = ${table}.${column})`)

/** Something that people must know (消息), and how far its escalation ladder has been climbed. */
export const message = pgTable(
  'message',
  {
    county: county(),
    id: uuid('id').notNull(),
    kind: text('kind').notNull(),
    title: text('title').notNull(),
    text: text('text').notNull(),
    href: text('href'),
    /** Says the same thing once: a second message with the topic is not made. */
    topic: text('topic'),
    ladder: jsonb('ladder').$type<Ladder>(),
    /** Steps of the ladder that were taken. */
    step: integer('step').notNull(),
    /** When the next step is due; null when there is none, or no need of it. */
    nextAt: instant('next_at'),
    createdBy: text('created_by').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id] }),
    uniqueIndex('message_topic').on(table.county, table.topic).where(sql`topic IS NOT NULL`),
    index('message_next').on(table.county, table.nextAt).where(sql`next_at IS NOT NULL`),
    ...rowPolicies(table, { read: receivedBy('message', 'id') }),
  ],
)

export type DeliveryState = 'waiting' | 'sent' | 'failed'

/** A message on its way to one recipient by one channel (送达). */
export const delivery = pgTable(
  'delivery',
  {
    county: county(),
    messageId: uuid('message_id').notNull(),
    /** An account, or what the channel's adapter knows: a device, a post. Never a telephone number. */
    recipient: text('recipient').notNull(),
    channel: text('channel').$type<ChannelName>().notNull(),
    /** Step of the ladder that sent it; 0 = at once. */
    step: integer('step').notNull(),
    state: text('state').$type<DeliveryState>().notNull(),
    attempt: integer('attempt').notNull(),
    /** What the gateway called it. */
    reference: text('reference'),
    error: text('error'),
    createdAt: instant('created_at').notNull(),
    sentAt: instant('sent_at'),
    readAt: instant('read_at'),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.messageId, table.recipient, table.channel] }),
    foreignKey({ columns: [table.county, table.messageId], foreignColumns: [message.county, message.id] }),
    index('delivery_inbox')
      .on(table.county, table.recipient, table.createdAt, table.messageId)
      .where(sql`channel = 'inbox'`),
    index('delivery_waiting').on(table.county, table.createdAt).where(sql`state = 'waiting'`),
    ...rowPolicies(table, { read: ownAccount(table.recipient), update: ownAccount(table.recipient) }),
  ],
)

/** "I know" (签收): ends the escalation. Made by the recipient himself, with the time of the server. */
export const acknowledgement = pgTable(
  'acknowledgement',
  {
    county: county(),
    messageId: uuid('message_id').notNull(),
    account: text('account').notNull(),
    at: instant('at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.messageId, table.account] }),
    foreignKey({ columns: [table.county, table.messageId], foreignColumns: [message.county, message.id] }),
    ...rowPolicies(table, {
      read: ownAccount(table.account),
      insert: sql`${ownAccount(table.account)} AND ${receivedBy('acknowledgement', 'message_id')}`,
    }),
  ],
)
