import { sql } from 'drizzle-orm'
import { bigint, customType, date, text, timestamp } from 'drizzle-orm/pg-core'

/** GB/T 2260 code of the county; first in the primary key and in every unique constraint of every table. */
export const county = () => text('county').notNull()

/** 12-digit statistical code of a village, or its 9-digit town prefix; see `inArea`. */
export const areaCode = (name = 'area_code') => text(name)

/** When the row was made and last changed. `updated_at` is set by whoever updates; the audit log tells the rest. */
export const timestamps = () => ({
  createdAt: timestamp('created_at', { withTimezone: true, mode: 'date' }).notNull().defaultNow(),
  updatedAt: timestamp('updated_at', { withTimezone: true, mode: 'date' })
    .notNull()
    .defaultNow()
    .$onUpdate(() => sql`now()`),
})

/** An instant. Read and written as `Date`. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

/** A civil date of Asia/Shanghai, 'YYYY-MM-DD'. */
export const civilDate = (name: string) => date(name, { mode: 'string' })

/** Money in integer fen (分). */
export const fen = (name: string) => bigint(name, { mode: 'bigint' })

/** An SM3 or SHA-256 digest as 64 hex digits. */
export const sm3digest = (name: string) => text(name)

/** Raw bytes. Both drivers give a Uint8Array (node-postgres as Buffer). */
export const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({
  dataType: () => 'bytea',
  toDriver: (value) => Buffer.from(value),
  fromDriver: (value) => new Uint8Array(value),
})
