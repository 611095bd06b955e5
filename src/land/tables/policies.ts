import { type SQL, sql } from 'drizzle-orm'
import { allOf, withPermission } from '../../platform/database/policies.ts'
import { onDuty } from './duties.ts'

export const readLand = withPermission('land.parcel.read')
export const manageLand = allOf(withPermission('land.parcel.manage'), onDuty('resources', 'economy'))

/** The actor is a firm that holds the parcel. */
export const holdsParcel = (table: string, column: string): SQL =>
  sql.raw(
    `EXISTS (SELECT 1 FROM land_occupancy o WHERE o.county = ${table}.county AND o.parcel_id = ${table}.${column}
      AND o.organisation_id::text = nullif(current_setting('gongfu.organisation', true), ''))`,
  )
