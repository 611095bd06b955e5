import { type SQL, sql } from 'drizzle-orm'
import { allOf, withPermission } from '../../platform/database/policies.ts'
import { onDuty } from './duties.ts'

export const readLand = withPermission('land.parcel.read')
export const manageLand = allOf(withPermission('land.parcel.manage'), onDuty('resources', 'economy'))

const setting = (name: string): string => `nullif(current_setting('gongfu.${name}', true), '')`

/** The actor is a firm that uses the parcel, or undertook to build on it by contract. */
export const holdsParcel = (table: string, column: string): SQL => {
  const own = (of: string) =>
    `EXISTS (SELECT 1 FROM ${of} o WHERE o.county = ${table}.county AND o.parcel_id = ${table}.${column}
      AND o.organisation_id::text = ${setting('organisation')})`
  return sql.raw(`(${own('land_occupancy')} OR ${own('land_contract')})`)
}
